"""检查: plan it, begin it, end it, void it; what is being typed is kept as a draft until the card is left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules import hazard_states, inspection_states
from app.rules.hazard_states import HazardEvent
from app.rules.inspection_states import InspectionChange, InspectionEvent
from app.services.desk import Desk
from app.services.enterprises import frequency_of, load_enterprise
from app.services.facts_hazard import hazard_facts
from app.services.facts_inspection import inspection_facts, load_inspection
from app.services.facts_people import officers_by_id, person_fact
from app.services.inspection_rows import load_rows
from app.services.library import LibraryService
from app.services.officers import load_officer
from app.services.own_authority import require_own_authority
from app.services.private_fields import PRIVATE, away_texts, private_texts, seal_texts
from app.storage import ledger_lines
from app.storage.unit_of_work import UnitOfWork
from app.values.days import iso_day, long_moment
from app.values.enums import DocumentState, HazardState, InspectionState, SignState
from app.values.errors import UserError
from app.values.facts import PersonFact, WitnessFact
from app.values.facts_inspection import HazardChange
from app.values.fields_inspection import FIELDS, InspectionFields, from_plain, person_to_plain, to_plain
from app.values.rows_enterprise import Frequency
from app.values.rows_inspection import InspectionHead, InspectionRow

_PRIVATE = PRIVATE[Inspection.kind]
_FINISHED = frozenset({InspectionState.CLOSED, InspectionState.VOID})
_FIXED_BY_PAPERS = frozenset({"enterprise_id"})


class InspectionService:
    """Carry an inspection from its plan to its end."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def plan(self, fields: InspectionFields) -> UUID:
        """Enter an inspection as a draft of this machine's own authority."""
        with self._desk.write() as uow:
            load_enterprise(uow, fields.enterprise_id)
            values = {key: getattr(fields, key) for key in FIELDS}
            _refuse_unknown_officers(uow, fields.officer_ids)
            planned = Inspection(authority_id=require_own_authority(uow).id, **_columns(values))
            seal_texts(uow, planned, values)
            uow.add(planned)
            uow.commit()
            return planned.id

    def update(self, inspection_id: UUID, **changes: Any) -> None:
        """Change what was planned or noted."""
        self._change(inspection_id, changes)

    def settle(self, inspection_id: UUID, changes: Mapping[str, Any]) -> None:
        """Make one revision of what stands in the card of the plan, as it is left, and forget its draft."""
        self._change(inspection_id, changes, settles_draft=True)

    def _change(self, inspection_id: UUID, changes: Mapping[str, Any], *, settles_draft: bool = False) -> None:
        unknown = changes.keys() - set(FIELDS)
        if unknown:
            raise TypeError(f"no field of an inspection: {', '.join(sorted(unknown))}")
        with self._desk.write() as uow:
            found = load_inspection(uow, inspection_id)
            _refuse_finished(found)
            _refuse_moving(uow, found, changes)
            _refuse_unknown_officers(uow, changes.get("officer_ids", ()))
            for key, value in _columns(changes).items():
                setattr(found, key, value)
            seal_texts(uow, found, changes)
            if settles_draft:
                uow.drafts.drop(draft_key(inspection_id))
            uow.commit()

    def keep_draft(self, inspection_id: UUID, changes: Mapping[str, Any]) -> None:
        """Keep what stands in the open card, in place of what stood there."""
        with self._desk.write() as uow:
            uow.drafts.save(draft_key(inspection_id), to_plain(changes), entity_id=inspection_id)
            uow.commit()

    def fields(self, inspection_id: UUID) -> InspectionFields:
        """Give what can be edited, with what stands in a card that was never left."""
        with self._desk.read() as uow:
            found = load_inspection(uow, inspection_id)
            draft = uow.drafts.load(draft_key(inspection_id))
            known = _fields(found) | private_texts(uow, found)
            return InspectionFields(**(known | ({} if draft is None else from_plain(draft.body))))

    def away(self, inspection_id: UUID) -> frozenset[str]:
        """Name the private fields whose text stayed on another machine."""
        with self._desk.read() as uow:
            return away_texts(uow, load_inspection(uow, inspection_id))

    def begin(self, inspection_id: UUID, at: datetime | None = None) -> None:
        """Begin the check: from now on it keeps the library that it is walked with."""
        with self._desk.write() as uow:
            found = load_inspection(uow, inspection_id)
            _refuse_finished(found)
            if found.started_at is not None:
                raise UserError(f"该次检查已于{long_moment(found.started_at)}开始。", hint="请直接继续检查。")
            now = self._desk.now()
            if at is not None and at > now:
                raise UserError("检查开始时间晚于现在。", hint="请核对时间。")
            found.started_at = at or now
            found.library_blob = found.library_blob or self._library.snapshot(uow)
            uow.drafts.drop(draft_key(inspection_id))
            uow.commit()

    def end(
        self,
        inspection_id: UUID,
        *,
        at: datetime | None = None,
        place: str | None = None,
        party: PersonFact | None = None,
        signing: SignState | None = None,
        party_reason: str | None = None,
        witness: WitnessFact | None = None,
        statement: str | None = None,
        is_recusal_asked: bool | None = None,
        recusal_reason: str | None = None,
        summary: str | None = None,
    ) -> None:
        """End the check on the spot; what is not given stays as it was noted."""
        given = {
            "place": place,
            "party": None if party is None else person_to_plain(party),
            "party_signature": signing,
            "party_reason": party_reason,
            "witness": None if witness is None else _witness(witness),
            "party_statement": statement,
            "is_recusal_asked": is_recusal_asked,
            "recusal_reason": recusal_reason,
            "summary": summary,
        }
        with self._desk.write() as uow:
            found = load_inspection(uow, inspection_id)
            for key, value in given.items():
                if value is not None:
                    setattr(found, key, value)
            found.ended_at = at or found.ended_at or uow.now()
            _move(uow, found, InspectionEvent.END, desk=self._desk)
            uow.commit()

    def resume(self, inspection_id: UUID) -> None:
        """Go on with a check that was ended, as long as no paper of it was issued."""
        with self._desk.write() as uow:
            _move(uow, load_inspection(uow, inspection_id), InspectionEvent.CONTINUE, desk=self._desk)
            uow.commit()

    def void(self, inspection_id: UUID, reason: str) -> None:
        """Void an inspection of which no paper was issued, its hazards with it."""
        with self._desk.write(reason=reason.strip() or None) as uow:
            found = load_inspection(uow, inspection_id)
            _move(uow, found, InspectionEvent.VOID, desk=self._desk, reason=reason)
            found.closing = _closing(uow, self._desk, reason)
            _void_hazards(uow, found, desk=self._desk, reason=reason)
            uow.drafts.drop(draft_key(inspection_id))
            uow.commit()

    def head(self, inspection_id: UUID) -> InspectionHead:
        """Give what stands over every page of the inspection."""
        with self._desk.read() as uow:
            return inspection_head(uow, inspection_id)

    def frequency(self, enterprise_id: UUID, year: int, *, but: UUID | None = None) -> Frequency:
        """Count the visits of a party in a year, one of them left out if asked."""
        with self._desk.read() as uow:
            return frequency_of(uow, enterprise_id, year=year, but=but)

    def search(self, text: str = "", *, states: Iterable[InspectionState] = ()) -> Sequence[int]:
        """List the lines of the inspections, unfinished ones first, then the latest first."""
        with self._desk.read() as uow:
            return ledger_lines.inspection_lines(uow.connection, text=text, states=states)

    def rows(self, lines: Sequence[int]) -> list[InspectionRow]:
        """Give the rows of some lines in their order."""
        with self._desk.read() as uow:
            return load_rows(uow, lines)

    def count_unfinished(self) -> int:
        """Count the inspections that wait to be begun or ended."""
        with self._desk.read() as uow:
            query = select(func.count()).where(Inspection.state == InspectionState.DRAFT, Inspection.deleted.is_(False))
            return uow.session.scalar(query) or 0

    def latest_unfinished(self) -> UUID | None:
        """Tell which inspection was begun last and is not ended yet."""
        with self._desk.read() as uow:
            query = select(Inspection.id).where(
                Inspection.state == InspectionState.DRAFT,
                Inspection.started_at.is_not(None),
                Inspection.deleted.is_(False),
            )
            return uow.session.scalars(query.order_by(Inspection.started_at.desc()).limit(1)).first()


def draft_key(inspection_id: UUID) -> str:
    """Name the draft of the card in which an inspection is planned."""
    return f"inspection:{inspection_id}:plan"


def inspection_head(uow: UnitOfWork, inspection_id: UUID) -> InspectionHead:
    """Load what stands over every page of an inspection."""
    row = load_inspection(uow, inspection_id)
    party = uow.session.get(Enterprise, row.enterprise_id)
    officers = officers_by_id(uow, row.officer_ids)
    return InspectionHead(
        id=row.id,
        authority_id=row.authority_id,
        enterprise_id=row.enterprise_id,
        enterprise="" if party is None else party.name,
        category=row.category,
        source=row.source,
        state=row.state,
        started_at=row.started_at,
        ended_at=row.ended_at,
        place=row.place or "",
        officer_ids=tuple(row.officer_ids),
        officers=tuple(officers[one].name for one in row.officer_ids if one in officers),
        checklists=tuple(row.checklists or ()),
        task_no=row.task_no or "",
        law_code=row.law_code or "",
    )


def _fields(row: Inspection) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(row, key) for key in FIELDS if key not in _PRIVATE}
    plain = {key: values[key] for key in ("helpers", "manner", "checklists")}
    values |= from_plain({key: value or () for key, value in plain.items()})
    values["party"] = person_fact(row.party)
    return {key: "" if value is None and key in _TEXTS else value for key, value in values.items()}


_TEXTS = frozenset(key for key, one in InspectionFields.__dataclass_fields__.items() if one.default == "")


def _columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Turn changes into what the columns hold; private texts are sealed apart."""
    values: dict[str, Any] = {}
    for key, value in changes.items():
        if key in _PRIVATE:
            continue
        if key == "party":
            values[key] = person_to_plain(value)
        elif key == "helpers":
            values[key] = tuple(to_plain({"helpers": value})["helpers"])
        elif key == "manner":
            values[key] = tuple(one.value for one in value)
        elif isinstance(value, str) and key in _TEXTS:
            values[key] = value.strip() or None
        else:
            values[key] = value
    return values


def _witness(witness: WitnessFact) -> dict[str, str]:
    values = {"name": witness.name, "unit": witness.unit, "phone": witness.phone}
    return {key: value for key, value in values.items() if value}


def _refuse_unknown_officers(uow: UnitOfWork, officer_ids: Iterable[UUID]) -> None:
    for officer_id in officer_ids:
        load_officer(uow, officer_id)


def _refuse_finished(found: Inspection) -> None:
    if found.state in _FINISHED:
        raise UserError("该次检查已闭环或者作废，不能再改。", hint="如需再查，请新建一次检查。")


def _refuse_moving(uow: UnitOfWork, found: Inspection, changes: Mapping[str, Any]) -> None:
    """Keep a check with its party once something was found or issued there."""
    moved = "enterprise_id" in changes and changes["enterprise_id"] != found.enterprise_id
    if moved and (found.started_at is not None or _issued(uow, found.id)):
        raise UserError("检查已经开始，不能改换被检查单位。", hint="请作废这次检查，另建一次。")
    if moved:
        load_enterprise(uow, changes["enterprise_id"])


def _issued(uow: UnitOfWork, inspection_id: UUID) -> int:
    """Count the papers that stand."""
    gone = (DocumentState.DRAFT, DocumentState.VOID, DocumentState.REVOKED)
    query = select(func.count()).where(
        Document.inspection_id == inspection_id, Document.state.not_in(gone), Document.deleted.is_(False)
    )
    return uow.session.scalar(query) or 0


def _move(uow: UnitOfWork, found: Inspection, event: InspectionEvent, *, desk: Desk, reason: str = "") -> None:
    uow.session.flush()
    facts = InspectionChange(
        on=desk.today(),
        inspection=inspection_facts(uow, found.id),
        issued_count=_issued(uow, found.id),
        reason=reason,
    )
    found.state = inspection_states.apply(found.state, event, facts)


def _closing(uow: UnitOfWork, desk: Desk, ground: str) -> dict[str, str]:
    by = None if desk.officer_id is None else load_officer(uow, desk.officer_id).name
    return {"day": iso_day(desk.today()), "ground": ground.strip()} | ({"by": by} if by else {})


def _void_hazards(uow: UnitOfWork, found: Inspection, *, desk: Desk, reason: str) -> None:
    facts = {one.id: one for one in hazard_facts(uow, found.id)}
    query = select(Hazard).where(Hazard.inspection_id == found.id, Hazard.deleted.is_(False))
    for row in uow.session.scalars(query).all():
        fact = facts[row.id]
        if fact.is_open and row.state is not HazardState.VOID:
            change = HazardChange(
                on=desk.today(), hazard=fact, officer_count=max(2, len(found.officer_ids)), reason=reason
            )
            row.state = hazard_states.apply(row.state, HazardEvent.VOID, change)
            row.closing = _closing(uow, desk, reason)
