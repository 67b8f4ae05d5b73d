"""What the page of evidence photographs says (paper 11), and how a photograph is named on any paper.

The pictures themselves are not part of the content: they are named by the sha256 of their originals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.values.papers import PaperHeader, PaperOfficer


@dataclass(frozen=True, slots=True)
class PaperPhoto:
    """A photograph on a paper; the time is the camera's civil time as ISO text, empty when it is not known.

    `marks_sha256` is the hash of the marks that are shown over it, empty when it is shown as it was taken.
    """

    number: str
    taken: str
    photographer: str
    sha256: str
    marks_sha256: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePhoto:
    """A photograph as evidence: what it proves and where it was taken."""

    photo: PaperPhoto
    proves: str
    place: str


@dataclass(frozen=True, slots=True)
class PhotoPage:
    """证据照片页 (paper 11); its header carries the number of the record that it belongs to."""

    header: PaperHeader
    photos: Sequence[EvidencePhoto]
    officers: Sequence[PaperOfficer]
    statement: str = "经当场核对，以上照片与现场情况一致。"
