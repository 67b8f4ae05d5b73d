"""检查: from the visit through order and re-inspection to the end of the loop."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.transitions import Change, Refusal, Table
from app.values.enums import InspectionState
from app.values.facts_inspection import InspectionFact
from app.values.state_labels import INSPECTION_STATES


class InspectionEvent(StrEnum):
    """What happens to an inspection."""

    END = "结束检查"
    CONTINUE = "继续检查"
    ORDER = "责令整改"
    TAKE_BACK = "撤回责令"
    REINSPECT = "复查"
    CLOSE = "闭环"
    VOID = "作废"


@dataclass(frozen=True, slots=True)
class InspectionChange:
    """What a change of an inspection's state is judged by."""

    on: date
    inspection: InspectionFact
    issued_count: int = 0
    issued_orders: int = 0
    obstacles: tuple[str, ...] = ()
    reason: str = ""


S = InspectionState
E = InspectionEvent


def _times(facts: InspectionChange) -> Refusal | None:
    inspection = facts.inspection
    if inspection.started_at is None or inspection.ended_at is None:
        return Refusal("没有填写检查的起止时间", "请填写开始和结束时间")
    if inspection.ended_at < inspection.started_at:
        return Refusal("结束时间早于开始时间", "请核对检查时间")
    return None


def _nothing_issued(facts: InspectionChange) -> Refusal | None:
    if facts.issued_count:
        return Refusal("已有签发的文书", "请先作废或者撤销已签发的文书，或另建一次检查")
    return None


def _ordered(facts: InspectionChange) -> Refusal | None:
    if facts.issued_orders:
        return None
    return Refusal("没有签发责令文书", "请先签发责令限期整改指令书或现场处理措施决定书")


def _none_ordered(facts: InspectionChange) -> Refusal | None:
    return Refusal("还有有效的责令文书", "请先作废或者撤销") if facts.issued_orders else None


def _nothing_in_the_way(facts: InspectionChange) -> Refusal | None:
    if facts.obstacles:
        return Refusal("；".join(facts.obstacles), "请先逐项办结")
    return None


def _reason(facts: InspectionChange) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("没有写明理由", "请填写理由")


TABLE: Table[InspectionState, InspectionEvent, InspectionChange] = Table(
    "该次检查",
    INSPECTION_STATES,
    (
        Change(E.END, frozenset({S.DRAFT}), S.ENDED, (_times,)),
        Change(E.CONTINUE, frozenset({S.ENDED}), S.DRAFT, (_nothing_issued,)),
        Change(E.ORDER, frozenset({S.ENDED, S.REINSPECTING}), S.ORDERED, (_ordered,)),
        Change(E.ORDER, frozenset({S.ORDERED}), None, (_ordered,)),
        # A voided or revoked order never was: the items may be corrected and ordered again.
        Change(E.TAKE_BACK, frozenset({S.ORDERED}), S.ENDED, (_none_ordered, _reason)),
        Change(E.REINSPECT, frozenset({S.ENDED, S.ORDERED}), S.REINSPECTING),
        Change(E.REINSPECT, frozenset({S.REINSPECTING}), None),
        Change(E.CLOSE, frozenset({S.ENDED, S.ORDERED, S.REINSPECTING}), S.CLOSED, (_nothing_in_the_way,)),
        Change(E.VOID, frozenset({S.DRAFT, S.ENDED}), S.VOID, (_nothing_issued, _reason)),
    ),
)


def allowed(state: InspectionState) -> frozenset[InspectionEvent]:
    """Give the events that may befall an inspection in this state."""
    return TABLE.allowed(state)


def apply(state: InspectionState, event: InspectionEvent, facts: InspectionChange) -> InspectionState:
    """Give the state after the event."""
    return TABLE.apply(state, event, facts)
