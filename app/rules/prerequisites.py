"""文书树: which papers may be drafted, which can be printed, which are locked and why; the print order of a set."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.values.enums import DocumentForm, DocumentState, Handling, HazardState, InspectionState, Procedure
from app.values.facts_document import DocumentFact, FormFact
from app.values.facts_loop import LoopFacts

F = DocumentForm
_ORDERABLE = frozenset({HazardState.FOUND, HazardState.IMMEDIATE, HazardState.SUSPENDED, HazardState.FAILED})
# What must be in the other side's hands; a record is signed and not served.
SERVED = (
    F.ONSITE_MEASURES,
    F.RECTIFICATION_ORDER,
    F.EXTENSION_REPLY,
    F.SUMMARY_PENALTY,
    F.PENALTY_NOTICE,
    F.HEARING_NOTICE,
    F.PENALTY_DECISION,
    F.REINSPECTION_OPINION,
)
_ORDERED_HANDLINGS = frozenset({Handling.DEADLINE, Handling.CASE, Handling.ONSITE_MEASURES})


class NodeStatus(StrEnum):
    """How a paper stands in the tree."""

    LOCKED = "locked"
    AVAILABLE = "available"
    PRINTABLE = "printable"


@dataclass(frozen=True, slots=True)
class Lock:
    """Why a paper is grey, and where to go to open it."""

    why: str
    target: str


@dataclass(frozen=True, slots=True)
class DocumentNode:
    """One form in the tree: its papers so far, and whether another may be drafted."""

    form: FormFact
    drafts: tuple[DocumentFact, ...]
    printable: tuple[DocumentFact, ...]
    lock: Lock | None

    @property
    def can_draft(self) -> bool:
        """Tell whether a new paper of the form may be begun."""
        return self.lock is None

    @property
    def status(self) -> NodeStatus:
        """Sum the node up in one word."""
        if self.printable:
            return NodeStatus.PRINTABLE
        return NodeStatus.AVAILABLE if self.can_draft or self.drafts else NodeStatus.LOCKED


@dataclass(frozen=True, slots=True)
class PrintItem:
    """One paper of a set and how many copies of it."""

    document: DocumentFact
    copies: int


def document_tree(loop: LoopFacts, forms: Iterable[FormFact]) -> tuple[DocumentNode, ...]:
    """Lay out the forms with what is open and what is locked."""
    profile = tuple(sorted(forms, key=lambda form: form.print_order))
    titles = {form.form: form.title for form in profile}
    return tuple(
        DocumentNode(
            form,
            tuple(one for one in loop.documents if one.form is form.form and one.state is DocumentState.DRAFT),
            loop.issued(form.form),
            lock_of(loop, form, titles=titles),
        )
        for form in profile
    )


def lock_of(loop: LoopFacts, form: FormFact, *, titles: Mapping[DocumentForm, str]) -> Lock | None:
    """Tell why a new paper of the form cannot be begun, or nothing when it can."""
    if loop.inspection.state is InspectionState.VOID:
        return Lock("检查已作废", "inspection.state")
    if loop.inspection.is_typed_in:
        return Lock("补录的检查不能再制作文书", "inspection.is_typed_in")
    if form.parents and not loop.issued(*form.parents):
        names = "或".join(titles[parent] for parent in form.parents if parent in titles)
        return Lock(f"先签发{names or '前置文书'}", "document.parent_ids")
    gate = _GATES.get(form.form)
    return None if gate is None else gate(loop)


def print_set(documents: Iterable[DocumentFact], forms: Iterable[FormFact]) -> tuple[PrintItem, ...]:
    """Put issued papers of a site set in the order in which they are printed, with their copies."""
    profile = {form.form: form for form in forms if form.is_on_site}
    chosen = [one for one in documents if one.is_issued and one.form in profile]
    chosen.sort(key=lambda one: (profile[one.form].print_order, one.issued_on or date.max, one.number))
    return tuple(PrintItem(one, profile[one.form].copies) for one in chosen)


def collated(items: Iterable[PrintItem]) -> tuple[DocumentFact, ...]:
    """Lay the copies out set by set: one set for each party, in order."""
    listed = tuple(items)
    rounds = max((item.copies for item in listed), default=0)
    return tuple(item.document for turn in range(rounds) for item in listed if turn < item.copies)


def _record(loop: LoopFacts) -> Lock | None:
    return None if loop.inspection.started_at else Lock("检查还没有开始", "inspection.started_at")


def _order(loop: LoopFacts) -> Lock | None:
    if any(one.state in _ORDERABLE and one.handling in _ORDERED_HANDLINGS for one in loop.hazards):
        return None
    return Lock("没有需要责令整改的隐患", "inspection.hazards")


def _measures(loop: LoopFacts) -> Lock | None:
    chosen = [one for one in loop.hazards if one.is_open and one.handling is Handling.ONSITE_MEASURES]
    decided = {hazard for one in loop.issued(F.ONSITE_MEASURES) for hazard in one.hazard_ids}
    if any(one.id not in decided for one in chosen):
        return None
    why = "已经签发现场处理措施决定书" if chosen else "没有选择“现场处理”的隐患"
    return Lock(why, "inspection.hazards")


def _opinion(loop: LoopFacts) -> Lock | None:
    if any(one.outcomes for one in loop.reinspections):
        return None
    return Lock("还没有复查记录", "reinspection.outcomes")


def _extension(loop: LoopFacts) -> Lock | None:
    return None if loop.extensions else Lock("没有登记延期申请", "extension.applied_on")


def _summary(loop: LoopFacts) -> Lock | None:
    if any(one.procedure is Procedure.SUMMARY for one in loop.cases):
        return None
    return Lock("没有简易程序的案件", "case.procedure")


def _ordinary(loop: LoopFacts) -> Lock | None:
    if any(one.procedure is Procedure.ORDINARY for one in loop.cases):
        return None
    return Lock("没有普通程序的案件，先立案", "case.procedure")


def _receipt(loop: LoopFacts) -> Lock | None:
    served = loop.issued(*SERVED)
    listed = {paper for receipt in loop.issued(F.SERVICE_RECEIPT) for paper in receipt.parent_ids}
    if any(one.id not in listed for one in served):
        return None
    return Lock("各份文书已有回执" if served else "没有要送达的文书", "document.state")


def _photos(loop: LoopFacts) -> Lock | None:
    if any(one.before_photos + one.after_photos for one in loop.hazards):
        return None
    return Lock("还没有照片", "inspection.photos")


_GATES: Mapping[DocumentForm, Callable[[LoopFacts], Lock | None]] = {
    F.INSPECTION_RECORD: _record,
    F.RECTIFICATION_ORDER: _order,
    F.ONSITE_MEASURES: _measures,
    F.REINSPECTION_OPINION: _opinion,
    F.EXTENSION_REPLY: _extension,
    F.SUMMARY_PENALTY: _summary,
    F.PENALTY_NOTICE: _ordinary,
    F.HEARING_NOTICE: _ordinary,
    F.PENALTY_DECISION: _ordinary,
    F.SERVICE_RECEIPT: _receipt,
    F.PHOTO_PAGE: _photos,
}
