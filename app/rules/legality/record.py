"""现场检查记录: time, place, content, problems and how they were handled (安全生产法 68), and the answer on 回避.

An order is looked at too: it follows a visit that has its record.
"""

from app.rules.legality.articles import OWN, SAFETY_68
from app.rules.legality.rule import ORDERS, F, Problem, Rule, line_problem
from app.values.enums import Handling
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour

_RECORD = frozenset({F.INSPECTION_RECORD})


def no_time(facts: PaperFacts) -> Problem | None:
    """Ask for the beginning and the end of the check, in this order."""
    inspection = facts.inspection
    if inspection is None or inspection.started_at is None:
        return Problem("没有检查开始时间，请填写。", "inspection.started_at")
    if inspection.ended_at is None:
        return Problem("没有检查结束时间，请填写。", "inspection.ended_at")
    if inspection.ended_at < inspection.started_at:
        return Problem("检查结束时间早于开始时间，请核对。", "inspection.ended_at")
    return None


def no_place(facts: PaperFacts) -> Problem | None:
    """Ask where the check took place."""
    if facts.inspection is not None and facts.inspection.place.strip():
        return None
    return Problem("没有检查场所，请填写。", "inspection.place")


def no_content(facts: PaperFacts) -> Problem | None:
    """Ask what was checked: lists walked, or the matter in words."""
    inspection = facts.inspection
    if inspection is not None and (inspection.checklists or inspection.matter.strip()):
        return None
    return Problem("没有检查内容，请选择检查表或填写检查事项。", "inspection.checklists")


def not_handled(facts: PaperFacts) -> Problem | None:
    """Ask how each problem was handled."""
    return line_problem(
        (hazard for hazard in facts.hazards if hazard.handling is None), "handling", "没有处理方式，请选择。"
    )


def no_issued_record(facts: PaperFacts) -> Problem | None:
    """Ask for the record of the visit on which an order is given."""
    if F.INSPECTION_RECORD in facts.issued_forms:
        return None
    return Problem(
        "本次检查还没有签发现场检查记录，请先签发记录并交双方签字；随后补签发的，请说明理由。", "document.issued_on"
    )


def no_transfer_receiver(facts: PaperFacts) -> Problem | None:
    """Ask who receives a matter that is transferred."""
    return line_problem(
        (hazard for hazard in facts.hazards if hazard.handling is Handling.TRANSFER and not hazard.transfer_to),
        "transfer_to",
        "移送没有写明接收单位，请填写。",
    )


def not_fixed_on_the_spot(facts: PaperFacts) -> Problem | None:
    """Ask for the officers' after photo of what is said to be mended on the spot."""
    return line_problem(
        (hazard for hazard in facts.hazards if hazard.handling is Handling.ON_THE_SPOT and not hazard.after_photos),
        "photos",
        "写明当场整改，但没有执法人员拍摄的整改后照片，请补拍，或者导入执法记录仪的截图；没有改正的改为限期整改。",
    )


def recusal_not_answered(facts: PaperFacts) -> Problem | None:
    """Ask for the answer on 回避; it may still be ticked by hand on the paper."""
    inspection = facts.inspection
    if inspection is None or inspection.is_recusal_asked is None:
        return Problem("没有记录是否申请回避，请询问后记录，或由当事人在纸上勾选。", "inspection.is_recusal_asked")
    if inspection.is_recusal_asked and not inspection.recusal_reason.strip():
        return Problem("当事人申请回避，没有写明理由和处理结果，请补充。", "inspection.recusal_reason")
    return None


RULES = (
    Rule("R-RECORD-TIME", Colour.RED, SAFETY_68, _RECORD, no_time),
    Rule("R-RECORD-PLACE", Colour.RED, SAFETY_68, _RECORD, no_place),
    Rule("R-RECORD-CONTENT", Colour.RED, SAFETY_68, _RECORD, no_content),
    Rule("R-RECORD-HANDLING", Colour.RED, SAFETY_68, _RECORD, not_handled),
    Rule("R-ORDER-RECORD", Colour.YELLOW, SAFETY_68, ORDERS, no_issued_record),
    Rule("R-TRANSFER-TO", Colour.RED, OWN, _RECORD, no_transfer_receiver),
    Rule("R-ON-THE-SPOT", Colour.RED, OWN, _RECORD, not_fixed_on_the_spot),
    Rule("R-RECUSAL", Colour.YELLOW, OWN, _RECORD, recusal_not_answered),
)
