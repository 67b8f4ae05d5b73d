"""备份: verified copies by hand and by themselves, in the folder of backups and on every chosen drive at hand."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.rules.backup_plan import DatedCopy, is_due, superseded
from app.services.desk import Desk
from app.storage.backup import BackupReport, Cancelled, Progress, back_up, back_up_file, never
from app.storage.copies import chains_now, chains_of, forget_copies, known_copies, lacks, note_copy, row_of
from app.storage.faults import StoreBusyError
from app.storage.keys import remove_key_file
from app.storage.places import Place, choose_place, drives_besides, is_elsewhere
from app.storage.restore import REPLACED
from app.storage.unit_of_work import UnitOfWork
from app.values.days import CIVIL_ZONE
from app.values.errors import CancelledError, UserError
from app.values.rows_safekeeping import (
    AutomaticRun,
    BackupRow,
    BackupSettings,
    CopyKind,
    DriveRow,
    FailedCopy,
    PlaceRow,
)

SETTINGS = "backup.settings"
PLACES = "backup.places"
FAILED = "backup.failed"
_STAMP = "%Y%m%d-%H%M%S"


class BackupService:
    """Make copies that are read back, and let old automatic ones go once a newer one is proved."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def back_up(
        self, file: Path | None = None, *, progress: Progress | None = None, cancelled: Cancelled = never
    ) -> BackupRow:
        """Write a copy by hand, read it back, and remember it; without a name it goes to every place at hand too."""
        if file is not None and file.is_dir():
            raise UserError(f"{file} 是文件夹，不是文件。", hint="请写明备份文件的名字。")
        report = back_up(self._desk.store, file=file, progress=progress, cancelled=cancelled)
        made = self._note(report, kind=CopyKind.BY_HAND)
        if file is None:
            self._spread(made, progress=progress, cancelled=cancelled)
        return made

    def settings(self) -> BackupSettings:
        """Tell what was decided of automatic copies."""
        with self._desk.read() as uow:
            return _settings(uow)

    def set_settings(self, settings: BackupSettings) -> None:
        """Decide of automatic copies: on or off, how many days and weeks."""
        if not (1 <= settings.daily <= 99 and 0 <= settings.weekly <= 99):
            raise UserError("备份份数不成立。", hint="每天的留1至99份，每周的留0至99份。")
        with self._desk.write() as uow:
            chosen = {"is_on": settings.is_on, "daily": settings.daily, "weekly": settings.weekly}
            uow.settings.set(SETTINGS, chosen)
            uow.commit()

    def drives(self) -> tuple[DriveRow, ...]:
        """List the drives at hand that lie on another disk than the store."""
        return drives_besides(self._database)

    def places(self) -> tuple[PlaceRow, ...]:
        """List the folders that were chosen for copies."""
        with self._desk.read() as uow:
            return tuple(_place_row(uow, place, store=self._database) for place in _places(uow))

    def add_place(self, folder: Path) -> PlaceRow:
        """Choose a folder for copies, best on a second drive or a USB stick, and mark it."""
        place = choose_place(folder)
        with self._desk.write() as uow:
            others = [one for one in _places(uow) if one.folder != place.folder and one.mark != place.mark]
            _set_places(uow, [*others, place])
            uow.commit()
            return _place_row(uow, place, store=self._database)

    def remove_place(self, folder: Path) -> None:
        """Make no more copies in the folder; those that are there stay."""
        with self._desk.write() as uow:
            _set_places(uow, [one for one in _places(uow) if one.folder != folder.absolute()])
            uow.commit()

    def copies(self) -> tuple[BackupRow, ...]:
        """List every copy that is remembered or lies in the folder of backups or a place at hand, the latest first."""
        with self._desk.read() as uow:
            known = [row_of(copy) for copy in known_copies(uow.session)]
            folders = [self._desk.store.paths.backups, *(one.folder for one in _places(uow) if one.is_there)]
        names = {row.file for row in known}
        found = [_unknown(file, store=self._database) for folder in folders for file in sorted(folder.glob("*.db"))]
        rows = [*known, *(row for row in found if row.file not in names)]
        return tuple(sorted(rows, key=lambda row: row.at, reverse=True))

    def due(self, *, at_exit: bool = False) -> bool:
        """Say whether an automatic copy should be made now: work that a place lacks, and its last copy old enough.

        At exit every hour counts: whatever a place at hand lacks is due.
        """
        with self._desk.read() as uow:
            return _settings(uow).is_on and bool(self._behind(uow, at_exit=at_exit))

    def run_automatic(
        self, *, at_exit: bool = True, progress: Progress | None = None, cancelled: Cancelled = never
    ) -> AutomaticRun:
        """Copy to every place at hand that lacks work, read each copy back there, and let superseded ones go.

        A place that fails is named and the others go on; stopping leaves what was proved so far.
        """
        with self._desk.read() as uow:
            folders, device = self._behind(uow, at_exit=at_exit), uow.devices.current().id
            plan = _settings(uow)
        made: list[BackupRow] = []
        failed: list[FailedCopy] = []
        removed: list[Path] = []
        for folder in folders:
            file = folder / f"ancha-auto-{device.hex[:8]}-{self._desk.now().astimezone(CIVIL_ZONE):{_STAMP}}.db"
            try:
                made.append(self._copy_to(file, proved=made, progress=progress, cancelled=cancelled))
            except CancelledError:
                raise
            except UserError as error:
                failed.append(FailedCopy(folder, str(error)))
                continue
            removed += _let_go(folder, device=device, plan=plan)
        self._note_run(failed, removed)
        return AutomaticRun(tuple(made), tuple(failed), tuple(removed))

    @property
    def _database(self) -> Path:
        return self._desk.store.paths.database

    def _spread(self, proved: BackupRow, *, progress: Progress | None, cancelled: Cancelled) -> None:
        """Lay a proved copy on every place at hand; one that fails is remembered, as the panel shows it."""
        with self._desk.read() as uow:
            folders = [place.folder for place in _places(uow) if place.is_there]
        failed: list[FailedCopy] = []
        for folder in folders:
            target = folder / proved.file.name
            try:
                self._copy_to(target, proved=[proved], kind=CopyKind.BY_HAND, progress=progress, cancelled=cancelled)
            except CancelledError:
                raise
            except UserError as error:
                failed.append(FailedCopy(folder, str(error)))
        self._note_run(failed, [])

    def _copy_to(
        self,
        file: Path,
        *,
        proved: list[BackupRow],
        kind: CopyKind = CopyKind.AUTOMATIC,
        progress: Progress | None,
        cancelled: Cancelled,
    ) -> BackupRow:
        """Copy the store once, and that copy to the other places: all then hold the same moment."""
        store = self._desk.store
        if proved:
            report = back_up_file(
                proved[0].file,
                folder=file.parent,
                at=self._desk.now(),
                file=file,
                key=store.means.key,
                free=store.means.free,
                progress=progress,
                cancelled=cancelled,
            )
        else:
            report = back_up(store, file=file, progress=progress, cancelled=cancelled)
        return self._note(report, kind=kind)

    def _behind(self, uow: UnitOfWork, *, at_exit: bool) -> list[Path]:
        """List the places at hand that should get a copy now."""
        now, chains, known = self._desk.now(), chains_now(uow), known_copies(uow.session)
        behind: list[Path] = []
        for folder in (self._desk.store.paths.backups, *(one.folder for one in _places(uow) if one.is_there)):
            here = [copy for copy in known if Path(copy.file).parent == folder and Path(copy.file).is_file()]
            has_new_work = bool(chains) and (not here or lacks(chains_of(here[0]), of=chains))
            if has_new_work and (at_exit or is_due(has_new_work=True, last_at=here[0].at if here else None, now=now)):
                behind.append(folder)
        return behind

    def _note(self, report: BackupReport, *, kind: CopyKind) -> BackupRow:
        elsewhere = is_elsewhere(report.file, store=self._database)
        with suppress(StoreBusyError), self._desk.write() as uow:
            row = note_copy(uow, report, kind=kind, is_elsewhere=elsewhere)
            uow.commit()
            return row
        now = self._desk.now()  # beside an open window the copy alone is made
        return BackupRow(
            report.file.absolute(), now, now, kind, elsewhere, True, report.size, report.revisions, report.blobs
        )

    def _note_run(self, failed: list[FailedCopy], removed: list[Path]) -> None:
        with suppress(StoreBusyError), self._desk.write() as uow:
            forget_copies(uow.session, removed)
            uow.settings.set(FAILED, [[str(one.folder), one.reason] for one in failed])
            uow.commit()


def failed_copies(uow: UnitOfWork) -> tuple[FailedCopy, ...]:
    """List the places that got no copy when copies were made last."""
    return tuple(FailedCopy(Path(folder), reason) for folder, reason in uow.settings.get(FAILED, ()))


def place_rows(uow: UnitOfWork, *, store: Path) -> tuple[PlaceRow, ...]:
    """List the chosen places within a use case."""
    return tuple(_place_row(uow, place, store=store) for place in _places(uow))


def _settings(uow: UnitOfWork) -> BackupSettings:
    return BackupSettings(**uow.settings.get(SETTINGS, {}))


def _places(uow: UnitOfWork) -> tuple[Place, ...]:
    return tuple(Place(Path(folder), mark) for folder, mark in uow.settings.get(PLACES, ()))


def _set_places(uow: UnitOfWork, places: list[Place]) -> None:
    value: Any = [[str(place.folder), place.mark] for place in places]
    uow.settings.set(PLACES, value)


def _place_row(uow: UnitOfWork, place: Place, *, store: Path) -> PlaceRow:
    at = [copy.at for copy in known_copies(uow.session) if Path(copy.file).parent == place.folder]
    is_there = place.is_there
    return PlaceRow(
        folder=place.folder,
        is_there=is_there,
        is_elsewhere=is_there and is_elsewhere(place.folder, store=store),
        last_at=max(at, default=None),
    )


def _unknown(file: Path, *, store: Path) -> BackupRow:
    """Show a copy that lies there without this store knowing of it, as after a restore."""
    state = file.stat()
    at = datetime.fromtimestamp(state.st_mtime, CIVIL_ZONE)
    kind = CopyKind.BEFORE_CHANGE if file.name.startswith(REPLACED) else CopyKind.UNKNOWN
    return BackupRow(file.absolute(), at, None, kind, is_elsewhere(file, store=store), True, state.st_size, None, None)


def _let_go(folder: Path, *, device: UUID, plan: BackupSettings) -> list[Path]:
    """Remove the automatic copies of this device that newer ones stand for; copies by hand have other names."""
    pattern = re.compile(rf"ancha-auto-{device.hex[:8]}-(\d{{8}}-\d{{6}})\.db")
    dated: list[DatedCopy] = []
    for file in folder.glob("ancha-auto-*.db"):
        if match := pattern.fullmatch(file.name):
            with suppress(ValueError):
                dated.append(DatedCopy(datetime.strptime(match[1], _STAMP).replace(tzinfo=CIVIL_ZONE), file.name))
    removed: list[Path] = []
    for name in superseded(dated, daily=plan.daily, weekly=plan.weekly):
        with suppress(OSError):  # a write-protected one stays
            (folder / name).unlink()
            remove_key_file(folder / name)
            removed.append(folder / name)
    return removed
