"""整改复查意见书 (paper 04) from the records of a re-inspection."""

from collections.abc import Mapping
from uuid import UUID

from app.services.paper_building.ground import PaperGround
from app.services.paper_building.order import until_of
from app.services.paper_building.refusal import refusal_of
from app.values.days import civil_day
from app.values.enums import DocumentForm, Handling, OutcomeResult, ReinspectionManner
from app.values.facts_inspection import HazardFact, OutcomeFact
from app.values.papers import item_list
from app.values.papers_after import ReinspectedItem, ReinspectionOpinion

DECISION, MEASURES, RESUMING = "责令限期整改", "现场处理措施", "opinion_resuming"


def build(ground: PaperGround) -> ReinspectionOpinion:
    """Fill the opinion in; items keep the numbers of their order."""
    order = ground.parents[0] if ground.parents else None
    again = ground.facts.reinspection
    outcomes = {} if again is None else {one.hazard_id: one for one in again.outcomes}
    started = None if again is None else again.started_at
    return ReinspectionOpinion(
        header=ground.header(),
        addressee=ground.addressee,
        decided=ground.day if order is None or order.issued_on is None else order.issued_on,
        decision=MEASURES if order is not None and order.form is DocumentForm.ONSITE_MEASURES else DECISION,
        decision_number="" if order is None else order.number,
        reinspected=ground.day if started is None else civil_day(started),
        items=tuple(_item(one, outcomes.get(one.id)) for one in ground.facts.lines),
        officers=ground.officers,
        manner=ReinspectionManner.ON_SITE if again is None else again.manner,
        consequence=ground.worded("consequence"),
        resuming=ground.typed("resuming") or _resuming(ground, outcomes),
        refusal=refusal_of(ground),
    )


def _resuming(ground: PaperGround, outcomes: Mapping[UUID, OutcomeFact]) -> str:
    """Say of what was suspended and is mended now that it resumes after it is examined and agreed to."""
    numbers = [
        one.order_no
        for one in ground.facts.lines
        if one.handling is Handling.ONSITE_MEASURES and one.id in outcomes
        if outcomes[one.id].result is OutcomeResult.DONE
    ]
    text = ground.profile.wording(RESUMING, ground.day).text
    return text.replace("{items}", item_list(numbers)) if numbers else ""


def _item(hazard: HazardFact, outcome: OutcomeFact | None) -> ReinspectedItem:
    return ReinspectedItem(
        number=hazard.order_no,
        problem=hazard.fact,
        until=until_of(hazard),
        done=outcome is not None and outcome.result is OutcomeResult.DONE,
        seen="" if outcome is None else outcome.seen,
    )
