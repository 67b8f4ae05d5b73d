"""现场处理措施 (安全生产法 65): what is decided, what only a penalty may say, and when the measures are lifted."""

import re
from collections.abc import Iterable
from datetime import date

from app.rules.transitions import TransitionRefusedError
from app.values.enums import DocumentForm, OutcomeResult
from app.values.facts_document import DocumentFact
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts

# A demand may also forbid to stop something (不得停用报警器): that is no suspension.
_STOPS = re.compile(r"(?<!不得)(?<!擅自)(?<!禁止)(?:停产|停业|停止使用|停止施工|停止作业|停工|撤出)")
_PENALTIES = re.compile(r"停产停业整顿|停产整顿|停业整顿|责令关闭|吊销|罚款")
_NUMBERED = re.compile(r"^\s*(?:\d+\s*[.．、]|（[一二三四五六七八九十]+）)\s*")


def measures_of(typed: str, lines: Iterable[HazardFact]) -> tuple[str, ...]:
    """Give the measures one by one: as typed, one a line, else what each hazard demands, each demand once."""
    written = [_NUMBERED.sub("", line).strip() for line in typed.splitlines()]
    written = [line for line in written if line]
    return tuple(written or dict.fromkeys(one.demand.strip() for one in lines if one.demand.strip()))


def names_stop(text: str) -> bool:
    """Tell whether the words order people out, or production or use to stop."""
    return _STOPS.search(text) is not None


def named_penalty(text: str) -> str:
    """Give the words that only a penalty decision may use, or nothing."""
    found = _PENALTIES.search(text)
    return "" if found is None else found[0]


def suspends(lines: Iterable[HazardFact]) -> bool:
    """Tell whether a decision on these hazards suspends unless somebody says otherwise: a major one does."""
    return any(one.is_major for one in lines)


def standing(loop: LoopFacts) -> tuple[DocumentFact, ...]:
    """List the issued decisions whose suspension nobody has lifted yet."""
    issued = loop.issued(DocumentForm.ONSITE_MEASURES)
    return tuple(one for one in issued if one.suspends and one.lifted_on is None)


def refuse_lifting(document: DocumentFact, loop: LoopFacts, *, by: str, on: date, today: date) -> None:
    """Refuse to lift what was not suspended, is not rectified, or is agreed to by nobody (安全生产法 65)."""
    if document.form is not DocumentForm.ONSITE_MEASURES or not document.is_issued or not document.suspends:
        raise TransitionRefusedError(
            "只有已签发的、责令停产停业或者停止使用的现场处理措施决定书需要审查同意恢复。", hint="请核对文书。"
        )
    if document.lifted_on is not None:
        raise TransitionRefusedError(
            f"{document.name}已于{document.lifted_on.isoformat()}审查同意恢复。", hint="不需要再次办理。"
        )
    if not by.strip():
        raise TransitionRefusedError("没有写明审查同意的人。", hint="请填写审查批准人的姓名。")
    _refuse_unrectified(document, loop)
    _refuse_day(document, on=on, today=today)


def _refuse_unrectified(document: DocumentFact, loop: LoopFacts) -> None:
    left = [
        one for one in loop.hazards if one.id in document.hazard_ids and one.is_open and not is_rectified(one, loop)
    ]
    if left:
        items = "、".join(str(one.order_no) for one in left)
        raise TransitionRefusedError(
            f"第{items}项隐患还没有复查合格，不能同意恢复。", hint="重大事故隐患排除并复查合格后再办理。"
        )


def is_rectified(one: HazardFact, loop: LoopFacts) -> bool:
    """Tell whether the last re-inspection of the hazard saw it rectified; a supervised one stays open after that."""
    seen = [outcome.result for again in loop.reinspections for outcome in again.outcomes if outcome.hazard_id == one.id]
    return bool(seen) and seen[-1] is OutcomeResult.DONE


def _refuse_day(document: DocumentFact, *, on: date, today: date) -> None:
    if on > today:
        raise TransitionRefusedError("审查同意的日期晚于今天。", hint="请改正日期。")
    if document.issued_on is not None and on < document.issued_on:
        raise TransitionRefusedError("审查同意的日期早于决定书的日期。", hint="请改正日期。")
