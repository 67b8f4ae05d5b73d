"""Issue a paper in the store of a test."""

from pathlib import Path
from uuid import UUID

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.machine import fingerprint
from app.values.enums import DocumentForm
from tests.services.records import CHECK_DAY, Scene
from tests.stores import make_means, open_copy


def issue_record(data: Path, scene: Scene, *, seed: str = "issue") -> UUID:
    """Issue the 现场检查记录 of the scene."""
    with open_copy(data, means=make_means(seed=seed, machine=fingerprint())) as store:
        services = Services(Desk(store, officer_id=scene.officer_ids[0]))
        (issued,) = services.documents.issue_set(scene.inspection_id, [DocumentForm.INSPECTION_RECORD], on=CHECK_DAY)
    return issued
