"""行政检查通知书 (paper 09-2) from the records of an inspection."""

from app.services.paper_building.ground import PaperGround
from app.services.paper_building.scheme import law_code_text, matters_of, source_text
from app.values.days import long_moment
from app.values.papers_plan import InspectionNotice


def build(ground: PaperGround) -> InspectionNotice:
    """Fill the notice in."""
    inspection, own = ground.inspection, ground.authority
    began = inspection.started_at
    return InspectionNotice(
        header=ground.header(),
        addressee=ground.addressee,
        basis=ground.typed("basis") or inspection.basis or ground.worded("basis"),
        source=inspection.source_note or source_text(ground),
        begins=ground.typed("begins") or ("" if began is None else long_moment(began)),
        category="" if inspection.category is None else inspection.category.value,
        matters="、".join(matters_of(ground)),
        officers=ground.officers,
        manner=ground.worded("manner"),
        law_code=law_code_text(ground),
        rights=ground.worded("rights"),
        duties=ground.worded("duties"),
        helpers=ground.helpers,
        supervision_phone=own.supervision_phone or "",
        contact=ground.typed("contact") or "　".join(part for part in (own.contact, own.phone) if part),
    )
