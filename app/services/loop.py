"""闭环: where an inspection stands, what is in the way, its closing, and the report about the whole loop."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from app.models.authority import Officer
from app.rules import inspection_states
from app.rules.closing import last_event, obstacles, refuse_closing_day
from app.rules.inspection_states import InspectionChange, InspectionEvent
from app.services.desk import Desk
from app.services.facts_inspection import load_inspection
from app.services.facts_loop import loop_facts
from app.services.facts_paper import Library
from app.services.loop_building import build_report
from app.services.loop_records import load_records
from app.services.photo_ahead import prints_ahead
from app.services.reinspection_items import stage_rows
from app.storage.form_files import document_profile
from app.storage.marks import lay_marks
from app.storage.unit_of_work import UnitOfWork
from app.values.annotation import marks_from_json
from app.values.facts_document import FormFact
from app.values.loop import LoopReport
from app.values.photo import PRINT_EDGE
from app.values.rows_loop import ObstacleRow, Standing


class LoopService:
    """Tell how far the loop is, and close it."""

    def __init__(self, desk: Desk, *, library: Library) -> None:
        self._desk = desk
        self._library = library

    def standing(self, inspection_id: UUID) -> Standing:
        """Show the stage bar and everything that is in the way of closing."""
        with self._desk.read() as uow:
            loop = loop_facts(uow, inspection_id)
            return Standing(
                inspection_id=inspection_id,
                enterprise=loop.inspection.enterprise_name,
                state=loop.inspection.state,
                stages=stage_rows(loop),
                obstacles=tuple(
                    ObstacleRow(one.what, one.who, one.action, one.target) for one in obstacles(loop, self._forms())
                ),
                earliest=last_event(loop),
            )

    def close(self, inspection_id: UUID, on: date | None = None) -> None:
        """Close the loop; whatever is still open is named and nothing changes."""
        today = self._desk.today()
        day = on or today
        with self._desk.write() as uow:
            inspection = load_inspection(uow, inspection_id)
            loop = loop_facts(uow, inspection_id)
            change = InspectionChange(
                on=day,
                inspection=loop.inspection,
                obstacles=tuple(one.what for one in obstacles(loop, self._forms())),
            )
            state = inspection_states.apply(inspection.state, InspectionEvent.CLOSE, change)
            refuse_closing_day(loop, on=day, today=today)
            inspection.state = state
            inspection.closing = {"day": day.isoformat(), "by": self._name(uow), "ground": "闭环"}
            uow.commit()

    def content(self, inspection_id: UUID, *, with_marks: bool = True) -> tuple[LoopReport, Mapping[str, bytes]]:
        """Build what the report says, and the pictures that it shows by the hash of their originals."""
        with self._desk.read() as uow:
            records = load_records(
                uow,
                inspection_id,
                library=self._library.of_inspection(uow, load_inspection(uow, inspection_id)),
                profile=document_profile(),
                today=self._desk.today(),
            )
            report = build_report(records, uow.blobs.get, with_marks=with_marks)
            shown = [photo for pair in report.pairs for photo in (pair.before, pair.after) if photo is not None]
            marks = {one.number: marks_from_json(one.row.annotations) for one in records.photos if with_marks}
            plain = _pictures(uow, [one.sha256 for one in shown])
            pictures = {
                one.sha256: lay_marks(plain[one.sha256], marks.get(one.number, ()))
                for one in shown
                if one.sha256 in plain
            }
            return report, pictures

    def report(self, inspection_id: UUID, *, with_marks: bool = True) -> bytes:
        """Draw the closed-loop report; the same records give the same bytes."""
        from app.reports.loop_report import render

        report, pictures = self.content(inspection_id, with_marks=with_marks)
        return render(report, pictures=pictures)

    def _forms(self) -> tuple[FormFact, ...]:
        return tuple(one.fact for one in document_profile().forms_on(self._desk.today()))

    def _name(self, uow: UnitOfWork) -> str:
        officer = None if self._desk.officer_id is None else uow.session.get(Officer, self._desk.officer_id)
        return "" if officer is None else officer.name


def _pictures(uow: UnitOfWork, wanted: Iterable[str]) -> dict[str, bytes]:
    """Give the pictures for print: as they were made at import, else made now; none where the original is not here."""
    small = {sha256: uow.blobs.get_small(sha256, width=PRINT_EDGE) for sha256 in wanted}
    pictures = {sha256: one.data for sha256, one in small.items() if one is not None}
    originals = ((sha256, uow.blobs.get(sha256)) for sha256, one in small.items() if one is None)
    pictures.update(prints_ahead((sha256, data) for sha256, data in originals if data is not None))
    return pictures
