"""案件: which step may follow which, and what a step needs (行政处罚法, practice A3, A4, A14)."""

from collections.abc import Mapping

from app.rules.case_guards import GUARDS, Act
from app.rules.transitions import Refusal, TransitionRefusedError
from app.values.enums import Procedure, StepKind
from app.values.facts_case import CaseFact, StepFact

K = StepKind

# A step needs one step out of each group to stand before it.
NEEDS: Mapping[StepKind, tuple[frozenset[StepKind], ...]] = {
    K.LEAD: (),
    K.FILING: (),
    K.INVESTIGATION: (frozenset({K.FILING}),),
    K.REPORT: (frozenset({K.FILING}),),
    K.PROPOSAL: (frozenset({K.FILING}),),
    K.NOTICE: (frozenset({K.FILING}),),
    K.HEARING_NOTICE: (frozenset({K.FILING}),),
    K.DEFENCE: (frozenset({K.NOTICE, K.HEARING_NOTICE}),),
    K.HEARING: (frozenset({K.HEARING_NOTICE}),),
    K.LEGAL_REVIEW: (frozenset({K.FILING}),),
    K.COLLECTIVE_DISCUSSION: (frozenset({K.FILING}),),
    K.APPROVAL: (frozenset({K.FILING}),),
    K.DECISION: (frozenset({K.NOTICE, K.HEARING_NOTICE}),),
    K.NO_PENALTY: (frozenset({K.FILING}),),
    K.SERVICE: (frozenset({K.DECISION, K.NO_PENALTY}),),
    K.PAYMENT: (frozenset({K.DECISION}),),
    K.DEFERRAL: (frozenset({K.DECISION}),),
    K.REMINDER: (frozenset({K.SERVICE}),),
    K.SURCHARGE: (frozenset({K.SERVICE}),),
    K.COURT_APPLICATION: (frozenset({K.REMINDER}),),
    K.DAILY_PENALTY: (frozenset({K.SERVICE}), frozenset({K.NOTICE, K.HEARING_NOTICE})),
    K.RECONSIDERATION: (frozenset({K.DECISION}),),
    K.LITIGATION: (frozenset({K.DECISION}),),
    K.PUBLICATION: (frozenset({K.DECISION}),),
    K.EXTENSION: (frozenset({K.FILING}),),
    K.TRANSFER: (frozenset({K.LEAD, K.FILING}),),
    K.WITHDRAWAL: (frozenset({K.FILING}),),
    K.CLOSING: (frozenset({K.DECISION, K.NO_PENALTY, K.TRANSFER, K.WITHDRAWAL}),),
    K.ARCHIVING: (frozenset({K.CLOSING}),),
}
# On the spot the notice is given by word of mouth and stands in the decision itself (行政处罚法 44, 51, 52).
SUMMARY_NEEDS: Mapping[StepKind, tuple[frozenset[StepKind], ...]] = {
    K.DECISION: (),
    K.NO_PENALTY: (),
    K.LEAD: (),
    K.TRANSFER: (),
}
_SUMMARY_STEPS = frozenset(
    {K.LEAD, K.DECISION, K.NO_PENALTY, K.SERVICE, K.PAYMENT, K.DEFERRAL, K.REMINDER, K.SURCHARGE, K.COURT_APPLICATION}
    | {K.RECONSIDERATION, K.LITIGATION, K.PUBLICATION, K.TRANSFER, K.CLOSING, K.ARCHIVING}
)
# A second one of these is the correction of the first; every other step may come again.
_ONCE = frozenset({K.FILING, K.DECISION, K.NO_PENALTY, K.WITHDRAWAL, K.CLOSING, K.ARCHIVING})
_ENDS = frozenset({K.NO_PENALTY, K.WITHDRAWAL, K.TRANSFER})
_NOT_AFTER_DECISION = frozenset({K.FILING, K.NOTICE, K.HEARING_NOTICE, K.DEFENCE, K.HEARING, K.DECISION, K.NO_PENALTY})


def allowed(case: CaseFact) -> frozenset[StepKind]:
    """Give the steps that may follow now; what each of them must contain is judged when it is made."""
    return frozenset(kind for kind in StepKind if _place_refusal(case, kind) is None)


def check_step(case: CaseFact, step: StepFact) -> None:
    """Refuse a step that stands at a wrong place or lacks what the law asks of it."""
    refusal = _place_refusal(case, step.step) or _order_refusal(case, step)
    for guard in GUARDS.get(step.step, ()):
        refusal = refusal or guard(Act(case, step))
    if refusal is not None:
        raise TransitionRefusedError(f"不能办理“{step.step.value}”：{refusal.why}。", hint=f"{refusal.hint}。")


def _place_refusal(case: CaseFact, kind: StepKind) -> Refusal | None:
    if case.has(K.CLOSING) and kind is not K.ARCHIVING:
        return Refusal("案件已经结案", "结案后只能归档")
    if case.procedure is Procedure.SUMMARY and kind not in _SUMMARY_STEPS:
        return Refusal("简易程序没有这一步", "案情复杂的请改用普通程序并立案")
    if kind in _ONCE and case.has(kind):
        return Refusal("这一步已经办理", "如有错误，请更正原记录")
    if case.has(*_ENDS) and kind not in {K.SERVICE, K.TRANSFER, K.CLOSING, K.ARCHIVING}:
        return Refusal("案件已作不予处罚、移送或撤销处理", "请办理结案")
    if case.has(K.DECISION) and kind in _NOT_AFTER_DECISION | {K.WITHDRAWAL}:
        # A daily penalty is a new decision and has its own notice (安全生产法 112).
        return None if kind in {K.NOTICE, K.HEARING_NOTICE} else Refusal("已经作出处罚决定", "请按决定办理后续步骤")
    return _need_refusal(case, kind)


def _need_refusal(case: CaseFact, kind: StepKind) -> Refusal | None:
    summary = case.procedure is Procedure.SUMMARY
    groups = SUMMARY_NEEDS.get(kind, NEEDS[kind]) if summary else NEEDS[kind]
    for group in groups:
        if not case.has(*group):
            names = "或".join(one.value for one in StepKind if one in group)
            return Refusal(f"还没有办理“{names}”", "请按程序先后办理")
    return None


def _order_refusal(case: CaseFact, step: StepFact) -> Refusal | None:
    if step.on is None:
        return Refusal("没有填写日期", "请填写办理日期")
    groups = NEEDS[step.step]
    before = [earlier for group in groups if (earlier := case.last(*group)) is not None]
    latest = max((earlier.on for earlier in before if earlier.on is not None), default=None)
    if latest is not None and step.on < latest:
        return Refusal("日期早于它的前一步", "请核对日期")
    return None
