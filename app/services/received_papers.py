"""收文: papers of enterprises are registered, matched to hazards, and start their clocks."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.reinspection import ReceivedPaper
from app.rules import hazard_states
from app.rules.hazard_states import HazardEvent
from app.services.desk import Desk
from app.services.extension_record import new_extensions
from app.services.facts_inspection import load_inspection
from app.services.facts_loop import loop_facts
from app.services.library import LibraryService
from app.services.received_paper_rows import match_inspections, paper_rows, paper_view
from app.services.reinspection_due import REPORTS
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import PaperKind
from app.values.errors import UserError
from app.values.facts_inspection import HazardChange, HazardFact
from app.values.facts_loop import LoopFacts
from app.values.fields_received_paper import ExtensionFields, PaperFields
from app.values.rows_received_paper import MatchInspection, PaperRow, PaperView

MOST_SCAN_BYTES = 64 * 1024 * 1024


class ReceivedPaperService:
    """Register what enterprises hand in, and note when it was dealt with."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def receive(self, fields: PaperFields) -> UUID:
        """Register a paper; reports make their hazards wait for a re-inspection, applications become extensions."""
        self._refuse_wrong_days(fields)
        with self._desk.write() as uow:
            loop = None if fields.inspection_id is None else loop_facts(uow, fields.inspection_id)
            paper = _paper(fields, enterprise_id=_enterprise_id(uow, fields))
            paper.scan_blobs = tuple(uow.blobs.put(scan) for scan in fields.scans)
            uow.add(paper)
            if loop is not None:
                hazards = _matched(loop, fields.hazard_ids)
                _start_clocks(uow, paper, fields, hazards)
            elif fields.hazard_ids:
                raise UserError("选了隐患而没有选检查。", hint="请先选择对应的检查。")
            uow.commit()
            return paper.id

    def add_scans(self, paper_id: UUID, scans: Sequence[bytes]) -> None:
        """Keep more scanned sheets of a paper; what is there already stays."""
        for scan in scans:
            _refuse_large(scan)
        with self._desk.write() as uow:
            paper = _load(uow, paper_id)
            paper.scan_blobs = (*paper.scan_blobs, *(uow.blobs.put(scan) for scan in scans))
            uow.commit()

    def handle(self, paper_id: UUID, note: str, *, on: date | None = None) -> None:
        """Note that a paper was dealt with, and how."""
        day = on or self._desk.today()
        if not note.strip():
            raise UserError("没有写明处理情况。", hint="请简要写明怎样处理。")
        with self._desk.write() as uow:
            paper = _load(uow, paper_id)
            if day < paper.received_on or day > self._desk.today():
                raise UserError("处理日期不在收到日期和今天之间。", hint="请核对日期。")
            paper.handled_on = day
            paper.handled_note = note.strip()
            uow.commit()

    def list(self, *, is_waiting: bool = False, text: str = "") -> tuple[PaperRow, ...]:
        """List the register, what waits longest first."""
        with self._desk.read() as uow:
            library = self._library.current(uow)
            return paper_rows(uow, library=library, today=self._desk.today(), is_waiting=is_waiting, text=text)

    def view(self, paper_id: UUID) -> PaperView:
        """Show one paper with its hazards and the extension that came of it."""
        with self._desk.read() as uow:
            paper = _load(uow, paper_id)
            return paper_view(uow, paper, library=self._library.current(uow), today=self._desk.today())

    def scan(self, paper_id: UUID, number: int) -> bytes:
        """Give the bytes of one scanned file; the first has number 0."""
        with self._desk.read() as uow:
            blobs = tuple(_load(uow, paper_id).scan_blobs)
            data = uow.blobs.get(blobs[number]) if number < len(blobs) else None
            if data is None:
                raise UserError("本机没有这份扫描件。", hint="请向登记的电脑要含有扫描件的数据包。")
            return data

    def matches(self, text: str, *, inspection_id: UUID | None = None, limit: int = 20) -> tuple[MatchInspection, ...]:
        """Find inspections with open hazards by a part of the enterprise's name, the latest first; or just this one."""
        with self._desk.read() as uow:
            return match_inspections(uow, text, only=inspection_id, limit=limit)

    def _refuse_wrong_days(self, fields: PaperFields) -> None:
        if fields.received_on > self._desk.today():
            raise UserError("收到日期晚于今天。", hint="请改正日期。")
        if fields.reported_on is not None and fields.reported_on > fields.received_on:
            raise UserError("企业报告的完成日期晚于收到日期。", hint="请核对日期。")
        for scan in fields.scans:
            _refuse_large(scan)


def _refuse_large(scan: bytes) -> None:
    if not scan:
        raise UserError("扫描件是空文件。", hint="请重新扫描。")
    if len(scan) > MOST_SCAN_BYTES:
        raise UserError("扫描件超过 64 MB。", hint="请降低扫描分辨率，或分成几个文件。")


def _load(uow: UnitOfWork, paper_id: UUID) -> ReceivedPaper:
    found = uow.session.get(ReceivedPaper, paper_id)
    if found is None or found.deleted:
        raise UserError("本机没有这份来件。", hint="请从收文列表重新进入。")
    return found


def _enterprise_id(uow: UnitOfWork, fields: PaperFields) -> UUID:
    if fields.inspection_id is not None:
        return load_inspection(uow, fields.inspection_id).enterprise_id
    if fields.enterprise_id is None or uow.session.get(Enterprise, fields.enterprise_id) is None:
        raise UserError("没有选择来件的企业。", hint="请选择对应的检查或企业。")
    return fields.enterprise_id


def _matched(loop: LoopFacts, hazard_ids: Iterable[UUID]) -> tuple[HazardFact, ...]:
    known = {one.id: one for one in loop.hazards}
    wanted = tuple(dict.fromkeys(hazard_ids))
    if any(one not in known for one in wanted):
        raise UserError("对应的隐患不属于所选的检查。", hint="请重新选择。")
    return tuple(known[one] for one in wanted)


def _paper(fields: PaperFields, *, enterprise_id: UUID) -> ReceivedPaper:
    return ReceivedPaper(
        paper_kind=fields.paper_kind,
        enterprise_id=enterprise_id,
        inspection_id=fields.inspection_id,
        hazard_ids=tuple(dict.fromkeys(fields.hazard_ids)),
        received_on=fields.received_on,
        reported_on=fields.reported_on,
        received_by=fields.received_by.strip() or None,
        handed_in_by=fields.handed_in_by.strip() or None,
        copies=fields.copies,
        sheets=fields.sheets,
        summary=fields.summary.strip() or None,
        requested_deadline=fields.requested_deadline,
    )


def _start_clocks(uow: UnitOfWork, paper: ReceivedPaper, fields: PaperFields, hazards: Sequence[HazardFact]) -> None:
    if paper.paper_kind in REPORTS:
        for hazard in hazards:
            _report(uow, paper, hazard)
    if paper.paper_kind is PaperKind.EXTENSION_REQUEST and hazards:
        asked = ExtensionFields(
            inspection_id=hazards_inspection(fields),
            hazard_ids=tuple(one.id for one in hazards),
            applied_on=paper.received_on,
            new_deadline=paper.requested_deadline,
            grounds=paper.summary or "",
            paper_id=paper.id,
        )
        uow.add_all(new_extensions(asked, hazards))


def hazards_inspection(fields: PaperFields) -> UUID:
    """Name the inspection of a paper that is matched to hazards."""
    if fields.inspection_id is None:
        raise ValueError("hazards without their inspection")
    return fields.inspection_id


def _report(uow: UnitOfWork, paper: ReceivedPaper, hazard: HazardFact) -> None:
    """Let the hazard wait for a re-inspection; one that waits already, or is closed, stays as it is."""
    if HazardEvent.REPORT not in hazard_states.allowed(hazard.state) or hazard.is_advice:
        return
    change = HazardChange(on=paper.received_on, hazard=hazard, reported_on=paper.reported_on or paper.received_on)
    uow.session.get_one(Hazard, hazard.id).state = hazard_states.apply(hazard.state, HazardEvent.REPORT, change)
