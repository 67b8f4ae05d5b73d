"""隐患: recorded, written out, confirmed as mended on the spot, deleted or withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules import hazard_states
from app.rules.hazard_states import HazardEvent
from app.rules.library import NotInForceError, UnknownRefError
from app.rules.standard_hazard import standard_hazard
from app.services import hazard_records as records
from app.services.desk import Desk
from app.services.facts_hazard import count_photos, hazard_fact
from app.services.facts_inspection import load_inspection
from app.services.facts_people import officer_facts
from app.services.library import LibraryService
from app.services.library_view import LibraryView
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import Handling, HazardState, InspectionState, PhotoRole
from app.values.errors import UserError
from app.values.facts_inspection import HazardChange
from app.values.fields_hazard import HazardFields, fields_to_json
from app.values.library import Criterion, Item, Provision
from app.values.reference import UnreadableRefError
from app.values.rows_hazard import HazardRow

NOTHING_WRITTEN = HazardFields(handling=Handling.DEADLINE)
_KEPT_CITATIONS = 4000


class HazardService:
    """Work on hazards, one unit of work a use case."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library
        self._citations: dict[tuple[str, str, date], str] = {}

    def record(self, inspection_id: UUID, fields: HazardFields = NOTHING_WRITTEN) -> UUID:
        """Record a hazard: of an item of the checklists, or free."""
        with self._desk.write() as uow:
            inspection = load_inspection(uow, inspection_id)
            _refuse_when_over(inspection, records.printed_of(uow, inspection_id))
            hazard = records.add_hazard(uow, inspection, fields)
            uow.commit()
            return hazard.id

    def standard(self, item: Item, *, checklist: str) -> HazardFields:
        """Word the hazard that a failed item makes, before it is stored."""
        return standard_hazard(item, checklist=checklist, ordered_on=self._desk.today())

    def record_standard(self, uow: UnitOfWork, inspection: Inspection, item: Item, *, checklist: str) -> Hazard:
        """Record the hazard of a failed item in its standard wording, inside another use case."""
        return records.add_hazard(uow, inspection, self.standard(item, checklist=checklist))

    def edit(self, hazard_id: UUID, fields: HazardFields) -> None:
        """Write the hazard out anew and close its card; what a paper printed is no longer changed."""
        with self._desk.write() as uow:
            hazard = records.load_hazard(uow, hazard_id)
            _write(uow, hazard, fields)
            uow.drafts.drop(records.draft_key(hazard_id))
            uow.commit()

    def keep_draft(self, hazard_id: UUID, fields: HazardFields) -> None:
        """Keep what stands in the open card of a hazard, without making a revision."""
        with self._desk.write() as uow:
            uow.drafts.save(records.draft_key(hazard_id), fields_to_json(fields), entity_id=hazard_id)
            uow.commit()

    def confirm_fix(self, hazard_id: UUID) -> None:
        """Confirm that a hazard was mended on the spot; the officers' photograph after it proves that."""
        with self._desk.write() as uow:
            hazard = records.load_hazard(uow, hazard_id)
            inspection = load_inspection(uow, hazard.inspection_id)
            if hazard.handling is not Handling.ON_THE_SPOT:
                raise UserError("该项隐患不是当场整改。", hint="请先把处理方式改为“当场整改”。")
            self._confirm(uow, hazard, inspection)
            uow.commit()

    def settle_on_the_spot(self, inspection_id: UUID) -> tuple[UUID, ...]:
        """Take every 当场整改 to where it stands: mended where a photograph shows it, else ordered at once."""
        with self._desk.write() as uow:
            inspection = load_inspection(uow, inspection_id)
            photos = count_photos(uow, [inspection_id])
            mended = []
            for hazard in records.hazards_of(uow, inspection_id):
                if hazard.handling is not Handling.ON_THE_SPOT or hazard.state not in _AT_ONCE:
                    continue
                if photos.get((hazard.id, PhotoRole.AFTER)):
                    self._confirm(uow, hazard, inspection)
                    mended.append(hazard.id)
                elif hazard.state is HazardState.FOUND:
                    self._move(uow, hazard, inspection, HazardEvent.FIX_AT_ONCE)
            uow.commit()
            return tuple(mended)

    def void(self, hazard_id: UUID, reason: str) -> None:
        """Withdraw a hazard with a reason; it stays in the record."""
        with self._desk.write(reason=reason.strip() or None) as uow:
            hazard = records.load_hazard(uow, hazard_id)
            inspection = load_inspection(uow, hazard.inspection_id)
            self._move(uow, hazard, inspection, HazardEvent.VOID, reason=reason)
            hazard.closing = self._closing(uow, inspection, ground=reason.strip())
            uow.drafts.drop(records.draft_key(hazard_id))
            uow.commit()

    def delete(self, hazard_id: UUID) -> None:
        """Delete a hazard that stands in no paper; numbers close up only while none is printed."""
        with self._desk.write() as uow:
            records.remove_hazards(uow, [records.load_hazard(uow, hazard_id)])
            uow.commit()

    def restore(self, hazard_id: UUID) -> None:
        """Bring a deleted hazard back."""
        with self._desk.write() as uow:
            records.bring_back_hazards(uow, [records.load_hazard(uow, hazard_id, is_deleted=True)])
            uow.commit()

    def get(self, hazard_id: UUID) -> HazardRow:
        """Show one hazard, with what stands in its open card."""
        with self._desk.read() as uow:
            hazard = records.load_hazard(uow, hazard_id)
            return next(row for row in self.rows(uow, hazard.inspection_id) if row.id == hazard_id)

    def of_inspection(self, inspection_id: UUID) -> tuple[HazardRow, ...]:
        """Show the hazards of an inspection in the order of their numbers."""
        with self._desk.read() as uow:
            return self.rows(uow, inspection_id)

    def rows(self, uow: UnitOfWork, inspection_id: UUID) -> tuple[HazardRow, ...]:
        """Show the hazards of an inspection inside another use case; what stands in an open card comes first."""
        inspection = load_inspection(uow, inspection_id)
        hazards = records.hazards_of(uow, inspection_id)
        view = self._library.of_inspection(uow, inspection)
        drafts, printed = records.drafts_of(uow, hazards), records.printed_of(uow, inspection_id)
        photos = count_photos(uow, [inspection_id])
        rows = [_row(one, inspection, drafts=drafts, printed=printed, photos=photos) for one in hazards]
        on = _day_of(inspection, self._desk)
        return tuple(replace(row, citations=self.citations(view, row.fields.violations, on)) for row in rows)

    def cite(self, inspection_id: UUID, refs: Iterable[str]) -> tuple[str, ...]:
        """Write the citations of references that somebody is choosing."""
        with self._desk.read() as uow:
            inspection = load_inspection(uow, inspection_id)
            view = self._library.of_inspection(uow, inspection)
            return self.citations(view, refs, _day_of(inspection, self._desk))

    def search_places(self, text: str, *, is_criterion: bool) -> tuple[Provision | Criterion, ...]:
        """Find provisions, or criteria, that may be cited today by words of their name, place or summary."""
        return self._library.search(text, self._desk.today(), is_criterion=is_criterion)

    def citations(self, view: LibraryView, refs: Iterable[str], on: date) -> tuple[str, ...]:
        """Write citations; a reference that the library does not know stays as it was typed."""
        return tuple(self._citation(view, ref, on) for ref in refs)

    def _citation(self, view: LibraryView, ref: str, on: date) -> str:
        key = (view.sha256, ref, on)
        if key not in self._citations:
            if len(self._citations) >= _KEPT_CITATIONS:
                self._citations.clear()
            try:
                self._citations[key] = view.find(ref, on).citation
            except (UnknownRefError, NotInForceError, UnreadableRefError):
                self._citations[key] = ref
        return self._citations[key]

    def _confirm(self, uow: UnitOfWork, hazard: Hazard, inspection: Inspection) -> None:
        if hazard.state is HazardState.FOUND:
            self._move(uow, hazard, inspection, HazardEvent.FIX_AT_ONCE)
        self._move(uow, hazard, inspection, HazardEvent.CONFIRM_FIX)
        hazard.closing = self._closing(uow, inspection, ground="当场整改，执法人员已拍照确认")

    def _closing(self, uow: UnitOfWork, inspection: Inspection, *, ground: str) -> dict[str, str]:
        by = "、".join(officer.name for officer in officer_facts(uow, inspection.officer_ids))
        return {"day": self._desk.today().isoformat(), "by": by, "ground": ground}

    def _move(
        self, uow: UnitOfWork, hazard: Hazard, inspection: Inspection, event: HazardEvent, *, reason: str = ""
    ) -> None:
        fact = hazard_fact(hazard, photos=count_photos(uow, [hazard.inspection_id]))
        change = HazardChange(
            on=self._desk.today(), hazard=fact, officer_count=len(inspection.officer_ids), reason=reason
        )
        hazard.state = hazard_states.apply(hazard.state, event, change)


_AT_ONCE = frozenset({HazardState.FOUND, HazardState.IMMEDIATE})


def _write(uow: UnitOfWork, hazard: Hazard, fields: HazardFields) -> None:
    before = records.read_fields(hazard)
    why = records.lock_of(hazard, records.load_owner(uow, hazard), records.printed_of(uow, hazard.inspection_id))
    if why and records.changes_print(before, fields):
        raise records.LockedHazardError(
            f"隐患{hazard.order_no:02d}不能修改：{why}", hint="已签发的文书不变；确需更正的，请另行制作更正文书。"
        )
    records.write_fields(hazard, fields)


def _refuse_when_over(inspection: Inspection, printed: Mapping[UUID | None, str]) -> None:
    record = printed.get(None)
    if record is not None:
        raise UserError(f"该次检查的《{record}》已签发，不能再增加隐患。", hint="新发现的隐患请另建一次检查。")
    if inspection.state not in {InspectionState.DRAFT, InspectionState.ENDED}:
        raise UserError("该次检查已签发责令文书或者已办结，不能再增加隐患。", hint="新发现的隐患请另建一次检查。")


def _row(
    hazard: Hazard,
    inspection: Inspection,
    *,
    drafts: Mapping[UUID, HazardFields],
    printed: dict[UUID | None, str],
    photos: Mapping[tuple[UUID, PhotoRole], int],
) -> HazardRow:
    written, draft = records.read_fields(hazard), drafts.get(hazard.id)
    lock = records.lock_of(hazard, inspection, printed)
    if draft is not None and lock and records.changes_print(written, draft):
        draft = None
    return HazardRow(
        id=hazard.id,
        inspection_id=hazard.inspection_id,
        order_no=hazard.order_no,
        fields=draft or written,
        state=hazard.state,
        before_photos=photos.get((hazard.id, PhotoRole.BEFORE), 0),
        after_photos=photos.get((hazard.id, PhotoRole.AFTER), 0),
        is_draft=draft is not None,
        lock=lock,
    )


def _day_of(inspection: Inspection, desk: Desk) -> date:
    return desk.today() if inspection.started_at is None else civil_day(inspection.started_at)
