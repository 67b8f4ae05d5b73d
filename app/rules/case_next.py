"""案件: the next step in one sentence, and the ten stations with their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.case_progress import is_finished, is_heard_out, is_lawfully_ended, is_performed
from app.values.enums import Procedure, StepKind
from app.values.facts_case import CaseFact, StepFact

K = StepKind


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, why or until when, and the steps that do it, the usual one first."""

    sentence: str
    note: str = ""
    kinds: tuple[StepKind, ...] = ()


class StationStatus(StrEnum):
    """How a station stands."""

    DONE = "done"
    CURRENT = "current"
    LATER = "later"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Station:
    """One of the ten stations of a case: the steps that make it, and its day."""

    name: str
    status: StationStatus
    on: date | None = None


_STATIONS: tuple[tuple[str, tuple[StepKind, ...]], ...] = (
    ("线索", (K.LEAD,)),
    ("立案", (K.FILING,)),
    ("调查取证", (K.INVESTIGATION, K.REPORT)),
    ("告知", (K.NOTICE, K.HEARING_NOTICE)),
    ("申辩听证", (K.DEFENCE, K.HEARING)),
    ("法制审核", (K.LEGAL_REVIEW,)),
    ("集体讨论", (K.COLLECTIVE_DISCUSSION,)),
    ("决定", (K.DECISION, K.NO_PENALTY)),
    ("送达执行", (K.SERVICE, K.PAYMENT)),
    ("结案", (K.CLOSING,)),
)
# On the spot there is neither filing nor a notice in writing (行政处罚法 51, 52).
_NOT_ON_THE_SPOT = frozenset({"立案", "调查取证", "告知", "申辩听证", "法制审核", "集体讨论"})


def next_step(case: CaseFact, *, today: date) -> NextStep:
    """Say what comes next in a case."""
    for answer in (_after_end, _after_decision, _before_filing, _before_notice):
        found = answer(case)
        if found is not None:
            return found
    return _before_decision(case, today)


def _after_end(case: CaseFact) -> NextStep | None:
    if case.has(K.ARCHIVING):
        return NextStep("案件已经归档。")
    if case.has(K.CLOSING):
        return NextStep("案件已经结案，请整理案卷归档。", kinds=(K.ARCHIVING,))
    if case.has(K.TRANSFER, K.WITHDRAWAL) or case.ended_by_law:
        kinds = (K.CLOSING,) if case.has(K.TRANSFER, K.WITHDRAWAL) else ()
        return NextStep("案件已经终结，请办理结案。" if kinds else f"案件已经终结：{case.ended_by_law}", kinds=kinds)
    return None


def _after_decision(case: CaseFact) -> NextStep | None:
    if not case.has(K.DECISION, K.NO_PENALTY):
        return None
    if not case.has(K.SERVICE):
        return NextStep("送达决定书，登记送达日期和方式。", kinds=(K.SERVICE,))
    if not (is_performed(case) or is_lawfully_ended(case)):
        paid, due = case.total_cents(K.PAYMENT), _due_cents(case)
        note = f"应缴 {due // 100:,} 元，已缴 {paid // 100:,} 元。"
        return NextStep("等待当事人缴纳罚款，缴清后登记票据。", note, (K.PAYMENT, K.DEFERRAL, K.REMINDER))
    if not case.is_rectified:
        return NextStep("对应的隐患全部整改销号后办理结案。", "处罚已经履行，隐患还没有全部销号。")
    return NextStep("处罚已经履行、隐患已经销号，请办理结案。", kinds=(K.CLOSING,))


def _before_filing(case: CaseFact) -> NextStep | None:
    if case.procedure is Procedure.SUMMARY:
        return NextStep(
            "当场告知、听取申辩后，作出当场处罚决定。",
            "不适用简易程序的，请改为普通程序立案。",
            (K.DECISION, K.NO_PENALTY),
        )
    if case.has(K.FILING):
        return None
    return NextStep(
        "审查线索，符合条件的予以立案。", "不予立案的须写明理由；不属本机关管辖的移送。", (K.FILING, K.TRANSFER)
    )


def _before_notice(case: CaseFact) -> NextStep | None:
    notice = case.last(K.NOTICE, K.HEARING_NOTICE)
    if notice is None:
        first = K.HEARING_NOTICE if case.needs_hearing_notice else K.NOTICE
        return NextStep(
            "调查终结后，把拟作出的处罚告知当事人。",
            "依法不予处罚的，写明法定理由后直接作出不予处罚决定。",
            (first, K.INVESTIGATION, K.NO_PENALTY),
        )
    if notice.served_on is None:
        return NextStep("告知书还没有送达，请登记送达日期。", "期限自送达次日起算。", (notice.step,))
    if case.needs_hearing_notice and not case.has(K.HEARING_NOTICE):
        return NextStep("拟处罚达到听证标准，请送达听证告知书。", kinds=(K.HEARING_NOTICE,))
    return None


def _before_decision(case: CaseFact, today: date) -> NextStep:
    heard = is_heard_out(case) or case.is_defence_waived
    if not heard and case.defence_end is not None and today <= case.defence_end:
        end = case.defence_end
        asks = "听证申请" if case.has(K.HEARING_NOTICE) else "陈述申辩"
        return NextStep(
            f"等待{asks}期满，或登记当事人申辩。", f"{end.month}月{end.day}日24时期满，期满未提出的可以决定。", _HEARD
        )
    if _awaits_review(case):
        return NextStep("听证以后送法制审核，通过后才能决定。", kinds=(K.LEGAL_REVIEW,))
    return NextStep(
        "作出处罚决定，或依法不予处罚。", "罚款不得高于告知的金额。", (K.DECISION, K.NO_PENALTY, K.LEGAL_REVIEW)
    )


_HEARD = (K.DEFENCE, K.HEARING)


def _awaits_review(case: CaseFact) -> bool:
    hearing, review = case.last(K.HEARING), case.last(K.LEGAL_REVIEW)
    if hearing is None:
        return False
    if review is None or not review.is_passed:
        return True
    return review.on is not None and hearing.on is not None and review.on < hearing.on


def _due_cents(case: CaseFact) -> int:
    return sum(case.total_cents(kind) for kind in (K.DECISION, K.SURCHARGE, K.DAILY_PENALTY))


def stations(case: CaseFact) -> tuple[Station, ...]:
    """Mark the ten stations: what was left out on the way is not needed any more."""
    reached = max((at for at, (_, kinds) in enumerate(_STATIONS) if case.has(*kinds)), default=-1)
    is_over = is_finished(case) and (case.has(K.CLOSING) or bool(case.ended_by_law))
    marks = [_station(case, at, reached=reached) for at in range(len(_STATIONS))]
    return tuple(marks if is_over else _with_current(case, marks, reached=reached))


def _station(case: CaseFact, at: int, *, reached: int) -> Station:
    name, kinds = _STATIONS[at]
    step: StepFact | None = case.last(*kinds)
    if step is not None:
        return Station(name, StationStatus.DONE, step.on)
    skipped = case.procedure is Procedure.SUMMARY and name in _NOT_ON_THE_SPOT
    is_behind = at < reached
    return Station(name, StationStatus.NOT_NEEDED if skipped or is_behind else StationStatus.LATER)


def _with_current(case: CaseFact, marks: Sequence[Station], *, reached: int) -> list[Station]:
    """Mark where the case stands: the station that is begun and not finished, else the first that is to come."""
    unfinished = _unfinished(case)
    at = next((n for n, one in enumerate(marks) if one.name == unfinished), None)
    if at is None:
        at = next((n for n, one in enumerate(marks) if n > reached and one.status is StationStatus.LATER), None)
    listed = list(marks)
    if at is not None:
        listed[at] = Station(listed[at].name, StationStatus.CURRENT, listed[at].on)
    return listed


def _unfinished(case: CaseFact) -> str:
    """Name a station that has a step and is not over yet."""
    if case.has(K.SERVICE) and not (is_performed(case) or is_lawfully_ended(case)):
        return "送达执行"
    notice = case.last(K.NOTICE, K.HEARING_NOTICE)
    if not case.has(K.DECISION, K.NO_PENALTY) and notice is not None and notice.served_on is None:
        return "告知"
    return ""
