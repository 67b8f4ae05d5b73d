"""What may stand in the file of a recorded inspection; what is left out stays empty, and papers say what they need."""

from collections.abc import Iterator, Mapping

from pydantic import Field, model_validator

from app.rules.legality.check import ALL_RULES
from app.services.recorded_words import Cents, Day, Deadline, Flag, Moment, Name, Part, Place, RefText, Text
from app.storage.yaml_models import PlacedError
from app.values.enums import (
    ApprovalMode,
    DocumentForm,
    FindingResult,
    Handling,
    HazardLevel,
    HazardTag,
    InspectionCategory,
    InspectionManner,
    InspectionSource,
    NoPenaltyGround,
    OutcomeNext,
    OutcomeResult,
    PartyKind,
    Procedure,
    ReinspectionManner,
    SignerRole,
    SignState,
    StepKind,
)
from app.values.library import FineOccasion


def refuse_unknown_rules(reasons: Mapping[str, str]) -> None:
    """Refuse an answer to a rule that does not exist: a misspelt name would leave the finding unanswered unseen."""
    known = {rule.code for rule in ALL_RULES}
    for name in reasons:
        if name not in known:
            raise PlacedError(f"没有名为“{name}”的规则，请照合法性检查给出的名称写。", "reasons", name)


class AuthorityPart(Part):
    """执法机关."""

    name: Name
    prefix: Text = ""
    word: Text = ""
    region: Text = ""
    reconsideration_body: Text = ""
    court: Text = ""
    address: Text = ""
    postcode: Text = ""
    phone: Text = ""
    contact: Text = ""
    supervision_phone: Text = ""
    bank: Text = ""
    bank_account: Text = ""


class EnterprisePart(Part):
    """被检查单位."""

    name: Name
    party_kind: PartyKind
    uscc: Text = ""
    other_code: Text = ""
    operator: Text = ""
    builder: Text = ""
    supervisor: Text = ""
    legal_representative: Text = ""
    principal: Text = ""
    phone: Text = ""
    address: Text = ""
    registered_address: Text = ""
    town: Text = ""
    village: Text = ""
    grid: Text = ""
    sectors: tuple[Name, ...] = ()
    note: Text = ""


class OfficerPart(Part):
    """执法人员; without an authority of his own he is of the authority that inspects."""

    name: Name
    certificate: Name
    valid_from: Day | None = None
    valid_to: Day | None = None
    authority: Text = ""
    position: Text = ""
    phone: Text = ""


class HelperPart(Part):
    """协助人员."""

    name: Name
    unit: Text = ""
    role: Text = ""


class SchemePart(Part):
    """检查方案 and its approval."""

    approved_by: Text = ""
    at: Moment | None = None
    mode: ApprovalMode = ApprovalMode.PAPER
    note: Text = ""
    paper_due: Day | None = None
    paper_done: Day | None = None


class WitnessPart(Part):
    """见证人."""

    name: Name
    unit: Text = ""
    phone: Text = ""


class PartyPart(Part):
    """The person of the other side, and how the request to sign was answered."""

    name: Text = ""
    role: SignerRole | None = None
    position: Text = ""
    phone: Text = ""
    signature: SignState | None = None
    reason: Text = ""
    witness: WitnessPart | None = None
    statement: Text = ""
    recusal: Flag | None = None
    recusal_reason: Text = ""


class ReporterPart(Part):
    """举报人: kept on this machine, never handed over unasked."""

    name: Text = ""
    phone: Text = ""


class InspectionPart(Part):
    """检查."""

    category: InspectionCategory | None = None
    source: InspectionSource | None = None
    source_note: Text = ""
    reporter: ReporterPart | None = None
    manner: tuple[InspectionManner, ...] = ()
    matter: Text = ""
    basis: Text = ""
    scheme: SchemePart | None = None
    task_no: Text = ""
    law_code: Text = ""
    no_code_reason: Text = ""
    no_code_filed: Day | None = None
    notice_served: Moment | None = None
    started: Moment
    ended: Moment | None = None
    place: Text = ""
    party: PartyPart = PartyPart()
    helpers: tuple[HelperPart, ...] = ()
    checklists: tuple[Name, ...] = ()
    summary: Text = ""
    note: Text = ""

    @model_validator(mode="after")
    def _in_order(self) -> "InspectionPart":
        if self.ended is not None and self.ended < self.started:
            raise PlacedError("早于开始时间（started）。", "ended")
        if self.reporter is not None and self.source is not InspectionSource.REPORT:
            raise PlacedError("只在来源（source）为举报时写。", "reporter")
        return self


class HazardPart(Part):
    """隐患; a text that is left out is the item's standard wording."""

    fact: Text = ""
    demand: Text = ""
    violations: tuple[RefText, ...] = ()
    charge: Text = ""
    level: HazardLevel | None = None
    level_reason: Text = ""
    criterion: Text = ""
    judgement: Text = ""
    judged_by: Text = ""
    safety_reason: Text = ""
    tags: tuple[HazardTag, ...] = ()
    place: Text = ""
    handling: Handling | None = None
    deadline: Deadline | None = None
    transfer_to: Text = ""
    department: Text = ""
    responsible: Text = ""
    photos: tuple[Name, ...] = ()
    photos_after: tuple[Name, ...] = ()


class FindingPart(Part):
    """检查结果 of one item, or a free hazard."""

    item: Text = ""
    result: FindingResult | None = None
    note: Text = ""
    hazard: HazardPart | None = None

    @model_validator(mode="after")
    def _fits(self) -> "FindingPart":
        if not self.item and self.hazard is None:
            raise ValueError("既没有 item 也没有 hazard。")
        if self.item and self.hazard is None and self.result is None:
            raise ValueError("没有写 result（符合、不符合、不适用、待查）。")
        if self.hazard is not None and self.result not in (None, FindingResult.FAILS):
            raise ValueError("写了 hazard 的，result 应当是“不符合”。")
        return self


class OutcomePart(Part):
    """复查结论 of one hazard of the file; the first is 1."""

    hazard: Place
    result: OutcomeResult
    note: Text = ""
    next: OutcomeNext | None = None
    reason: Text = ""
    deadline: Day | None = None
    photos: tuple[Name, ...] = ()


class ResumptionPart(Part):
    """审查同意恢复 of what was suspended on site; without a day it is that of the re-inspection."""

    approved_by: Name
    on: Day | None = None


class ReinspectionPart(Part):
    """复查; without officers those of the inspection come again."""

    at: Moment
    ended: Moment | None = None
    officers: tuple[OfficerPart, ...] = ()
    manner: ReinspectionManner | None = None
    party: PartyPart | None = None
    outcomes: tuple[OutcomePart, ...] = ()
    resumption: ResumptionPart | None = None
    documents: tuple[DocumentForm, ...] = ()
    reasons: dict[str, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_rules(self) -> "ReinspectionPart":
        refuse_unknown_rules(self.reasons)
        return self

    @model_validator(mode="after")
    def _one_outcome_each(self) -> "ReinspectionPart":
        seen: set[int] = set()
        for at, outcome in enumerate(self.outcomes):
            if outcome.hazard in seen:
                raise PlacedError(f"第 {outcome.hazard} 项隐患在同一次复查中写了两次结论。", "outcomes", at, "hazard")
            seen.add(outcome.hazard)
        return self


class PersonPart(Part):
    """A person of a step: who approved, received, paid."""

    name: Name
    role: Text = ""
    position: Text = ""
    unit: Text = ""


class StepPart(Part):
    """办案步骤."""

    step: StepKind
    on: Day | None = None
    number: Text = ""
    amount_yuan: Cents | None = None
    provision: RefText | None = None
    occasion: FineOccasion | None = None
    persons: tuple[PersonPart, ...] = ()
    ground: NoPenaltyGround | None = None
    reason: Text = ""
    text: Text = ""
    served_on: Day | None = None
    answer_by: Day | None = None
    defence_waived: Flag = False
    passed: Flag = True
    ended_by_law: Text = ""
    until: Day | None = None


class CasePart(Part):
    """案件 of hazards of the file."""

    hazards: tuple[Place, ...] = Field(min_length=1)
    procedure: Procedure = Procedure.ORDINARY
    title: Text = ""
    party: Text = ""
    is_person: Flag | None = None
    party_identity: Text = ""
    cause: Text = ""
    number: Text = ""
    penalty_basis: tuple[RefText, ...] = ()
    steps: tuple[StepPart, ...] = ()


class RecordedFile(Part):
    """A whole inspection."""

    authority: AuthorityPart | None = None
    enterprise: EnterprisePart
    officers: tuple[OfficerPart, ...] = Field(min_length=1)
    inspection: InspectionPart
    findings: tuple[FindingPart, ...] = ()
    rest: FindingResult | None = None
    documents: tuple[DocumentForm, ...] = ()
    reasons: dict[str, Text] = Field(default_factory=dict)
    reinspections: tuple[ReinspectionPart, ...] = ()
    cases: tuple[CasePart, ...] = ()

    @model_validator(mode="after")
    def _known_rules(self) -> "RecordedFile":
        refuse_unknown_rules(self.reasons)
        return self

    @model_validator(mode="after")
    def _fits(self) -> "RecordedFile":
        count = sum(1 for finding in self.findings if finding.hazard is not None)
        for number, path in self._named_hazards():
            if number > count:
                raise PlacedError(f"引用了第 {number} 项隐患，文件中只有 {count} 项。", *path)
        if self.rest is FindingResult.FAILS:
            raise PlacedError("不能是“不符合”，请逐项写明。", "rest")
        items = [finding.item for finding in self.findings]
        for at, item in enumerate(items):
            if item and item in items[:at]:
                raise PlacedError(
                    f"检查项 {item} 写了两次；同一项的另一处隐患请写成没有 item 的一条。", "findings", at, "item"
                )
        return self

    def _named_hazards(self) -> Iterator[tuple[int, tuple[str | int, ...]]]:
        for turn, visit in enumerate(self.reinspections):
            for at, outcome in enumerate(visit.outcomes):
                yield outcome.hazard, ("reinspections", turn, "outcomes", at, "hazard")
        for turn, case in enumerate(self.cases):
            for at, number in enumerate(case.hazards):
                yield number, ("cases", turn, "hazards", at)
