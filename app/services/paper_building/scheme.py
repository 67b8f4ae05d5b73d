"""行政检查方案审批表 (paper 09-1) from the records of an inspection."""

from app.services.paper_building.ground import PaperGround, party_of
from app.services.paper_building.times import span_text
from app.values.days import long_day, long_moment
from app.values.enums import ApprovalMode, InspectionCategory, InspectionManner
from app.values.papers import Choice
from app.values.papers_plan import InspectionScheme, PhoneApproval

_SEPARATORS = "、；;"


def build(ground: PaperGround) -> InspectionScheme:
    """Fill the form in."""
    inspection = ground.inspection
    return InspectionScheme(
        header=ground.header(),
        party=party_of(ground.enterprise, inspection),
        categories=tuple(Choice(one.value, one is inspection.category) for one in InspectionCategory),
        source=source_text(ground),
        manners=tuple(Choice(one.value, one.value in (inspection.manner or ())) for one in InspectionManner),
        basis=ground.typed("basis") or inspection.basis or ground.worded("basis"),
        matters=matters_of(ground),
        time=ground.typed("time") or span_text(inspection.started_at, inspection.ended_at),
        law_code=law_code_text(ground),
        officers=ground.officers,
        frequency=_frequency(ground),
        helpers=ground.helpers,
        phone_approval=_phone_approval(ground),
    )


def source_text(ground: PaperGround) -> str:
    """Write where the task came from, with the plan or paper that gave it."""
    source = ground.inspection.source
    parts = ("" if source is None else source.value, ground.inspection.source_note or "")
    return "　".join(part for part in parts if part)


def matters_of(ground: PaperGround) -> tuple[str, ...]:
    """Give the matters that are checked: as published, else the lists that are walked."""
    text = ground.inspection.matter or ""
    for mark in _SEPARATORS:
        text = text.replace(mark, "\n")
    matters = tuple(part.strip() for part in text.splitlines() if part.strip())
    return matters or tuple(ground.inspection.checklists or ())


def law_code_text(ground: PaperGround) -> str:
    """Write the 执法码, or why there is none."""
    inspection = ground.inspection
    if inspection.law_code:
        return inspection.law_code
    return f"未取得，原因：{inspection.no_code_reason}" if inspection.no_code_reason else ""


def _frequency(ground: PaperGround) -> str:
    counted = ground.facts.frequency
    if counted is None:
        return ""
    cap = "" if counted.cap is None else f"／上限{counted.cap}次"
    return f"年度频次：第{max(1, counted.counted)}次{cap}"


def _phone_approval(ground: PaperGround) -> PhoneApproval | None:
    inspection = ground.inspection
    if inspection.scheme_mode is not ApprovalMode.PHONE:
        return None
    at, due = inspection.scheme_approved_at, inspection.scheme_paper_due
    return PhoneApproval(
        approver=inspection.scheme_approved_by or "",
        at="" if at is None else long_moment(at),
        due="" if due is None else long_day(due),
    )
