"""Which numbers the photographs of an inspection have on its papers."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.models.photo import Photo
from app.services.paper_building.ground import PhotoNumbers
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import PhotoRole, PhotoSource, PhotoView
from app.values.facts_inspection import HazardFact

_VIEWS = {view: at for at, view in enumerate(PhotoView)}
_ROLES = {PhotoRole.BEFORE: 0, PhotoRole.AFTER: 1}


def number_photos(uow: UnitOfWork, inspection_id: UUID, hazards: Sequence[HazardFact]) -> PhotoNumbers:
    """Number the officers' photographs hazard by hazard: before, then after; 全景, 部位, 细节."""
    rows = _rows(uow, inspection_id)
    places = {hazard.id: at for at, hazard in enumerate(hazards)}
    rows = sorted((row for row in rows if row[0] in places), key=lambda row: (places[row[0]], *row[1:]))
    before: dict[UUID, list[int]] = defaultdict(list)
    after: dict[UUID, list[int]] = defaultdict(list)
    for number, (hazard_id, role, *_) in enumerate(rows, start=1):
        (before if role == 0 else after)[hazard_id].append(number)
    return PhotoNumbers(
        {key: tuple(numbers) for key, numbers in before.items()},
        {key: tuple(numbers) for key, numbers in after.items()},
    )


def order_of(view: PhotoView | None, order_no: int, photo_id: UUID) -> tuple[int, int, str]:
    """Order the photographs of one side of a hazard: 全景, 部位, 细节, then as they were taken."""
    return len(_VIEWS) if view is None else _VIEWS[view], order_no, str(photo_id)


def _rows(uow: UnitOfWork, inspection_id: UUID) -> list[tuple[UUID, int, int, int, str]]:
    query = select(Photo.hazard_id, Photo.role, Photo.view, Photo.order_no, Photo.id).where(
        Photo.inspection_id == inspection_id,
        Photo.hazard_id.is_not(None),
        Photo.outcome_id.is_(None),
        Photo.source == PhotoSource.OFFICER,
        Photo.role.in_(_ROLES),
        Photo.deleted.is_(False),
    )
    return [
        (hazard_id, _ROLES[role], *order_of(view, order_no, photo_id))
        for hazard_id, role, view, order_no, photo_id in uow.session.execute(query)
        if hazard_id is not None
    ]
