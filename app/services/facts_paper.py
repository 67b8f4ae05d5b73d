"""Everything that one paper is checked against, joined from the facts of its inspection and the library of the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Authority
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.frequency import VisitFact, cap_of, count_year
from app.rules.library import NotInForceError, UnknownRefError
from app.rules.measures import measures_of, suspends
from app.services.facts_document import document_fact
from app.services.facts_inspection import load_inspection
from app.services.facts_people import helper_facts, officer_facts
from app.storage.joined import family
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import DocumentForm, DocumentState, HazardLevel, HazardState, OutcomeNext
from app.values.facts import ProvisionFact
from app.values.facts_document import CheckSettings, DocumentFact, FrequencyFact, PaperFacts
from app.values.facts_inspection import HazardFact, OutcomeFact
from app.values.facts_loop import LoopFacts
from app.values.library import Item, Parameter
from app.values.verdict import read_reasons

CENTS = 100


class LibraryOfPaper(Protocol):
    """What the check of a paper asks the library of the inspection."""

    def item(self, item_id: str) -> Item:
        """Give an item by its id."""

    def parameter(self, name: str, on: date, *, region: str | None = None) -> Parameter:
        """Give the number in force on the day, the region's own first."""


class Library(Protocol):
    """What the papers ask the library service."""

    def of_inspection(self, uow: UnitOfWork, inspection: Inspection) -> Any:
        """Open the edition that the inspection names."""

    def provision_facts(self, uow: UnitOfWork, refs: Iterable[str], on: date) -> Mapping[str, ProvisionFact]:
        """Tell of each reference what the legality check asks."""


def item_levels(uow: UnitOfWork, inspection: Inspection, library: Library) -> Mapping[str, HazardLevel]:
    """Give the level that the inspection's own library has for each item that became a hazard."""
    query = select(Hazard.item_no).where(Hazard.inspection_id == inspection.id, Hazard.item_no.is_not(None))
    names = [name for name in uow.session.scalars(query.distinct()) if name is not None]
    if not names:
        return {}
    view: LibraryOfPaper = library.of_inspection(uow, inspection)
    levels: dict[str, HazardLevel] = {}
    for name in names:
        try:
            levels[name] = view.item(name).level
        except UnknownRefError:
            continue
    return levels


def paper_facts(
    uow: UnitOfWork,
    document: Document,
    loop: LoopFacts,
    *,
    library: Library,
    today: date,
    on: date | None = None,
    cites: Sequence[str] = (),
    reasons: Mapping[str, str] | None = None,
) -> PaperFacts:
    """Join what the check of a paper looks at; `on` is the date that the paper shall bear."""
    inspection = load_inspection(uow, loop.inspection.id)
    day = on or document.issued_on or today
    fact = _document(document, loop, on=day)
    act_day = loop.inspection.started_on or day
    hazards = paper_lines(fact, loop)
    refs = {ref for one in hazards for ref in (*one.violations, *filter(None, [one.criterion]))}
    reinspection = next((one for one in loop.reinspections if one.id == document.reinspection_id), None)
    return PaperFacts(
        document=fact,
        today=today,
        authority_id=inspection.authority_id,
        officers=officer_facts(uow, document.officer_ids),
        helpers=helper_facts(inspection.helpers),
        inspection=loop.inspection,
        hazards=hazards,
        provisions=library.provision_facts(uow, [*sorted(refs), *cites], act_day),
        basis=tuple(cites),
        parents=tuple(one for one in loop.documents if one.id in document.parent_ids),
        issued_forms=frozenset(one.form for one in loop.issued()),
        reinspection=reinspection,
        extensions=loop.extensions,
        frequency=frequency_fact(uow, inspection),
        written_at=uow.now(),
        where=_where(uow, inspection),
        settings=check_settings(uow, inspection, library=library, on=day),
        reasons={**read_reasons(inspection.reasons), **read_reasons(document.reasons), **(reasons or {})},
    )


def _document(document: Document, loop: LoopFacts, *, on: date) -> DocumentFact:
    """Tell of the paper itself what it shall say on its day."""
    fact = replace(document_fact(document), issued_on=on)
    if not fact.new_order_reason:
        fact = replace(fact, new_order_reason=_reasons_given(fact, loop))
    return _with_measures(fact, document, loop)


def _where(uow: UnitOfWork, inspection: Inspection) -> tuple[str, ...]:
    """Name the place of the check, from the address to the authority's region."""
    party = uow.session.get(Enterprise, inspection.enterprise_id)
    own = uow.session.get(Authority, inspection.authority_id)
    places = [inspection.place]
    places += [] if party is None else [party.address, party.registered_address, party.town]
    places += [] if own is None else [own.name, own.region]
    return tuple(place for place in places if place)


def _with_measures(fact: DocumentFact, document: Document, loop: LoopFacts) -> DocumentFact:
    """Say what a decision on measures orders, and whether it suspends: by the level of its hazards, unless typed."""
    if fact.form is not DocumentForm.ONSITE_MEASURES:
        return fact
    typed = document.fields or {}
    lines = paper_lines(fact, loop)
    return replace(
        fact,
        measures=measures_of(str(typed.get("measures") or ""), lines),
        suspends=bool(typed.get("suspends", suspends(lines))),
    )


def paper_lines(document: DocumentFact, loop: LoopFacts) -> tuple[HazardFact, ...]:
    """Give the paper's hazards in its order, numbered as they stand on it; an opinion keeps its order's numbers."""
    known = {one.id: one for one in loop.hazards}
    numbers = _numbers(document, loop)
    chosen = [one for one in document.hazard_ids if one in known]
    again = _ordered_again(document, loop)
    lines = (replace(known[one], order_no=numbers.get(one, at)) for at, one in enumerate(chosen, start=1))
    return tuple(_with_new_day(line, again.get(line.id)) for line in lines)


def _ordered_again(document: DocumentFact, loop: LoopFacts) -> Mapping[UUID, OutcomeFact]:
    """Give the outcomes that a draft order answers: what failed, and is to be ordered once more."""
    if document.form is not DocumentForm.RECTIFICATION_ORDER or document.state is not DocumentState.DRAFT:
        return {}
    failed = {one.id for one in loop.hazards if one.state is HazardState.FAILED}
    last = {one.hazard_id: one for again in loop.reinspections for one in again.outcomes if one.hazard_id in failed}
    return {key: one for key, one in last.items() if one.next_step is OutcomeNext.NEW_ORDER}


def _with_new_day(line: HazardFact, outcome: OutcomeFact | None) -> HazardFact:
    """The new day stands in the new order only; until it is issued the hazard keeps the day that passed."""
    if outcome is None or outcome.new_deadline is None:
        return line
    return replace(line, deadline=outcome.new_deadline, is_at_once=False)


def _reasons_given(document: DocumentFact, loop: LoopFacts) -> str:
    """Join the reasons that were written down for ordering again, each once."""
    again = _ordered_again(document, loop)
    given = [again[one].next_reason for one in document.hazard_ids if one in again]
    return "；".join(dict.fromkeys(reason for reason in given if reason))


def _numbers(document: DocumentFact, loop: LoopFacts) -> Mapping[UUID, int]:
    if document.form is not DocumentForm.REINSPECTION_OPINION:
        return {}
    orders = [one for one in loop.documents if one.id in document.parent_ids]
    return {hazard: at for order in orders for at, hazard in enumerate(order.hazard_ids, start=1)}


def frequency_fact(uow: UnitOfWork, inspection: Inspection) -> FrequencyFact | None:
    """Count the visits of the party in the year of the inspection; the cap is the authority's own setting."""
    if inspection.started_at is None or inspection.category is None:
        return None
    query = select(Inspection.started_at, Inspection.category, Inspection.state).where(
        Inspection.enterprise_id.in_(family(uow, [inspection.enterprise_id])), Inspection.deleted.is_(False)
    )
    visits = [
        VisitFact(None if started is None else civil_day(started), category, state)
        for started, category, state in uow.session.execute(query)
    ]
    counted = count_year(visits, year=civil_day(inspection.started_at).year).of(inspection.category)
    if counted is None:
        return None
    authority = uow.session.get(Authority, inspection.authority_id)
    settings = None if authority is None else authority.settings
    return FrequencyFact(counted, cap_of(settings, inspection.category))


def check_settings(uow: UnitOfWork, inspection: Inspection, *, library: Library, on: date) -> CheckSettings:
    """Read the numbers that the check compares with; a number that the library lacks is left at its default."""
    authority = uow.session.get(Authority, inspection.authority_id)
    own = {} if authority is None else authority.settings or {}
    view: LibraryOfPaper = library.of_inspection(uow, inspection)
    region = None if authority is None else authority.region

    def cents(name: str) -> int | None:
        try:
            return view.parameter(name, on, region=region).value * CENTS
        except (UnknownRefError, NotInForceError):
            return None

    return CheckSettings(
        far_deadline_days=own.get("far_deadline_days", CheckSettings().far_deadline_days),
        summary_ceiling_citizen_cents=cents("summary_citizen_yuan"),
        summary_ceiling_organisation_cents=cents("summary_organisation_yuan"),
    )
