"""证据照片页 (paper 11): the officers' photographs of a record, numbered as on it, as they were taken."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from app.models.photo import Photo
from app.services.paper_building.ground import Evidence, PaperGround
from app.services.paper_building.photo_numbers import order_of
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import PhotoRole, PhotoSource
from app.values.photo import PRINT_EDGE
from app.values.photo_page import EvidencePhoto, PaperPhoto, PhotoPage

SHOWS = {PhotoRole.BEFORE: "", PhotoRole.AFTER: "（整改后）"}


def build(ground: PaperGround) -> PhotoPage:
    """Fill the page in; it carries its record's number."""
    record = ground.parents[0] if ground.parents else None
    return PhotoPage(
        header=ground.header(number="" if record is None else record.number),
        photos=tuple(ground.evidence.photos),
        officers=ground.officers,
    )


def load_evidence(uow: UnitOfWork, ground: PaperGround) -> Evidence:
    """Read the photographs of the hazards of the page in the order of their numbers."""
    rows = _rows(uow, ground.inspection.id)
    numbered: dict[int, EvidencePhoto] = {}
    for line in ground.facts.hazards:
        for role, numbers in ((PhotoRole.BEFORE, ground.photos.before), (PhotoRole.AFTER, ground.photos.after)):
            for number, row in zip(numbers.get(line.id, ()), rows.get((line.id, role), ()), strict=False):
                numbered[number] = _photo(row, number, fact=line.fact, place=ground.inspection.place or "")
    photos = [numbered[number] for number in sorted(numbered)]
    return Evidence(photos, _pictures(uow, [one.photo.sha256 for one in photos]))


def _rows(uow: UnitOfWork, inspection_id: UUID) -> Mapping[tuple[UUID, PhotoRole], Sequence[Photo]]:
    """Read the photographs in the order in which they were numbered: 全景, 部位, 细节."""
    query = select(Photo).where(
        Photo.inspection_id == inspection_id,
        Photo.hazard_id.is_not(None),
        Photo.outcome_id.is_(None),
        Photo.source == PhotoSource.OFFICER,
        Photo.deleted.is_(False),
    )
    found: dict[tuple[UUID, PhotoRole], list[Photo]] = {}
    for row in sorted(uow.session.scalars(query), key=lambda one: order_of(one.view, one.order_no, one.id)):
        if row.hazard_id is not None:
            found.setdefault((row.hazard_id, row.role), []).append(row)
    return found


def _photo(row: Photo, number: int, *, fact: str, place: str) -> EvidencePhoto:
    return EvidencePhoto(
        PaperPhoto(str(number), row.taken_text or "", row.taken_by or "", row.original_blob),
        proves=row.caption or f"{fact}{SHOWS.get(row.role, '')}",
        place=row.place or place,
    )


def _pictures(uow: UnitOfWork, wanted: Sequence[str]) -> dict[str, bytes]:
    """Give the pictures for print as they were made at import, else made now; a missing original leaves its frame."""
    from app.services.photo_ahead import prints_ahead  # loads what decodes pictures, which no other paper needs

    small = {sha256: uow.blobs.get_small(sha256, width=PRINT_EDGE) for sha256 in wanted}
    pictures = {sha256: one.data for sha256, one in small.items() if one is not None}
    originals = ((sha256, uow.blobs.get(sha256)) for sha256, one in small.items() if one is None)
    pictures.update(prints_ahead((sha256, data) for sha256, data in originals if data is not None))
    return pictures
