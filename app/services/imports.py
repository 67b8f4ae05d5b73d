"""导入: verify files, show what they bring before anything is written, take each in at once, take one back whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import literal_column

from app.models.handover import ImportReport as KeptReport
from app.models.log import ImportEntry, ImportState
from app.models.types import thaw
from app.services.conflicts import ConflictService
from app.services.desk import Desk
from app.services.import_preview import Foreseeing
from app.services.import_record import read_report, write_report
from app.services.import_report_file import write_report_file
from app.services.package_view import greatest_needs
from app.services.record_names import RecordNames
from app.storage.foreseeing import kinds_of
from app.storage.importing import UndoRefusedError, apply_revisions, begin_import, undo_import
from app.storage.incoming import keep_links, keep_privates, keep_report, take_blobs
from app.storage.origins import note_label
from app.storage.package_reading import PackageReading, open_package
from app.storage.reading import Reading
from app.storage.steps import Cancelled, Progress
from app.storage.unit_of_work import UnitOfWork
from app.values.days import to_ms
from app.values.errors import UserError
from app.values.file_name import shown_name
from app.values.rows_import import Decision, Dependant, ImportPreview, ImportReport, ImportRow

_NAMED_IN_HINT = 8


class ImportService:
    """Take packages in."""

    def __init__(self, desk: Desk, *, conflicts: ConflictService) -> None:
        self._desk = desk
        self._conflicts = conflicts

    def preview(
        self,
        files: Sequence[Path],
        *,
        passphrase: str | None = None,
        salvage: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[ImportPreview, ...]:
        """Verify all of the files and say what each would bring; nothing is written."""
        found = []
        for at, file in enumerate(files):
            with self._open(
                file,
                passphrase=passphrase,
                salvage=salvage,
                progress=_part(progress, at, len(files)),
                cancelled=cancelled,
            ) as reading:
                found.append(self._preview(file, reading, passphrase=passphrase, salvage=salvage))
        return tuple(found)

    def apply(
        self,
        preview: ImportPreview,
        *,
        choices: Sequence[Decision] = (),
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportRow:
        """Take a previewed file in: its originals first, then all records at once, then what was chosen."""
        with self._open(
            preview.path,
            passphrase=preview.passphrase,
            salvage=preview.is_salvage,
            progress=_part(progress, 0, 2),
            cancelled=cancelled,
        ) as reading:
            if reading.file_sha256 != preview.report.file_sha256:
                raise UserError(
                    f"{preview.path.name} 在预览以后变了，没有导入。", hint="请重新预览，确认内容后再导入。"
                )
            row, _ = self._take_in(
                shown_name(preview.path), reading, progress=_part(progress, 1, 2), cancelled=cancelled
            )
        self._conflicts.resolve_all(choices)
        return row

    def take_in(
        self,
        files: Sequence[Path],
        *,
        passphrase: str | None = None,
        salvage: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[tuple[ImportRow, ImportReport], ...]:
        """Verify all of the files, then import one after the other; one refused file stops all before the first."""
        if len(files) > 1:
            self.preview(files, passphrase=passphrase, salvage=salvage, cancelled=cancelled)
        found = []
        for at, file in enumerate(files):
            tell = _part(progress, at, len(files))
            with self._open(
                file, passphrase=passphrase, salvage=salvage, progress=None, cancelled=cancelled
            ) as reading:
                found.append(self._take_in(shown_name(file), reading, progress=tell, cancelled=cancelled))
        return tuple(found)

    def take_from(
        self, source: str, reading: Reading, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> ImportRow:
        """Take in what was read and proved elsewhere; the source is named in the list of imports."""
        row, _ = self._take_in(source, reading, progress=progress, cancelled=cancelled)
        return row

    def imports(self) -> tuple[ImportRow, ...]:
        """List the files that were taken in, oldest first."""
        with self._desk.read() as uow:
            entries = uow.session.query(ImportEntry).order_by(ImportEntry.at, literal_column("rowid"))
            return tuple(_row(entry) for entry in entries)

    def report(self, import_id: UUID) -> ImportReport:
        """Give what an import brought, as it stood when it was applied."""
        with self._desk.read() as uow:
            kept = uow.session.get(KeptReport, import_id)
            if kept is None:
                raise UserError("没有这次导入的报告。", hint="请用 ancha imports 查看有哪些导入。")
            return read_report(thaw(kept.report))

    def write_report(self, source: "UUID | ImportPreview | ImportReport", file: Path) -> None:
        """Write the report of an import or of a preview as PDF, XLSX or JSON, by the ending of the file."""
        report = self.report(source) if isinstance(source, UUID) else source
        row = self._row_of(source) if isinstance(source, UUID) else None
        write_report_file(
            report.report if isinstance(report, ImportPreview) else report,
            file,
            applied_at=None if row is None else row.at,
            made_at=self._desk.now(),
        )

    def undo(self, import_id: UUID) -> ImportRow:
        """Take an import back whole; refused, naming what depends on it."""
        try:
            with self._desk.write() as uow:
                undo_import(uow, import_id)
                uow.commit()
        except UndoRefusedError as refused:
            raise self._in_words(refused) from refused
        return self._row_of(import_id)

    def what_depends(self, import_id: UUID) -> tuple[Dependant, ...]:
        """Name the records that stand in the way of undoing an import; none where it can be undone."""
        try:
            with self._desk.write() as uow:  # tried, and never committed
                undo_import(uow, import_id)
        except UndoRefusedError as refused:
            return self._dependants(refused.records)
        return ()

    @contextmanager
    def _open(
        self,
        file: Path,
        *,
        passphrase: str | None,
        salvage: bool,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> Iterator[PackageReading]:
        store = self._desk.store
        with open_package(
            file,
            staging=store.paths.database.parent / "temp",
            now_ms=to_ms(self._desk.now()),
            reads_needs_up_to=greatest_needs(store.means.kinds),
            passphrase=passphrase,
            salvage=salvage,
            progress=progress,
            cancelled=cancelled,
        ) as reading:
            yield reading

    def _preview(self, file: Path, reading: PackageReading, *, passphrase: str | None, salvage: bool) -> ImportPreview:
        with self._desk.read() as uow:
            report = Foreseeing(uow, reading).report(file=shown_name(file))
            entry = _entry_of(uow, reading.file_sha256)
            applied = entry is not None and entry.state is ImportState.APPLIED
            return ImportPreview(
                path=file,
                report=report,
                is_salvage=salvage,
                applied_before=entry.id if entry is not None and applied else None,
                undone_before=entry.id if entry is not None and not applied else None,
                passphrase=passphrase,
            )

    def _take_in(
        self, source: str, reading: Reading, *, progress: Progress | None, cancelled: Cancelled | None
    ) -> tuple[ImportRow, ImportReport]:
        self._desk.store.claim()
        with self._desk.read() as uow:
            entry = _entry_of(uow, reading.file_sha256)
            if entry is not None and entry.state is ImportState.APPLIED:
                return _row(entry), self.report(entry.id)
            foreseeing = Foreseeing(uow, reading)
            report, wanted = foreseeing.report(file=source), foreseeing.new_blobs()
        with (
            take_blobs(self._desk.store, reading, wanted, progress=progress, cancelled=cancelled),
            self._desk.write() as uow,
        ):
            import_id = begin_import(uow, file=source, file_sha256=reading.file_sha256)
            apply_revisions(uow, import_id, reading.revisions.values())
            keep_links(uow, reading.stubs)
            keep_privates(uow, reading.privates)
            keep_report(uow, import_id, write_report(report))
            note_label(uow, reading.meta.device, reading.meta.device_label)
            uow.commit()
        return self._row_of(import_id), report

    def _row_of(self, import_id: UUID) -> ImportRow:
        with self._desk.read() as uow:
            return _row(uow.session.get_one(ImportEntry, import_id))

    def _in_words(self, refused: UndoRefusedError) -> UndoRefusedError:
        found = self._dependants(refused.records)
        named = "、".join(" ".join(filter(None, (one.party, one.title))) for one in found[:_NAMED_IN_HINT])
        more = f"等 {len(found)} 条" if len(found) > _NAMED_IN_HINT else ""
        hint = "请先完成或放弃草稿" if refused.is_draft else "请先处理这些记录"
        return UndoRefusedError(
            refused.message, hint=f"{hint}：{named}{more}。", records=refused.records, is_draft=refused.is_draft
        )

    def _dependants(self, records: Sequence[UUID]) -> tuple[Dependant, ...]:
        with self._desk.read() as uow:
            return dependants(uow, records)


def _entry_of(uow: UnitOfWork, file_sha256: str) -> ImportEntry | None:
    return uow.session.query(ImportEntry).filter_by(file_sha256=file_sha256).one_or_none()


def _row(entry: ImportEntry) -> ImportRow:
    counts = entry.counts
    return ImportRow(
        id=entry.id,
        file=entry.file,
        file_sha256=entry.file_sha256,
        at=entry.at,
        state=entry.state.value,
        new=counts.get("new", 0),
        changed=counts.get("changed", 0),
        conflicts=counts.get("conflicts", 0),
        missing=tuple(counts.get("missing", ())),
    )


def dependants(uow: UnitOfWork, records: Sequence[UUID]) -> tuple[Dependant, ...]:
    """Name records in the words that people know them by."""
    kinds = kinds_of(uow, records)
    counted = uow.log.counted_of(records)
    merged = {key: uow.rows.merged(counted[key])[0] for key in records if counted.get(key)}
    names = RecordNames(uow, {str(key): one for key, one in merged.items()})
    found = []
    for key in records:
        record = merged.get(key)
        fields = {} if record is None else record.fields
        kind = kinds.get(key, "")
        found.append(
            Dependant(kind, key, names.title(kind, fields), names.party(kind, fields), names.number(kind, fields))
        )
    return tuple(found)


def _part(progress: Progress | None, at: int, of: int) -> Progress | None:
    """Tell of one of several parts as a share of the whole."""
    if progress is None:
        return None
    return lambda done, total: progress(at * total + done, of * total)
