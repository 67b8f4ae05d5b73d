"""Facts with sane defaults: a lawful inspection of a gas shop on 16 November 2026."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from app.values.enums import (
    ApprovalMode,
    Confidence,
    DocumentForm,
    DocumentState,
    ExtensionState,
    Handling,
    HazardLevel,
    InspectionCategory,
    InspectionManner,
    InspectionSource,
    OutcomeResult,
    SignerRole,
    SignState,
    StepKind,
)
from app.values.facts import ApprovalFact, OfficerFact, PersonFact, ProvisionFact, SigningFact, WitnessFact
from app.values.facts_case import CaseFact, StepFact
from app.values.facts_document import CheckSettings, DocumentFact, PaperFacts
from app.values.facts_inspection import (
    ExtensionFact,
    HazardChange,
    HazardFact,
    InspectionFact,
    OutcomeFact,
    ReinspectionFact,
)
from app.values.library import FineOccasion, FineParty, FineRange

AUTHORITY = UUID(int=1)
ELSEWHERE = UUID(int=2)
INSPECTION = UUID(int=10)
CHECK_DAY = date(2026, 11, 16)
DEADLINE = date(2026, 12, 1)
RECHECK_DAY = date(2026, 12, 2)
SIGNED = SigningFact(SignState.SIGNED, PersonFact("王芳", SignerRole.ON_SITE))
REFUSED = SigningFact(SignState.REFUSED, PersonFact("王芳"), "认为问题不属实", WitnessFact("李红", "东城街道"))
F = DocumentForm


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Give an instant at Beijing time."""
    return datetime(day.year, day.month, day.day, hour - 8, minute, tzinfo=UTC)


def make_officer(number: int = 1, **changes: Any) -> OfficerFact:
    """Make an officer of the authority."""
    values: dict[str, Any] = {
        "id": UUID(int=100 + number),
        "name": f"执法{number}",
        "authority_id": AUTHORITY,
        "certificate": f"50010{number}",
        "valid_to": date(2028, 12, 31),
    }
    return OfficerFact(**(values | changes))


OFFICERS = (make_officer(1), make_officer(2))


def make_hazard(number: int = 1, **changes: Any) -> HazardFact:
    """Make an ordinary hazard with a deadline."""
    values: dict[str, Any] = {
        "id": UUID(int=200 + number),
        "order_no": number,
        "fact": "瓶组间可燃气体报警器没有接通电源。",
        "demand": "接通电源并测试合格。",
        "violations": ("安全生产法/36/2",),
        "handling": Handling.DEADLINE,
        "deadline": DEADLINE,
    }
    return HazardFact(**(values | changes))


def make_major(number: int = 1, **changes: Any) -> HazardFact:
    """Make a 重大事故隐患 handled by measures on site."""
    values: dict[str, Any] = {
        "level": HazardLevel.MAJOR,
        "criterion": "城镇燃气标准/5",
        "judged_by": "执法1",
        "handling": Handling.ONSITE_MEASURES,
        "safety_reason": "瓶组间浓度超标，排除前无法保证安全。",
    }
    return make_hazard(number, **(values | changes))


def make_inspection(**changes: Any) -> InspectionFact:
    """Make a lawful inspection that has ended."""
    values: dict[str, Any] = {
        "id": INSPECTION,
        "authority_id": AUTHORITY,
        "enterprise_name": "示例燃气店",
        "officers": OFFICERS,
        "category": InspectionCategory.ROUTINE,
        "source": InspectionSource.YEARLY_PLAN,
        "manners": (InspectionManner.UNANNOUNCED,),
        "checklists": ("通用基础", "城镇燃气"),
        "scheme": ApprovalFact("刘局长", at(date(2026, 11, 15), 16), ApprovalMode.PAPER),
        "law_code": "ZFM2026-001",
        "started_at": at(CHECK_DAY, 9, 10),
        "ended_at": at(CHECK_DAY, 11, 40),
        "place": "门店及瓶组间",
        "party": PersonFact("王芳", SignerRole.ON_SITE, "店长", "13800000000"),
        "signing": SIGNED,
        "is_recusal_asked": False,
    }
    return InspectionFact(**(values | changes))


def make_document(form: DocumentForm = F.RECTIFICATION_ORDER, serial: int = 1, **changes: Any) -> DocumentFact:
    """Make a document; issued ones are dated on the day of the check."""
    values: dict[str, Any] = {"id": UUID(int=300 + serial), "form": form, "title": "文书"}
    return DocumentFact(**(values | changes))


def make_order(**changes: Any) -> DocumentFact:
    """Make an issued order of the day of the check."""
    values: dict[str, Any] = {
        "state": DocumentState.ISSUED,
        "title": "责令限期整改指令书",
        "number": "（渝铜）应急责改〔2026〕18号",
        "issued_on": CHECK_DAY,
        "hazard_ids": (UUID(int=201),),
    }
    return make_document(F.RECTIFICATION_ORDER, 1, **(values | changes))


def make_provision(ref: str = "安全生产法/36/2", **changes: Any) -> ProvisionFact:
    """Make a provision in force."""
    values: dict[str, Any] = {
        "ref": ref,
        "citation": f"《{ref}》",
        "in_force": True,
        "confidence": Confidence.VERIFIED,
    }
    return ProvisionFact(**(values | changes))


def provisions(*facts: ProvisionFact) -> dict[str, ProvisionFact]:
    """Key provisions by their reference, with the usual ones."""
    usual = (make_provision(), make_provision("城镇燃气标准/5"), make_provision("安全生产法/99/3"))
    return {fact.ref: fact for fact in (*usual, *facts)}


def make_outcome(number: int = 1, **changes: Any) -> OutcomeFact:
    """Make an outcome 已整改 with its photograph."""
    values: dict[str, Any] = {"hazard_id": UUID(int=200 + number), "result": OutcomeResult.DONE, "after_photos": 1}
    return OutcomeFact(**(values | changes))


def make_reinspection(*outcomes: OutcomeFact, **changes: Any) -> ReinspectionFact:
    """Make a re-inspection on site."""
    values: dict[str, Any] = {
        "id": UUID(int=400),
        "officers": OFFICERS,
        "started_at": at(RECHECK_DAY, 10),
        "outcomes": outcomes or (make_outcome(),),
        "signing": SIGNED,
    }
    return ReinspectionFact(**(values | changes))


def make_extension(**changes: Any) -> ExtensionFact:
    """Make an extension that was applied for in time and approved."""
    values: dict[str, Any] = {
        "id": UUID(int=500),
        "hazard_ids": (UUID(int=201),),
        "state": ExtensionState.APPROVED,
        "applied_on": date(2026, 11, 28),
        "old_deadline": DEADLINE,
        "new_deadline": date(2026, 12, 15),
        "grounds": "配件没有到货",
        "approved_by": "刘局长",
        "answered_on": date(2026, 11, 30),
    }
    return ExtensionFact(**(values | changes))


def make_step(step: StepKind, on: date | None, **changes: Any) -> StepFact:
    """Make a step of a case."""
    return StepFact(step, on, **changes)


def make_case(*steps: StepFact, **changes: Any) -> CaseFact:
    """Make a case of an organisation that is fined 20,000 yuan and was notified of it."""
    notice = make_step(StepKind.NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 8), amount_cents=2_000_000)
    values: dict[str, Any] = {
        "id": UUID(int=600),
        "title": "示例燃气店案",
        "steps": steps or (make_step(StepKind.FILING, date(2026, 12, 3)), notice),
        "fine_cents": 2_000_000,
        "fine_range": FineRange(FineParty.ORGANISATION, FineOccasion.FIRST, max_yuan=50_000),
        "fine_citation": "《中华人民共和国安全生产法》第九十九条第三项",
        "fine_ref": "安全生产法/99/3",
        "defence_end": date(2026, 12, 15),
        "decide_by": date(2027, 3, 3),
    }
    return CaseFact(**(values | changes))


def make_change(**changes: Any) -> HazardChange:
    """Make the act that changes a hazard's state."""
    values: dict[str, Any] = {"on": CHECK_DAY, "hazard": make_hazard()}
    return HazardChange(**(values | changes))


SETTINGS = CheckSettings(
    far_deadline_days=30, summary_ceiling_citizen_cents=20_000, summary_ceiling_organisation_cents=300_000
)
_DAYS = {F.REINSPECTION_OPINION: RECHECK_DAY, F.PENALTY_DECISION: date(2026, 12, 20)}
_LATER = {F.PENALTY_NOTICE, F.HEARING_NOTICE}


def make_paper(form: DocumentForm, **changes: Any) -> PaperFacts:
    """Make a paper of the form that passes every rule."""
    day = _DAYS.get(form, date(2026, 12, 8) if form in _LATER else CHECK_DAY)
    values: dict[str, Any] = {
        "document": make_document(form, 2, issued_on=day, approval="刘局长，电话请示"),
        "today": date(2026, 12, 20),
        "authority_id": AUTHORITY,
        "officers": OFFICERS,
        "inspection": make_inspection(),
        "hazards": (make_major() if form is F.ONSITE_MEASURES else make_hazard(),),
        "provisions": provisions(),
        "issued_forms": frozenset({F.INSPECTION_RECORD}),
        "settings": SETTINGS,
    }
    if form is F.REINSPECTION_OPINION:
        values |= {"parents": (make_order(),), "reinspection": make_reinspection()}
    if form is F.EXTENSION_REPLY:
        values |= {"extensions": (make_extension(),)}
    if form in {F.SUMMARY_PENALTY, F.PENALTY_NOTICE, F.HEARING_NOTICE, F.PENALTY_DECISION}:
        values["case"] = make_case(fine_cents=100_000) if form is F.SUMMARY_PENALTY else make_case()
    return PaperFacts(**(values | changes))


__all__ = [
    "AUTHORITY",
    "CHECK_DAY",
    "DEADLINE",
    "ELSEWHERE",
    "INSPECTION",
    "OFFICERS",
    "RECHECK_DAY",
    "REFUSED",
    "SIGNED",
    "at",
    "make_case",
    "make_change",
    "make_document",
    "make_extension",
    "make_hazard",
    "make_inspection",
    "make_major",
    "make_officer",
    "make_order",
    "make_outcome",
    "make_paper",
    "make_provision",
    "make_reinspection",
    "make_step",
    "provisions",
]
