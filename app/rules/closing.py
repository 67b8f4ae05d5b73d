"""闭环: what is still in the way of closing an inspection, and on which day it may be closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.case_progress import is_finished, latest_day
from app.rules.measures import standing
from app.rules.transitions import TransitionRefusedError
from app.values.days import civil_day
from app.values.enums import DocumentForm, DocumentState, HazardState
from app.values.facts_document import DocumentFact, FormFact, Proof
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts
from app.values.state_labels import HAZARD_STATES


class Doer(StrEnum):
    """Who has to act."""

    OFFICERS = "执法人员"
    CASE_HANDLERS = "案件承办人"
    CLERK = "内勤"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: what, who acts, what to do, where."""

    what: str
    who: Doer
    action: str
    target: str


_ENOUGH: Mapping[Proof, frozenset[DocumentState]] = {
    Proof.NONE: frozenset(DocumentState),
    Proof.SIGNED: frozenset({DocumentState.SIGNED, DocumentState.SERVED, DocumentState.ARCHIVED}),
    Proof.SERVED: frozenset({DocumentState.SERVED, DocumentState.ARCHIVED}),
}
_ACTIONS: Mapping[HazardState, str] = {
    HazardState.FOUND: "签发责令文书，或改选处理方式",
    HazardState.IMMEDIATE: "补拍整改后照片并确认",
    HazardState.FAILED: "移交立案，或再次责令整改后复查",
    HazardState.SUPERVISED: "复查合格后办理督办销号",
}


def obstacles(loop: LoopFacts, forms: Iterable[FormFact]) -> tuple[Obstacle, ...]:
    """List what keeps the loop open: hazards, then cases, then papers without proof of service."""
    proofs = {form.form: form.proof for form in forms}
    return (*_hazards(loop), *_measures(loop), *_cases(loop), *_documents(loop, proofs))


def may_close(loop: LoopFacts, forms: Iterable[FormFact]) -> bool:
    """Tell whether nothing is in the way."""
    return not obstacles(loop, forms)


def refuse_closing_day(loop: LoopFacts, *, on: date, today: date) -> None:
    """Refuse a closing day in the future or before the last event of the loop."""
    if on > today:
        raise TransitionRefusedError("闭环日期晚于今天。", hint="请改正日期。")
    last = last_event(loop)
    if last is not None and on < last:
        raise TransitionRefusedError(
            f"闭环日期早于最后一次办理的日期（{last.isoformat()}）。", hint="请核对日期后再办。"
        )


def last_event(loop: LoopFacts) -> date | None:
    """Give the day of the last act of the loop: check, paper, service, re-inspection or step of a case."""
    instants = [loop.inspection.started_at, loop.inspection.ended_at]
    instants += [moment for one in loop.reinspections for moment in (one.started_at, one.ended_at)]
    days = [civil_day(moment) for moment in instants if moment is not None]
    for document in loop.issued():
        days += [
            day
            for day in (document.issued_on, document.served_on, document.sealed_on, document.lifted_on)
            if day is not None
        ]
    days += [day for case in loop.cases if (day := latest_day(case)) is not None]
    return max(days, default=None)


def _hazards(loop: LoopFacts) -> list[Obstacle]:
    return [_hazard(one) for one in loop.hazards if one.is_open]


def _hazard(one: HazardFact) -> Obstacle:
    action = _ACTIONS.get(one.state, "复查并记录结论")
    what = f"第{one.order_no}项隐患{HAZARD_STATES[one.state]}"
    return Obstacle(what, Doer.OFFICERS, action, f"hazard:{one.id}.state")


def _measures(loop: LoopFacts) -> list[Obstacle]:
    """What was suspended resumes only after it is examined and agreed to (安全生产法 65)."""
    return [
        Obstacle(
            f"{one.name}的停产停业、停止使用没有审查同意恢复",
            Doer.OFFICERS,
            "隐患复查合格后，登记审查同意恢复",
            f"document:{one.id}.closing",
        )
        for one in standing(loop)
    ]


def _cases(loop: LoopFacts) -> list[Obstacle]:
    return [
        Obstacle(
            f"案件“{case.title}”没有履行完毕，也没有依法终结",
            Doer.CASE_HANDLERS,
            "登记缴款、终结依据或结案",
            f"case:{case.id}.steps",
        )
        for case in loop.cases
        if not is_finished(case)
    ]


def _documents(loop: LoopFacts, proofs: Mapping[DocumentForm, Proof]) -> list[Obstacle]:
    return [
        _unproved(one, proofs[one.form])
        for one in loop.issued()
        if one.state not in _ENOUGH[proofs.get(one.form, Proof.NONE)]
    ]


def _unproved(document: DocumentFact, proof: Proof) -> Obstacle:
    word = "签收" if proof is Proof.SIGNED else "送达"
    what = f"{document.name}没有{word}凭证"
    return Obstacle(what, Doer.CLERK, f"登记{word}情况，或上传签名扫描件", f"document:{document.id}.state")
