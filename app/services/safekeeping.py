"""数据安全: how the records are kept, the way back from a copy, and whether the store is sound."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.rules.safety import SafetyFacts, judge
from app.services.backups import BackupService, failed_copies, place_rows
from app.services.desk import Desk
from app.services.unlocking import key_of
from app.storage.backup import BackupReport, Cancelled, Progress, never
from app.storage.compact import compact, preview_compact
from app.storage.copies import chains_now, known_copies, last_copy, reach, row_of, written_since
from app.storage.encrypting import is_encrypted
from app.storage.health import BAD_RENDITION, Health, check
from app.storage.keys import read_key_file
from app.storage.rebuild import digest_of, rebuild_rows
from app.storage.restore import restore
from app.storage.restore_preview import preview_restore
from app.storage.salvage import salvage
from app.storage.store import Means, StorePaths
from app.storage.unit_of_work import UnitOfWork
from app.values.days import CIVIL_ZONE, from_ms, to_ms
from app.values.errors import UserError
from app.values.rows_encryption import Unlock
from app.values.rows_safekeeping import (
    BackupRow,
    Compacted,
    CompactPreview,
    LastCheck,
    RestorePreview,
    SafetyStanding,
    SalvageReport,
)

LAST_CHECK = "health.last"


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
        self.backups = BackupService(desk)

    def back_up(
        self, file: Path | None = None, *, progress: Progress | None = None, cancelled: Cancelled = never
    ) -> BackupRow:
        """Write a copy, read it back, and remember it."""
        return self.backups.back_up(file, progress=progress, cancelled=cancelled)

    def last_backup(self) -> BackupRow | None:
        """Tell of the last copy that was proved good."""
        with self._desk.read() as uow:
            return last_copy(uow)

    def standing(self) -> SafetyStanding:
        """Tell how the records are kept: copies, where they lie, what they lack, room and health."""
        with self._desk.read() as uow:
            return self._standing(uow)

    def check(self) -> Health:
        """Look through the whole store, and remember what was found."""
        health = check(self._desk.store)
        noted = {
            "at_ms": to_ms(self._desk.now()),
            "level": int(health.level),
            "messages": [finding.message for finding in health.findings],
        }
        # Beside an open window, or where the file cannot be written, it is only told.
        with suppress(UserError), self._desk.write() as uow:
            uow.settings.set(LAST_CHECK, noted)
            uow.commit()
        return health

    def preview_restore(self, file: Path, *, words: Unlock | None = None) -> RestorePreview:
        """Tell what a copy holds, and what of the present store it lacks; `words` open a copy of its own key."""
        own = self._desk.store.means.key
        is_plain = not file.is_file() or not is_encrypted(file)
        copy_key = None if is_plain else own if words is None else key_of(file, words=words)
        return preview_restore(file, database=self._desk.store.paths.database, key=own, copy_key=copy_key)

    def preview_compact(self) -> CompactPreview:
        """Tell how large the store is and how much of it is empty."""
        return preview_compact(self._desk.store)

    def compact(self, *, progress: Progress | None = None, cancelled: Cancelled = never) -> Compacted:
        """Give empty pages back to the disk; killed at any moment there is the old file or the new."""
        return compact(self._desk.store, progress=progress, cancelled=cancelled)

    def rebuild(self) -> int:
        """Make the current rows once more from the revision log, and count the records."""
        with self._desk.write() as uow:
            uow.connection.exec_driver_sql(f"DELETE FROM rendition WHERE {BAD_RENDITION}")
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

    def _standing(self, uow: UnitOfWork) -> SafetyStanding:
        from app.services.handover import not_handed_over

        database = self._desk.store.paths.database
        known = known_copies(uow.session)
        elsewhere = tuple(copy for copy in known if copy.is_elsewhere)
        places, failed, last_check = place_rows(uow, store=database), failed_copies(uow), last_check_of(uow)
        facts = SafetyFacts(
            now=self._desk.now(),
            has_records=bool(chains_now(uow)),
            only_here=written_since(uow, reach(elsewhere)),
            only_here_today=written_since(uow, reach(elsewhere), since=_midnight(self._desk.now())),
            last_copy_at=known[0].at if known else None,
            has_place_at_hand=any(place.is_there and place.is_elsewhere for place in places),
            has_failed=bool(failed),
            disk_free=self._desk.store.means.free(database.parent),
            check_level=0 if last_check is None else last_check.level,
        )
        verdict = judge(facts)
        return SafetyStanding(
            level=verdict.level,
            sentence=verdict.sentence,
            advice=verdict.advice,
            last_copy=row_of(known[0]) if known else None,
            last_elsewhere=row_of(elsewhere[0]) if elsewhere else None,
            last_verified=max((copy.verified_at for copy in known), default=None),
            places=places,
            only_here=facts.only_here,
            only_here_today=facts.only_here_today,
            not_handed_over=not_handed_over(uow),
            disk_free=facts.disk_free,
            disk_total=shutil.disk_usage(database.parent).total,
            store_size=database.stat().st_size,
            last_check=last_check,
            failed=failed,
        )


def _midnight(now: datetime) -> datetime:
    return now.astimezone(CIVIL_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)


def last_check_of(uow: UnitOfWork) -> LastCheck | None:
    """Tell within a use case what the last look through the store found."""
    noted = uow.settings.get(LAST_CHECK)
    return None if noted is None else LastCheck(from_ms(noted["at_ms"]), noted["level"], tuple(noted["messages"]))


def preview_bring_back(
    file: Path, *, paths: StorePaths, words: Unlock | None = None, copy_words: Unlock | None = None
) -> RestorePreview:
    """Tell what a copy holds and what the closed store would lose; a damaged store needs not open for it."""
    copy_key = key_of(file, words=copy_words or words) if file.is_file() else None
    return preview_restore(file, database=paths.database, key=key_of(paths.database, words=words), copy_key=copy_key)


def bring_back(
    file: Path,
    *,
    paths: StorePaths,
    means: Means | None = None,
    words: Unlock | None = None,
    copy_words: Unlock | None = None,
) -> BackupReport:
    """Put a verified copy in the place of the closed store; what stood there is kept beside the backups.

    `words` open the store where it is encrypted, and the copy too unless it has words of its own.
    """
    copy_key = key_of(file, words=copy_words or words)
    means = replace(means or Means(), key=key_of(paths.database, words=words))
    return restore(file, into=paths, means=means, copy_key=copy_key)


def save_what_is_whole(
    damaged: Path,
    target: Path,
    *,
    means: Means | None = None,
    words: Unlock | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled = never,
) -> SalvageReport:
    """Write what is whole in a damaged store to a new file, which can then be restored."""
    key = _key_of_damaged(damaged, words=words)
    return salvage(damaged, target, means=replace(means or Means(), key=key), progress=progress, cancelled=cancelled)


def _key_of_damaged(damaged: Path, *, words: Unlock | None) -> bytes | None:
    """Give the key where one lies beside the file: its own head, which tells encrypted from plain, may be gone."""
    if not damaged.is_file() or read_key_file(damaged) is None:
        return None
    return key_of(damaged, words=words)
