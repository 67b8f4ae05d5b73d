"""隐患: the one table of its states, corrected by practice A5, A8, A15 and B13."""

from datetime import date
from enum import StrEnum

from app.rules.transitions import Change, Refusal, Table, TransitionRefusedError
from app.values.enums import ExtensionState, HazardState, OutcomeResult
from app.values.facts_inspection import HazardChange, HazardFact
from app.values.state_labels import HAZARD_STATES


class HazardEvent(StrEnum):
    """What happens to a hazard."""

    ORDER = "责令限期整改"
    FIX_AT_ONCE = "责令当场整改"
    CONFIRM_FIX = "确认当场整改"
    SUSPEND = "现场处理措施"
    EXTEND = "批准延期"
    REPORT = "企业报告整改完成"
    EXPIRE = "整改期限届满"
    PASS = "复查合格"
    FAIL = "复查不合格"
    ORDER_AGAIN = "再次责令整改"
    FILE_CASE = "立案"
    SUPERVISE = "挂牌督办"
    RELEASE = "督办销号"
    TRANSFER = "移交"
    WITHDRAW = "撤回责令"
    VOID = "撤销"


S = HazardState
E = HazardEvent
_OPEN = frozenset(S) - {S.PASSED, S.TRANSFERRED, S.VOID}
_RUNNING = frozenset({S.ORDERED, S.EXTENDED, S.SUSPENDED})
_NO_DEADLINE = Refusal("没有整改期限", "请核对责令文书")


def _order_issued(facts: HazardChange) -> Refusal | None:
    if facts.order_issued_on is None:
        return Refusal("责令文书尚未签发", "请先签发文书")
    return None


def _after_photo(facts: HazardChange) -> Refusal | None:
    if facts.hazard.after_photos < 1:
        return Refusal("没有执法人员拍摄的整改后照片", "请补拍整改后照片")
    return None


def _extension_approved(facts: HazardChange) -> Refusal | None:
    extension = facts.extension
    if extension is None or extension.state is not ExtensionState.APPROVED:
        return Refusal("延期没有批准", "请先登记延期申请并办理批复")
    if facts.hazard.id not in extension.hazard_ids:
        return Refusal("批准的延期不含本项", "请核对延期批复的项次")
    if not extension.is_in_time:
        return Refusal("延期申请不是在整改期限届满前提出的", "逾期的隐患请移交立案，或说明理由再次责令整改")
    return _later_deadline(facts)


def _later_deadline(facts: HazardChange) -> Refusal | None:
    extension = facts.extension
    if extension is None or extension.new_deadline is None or extension.old_deadline is None:
        return Refusal("延期批复没有写明新期限", "请补填新期限")
    if extension.new_deadline <= extension.old_deadline:
        return Refusal("新期限不晚于原期限", "请核对新期限")
    return None


def _reported(facts: HazardChange) -> Refusal | None:
    if facts.reported_on is None:
        return Refusal("没有登记企业报告整改完成的日期", "请先在收文中登记整改报告或复查申请")
    return None


def _expired(facts: HazardChange) -> Refusal | None:
    deadline = facts.hazard.deadline
    if deadline is None:
        return _NO_DEADLINE
    if facts.on <= deadline:
        return Refusal("整改期限未过（期限含当日）", "请在期限届满的次日再办")
    return None


def _timed_or_reported(facts: HazardChange) -> Refusal | None:
    hazard = facts.hazard
    if facts.reported_on is not None or hazard.is_at_once or hazard.deadline is not None or is_under_measures(hazard):
        return None
    return _NO_DEADLINE


def time_runs(hazard: HazardFact, on: date) -> bool:
    """Tell whether the time for rectifying has not run out on the day (含当日)."""
    # 立即 asks for rectification at once: its day is the day of the order, and no rest of that day is granted.
    if is_under_measures(hazard):
        return True
    return hazard.deadline is not None and not hazard.is_at_once and on <= hazard.deadline


def is_under_measures(hazard: HazardFact) -> bool:
    """Tell a hazard that is held by measures on site alone: nothing is overdue; they go on until it is gone."""
    return hazard.state is HazardState.SUSPENDED and hazard.deadline is None and not hazard.is_at_once


def _two_officers(facts: HazardChange) -> Refusal | None:
    if facts.officer_count < 2:
        return Refusal("执法人员不足两人", "请补选执法人员")
    return None


def _with_reason(facts: HazardChange) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("没有写明理由", "请填写理由")


def _with_case(facts: HazardChange) -> Refusal | None:
    return None if facts.case_id is not None else Refusal("没有对应的案件", "请先登记立案")


def _major(facts: HazardChange) -> Refusal | None:
    return None if facts.hazard.is_major else Refusal("本项不是重大事故隐患", "请先核对隐患等级")


def _with_body(facts: HazardChange) -> Refusal | None:
    return None if facts.supervising_body else Refusal("没有填写督办单位", "请登记挂牌督办的单位和文号")


def _releasable(facts: HazardChange) -> Refusal | None:
    if facts.outcome is not OutcomeResult.DONE:
        return Refusal("复查没有确认整改完成", "请先复查并记录“已整改”")
    if not facts.has_treatment_plan:
        return Refusal("企业治理方案（五落实）没有登记齐全", "请先在收文中登记治理方案")
    return None if facts.released_by else Refusal("没有销号批准人", "请登记批准人")


def _with_receiver(facts: HazardChange) -> Refusal | None:
    return None if facts.hazard.transfer_to else Refusal("没有填写接收移送的单位", "请填写接收单位")


def _states(*states: HazardState) -> frozenset[HazardState]:
    return frozenset(states)


TABLE: Table[HazardState, HazardEvent, HazardChange] = Table(
    "该项隐患",
    HAZARD_STATES,
    (
        Change(E.ORDER, _states(S.FOUND, S.IMMEDIATE), S.ORDERED, (_order_issued,)),
        # An order beside measures or supervision leaves the stricter state standing.
        Change(E.ORDER, _states(S.SUSPENDED, S.SUPERVISED), None, (_order_issued,)),
        Change(E.FIX_AT_ONCE, _states(S.FOUND), S.IMMEDIATE),
        Change(E.CONFIRM_FIX, _states(S.IMMEDIATE), S.PASSED, (_after_photo,)),
        Change(E.SUSPEND, _states(S.FOUND, S.IMMEDIATE, S.FAILED, S.DUE), S.SUSPENDED, (_order_issued,)),
        Change(E.SUSPEND, _states(S.ORDERED, S.EXTENDED), S.SUSPENDED, (_order_issued,)),
        Change(E.SUSPEND, _states(S.SUPERVISED), None, (_order_issued,)),
        Change(E.EXTEND, _states(S.ORDERED, S.EXTENDED, S.DUE, S.FAILED), S.EXTENDED, (_extension_approved,)),
        Change(E.EXTEND, _states(S.SUSPENDED, S.SUPERVISED), None, (_extension_approved,)),
        Change(E.REPORT, _RUNNING, S.DUE, (_reported,)),
        Change(E.REPORT, _states(S.FAILED, S.SUPERVISED), None, (_reported,)),
        Change(E.EXPIRE, _RUNNING, S.DUE, (_expired,)),
        Change(E.PASS, _RUNNING | {S.DUE, S.FAILED}, S.PASSED, (_two_officers,)),
        # A hazard that went straight to a case has its correction demanded by the penalty decision.
        Change(E.PASS, _states(S.FOUND), S.PASSED, (_two_officers, _with_case)),
        Change(E.PASS, _states(S.SUPERVISED), None, (_two_officers,)),
        Change(E.FAIL, _RUNNING | {S.DUE}, S.FAILED, (_two_officers, _timed_or_reported)),
        Change(E.FAIL, _states(S.FAILED, S.SUPERVISED), None, (_two_officers,)),
        Change(E.ORDER_AGAIN, _states(S.FAILED), S.ORDERED, (_order_issued, _with_reason)),
        Change(E.FILE_CASE, _OPEN, None, (_with_case,)),
        Change(E.SUPERVISE, _OPEN - {S.SUPERVISED, S.IMMEDIATE}, S.SUPERVISED, (_major, _with_body)),
        Change(E.RELEASE, _states(S.SUPERVISED), S.PASSED, (_releasable,)),
        Change(E.TRANSFER, _OPEN, S.TRANSFERRED, (_with_receiver,)),
        # A voided or revoked order never was: what it had ordered can be ordered again by a right paper.
        Change(E.WITHDRAW, _RUNNING | {S.DUE}, S.FOUND, (_with_reason,)),
        Change(E.VOID, _OPEN, S.VOID, (_with_reason, _two_officers)),
    ),
)


def allowed(state: HazardState) -> frozenset[HazardEvent]:
    """Give the events that may befall a hazard in this state."""
    return TABLE.allowed(state)


def apply(state: HazardState, event: HazardEvent, facts: HazardChange) -> HazardState:
    """Give the state after the event; 建议 is no 隐患 and stays as it was found."""
    if facts.hazard.is_advice:
        raise TransitionRefusedError(
            f"建议不是隐患，不能办理“{event.value}”。", hint="如确属隐患，请先改选处理方式并补充违反条款。"
        )
    after = TABLE.apply(state, event, facts)
    if event is HazardEvent.FAIL and time_runs(facts.hazard, facts.on) and state in _RUNNING | {S.DUE}:
        # A visit before the last day proves nothing overdue: the time that was given goes on.
        return S.ORDERED if state is S.DUE else state
    return after
