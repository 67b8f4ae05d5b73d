"""隐患台账: every hazard of this store, narrowed and searched, fetched window by window."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnClause, literal_column, select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.deadlines import time_left
from app.services.desk import Desk
from app.storage.hazard_lines import hazard_lines
from app.storage.joined import kept_name
from app.storage.log import chunks
from app.storage.steps import Cancelled, Progress, Steps
from app.storage.whole_file import written_whole
from app.values.days import civil_day
from app.values.facts_inspection import OPEN_STATES
from app.values.rows_hazard_ledger import ALL_HAZARDS, HazardFilter, HazardLedgerRow
from app.values.work import Urgency

EXPORT_STEP = 500
LINE: ColumnClause[int] = literal_column("hazard.rowid")


class HazardLedgerService:
    """List hazards across all inspections."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def search(self, text: str = "", wanted: HazardFilter = ALL_HAZARDS) -> Sequence[int]:
        """List the lines of the hazards that fit, the earliest deadline first."""
        with self._desk.read() as uow:
            return hazard_lines(uow.connection, text=text, wanted=wanted, today=self._desk.today())

    def rows(self, lines: Sequence[int]) -> list[HazardLedgerRow]:
        """Give the rows of some lines in their order."""
        today = self._desk.today()
        found: dict[int, HazardLedgerRow] = {}
        with self._desk.read() as uow:
            for chunk in chunks(lines):
                query = (
                    select(LINE, Hazard, kept_name(), Enterprise.town, Inspection.started_at, Inspection.is_typed_in)
                    .outerjoin(Enterprise, Enterprise.id == Hazard.enterprise_id)
                    .outerjoin(Inspection, Inspection.id == Hazard.inspection_id)
                    .where(LINE.in_(chunk))
                )
                for line, hazard, name, town, at, typed_in in uow.session.execute(query):
                    day = None if at is None else civil_day(at)
                    row = _row(line, hazard, party=(name or "", town or ""), found_on=day, today=today)
                    found[line] = replace(row, is_typed_in=bool(typed_in))
        return [found[line] for line in lines if line in found]

    def export(
        self,
        file: Path,
        lines: Sequence[int],
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Write these lines as a spreadsheet, whole or not at all."""
        from app.reports import hazard_sheets

        # A workbook that is left half written leaves its own files behind: all is read before it is begun.
        rows = list(self._told(lines, Steps(len(lines), progress, cancelled)))
        data = hazard_sheets.render(rows, made_at=self._desk.now())
        with written_whole(file) as part:
            part.write_bytes(data)

    def _told(self, lines: Sequence[int], steps: Steps) -> Iterator[HazardLedgerRow]:
        """Give the rows of lines a few at a time, telling how far it has come."""
        for start in range(0, len(lines), EXPORT_STEP):
            chunk = lines[start : start + EXPORT_STEP]
            yield from self.rows(chunk)
            steps.go(len(chunk))


def _row(line: int, hazard: Hazard, *, party: tuple[str, str], found_on: date | None, today: date) -> HazardLedgerRow:
    is_open = hazard.state in OPEN_STATES
    left = None if hazard.deadline is None or not is_open else time_left(hazard.deadline, today)
    return HazardLedgerRow(
        line=line,
        id=hazard.id,
        inspection_id=hazard.inspection_id,
        enterprise=party[0],
        town=party[1],
        number=hazard.order_no,
        fact=hazard.fact or "",
        level=hazard.level,
        handling=hazard.handling,
        state=hazard.state,
        deadline=hazard.deadline,
        is_at_once=hazard.is_at_once,
        found_on=found_on,
        left="" if left is None else left.text,
        urgency=Urgency.LATER if left is None else left.urgency,
    )
