"""Every paper that is issued, and its imprint."""

from dataclasses import replace
from typing import TypeVar

from app.values.papers_after import RectificationReply, ReinspectionOpinion, ServiceReceipt
from app.values.papers_order import OnsiteMeasures, RectificationOrder
from app.values.papers_plan import InspectionNotice, InspectionScheme
from app.values.papers_record import InspectionRecord
from app.values.photo_page import PhotoPage

Paper = (
    InspectionScheme
    | InspectionNotice
    | InspectionRecord
    | RectificationOrder
    | OnsiteMeasures
    | PhotoPage
    | RectificationReply
    | ReinspectionOpinion
    | ServiceReceipt
)


PaperT = TypeVar(
    "PaperT",
    InspectionScheme,
    InspectionNotice,
    InspectionRecord,
    RectificationOrder,
    OnsiteMeasures,
    PhotoPage,
    RectificationReply,
    ReinspectionOpinion,
    ServiceReceipt,
)


def with_imprint(paper: PaperT, *, content_hash: str, qr_text: str) -> PaperT:
    """Give the paper that carries its own content hash and the text of its code, ready to print."""
    return replace(paper, header=replace(paper.header, content_hash=content_hash, qr_text=qr_text, draft=False))
