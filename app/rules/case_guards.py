"""What single steps of a case must contain before they count (行政处罚法, practice A3, A4, A14)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.rules.case_progress import is_heard_out, is_lawfully_ended, is_performed
from app.rules.penalty_basis import (
    fined_twice,
    not_of_safety_law,
    not_refused,
    several_norms,
    without_power,
    wrong_basis,
)
from app.rules.transitions import Refusal
from app.values.enums import NoPenaltyGround, Procedure, StepKind
from app.values.facts_case import CaseFact, StepFact

K = StepKind


@dataclass(frozen=True, slots=True)
class Act:
    """A step about to be made, and the case that it is made in."""

    case: CaseFact
    step: StepFact


Guard = Callable[[Act], Refusal | None]


def _two_officers(act: Act) -> Refusal | None:
    if act.step.officer_count < 2:
        return Refusal("执法人员不足两人（行政处罚法第四十二条）", "请补选执法人员")
    return None


def _notice_served(act: Act) -> Refusal | None:
    if act.case.procedure is Procedure.SUMMARY:
        return None
    notice = act.case.last(K.NOTICE, K.HEARING_NOTICE)
    if notice is None or notice.served_on is None:
        return Refusal("告知书没有送达（行政处罚法第四十四条、第六十二条）", "请先送达告知书并登记送达日期")
    if act.step.on is not None and act.step.on < notice.served_on:
        return Refusal("决定日期早于告知书送达日期", "请核对日期")
    return None


def _hearing_offered(act: Act) -> Refusal | None:
    notice = act.case.last(K.HEARING_NOTICE)
    if act.case.needs_hearing_notice and (notice is None or notice.served_on is None):
        return Refusal("达到听证标准而没有送达听证告知书（行政处罚法第六十三条）", "请先送达听证告知书")
    return None


def _defence_over(act: Act) -> Refusal | None:
    if act.case.procedure is Procedure.SUMMARY or act.case.is_defence_waived or is_heard_out(act.case):
        return None
    if act.case.defence_end is not None and act.step.on is not None and act.step.on <= act.case.defence_end:
        return Refusal(
            "陈述申辩或者要求听证的期限未满，当事人也没有书面放弃（行政处罚法第六十二条）", "请在期限届满后决定"
        )
    return None


def _reviewed_after_hearing(act: Act) -> Refusal | None:
    hearing = act.case.last(K.HEARING)
    if hearing is None or hearing.on is None:
        return None
    review = act.case.last(K.LEGAL_REVIEW)
    if review is None or review.on is None or review.on < hearing.on or not review.is_passed:
        return Refusal(
            "经过听证的案件，听证之后没有通过法制审核（行政处罚法第五十八条第一款第二项）", "请在听证后送法制审核"
        )
    return None


def _review_not_before_hearing(act: Act) -> Refusal | None:
    hearing = act.case.last(K.HEARING)
    if hearing is not None and hearing.on is not None and act.step.on is not None and act.step.on < hearing.on:
        return Refusal("法制审核日期早于听证日期", "请在听证之后办理法制审核")
    return None


def _amount_as_notified(act: Act) -> Refusal | None:
    notice = act.case.last(K.NOTICE, K.HEARING_NOTICE)
    if notice is None or notice.amount_cents is None or act.step.amount_cents is None:
        return None
    if act.step.amount_cents > notice.amount_cents:
        return Refusal("罚款金额高于告知的金额（行政处罚法第四十四条、第四十五条）", "请重新告知后再决定")
    return None


def _in_ninety_days(act: Act) -> Refusal | None:
    if (
        act.case.decide_by is None
        or act.step.on is None
        or act.step.on <= act.case.decide_by
        or act.step.reason.strip()
    ):
        return None
    return Refusal("超过办案期限（行政处罚法第六十条）", "请由负责人写明超期理由后继续")


def _with_ground(act: Act) -> Refusal | None:
    if act.step.ground is None:
        return Refusal("没有选择不予处罚的理由（行政处罚法第三十三条、第五十七条）", "请选择理由并写明事实")
    if act.step.ground is NoPenaltyGround.TIME_BARRED or act.step.reason.strip():
        return None
    return Refusal("没有写明不予处罚的事实", "请填写说明")


def _reason(act: Act) -> Refusal | None:
    return None if act.step.reason.strip() else Refusal("没有写明理由", "请填写理由")


def _performed_and_rectified(act: Act) -> Refusal | None:
    if not (is_performed(act.case) or is_lawfully_ended(act.case)):
        return Refusal("处罚决定没有履行完毕，也没有依法终结", "请先登记缴款或终结的依据")
    if not act.case.is_rectified:
        return Refusal("对应的隐患没有全部整改销号", "请先复查；移交的隐患请登记接收单位")
    return None


def _amount(act: Act) -> Refusal | None:
    if act.step.amount_cents is None or act.step.amount_cents <= 0:
        return Refusal("没有填写金额", "请填写金额")
    return None


def _basis(act: Act) -> str:
    return act.step.provision or act.case.fine_ref


def _basis_fits(act: Act) -> Refusal | None:
    return wrong_basis(act.case, _basis(act), reason=act.step.reason)


def _within_power(act: Act) -> Refusal | None:
    return without_power(act.case, _basis(act))


def _fined_once(act: Act) -> Refusal | None:
    return fined_twice(act.case) if act.step.amount_cents else None


def _heavier_norm(act: Act) -> Refusal | None:
    return several_norms(act.case, act.step.provision, reason=act.step.reason) if act.step.amount_cents else None


def _refuses_to_correct(act: Act) -> Refusal | None:
    return not_refused(act.case)


def _by_safety_law(act: Act) -> Refusal | None:
    return not_of_safety_law(act.case, reason=act.step.reason)


GUARDS: Mapping[StepKind, tuple[Guard, ...]] = {
    K.FILING: (_two_officers,),
    K.INVESTIGATION: (_two_officers,),
    K.NOTICE: (_basis_fits, _within_power),
    K.HEARING_NOTICE: (_basis_fits, _within_power),
    K.LEGAL_REVIEW: (_review_not_before_hearing,),
    K.DECISION: (
        _two_officers,
        _notice_served,
        _hearing_offered,
        _defence_over,
        _reviewed_after_hearing,
        _amount_as_notified,
        _in_ninety_days,
        _basis_fits,
        _within_power,
        _fined_once,
        _heavier_norm,
    ),
    K.DAILY_PENALTY: (_by_safety_law, _refuses_to_correct),
    K.NO_PENALTY: (_with_ground,),
    K.PAYMENT: (_amount,),
    K.WITHDRAWAL: (_reason,),
    K.TRANSFER: (_reason,),
    K.EXTENSION: (_reason,),
    K.CLOSING: (_performed_and_rectified,),
}
