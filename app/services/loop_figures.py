"""Stages, figures and time line of the closed-loop report."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from app.rules.case_progress import is_finished
from app.rules.stages import StageStatus, stage_bar
from app.services.loop_hazards import checks_of, closed_on, counted
from app.services.loop_records import LoopRecords
from app.services.loop_words import DASH, days_text, number_in_cell
from app.values.days import civil_day
from app.values.enums import DocumentForm, Handling, OutcomeResult, Stage, StepKind
from app.values.facts_document import DocumentFact
from app.values.loop import LoopEvent, LoopFigure, LoopStage
from app.values.money import figures

DONE, NOT_DONE = OutcomeResult.DONE.value, OutcomeResult.NOT_DONE.value
_STATES = {
    StageStatus.DONE: {
        Stage.DIAGNOSIS: "已完成",
        Stage.PENALTY: "已履行",
        Stage.REINSPECTION: "已销号",
        Stage.CLOSED: "已闭环",
    },
    StageStatus.CURRENT: dict.fromkeys(Stage, "办理中"),
    StageStatus.LATER: dict.fromkeys(Stage, "未开始"),
    StageStatus.NOT_NEEDED: dict.fromkeys(Stage, "无需"),
}
# The steps of a case that the time line names.
_TOLD = (StepKind.FILING, StepKind.DECISION, StepKind.NO_PENALTY, StepKind.TRANSFER, StepKind.CLOSING)


def loop_stages(records: LoopRecords) -> tuple[LoopStage, ...]:
    """Give the three stages with their days, what was done in each, and how it stands."""
    states = {mark.stage: _STATES[mark.status][mark.stage] for mark in stage_bar(records.loop)}
    return (
        LoopStage(Stage.DIAGNOSIS.value, _check_days(records), _check_lines(records), states[Stage.DIAGNOSIS]),
        LoopStage(Stage.PENALTY.value, _case_days(records), _case_lines(records), states[Stage.PENALTY]),
        LoopStage(Stage.REINSPECTION.value, _again_days(records), _again_lines(records), states[Stage.REINSPECTION]),
    )


def _check_days(records: LoopRecords) -> str:
    started = records.loop.inspection.started_on
    return DASH if started is None else started.isoformat()


def _check_lines(records: LoopRecords) -> tuple[str, ...]:
    hazards = counted(records)
    majors = sum(1 for one in hazards if one.is_major)
    spot = sum(1 for one in hazards if one.handling is Handling.ON_THE_SPOT)
    return f"检查1次　发现隐患{len(hazards)}项", f"其中重大{majors}项，当场整改{spot}项"


def _case_days(records: LoopRecords) -> str:
    days = [one.on for steps in records.steps.values() for one in steps if one.on is not None]
    if not days:
        return DASH
    first, last = min(days), max(days)
    return first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()}"


def _case_lines(records: LoopRecords) -> tuple[str, ...]:
    if not records.cases:
        return ("未立案",)
    decided = [one for steps in records.steps.values() for one in steps if one.step is StepKind.DECISION]
    total = sum(one.amount_cents or 0 for one in decided)
    left = sum(1 for one in records.loop.cases if not is_finished(one))
    money = f"罚款{figures(total).removeprefix('¥')}元" if total else "没有罚款"
    return f"案件{len(records.cases)}件　决定{len(decided)}件", money + (
        "，已办结" if not left else f"，{left}件未办结"
    )


def _visits(records: LoopRecords) -> list[tuple[date, int, int]]:
    visits = []
    for one in records.loop.reinspections:
        if one.started_at is not None and one.is_ended:
            done = sum(1 for outcome in one.outcomes if outcome.result is OutcomeResult.DONE)
            failed = sum(1 for outcome in one.outcomes if outcome.result is OutcomeResult.NOT_DONE)
            visits.append((civil_day(one.started_at), done, failed))
    return visits


def _again_days(records: LoopRecords) -> str:
    return days_text({day for day, _, _ in _visits(records)}) or DASH


def _again_lines(records: LoopRecords) -> tuple[str, ...]:
    asked = [one for one in counted(records) if one.handling is not Handling.ON_THE_SPOT]
    done = sum(1 for one in asked if closed_on(records, one.id) is not None)
    return f"复查{len(_visits(records))}次　应整改{len(asked)}项", f"已销号{done}项"


def loop_figures(records: LoopRecords) -> tuple[LoopFigure, ...]:
    """Give the rows of the figures; a row that counts nothing and explains nothing is left out."""
    rows = [*_hazard_figures(records), *_recheck_figures(records), *_money_figures(records)]
    return tuple(row for at, row in enumerate(rows) if at == 0 or row.amount not in {"0", "0.00"})


def _hazard_figures(records: LoopRecords) -> list[LoopFigure]:
    hazards = counted(records)
    majors = sum(1 for one in hazards if one.is_major)
    spot = [one for one in hazards if one.handling is Handling.ON_THE_SPOT]
    dated = [one for one in hazards if one.handling is not Handling.ON_THE_SPOT and one.deadline is not None]
    days = {one.deadline for one in dated if one.deadline is not None}
    measures = records.loop.issued(DocumentForm.ONSITE_MEASURES)
    return [
        LoopFigure("隐患总数", str(len(hazards)), f"重大{majors}，一般{len(hazards) - majors}"),
        LoopFigure("当场整改", str(len(spot)), _check_days(records)),
        LoopFigure("限期整改", str(len(dated)), f"期限：{days_text(days)}"),
        LoopFigure("现场处理措施", str(len(measures)), _measures_note(measures)),
    ]


def _measures_note(measures: Sequence[DocumentFact]) -> str:
    """Name the decisions, and the days on which resuming was agreed to."""
    lifted = {one.lifted_on for one in measures if one.lifted_on is not None}
    words = ["、".join(number_in_cell(one.number) for one in measures)]
    words += [f"{days_text(lifted)}审查同意恢复"] if lifted else []
    return "；".join(words)


def _recheck_figures(records: LoopRecords) -> list[LoopFigure]:
    first: list[date] = []
    failed: list[int] = []
    again: list[date] = []
    for one in counted(records):
        checks = checks_of(records, one) if one.handling is not Handling.ON_THE_SPOT else ()
        if checks and checks[0].result == DONE:
            first.append(checks[0].day)
        if any(check.result == NOT_DONE for check in checks):
            failed.append(one.order_no)
            again += [check.day for check in checks if check.result == DONE]
    items = "、".join(str(number) for number in failed)
    return [
        LoopFigure("首次复查合格", str(len(first)), days_text(set(first))),
        LoopFigure("逾期未整改", str(len(failed)), f"第{items}项" if items else ""),
        LoopFigure("再次复查合格", str(len(again)), days_text(set(again))),
    ]


def _money_figures(records: LoopRecords) -> list[LoopFigure]:
    decided = paid = 0
    days: set[date] = set()
    for steps in records.steps.values():
        decided += sum(one.amount_cents or 0 for one in steps if one.step is StepKind.DECISION)
        for one in steps:
            if one.step is StepKind.PAYMENT:
                paid += one.amount_cents or 0
                days |= {one.on} if one.on is not None else set()
    return [
        LoopFigure("罚款决定（元）", figures(decided).removeprefix("¥")),
        LoopFigure("罚款入库（元）", figures(paid).removeprefix("¥"), days_text(days)),
    ]


def loop_events(records: LoopRecords) -> tuple[LoopEvent, ...]:
    """Tell the days on which something happened, what happened on one day together."""
    told: dict[date, list[str]] = defaultdict(list)
    for day, words in (*_check_events(records), *_again_events(records), *_case_events(records)):
        if words not in told[day]:
            told[day].append(words)
    return tuple(LoopEvent(day, "、".join(told[day])) for day in sorted(told))


def _check_events(records: LoopRecords) -> Sequence[tuple[date, str]]:
    events = []
    started = records.loop.inspection.started_on
    if started is not None:
        events.append((started, "检查"))
    for one in records.loop.issued(DocumentForm.RECTIFICATION_ORDER, DocumentForm.ONSITE_MEASURES):
        if one.issued_on is not None:
            events.append((one.issued_on, f"签发{number_in_cell(one.number) or one.title}"))
        if one.lifted_on is not None:
            events.append((one.lifted_on, "审查同意恢复"))
    return events


def _again_events(records: LoopRecords) -> Sequence[tuple[date, str]]:
    events = []
    for day, done, failed in _visits(records):
        words = [f"合格{done}项" if done else "", f"未整改{failed}项" if failed else ""]
        events.append((day, f"复查（{'，'.join(word for word in words if word)}）"))
    events += [(one.received_on, f"收到{one.paper_kind.value}") for one in records.papers]
    return events


def _case_events(records: LoopRecords) -> Sequence[tuple[date, str]]:
    events = []
    for case in records.cases:
        for one in records.steps.get(case.id, ()):
            if one.on is not None and one.step in _TOLD:
                number = f"（{number_in_cell(one.number)}）" if one.number else ""
                name = "处罚决定" if one.step is StepKind.DECISION else one.step.value
                events.append((one.on, f"{name}{number}"))
    return events
