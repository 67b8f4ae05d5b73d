"""One step of a case: checked by the rules and by the ranges of the law, then written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.models.case import CaseStep
from app.rules import case_steps
from app.rules.amounts import PenaltyKind, allows_summary
from app.rules.legality.fines import fine_verdict
from app.services.case_ground import (
    CaseGround,
    fine_party,
    is_heard,
    occasion_of,
    party_limit,
    party_of,
    penalty_provisions,
)
from app.values.enums import Procedure, StepKind
from app.values.errors import UserError
from app.values.facts_case import StepFact
from app.values.fields_case import StepFields
from app.values.library import FineOccasion, FineRange, Provision
from app.values.verdict import Article, Verdict

_FINING = frozenset({StepKind.NOTICE, StepKind.HEARING_NOTICE, StepKind.DECISION})
_WITH_OFFICERS = frozenset({StepKind.FILING, StepKind.INVESTIGATION, StepKind.DECISION})


def check(ground: CaseGround, fields: StepFields, *, today: date, act_day: date) -> None:
    """Refuse a step in the future, at a wrong place, without what the law asks, or with an amount out of range."""
    _refuse_days(fields, today)
    fact = ground.fact
    if fields.step is StepKind.CLOSING and fields.ended_by_law.strip():
        fact = replace(fact, ended_by_law=fields.ended_by_law.strip())
    if fields.step is StepKind.DECISION and is_heard(ground, fields.amount_cents):
        fact = replace(fact, needs_hearing_notice=True)
    case_steps.check_step(fact, _fact(fields))
    if fields.step in _FINING and fields.amount_cents is not None:
        _check_amount(ground, fields, act_day=act_day)


def _refuse_days(fields: StepFields, today: date) -> None:
    for name, day in (("办理日期", fields.on), ("送达日期", fields.served_on)):
        if day is not None and day > today:
            raise UserError(f"{name}晚于今天。", hint="请改正日期。")
    if fields.on is not None and fields.served_on is not None and fields.served_on < fields.on:
        raise UserError("送达日期早于文书日期。", hint="请核对日期。")
    if fields.amount_cents is not None and fields.amount_cents < 0:
        raise UserError("金额不能为负。", hint="请核对金额。")


def _fact(fields: StepFields) -> StepFact:
    return StepFact(
        step=fields.step,
        on=fields.on,
        served_on=fields.served_on,
        amount_cents=fields.amount_cents,
        ground=fields.ground,
        reason=fields.reason,
        is_passed=fields.is_passed,
        provision=fields.provision.strip(),
        officer_count=len(set(fields.officer_ids)) if fields.step in _WITH_OFFICERS else 2,
    )


def _check_amount(ground: CaseGround, fields: StepFields, *, act_day: date) -> None:
    """Hold a fine within the range of its provision and, on the spot, under the ceiling (行政处罚法 51)."""
    cents = fields.amount_cents or 0
    if cents == 0:
        return  # a warning without a fine
    provision = _chosen(ground, fields, act_day=act_day)
    occasion = fields.occasion or occasion_of(ground) or FineOccasion.FIRST
    ranges = [one for one in provision.fines if one.who is fine_party(ground.case) and one.when is occasion]
    if not ranges:
        raise UserError(
            f"{provision.citation}对该当事人没有设定这种情形的罚款。", hint="请改选罚则，或核对当事人和情形。"
        )
    verdicts = [_verdict(ground, cents, one, provision, occasion=occasion, reason=fields.reason) for one in ranges]
    if all(verdict is not None for verdict in verdicts):
        first = next(verdict for verdict in verdicts if verdict is not None)
        raise UserError(f"{first.message}（{first.article.citation}）")
    if ground.case.procedure is Procedure.SUMMARY and fields.step is StepKind.DECISION:
        _check_ceiling(ground, fields, ranges)


def _chosen(ground: CaseGround, fields: StepFields, *, act_day: date) -> Provision:
    known = penalty_provisions(ground, on=act_day)
    if fields.provision:
        return ground.library.provision(fields.provision, act_day)
    if not known:
        raise UserError("没有选择处罚依据。", hint="请选择罚则条款。")
    return known[0]


def _verdict(
    ground: CaseGround, cents: int, fine: FineRange, provision: Provision, *, occasion: FineOccasion, reason: str
) -> Verdict | None:
    return fine_verdict(
        cents,
        fine,
        party=fine_party(ground.case),
        when=occasion,
        article=Article(provision.citation, provision.ref.text),
        mitigation=reason,
    )


def _check_ceiling(ground: CaseGround, fields: StepFields, ranges: Sequence[FineRange]) -> None:
    limit = None if fields.on is None else party_limit(ground, "summary", on=fields.on)
    if limit is None:
        raise UserError("没有当场处罚的限额参数。", hint="请先更新标准库。")
    party, cents = party_of(ground.case), fields.amount_cents or 0
    floor = min((one.min_cents or 0 for one in ranges), default=0)
    if not allows_summary(PenaltyKind.FINE, cents=cents, party=party, ceiling=limit, floor_cents=floor):
        most = limit.for_party(party) // 100
        raise UserError(f"罚款金额或者法定下限超过当场处罚的限额（{most:,}元）。", hint="请改用普通程序立案。")


def write(step: CaseStep, fields: StepFields) -> None:
    """Put what was typed into the record of the step."""
    step.step = fields.step
    step.on = fields.on
    step.number = fields.number.strip() or None
    step.document_id = fields.document_id
    step.amount_cents = fields.amount_cents
    step.provision = fields.provision.strip() or None
    step.officer_ids = tuple(dict.fromkeys(fields.officer_ids))
    step.persons = tuple(dict(one) for one in fields.persons)
    step.ground = fields.ground
    step.reason = fields.reason.strip() or None
    step.text = fields.text.strip() or None
    step.details = _details(fields) or None


def _details(fields: StepFields) -> dict[str, object]:
    days = {"served_on": fields.served_on, "answer_by": fields.answer_by, "until": fields.until}
    details: dict[str, object] = {key: day.isoformat() for key, day in days.items() if day is not None}
    if fields.occasion is not None:
        details["occasion"] = fields.occasion.value
    if fields.is_defence_waived:
        details["is_defence_waived"] = True
    if not fields.is_passed:
        details["is_passed"] = False
    return {**details, **{key: value for key, value in fields.more.items() if value}}
