"""今日: what is to be done, most urgent first, with the time that is left and the way to do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.rules.deadlines import (
    TimeLeft,
    no_code_filing_due,
    phone_approval_due,
    recheck_due,
    time_left,
    working_time_left,
)
from app.rules.legality.approval import is_unreported
from app.rules.periods import PeriodRule, period
from app.rules.working_days import Calendar
from app.values.enums import DocumentState, HazardState, InspectionState, SealState
from app.values.facts_document import ISSUED_STATES
from app.values.facts_inspection import InspectionFact
from app.values.facts_loop import WorkDocument, WorkHazard, WorkPaper
from app.values.work import Urgency, WorkAction, WorkKind


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of the day's list."""

    kind: WorkKind
    enterprise_name: str
    detail: str
    due: date | None
    left: TimeLeft
    action: WorkAction
    target: UUID


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What the day's list is made of; `recheck_days`, the filing and the approval rule are dated data.

    Without an `approval_rule` the law's own word stands for the time of a late approval: 及时.
    """

    today: date
    calendar: Calendar
    filing_rule: PeriodRule
    recheck_days: int
    approval_rule: PeriodRule | None = None
    soon_days: int = 3
    hazards: tuple[WorkHazard, ...] = ()
    inspections: tuple[InspectionFact, ...] = ()
    documents: tuple[WorkDocument, ...] = ()
    papers: tuple[WorkPaper, ...] = ()


_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}
_ORDER = {kind: rank for rank, kind in enumerate(WorkKind)}
_WAITING = frozenset(
    {HazardState.ORDERED, HazardState.EXTENDED, HazardState.SUSPENDED, HazardState.DUE, HazardState.SUPERVISED}
)
_NO_DAY = TimeLeft(0, Urgency.SOON, "")


def worklist(facts: WorkFacts) -> tuple[WorkItem, ...]:
    """List the work of the day, most urgent first."""
    items = [*_hazard_items(facts), *_inspection_items(facts), *_document_items(facts), *_paper_items(facts)]
    return tuple(sorted(items, key=_rank))


def counts_by_kind(items: Iterable[WorkItem]) -> dict[WorkKind, int]:
    """Count the items of each kind, in the order of the kinds."""
    listed = [item.kind for item in items]
    return {kind: listed.count(kind) for kind in WorkKind if kind in listed}


def _rank(item: WorkItem) -> tuple[int, date, int, str, str]:
    return (
        _RANK[item.left.urgency],
        item.due or date.max,
        _ORDER[item.kind],
        item.enterprise_name,
        str(item.target),
    )


def _hazard_items(facts: WorkFacts) -> list[WorkItem]:
    """Gather the hazards of one inspection that wait for the same thing into one line."""
    groups: dict[tuple[UUID, WorkKind], list[tuple[date, WorkHazard]]] = {}
    for one in facts.hazards:
        found = _hazard_kind(facts, one)
        if found is not None:
            kind, due = found
            groups.setdefault((one.inspection_id, kind), []).append((due, one))
    return [_hazard_item(facts, kind, members) for (_, kind), members in groups.items()]


def _hazard_kind(facts: WorkFacts, one: WorkHazard) -> tuple[WorkKind, date] | None:
    hazard = one.hazard
    if hazard.state is HazardState.FAILED:
        return WorkKind.FAILED, hazard.deadline or facts.today
    if hazard.state not in _WAITING:
        return None
    recheck = recheck_due(reported_on=one.reported_on, deadline=hazard.deadline, days=facts.recheck_days)
    if one.reported_on is not None and recheck is not None:
        return WorkKind.RECHECK, recheck.due
    if hazard.deadline is None:
        return None
    if hazard.deadline < facts.today:
        return WorkKind.OVERDUE, hazard.deadline
    is_near = (hazard.deadline - facts.today).days <= facts.soon_days
    return (WorkKind.RECHECK, hazard.deadline) if is_near else None


def _hazard_item(facts: WorkFacts, kind: WorkKind, members: list[tuple[date, WorkHazard]]) -> WorkItem:
    due = min(day for day, _ in members)
    first = members[0][1]
    numbers = "、".join(str(number) for number in sorted(one.hazard.order_no for _, one in members))
    words = {WorkKind.FAILED: "复查未整改", WorkKind.OVERDUE: "逾期待复查"}.get(kind, "待复查")
    action = WorkAction.FILE_CASE if kind is WorkKind.FAILED else WorkAction.REINSPECT
    left = time_left(due, facts.today)
    return WorkItem(kind, first.enterprise_name, f"第{numbers}项{words}", due, left, action, first.inspection_id)


def _inspection_items(facts: WorkFacts) -> list[WorkItem]:
    items: list[WorkItem] = []
    for one in facts.inspections:
        if one.state is InspectionState.VOID:
            continue
        for item in (_unfinished(facts, one), _unfiled(facts, one), _unapproved(facts, one)):
            if item is not None:
                items.append(item)
    return items


def _unfinished(facts: WorkFacts, one: InspectionFact) -> WorkItem | None:
    if one.state is not InspectionState.DRAFT:
        return None
    left = time_left(one.started_on, facts.today) if one.started_on else _NO_DAY
    if left.urgency is Urgency.LATE:
        left = TimeLeft(left.days, Urgency.LATE, f"已 {-left.days} 日未完成")
    elif left.urgency is Urgency.TODAY:
        left = TimeLeft(0, Urgency.TODAY, "今日检查")
    detail = "检查没有结束"
    return WorkItem(WorkKind.UNFINISHED, one.enterprise_name, detail, one.started_on, left, WorkAction.CONTINUE, one.id)


def _unfiled(facts: WorkFacts, one: InspectionFact) -> WorkItem | None:
    if one.law_code or one.started_on is None or one.no_code_filed is not None:
        return None
    if one.state is InspectionState.DRAFT and not one.no_code_reason:
        return None  # the code may still come while the check goes on
    due = no_code_filing_due(one.started_on, rule=facts.filing_rule, calendar=facts.calendar).deadline
    left = working_time_left(due, facts.today, calendar=facts.calendar)
    detail = "未取得执法码，向司法行政部门备案"
    return WorkItem(WorkKind.FILE_NO_CODE, one.enterprise_name, detail, due, left, WorkAction.FILE_NO_CODE, one.id)


def _unapproved(facts: WorkFacts, one: InspectionFact) -> WorkItem | None:
    due = phone_approval_due(one.scheme)
    detail = "电话请示的检查方案补办书面审批"
    if due is None:
        if one.started_on is None or not is_unreported(one):
            return None
        due = _late_approval_due(facts, one.started_on)
        detail = "即时检查未经事先批准，及时报告并补办审批"
    left = _NO_DAY if due is None else time_left(due, facts.today)
    return WorkItem(WorkKind.PHONE_APPROVAL, one.enterprise_name, detail, due, left, WorkAction.ADD_APPROVAL, one.id)


def _late_approval_due(facts: WorkFacts, started_on: date) -> date | None:
    rule = facts.approval_rule
    return None if rule is None else period(rule, started_on, facts.calendar).deadline


def _document_items(facts: WorkFacts) -> list[WorkItem]:
    items: list[WorkItem] = []
    for one in facts.documents:
        document = one.document
        if document.state not in ISSUED_STATES:
            continue
        day = document.issued_on
        left = time_left(day, facts.today) if day else _NO_DAY
        since = TimeLeft(left.days, left.urgency, f"签发 {-left.days} 日" if left.days < 0 else "今日签发")
        if not one.is_printed and document.state is DocumentState.ISSUED:
            items.append(
                WorkItem(WorkKind.PRINT, one.enterprise_name, document.name, day, since, WorkAction.PRINT, document.id)
            )
        if document.seal is SealState.AT_OFFICE and document.sealed_on is None:
            items.append(
                WorkItem(WorkKind.SEAL, one.enterprise_name, document.name, day, since, WorkAction.SEAL, document.id)
            )
    return items


def _paper_items(facts: WorkFacts) -> list[WorkItem]:
    return [_paper_item(facts, one) for one in facts.papers if one.paper.handled_on is None]


def _paper_item(facts: WorkFacts, one: WorkPaper) -> WorkItem:
    paper = one.paper
    left = time_left(paper.received_on, facts.today)
    text = f"收到 {-left.days} 日未处理" if left.days < 0 else "今日收到"
    return WorkItem(
        WorkKind.PAPER,
        one.enterprise_name,
        paper.paper_kind.value,
        paper.received_on,
        TimeLeft(left.days, left.urgency, text),
        WorkAction.HANDLE_PAPER,
        paper.id,
    )
