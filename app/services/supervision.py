"""挂牌督办 and its 销号: a major hazard is listed by a higher body, and released by a person once it is rectified."""

from datetime import date
from uuid import UUID

from app.models.hazard import Hazard
from app.rules import hazard_states
from app.rules.hazard_states import HazardEvent
from app.services import hazard_records as records
from app.services.desk import Desk
from app.services.facts_loop import loop_facts
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import HazardState, OutcomeResult, PaperKind
from app.values.errors import UserError
from app.values.facts_inspection import HazardChange, HazardFact
from app.values.facts_loop import LoopFacts
from app.values.fields_supervision import SupervisionFields
from app.values.rows_supervision import SupervisionCard

RELEASED = "督办销号"


class SupervisionService:
    """List major hazards for supervision and release them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def card(self, hazard_id: UUID) -> SupervisionCard:
        """Tell by whom, under which number and for how long a hazard was listed."""
        with self._desk.read() as uow:
            written = records.load_hazard(uow, hazard_id).supervision or {}
        return SupervisionCard(
            body=written.get("body") or "",
            tier=written.get("tier") or "",
            number=written.get("no") or "",
            listed_on=_day(written.get("from")),
            until=_day(written.get("to")),
        )

    def supervise(self, hazard_id: UUID, fields: SupervisionFields) -> None:
        """Note by whom a major hazard was listed, with number and days (挂牌督办)."""
        today = self._desk.today()
        day = fields.listed_on or today
        _refuse_days(fields, day=day, today=today)
        with self._desk.write(reason="挂牌督办") as uow:
            hazard, fact, loop = _load(uow, hazard_id)
            change = HazardChange(
                on=day, hazard=fact, officer_count=len(loop.inspection.officers), supervising_body=fields.body.strip()
            )
            hazard.state = hazard_states.apply(fact.state, HazardEvent.SUPERVISE, change)
            hazard.supervision = _body(fields, day)
            uow.commit()

    def release(self, hazard_id: UUID, *, by: str, on: date | None = None) -> None:
        """Release a hazard that is rectified at its last re-inspection, has its 治理方案 on file, and is approved."""
        today = self._desk.today()
        day = on or today
        if day > today:
            raise UserError("销号日期晚于今天。", hint="请改正日期。")
        with self._desk.write(reason=RELEASED) as uow:
            hazard, fact, loop = _load(uow, hazard_id)
            outcome, seen_on = _last_outcome(hazard_id, loop)
            if seen_on is not None and day < seen_on:
                raise UserError(f"销号日期早于复查日期（{seen_on.isoformat()}）。", hint="请核对日期。")
            change = HazardChange(
                on=day,
                hazard=fact,
                officer_count=len(loop.inspection.officers),
                outcome=outcome,
                released_by=by.strip(),
                has_treatment_plan=bool(hazard.treatment) or _is_plan_on_file(hazard_id, loop),
            )
            hazard.state = hazard_states.apply(fact.state, HazardEvent.RELEASE, change)
            if hazard.state is HazardState.PASSED:
                hazard.closing = {"day": day.isoformat(), "by": by.strip(), "ground": RELEASED}
            uow.commit()


def _load(uow: UnitOfWork, hazard_id: UUID) -> tuple[Hazard, HazardFact, LoopFacts]:
    hazard = records.load_hazard(uow, hazard_id)
    loop = loop_facts(uow, hazard.inspection_id)
    return hazard, next(one for one in loop.hazards if one.id == hazard_id), loop


def _refuse_days(fields: SupervisionFields, *, day: date, today: date) -> None:
    if day > today:
        raise UserError("挂牌日期晚于今天。", hint="请改正日期。")
    if fields.until is not None and fields.until < day:
        raise UserError("督办期限早于挂牌日期。", hint="请核对日期。")


def _body(fields: SupervisionFields, day: date) -> dict[str, str | None]:
    return {
        "body": fields.body.strip(),
        "tier": fields.tier.strip() or None,
        "no": fields.number.strip() or None,
        "from": day.isoformat(),
        "to": None if fields.until is None else fields.until.isoformat(),
    }


def _day(written: str | None) -> date | None:
    return None if not written else date.fromisoformat(written)


def _last_outcome(hazard_id: UUID, loop: LoopFacts) -> tuple[OutcomeResult | None, date | None]:
    """Give what the last re-inspection of the hazard found, and its day."""
    for again in reversed(loop.reinspections):
        for one in again.outcomes:
            if one.hazard_id == hazard_id and again.is_ended:
                return one.result, None if again.started_at is None else civil_day(again.started_at)
    return None, None


def _is_plan_on_file(hazard_id: UUID, loop: LoopFacts) -> bool:
    return any(one.paper_kind is PaperKind.TREATMENT_PLAN and hazard_id in one.hazard_ids for one in loop.papers)
