"""The way from a ground to its paper, and from the paper to its pages."""

from collections.abc import Callable, Mapping
from typing import Any

from app.services.paper_building import measures, notice, opinion, order, photo_page, receipt, record, reply, scheme
from app.services.paper_building.ground import PaperGround
from app.values.enums import DocumentForm
from app.values.errors import UserError
from app.values.papers_every import Paper
from app.values.photo_page import PhotoPage

F = DocumentForm
_BUILDERS: Mapping[DocumentForm, Callable[[PaperGround], Paper]] = {
    F.INSPECTION_SCHEME: scheme.build,
    F.INSPECTION_NOTICE: notice.build,
    F.INSPECTION_RECORD: record.build,
    F.RECTIFICATION_ORDER: order.build,
    F.ONSITE_MEASURES: measures.build,
    F.RECTIFICATION_REPLY: reply.build,
    F.PHOTO_PAGE: photo_page.build,
    F.SERVICE_RECEIPT: receipt.build,
    F.REINSPECTION_OPINION: opinion.build,
}


def build_paper(ground: PaperGround) -> Paper:
    """Write the paper that the ground stands for."""
    builder = _BUILDERS.get(ground.document.form)
    if builder is None:
        raise UserError(f"本版本不能制作“{ground.definition.title}”。", hint="请使用单位现有的文书。")
    return builder(ground)


def render(paper: Paper, *, pictures: Mapping[str, bytes]) -> bytes:
    """Draw the paper; the drawing is loaded when the first paper is drawn."""
    if isinstance(paper, PhotoPage):
        from app.reports.photo_page import render as render_photos

        return render_photos(paper, pictures=pictures)
    return _renderer(paper)(paper)


def _renderer(paper: Paper) -> Callable[[Any], bytes]:
    from app.reports import (
        inspection_notice,
        inspection_record,
        inspection_scheme,
        onsite_measures,
        rectification_order,
        rectification_reply,
        reinspection_opinion,
        service_receipt,
    )
    from app.values import papers_after, papers_order, papers_plan, papers_record

    renderers: Mapping[type, Callable[[Any], bytes]] = {
        papers_plan.InspectionScheme: inspection_scheme.render,
        papers_plan.InspectionNotice: inspection_notice.render,
        papers_record.InspectionRecord: inspection_record.render,
        papers_order.RectificationOrder: rectification_order.render,
        papers_order.OnsiteMeasures: onsite_measures.render,
        papers_after.RectificationReply: rectification_reply.render,
        papers_after.ReinspectionOpinion: reinspection_opinion.render,
        papers_after.ServiceReceipt: service_receipt.render,
    }
    return renderers[type(paper)]
