"""数据安全: copies that were read back, the way back from one, and whether the store is sound."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.services.desk import Desk
from app.storage.backup import BackupReport, Progress, back_up
from app.storage.faults import StoreBusyError
from app.storage.health import Health, check
from app.storage.rebuild import digest_of, rebuild_rows
from app.storage.restore import restore
from app.storage.store import Means, StorePaths
from app.storage.unit_of_work import UnitOfWork
from app.values.days import from_ms, to_ms
from app.values.errors import UserError

LAST_BACKUP = "backup.last"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last copy that was proved good: where it is, when it was made, what it holds."""

    file: Path
    at: datetime
    size: int
    revisions: int
    blobs: int

    @property
    def is_there(self) -> bool:
        """Tell whether the file still lies where it was written."""
        return self.file.is_file()


@dataclass(frozen=True, slots=True)
class Digest:
    """One line that is equal on two machines exactly when they hold the same records."""

    digest: str
    revisions: int
    blobs: int


class SafekeepingService:
    """Keep what is stored safe, and prove it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def back_up(self, file: Path | None = None, *, progress: Progress | None = None) -> LastBackup:
        """Write a copy, read it back, and remember it."""
        if file is not None:
            _refuse_folder(file)
        report = back_up(self._desk.store, file=file, progress=progress)
        made = LastBackup(report.file.absolute(), self._desk.now(), report.size, report.revisions, report.blobs)
        noted = {
            "file": str(made.file),
            "at_ms": to_ms(made.at),
            "size": made.size,
            "revisions": made.revisions,
            "blobs": made.blobs,
        }
        with suppress(StoreBusyError), self._desk.write() as uow:  # beside an open window the copy alone is made
            uow.settings.set(LAST_BACKUP, noted)
            uow.commit()
        return made

    def last_backup(self) -> LastBackup | None:
        """Tell of the last copy that was proved good."""
        with self._desk.read() as uow:
            return last_backup(uow)

    def check(self) -> Health:
        """Look through the whole store."""
        return check(self._desk.store)

    def rebuild(self) -> int:
        """Make the current rows once more from the revision log, and count the records."""
        with self._desk.write() as uow:
            count = rebuild_rows(uow.connection, rows=uow.rows)
            uow.commit()
        return count

    def digest(self) -> Digest:
        """Work out the digest of all that counts."""
        with self._desk.read() as uow:
            return Digest(*digest_of(uow.connection))

    def device(self) -> UUID:
        """Tell the identity of this store."""
        with self._desk.read() as uow:
            return uow.devices.current().id


def last_backup(uow: UnitOfWork) -> LastBackup | None:
    """Read what was noted of the last copy."""
    noted = uow.settings.get(LAST_BACKUP)
    if noted is None:
        return None
    return LastBackup(Path(noted["file"]), from_ms(noted["at_ms"]), noted["size"], noted["revisions"], noted["blobs"])


def bring_back(file: Path, *, paths: StorePaths, means: Means | None = None) -> BackupReport:
    """Put a verified copy in the place of the closed store; what stood there is kept beside the backups."""
    return restore(file, into=paths, means=means)


def _refuse_folder(file: Path) -> None:
    if file.is_dir():
        raise UserError(f"{file} 是文件夹，不是文件。", hint="请写明备份文件的名字。")
