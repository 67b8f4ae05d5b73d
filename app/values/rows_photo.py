"""Photographs on their way in and as lists show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.values.annotation import Marks
from app.values.enums import PhotoRole, PhotoSource, PhotoView

VIEW_ORDER = (PhotoView.WHOLE, PhotoView.PART, PhotoView.DETAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTarget:
    """What photographs are taken of; without a view they are suggested in the order 全景, 部位, 细节."""

    inspection_id: UUID
    hazard_id: UUID | None = None
    finding_id: UUID | None = None
    outcome_id: UUID | None = None
    role: PhotoRole = PhotoRole.BEFORE
    view: PhotoView | None = None
    source: PhotoSource = PhotoSource.OFFICER
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photograph that was chosen, pasted or dropped."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class RefusedPhoto:
    """A file that was not taken in, with the sentence that says why and what to do."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PhotoBatch:
    """What became of the files of one import."""

    added: tuple[UUID, ...] = ()
    refused: tuple[RefusedPhoto, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """照片 as a strip shows it."""

    id: UUID
    inspection_id: UUID
    hazard_id: UUID | None
    finding_id: UUID | None
    outcome_id: UUID | None
    role: PhotoRole
    view: PhotoView | None
    source: PhotoSource
    order_no: int
    file_name: str
    taken_text: str
    taken_by: str
    added_at: datetime
    width: int
    height: int
    marks: Marks = ()


def suggested_view(taken: int) -> PhotoView:
    """Suggest what the next photograph shows after so many: first the whole, then the part, then details."""
    return VIEW_ORDER[min(taken, len(VIEW_ORDER) - 1)]
