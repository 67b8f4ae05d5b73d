"""The hazards of the closed-loop report: how each was handled, looked at again, closed, and its two photographs."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.services.loop_records import LoopRecords, NumberedPhoto
from app.services.loop_words import DASH, number_in_cell, place_in_cell, short
from app.services.reinspection_items import ORDERS
from app.values.annotation import marks_from_json, marks_sha256
from app.values.days import civil_day
from app.values.enums import Handling, HazardState, PhotoRole
from app.values.facts_inspection import HazardFact
from app.values.loop import LoopCheck, LoopHazard, LoopPair
from app.values.photo_page import PaperPhoto

TITLE = 44


def counted(records: LoopRecords) -> Sequence[HazardFact]:
    """Give the hazards of the report; advice and what was taken back are none."""
    return [one for one in records.loop.hazards if not one.is_advice and one.state is not HazardState.VOID]


def loop_hazards(records: LoopRecords) -> tuple[LoopHazard, ...]:
    """Tell of each hazard what became of it."""
    return tuple(_hazard(records, one) for one in counted(records))


def _hazard(records: LoopRecords, fact: HazardFact) -> LoopHazard:
    places = [place_in_cell(ref, library=records.library, on=records.act_day) for ref in fact.violations]
    return LoopHazard(
        number=fact.order_no,
        fact=fact.fact.strip().rstrip("。"),
        provision="\n".join(places) or DASH,
        level=fact.level.value,
        handling=_handling(records, fact),
        deadline=_deadline(fact),
        checks=checks_of(records, fact),
        closed=closed_on(records, fact.id),
    )


def _handling(records: LoopRecords, fact: HazardFact) -> tuple[str, ...]:
    words = [number_in_cell(one.number) for one in records.loop.issued(*ORDERS) if fact.id in one.hazard_ids]
    if fact.handling is Handling.ON_THE_SPOT:
        words.insert(0, "当场整改")
    if fact.state is HazardState.TRANSFERRED:
        words.append("移交")
    for case in records.cases:
        if fact.id in case.hazard_ids:
            words.append(number_in_cell(case.number) if case.number else "立案线索")
    return tuple(words) or (DASH if fact.handling is None else fact.handling.value,)


def _deadline(fact: HazardFact) -> str:
    if fact.handling is Handling.ON_THE_SPOT:
        return "当场"
    if fact.is_at_once:
        return "立即"
    return DASH if fact.deadline is None else f"{fact.deadline:%m-%d}"


def checks_of(records: LoopRecords, fact: HazardFact) -> tuple[LoopCheck, ...]:
    """List the re-inspections of a hazard with their results."""
    checks = []
    for again in records.loop.reinspections:
        if again.started_at is None or not again.is_ended:
            continue
        for outcome in again.outcomes:
            if outcome.hazard_id == fact.id and outcome.result is not None:
                checks.append(LoopCheck(civil_day(again.started_at), outcome.result.value))
    closed = closed_on(records, fact.id)
    if not checks and fact.handling is Handling.ON_THE_SPOT and closed is not None:
        return (LoopCheck(closed, "已整改"),)
    return tuple(checks)


def closed_on(records: LoopRecords, hazard_id: UUID) -> date | None:
    """Tell the day on which a hazard was closed."""
    row = records.hazards[hazard_id]
    day = (row.closing or {}).get("day")
    return date.fromisoformat(day) if day and row.state in {HazardState.PASSED, HazardState.TRANSFERRED} else None


def loop_pairs(records: LoopRecords, *, with_marks: bool) -> tuple[LoopPair, ...]:
    """Set the last photograph of each hazard before beside the last one after it was put right."""
    pairs = []
    for fact in counted(records):
        before = records.photos_of(fact.id, PhotoRole.BEFORE)
        after = records.photos_of(fact.id, PhotoRole.AFTER)
        if before or after:
            title = short(fact.fact, most=TITLE)
            pairs.append(
                LoopPair(
                    fact.order_no, title, _last(before, with_marks=with_marks), _last(after, with_marks=with_marks)
                )
            )
    return tuple(pairs)


def _last(photos: Sequence[NumberedPhoto], *, with_marks: bool) -> PaperPhoto | None:
    if not photos:
        return None
    row = photos[-1].row
    return PaperPhoto(
        photos[-1].number,
        row.taken_text or "",
        row.taken_by or "",
        row.original_blob,
        marks_sha256=marks_sha256(marks_from_json(row.annotations)) if with_marks else "",
    )
