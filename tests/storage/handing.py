"""A store with something to hand over, and what a package file says."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.models.hazard import Hazard
from app.models.photo import Photo
from app.models.reinspection import ReceivedPaper
from app.rules.package_content import PackageContent
from app.storage.package_selecting import choose
from app.storage.package_writing import PackageLabel, WrittenPackage, write_package
from app.storage.store import Store
from app.values.canonical import sha256_hex
from app.values.enums import PaperKind, PhotoRole
from app.values.package import Selection
from tests.photos import make_photo
from tests.services.records import CHECK_DAY, Scene, make_hazard, make_scene, put

NOW = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)
OFFICE = "某区应急管理局"


def make_work(store: Store, *, photos: int = 2) -> tuple[Scene, UUID]:
    """Put an inspection with a hazard, its photographs and a received paper into the store."""
    scene = make_scene(store)
    (hazard_id,) = put(store, make_hazard(scene))
    for number in range(photos):
        add_photo(store, scene, hazard_id, number)
    paper = ReceivedPaper(
        paper_kind=PaperKind.RECTIFICATION_REPORT,
        enterprise_id=scene.enterprise_id,
        inspection_id=scene.inspection_id,
        hazard_ids=(hazard_id,),
        received_on=CHECK_DAY,
    )
    put(store, paper)
    return scene, hazard_id


def add_photo(store: Store, scene: Scene, hazard_id: UUID, number: int) -> UUID:
    """Put one more photograph of the hazard into the store."""
    data = make_photo(size=(64, 48), seed=number)
    with store.write() as uow:
        photo = Photo(
            inspection_id=scene.inspection_id,
            hazard_id=hazard_id,
            original_blob=uow.blobs.put(data),
            file_name=f"{number}.jpg",
            format="JPEG",
            width=64,
            height=48,
            role=PhotoRole.BEFORE,
            added_at=uow.now(),
        )
        uow.add(photo)
        uow.commit()
    return photo.id


def edit_hazard(store: Store, hazard_id: UUID, place: str) -> None:
    """Change one field of the hazard."""
    with store.write() as uow:
        uow.session.get_one(Hazard, hazard_id).place = place
        uow.commit()


def chosen(store: Store, selection: Selection | None = None, *, recipient: str = OFFICE) -> PackageContent:
    """Choose what a package is to hold."""
    with store.read() as uow:
        return choose(uow, selection or Selection(), recipient=recipient, kinds=store.means.kinds)


def label_of(store: Store, selection: Selection | None = None, **said: Any) -> PackageLabel:
    """Label a package of the store."""
    with store.read() as uow:
        device = uow.devices.current().id
    plain: dict[str, Any] = {
        "made_at": NOW,
        "program": "0.1.0",
        "device": device,
        "device_label": "甲机",
        "recipient": OFFICE,
    }
    return PackageLabel(selection=selection or Selection(), **(plain | said))


def written(store: Store, file: Path, selection: Selection | None = None, **how: Any) -> WrittenPackage:
    """Write a package of the selection."""
    return write_package(store, file=file, content=chosen(store, selection), label=label_of(store, selection), **how)


def lines_of(file: Path, query: str) -> list[Any]:
    """Ask the package itself, by another library than the one that wrote it."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def revisions_in(file: Path) -> dict[str, bytes]:
    """Return the revisions of a package by their hashes."""
    return {row[0].hex(): row[1] for row in lines_of(file, "SELECT rev_id, bytes FROM revision")}


def blobs_in(file: Path) -> set[str]:
    """Return the originals of a package, each of which has its hash."""
    rows: Iterable[Any] = lines_of(file, "SELECT sha256, size, data FROM blob")
    found = set()
    for sha256, size, data in rows:
        assert sha256.hex() == sha256_hex(data)
        assert size == len(data)
        found.add(sha256.hex())
    return found
