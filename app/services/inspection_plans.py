"""What the plan of an inspection is chosen from and judged by: lists, clocks, counters, what is still open."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.inspection import Inspection
from app.rules.deadlines import no_code_filing_due
from app.rules.library import NotInForceError, UnknownRefError
from app.rules.plan_check import plan_verdicts
from app.services.desk import Desk
from app.services.enterprise_rows import open_hazards
from app.services.enterprises import frequency_of, load_enterprise
from app.services.facts_inspection import inspection_facts, load_inspection
from app.services.facts_people import helper_facts
from app.services.library import LibraryService
from app.services.library_view import LibraryView
from app.services.own_authority import own_authority
from app.storage.joined import family
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import InspectionState
from app.values.facts_document import FrequencyFact
from app.values.fields_inspection import InspectionFields, from_plain
from app.values.library import Section
from app.values.reference import Ref
from app.values.rows_inspection import ChecklistChoice, FilingClock, MandatorySection, PlanView, WalkPlan
from app.values.verdict import Verdict

FILING = "no_code_filing_3wd"
EVERYBODY = "通用基础"
REMEMBERED = 8


class InspectionPlanService:
    """Answer what the wizard asks; it changes nothing."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def lists(self, enterprise_id: UUID, chosen: Sequence[str]) -> WalkPlan:
        """List the checklists in force, those of the party's sectors first, and count what the chosen ones ask."""
        on = self._desk.today()
        with self._desk.read() as uow:
            view = self._library.current(uow)
            own = set(load_enterprise(uow, enterprise_id).sectors or ())
            lists = view.checklists(on)
            recommended = {one.sector for one in lists if one.sector in own} or {EVERYBODY}
            choices = [
                ChecklistChoice(one.sector, one.title, one.version, _own_items(one.sections), one.sector in recommended)
                for one in lists
            ]
            sectors = [one.sector for one in lists if one.sector in chosen] or [one.sector for one in lists[:1]]
            sections = view.walk(sectors, on)
            return WalkPlan(
                choices=tuple(sorted(choices, key=lambda one: not one.is_recommended)),
                mandatory=tuple(_mandatory(one, view, on) for one in sections if one.mandatory),
                items=sum(len(one.items) for one in sections) if chosen else 0,
            )

    def view(self, enterprise_id: UUID, inspection_id: UUID | None) -> PlanView:
        """Count the visits and open hazards of the party, and remember what was filled in before."""
        with self._desk.read() as uow:
            own = own_authority(uow)
            published = () if own is None else (own.settings or {}).get("matters") or ()
            return PlanView(
                frequency=frequency_of(uow, enterprise_id, year=self._desk.today().year, but=inspection_id),
                open_hazards=open_hazards(uow, [enterprise_id]).get(enterprise_id, 0),
                matters=tuple(dict.fromkeys([*published, *_used_before(uow, "matter")])),
                approvers=_used_before(uow, "scheme_approved_by"),
            )

    def open_plan(self, enterprise_id: UUID) -> UUID | None:
        """Find an inspection of the party that was planned and never begun."""
        with self._desk.read() as uow:
            query = select(Inspection.id).where(
                Inspection.enterprise_id.in_(family(uow, [enterprise_id])),
                Inspection.state == InspectionState.DRAFT,
                Inspection.started_at.is_(None),
                Inspection.deleted.is_(False),
            )
            return uow.session.scalars(query.order_by(Inspection.id.desc()).limit(1)).first()

    def defaults(self, enterprise_id: UUID) -> InspectionFields:
        """Begin a plan with who sits at the desk and the lists of the party's sectors."""
        lists = self.lists(enterprise_id, ()).choices
        officer = self._desk.officer_id
        return InspectionFields(
            enterprise_id=enterprise_id,
            officer_ids=() if officer is None else (officer,),
            checklists=tuple(one.sector for one in lists if one.is_recommended),
        )

    def as_last_time(self, inspection_id: UUID) -> dict[str, Any]:
        """Give class, source, manner, matter and approval of the inspection that was planned before this one."""
        with self._desk.read() as uow:
            query = select(Inspection).where(
                Inspection.id != inspection_id, Inspection.category.is_not(None), Inspection.deleted.is_(False)
            )
            last = uow.session.scalars(query.order_by(Inspection.id.desc()).limit(1)).first()
            if last is None:
                return {}
            values: dict[str, Any] = {key: getattr(last, key) or "" for key in ("source_note", "matter")}
            values |= from_plain({"manner": last.manner or (), "helpers": last.helpers or ()})
            values |= {"category": last.category, "source": last.source, "scheme_mode": last.scheme_mode}
            return values | {
                "scheme_approved_by": last.scheme_approved_by or "",
                "officer_ids": tuple(last.officer_ids),
            }

    def filing_clock(self, on: date | None = None) -> FilingClock | None:
        """Tell by when a check without 执法码 must be filed; nothing where the library has no such period."""
        with self._desk.read() as uow:
            view = self._library.current(uow)
            day = on or self._desk.today()
            try:
                rule = view.period(FILING, day)
            except (UnknownRefError, NotInForceError):
                return None
            due = no_code_filing_due(day, rule=rule, calendar=view.calendar())
            return FilingClock(due.deadline, rule.n, rule.article, due.verified)

    def open_points(self, inspection_id: UUID) -> tuple[Verdict, ...]:
        """Judge the plan by the rules of the papers that come before the check; none of them stops it."""
        with self._desk.read() as uow:
            row = load_inspection(uow, inspection_id)
            on = self._desk.today() if row.started_at is None else civil_day(row.started_at)
            counted = frequency_of(uow, row.enterprise_id, year=on.year, but=row.id)
            visits = counted.of(row.category)
            return plan_verdicts(
                inspection_facts(uow, inspection_id),
                on=on,
                helpers=helper_facts(row.helpers),
                frequency=None if visits is None else FrequencyFact(visits + 1, counted.cap(row.category)),
            )


def _own_items(sections: Sequence[Section]) -> int:
    """Count the questions that a list asks beside the two that every list asks."""
    return sum(len(section.items) for section in sections if not section.mandatory)


def _mandatory(section: Section, view: LibraryView, on: date) -> MandatorySection:
    return MandatorySection(section.title, _basis(section, view, on), len(section.items))


def _basis(section: Section, view: LibraryView, on: date) -> str:
    """Cite what the first question of the section goes back to."""
    refs = [ref for item in section.items for ref in item.violations][:1]
    whole = [Ref(ref.short, ref.article, inserted=ref.inserted) for ref in refs]
    try:
        return "".join(view.citations(whole, on))
    except (UnknownRefError, NotInForceError):
        return ""


def _used_before(uow: UnitOfWork, key: str) -> tuple[str, ...]:
    """List what was filled in lately, the latest first."""
    column = getattr(Inspection, key)
    query = select(column).where(column.is_not(None), Inspection.deleted.is_(False))
    found = uow.session.scalars(query.order_by(Inspection.updated_at.desc()).limit(200))
    return tuple(dict.fromkeys(one for one in found if one))[:REMEMBERED]
