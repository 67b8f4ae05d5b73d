"""Before the check: its class, its approval, its 执法码 and how often the party was inspected (令375)."""

from app.rules.legality.articles import CHECKS_3, CHECKS_17, CHECKS_17_2, CHECKS_18, OWN
from app.rules.legality.rule import F, Problem, Rule
from app.values.enums import ApprovalMode, InspectionCategory
from app.values.facts_document import PaperFacts
from app.values.facts_inspection import InspectionFact
from app.values.verdict import Colour

_BEFORE = frozenset({F.INSPECTION_SCHEME, F.INSPECTION_NOTICE})
_APPROVED = frozenset({F.INSPECTION_NOTICE, F.INSPECTION_RECORD})


def no_category(facts: PaperFacts) -> Problem | None:
    """Ask for the class of the check: 日常、专项、线索核查 or 即时."""
    if facts.inspection is None or facts.inspection.category is not None:
        return None
    return Problem("没有选择检查类别，请选择日常、专项、线索核查或即时。", "inspection.category")


def no_source(facts: PaperFacts) -> Problem | None:
    """Ask where the task came from."""
    if facts.inspection is None or facts.inspection.source is not None:
        return None
    return Problem("没有选择任务来源，请选择计划、部署、举报、交办等来源。", "inspection.source")


def no_manner(facts: PaperFacts) -> Problem | None:
    """Ask how the check is made; the scheme prints it."""
    if facts.inspection is None or facts.inspection.manners:
        return None
    return Problem("没有选择检查方式，请至少选择一种。", "inspection.manner")


def not_approved(facts: PaperFacts) -> Problem | None:
    """Ask for the approval of the scheme before the check began."""
    inspection = facts.inspection
    if inspection is None or is_urgent(inspection):
        return None
    scheme = inspection.scheme
    if scheme is None or not scheme.by or scheme.at is None:
        return Problem(
            "检查方案没有登记批准人和批准时间，请先报本单位负责人批准；情况紧急的登记电话请示。",
            "inspection.scheme_approved_by",
        )
    if _is_late(inspection) and scheme.mode is not ApprovalMode.PHONE:
        return Problem(
            "检查方案的批准时间晚于检查开始时间，请核对；情况紧急、先到场后请示的，登记为电话请示。",
            "inspection.scheme_approved_at",
        )
    return None


def reported_after_the_start(facts: PaperFacts) -> Problem | None:
    """Ask why a check that was reported only after it had begun could not wait."""
    inspection = facts.inspection
    if inspection is None:
        return None
    scheme = inspection.scheme
    is_reported_by_phone = scheme is not None and scheme.mode is ApprovalMode.PHONE
    if not is_unreported(inspection) and not (_is_late(inspection) and (is_reported_by_phone or is_urgent(inspection))):
        return None
    return Problem(
        "检查没有事先批准，请写明情况紧急、须当场检查的理由；检查后请及时报告并补办手续。",
        "inspection.scheme_approved_at",
    )


def is_urgent(inspection: InspectionFact) -> bool:
    """Tell an 即时检查: accident, danger or risk found on the way, reported after the check."""
    return inspection.category is InspectionCategory.IMMEDIATE


def is_unreported(inspection: InspectionFact) -> bool:
    """Tell an 即时检查 whose approval nobody has recorded yet."""
    scheme = inspection.scheme
    return is_urgent(inspection) and (scheme is None or not scheme.by or scheme.at is None)


def _is_late(inspection: InspectionFact) -> bool:
    at = None if inspection.scheme is None else inspection.scheme.at
    return at is not None and inspection.started_at is not None and at > inspection.started_at


def phone_without_paper(facts: PaperFacts) -> Problem | None:
    """Ask for the day by which an approval by phone is put on paper."""
    scheme = None if facts.inspection is None else facts.inspection.scheme
    if scheme is None or scheme.mode is not ApprovalMode.PHONE:
        return None
    if scheme.paper_done is not None or scheme.paper_due is not None:
        return None
    return Problem("电话请示批准的检查没有补办期限，请填写补办审批的日期。", "inspection.scheme_paper_due")


def no_law_code(facts: PaperFacts) -> Problem | None:
    """Ask for the 执法码, or why there is none."""
    inspection = facts.inspection
    if inspection is None or inspection.law_code or inspection.no_code_reason.strip():
        return None
    return Problem(
        "没有执法码，也没有写明未取得的原因，请填写执法码；确未取得的写明原因，并按期备案。", "inspection.law_code"
    )


def too_often(facts: PaperFacts) -> Problem | None:
    """Warn when the yearly cap is exceeded by this check."""
    frequency = facts.frequency
    if frequency is None or frequency.cap is None or frequency.counted <= frequency.cap:
        return None
    return Problem(
        f"本年度对该单位的检查已达 {frequency.counted} 次，超过频次上限 {frequency.cap} 次，请说明理由或取消检查。",
        "inspection.category",
    )


RULES = (
    Rule("R-CATEGORY", Colour.RED, CHECKS_3, _BEFORE | {F.INSPECTION_RECORD}, no_category),
    Rule("R-SOURCE", Colour.RED, OWN, _BEFORE, no_source),
    Rule("R-MANNER", Colour.RED, OWN, frozenset({F.INSPECTION_SCHEME}), no_manner),
    Rule("R-SCHEME", Colour.RED, CHECKS_17, _APPROVED, not_approved),
    Rule("R-SCHEME-URGENT", Colour.YELLOW, CHECKS_17_2, _APPROVED, reported_after_the_start),
    Rule("R-PHONE-APPROVAL", Colour.RED, CHECKS_17, _APPROVED, phone_without_paper),
    Rule("R-LAW-CODE", Colour.RED, CHECKS_18, _APPROVED, no_law_code),
    Rule("R-FREQUENCY", Colour.YELLOW, OWN, _BEFORE | {F.INSPECTION_RECORD}, too_often),
)
