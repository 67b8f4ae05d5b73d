"""资料加密: encrypt the store or lay it open, change the passphrase, and open what is encrypted."""

import secrets
from contextlib import suppress
from pathlib import Path

from app.rules.secret_words import refuse_weak_passphrase
from app.services.backups import place_rows
from app.services.desk import Desk
from app.services.own_authority import own_authority
from app.services.unlocking import opened
from app.storage import keyring_key
from app.storage.copies import forget_copies, known_copies
from app.storage.encrypting import change_key, copies_of_key, is_plain, plain_copies
from app.storage.keys import (
    KEY_BYTES,
    KeyFile,
    key_id_of,
    make_key_file,
    read_key_file,
    remove_key_file,
    rewrapped,
    with_new_recovery,
    write_key_file,
)
from app.storage.leftovers import overwrite
from app.storage.transcribe import Cancelled, Progress
from app.storage.whole_file import written_whole
from app.values.errors import UserError
from app.values.rows_encryption import EncryptionStanding, Unlock


class EncryptionService:
    """Lock the store of this machine behind a passphrase."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def is_encrypted(self) -> bool:
        """Tell whether the store is encrypted."""
        return self._desk.store.means.key is not None

    def standing(self) -> EncryptionStanding:
        """Tell whether the store is encrypted, and which copies anyone can read."""
        key = self._desk.store.means.key
        return EncryptionStanding(
            is_encrypted=key is not None,
            can_remember=keyring_key.can_keep(),
            is_remembered=key is not None and keyring_key.find(key_id_of(key)) == key,
            plain_copies=() if key is None else self._plain_copies(),
        )

    def encrypt(self, passphrase: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None) -> str:
        """Put an encrypted copy in the place of the store, and give the recovery key, which is shown this once."""
        refuse_weak_passphrase(passphrase)
        store = self._desk.store
        if store.means.key is not None:
            raise UserError("资料已经加密。", hint="要换口令，请用“更换口令”。")
        key = secrets.token_bytes(KEY_BYTES)
        kept, printed = make_key_file(key, passphrase)

        def work() -> None:
            write_key_file(self._database, kept)
            try:
                change_key(
                    self._database,
                    key_from=None,
                    key_to=key,
                    free=store.means.free,
                    progress=progress,
                    cancelled=cancelled,
                )
            except BaseException:
                remove_key_file(self._database)
                raise

        store.exchange(work, key=key)
        return printed

    def decrypt(self, words: Unlock, *, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        """Put a plain copy in the place of the encrypted store."""
        key = self._require(words)
        free = self._desk.store.means.free

        def work() -> None:
            change_key(self._database, key_from=key, key_to=None, free=free, progress=progress, cancelled=cancelled)
            remove_key_file(self._database)

        self._desk.store.exchange(work, key=None)
        keyring_key.forget(key_id_of(key))

    def change_passphrase(self, words: Unlock, new: str) -> int:
        """Lock the same key behind another passphrase, also beside the backups at hand; count those."""
        refuse_weak_passphrase(new)
        key = self._require(words)
        return self._rewrite(rewrapped(self._key_file(), key, new))

    def renew_recovery(self, words: Unlock) -> str:
        """Make a new recovery key, shown this once; the one printed before opens nothing more here."""
        key = self._require(words)
        kept, printed = with_new_recovery(self._key_file(), key)
        self._rewrite(kept)
        return printed

    def remove_plain_copies(self) -> tuple[Path, ...]:
        """Overwrite and delete the copies among the backups that anyone can read, and name them."""
        gone: list[Path] = []
        for file in self.standing().plain_copies:
            with suppress(OSError):  # a write-protected one stays and is listed again
                overwrite(file)
                gone.append(file)
        with self._desk.write() as uow:
            forget_copies(uow.session, gone)
            uow.commit()
        return tuple(gone)

    def remember(self, *, wanted: bool) -> bool:
        """Lay the key into the system's keyring or take it out, and tell whether it lies there now."""
        key = self._desk.store.means.key
        if key is None:
            return False
        if not wanted:
            keyring_key.forget(key_id_of(key))
            return False
        if not keyring_key.keep(key_id_of(key), key):
            raise UserError("系统的钥匙串没有收下。", hint="请先解锁钥匙串，或每次输入口令。")
        return True

    def prove(self, words: Unlock) -> None:
        """Refuse what does not open this store."""
        self._require(words)

    def recovery_paper(self, recovery: str) -> bytes:
        """Draw the sheet with the recovery key; it is kept nowhere."""
        from app.reports.recovery_page import render

        with self._desk.read() as uow:
            authority = own_authority(uow)
            return render(recovery, authority=authority.name if authority else "", today=self._desk.today())

    def print_recovery(self, recovery: str) -> None:
        """Hand the sheet to the system's printer."""
        from app.services.printing import PrintJob, send

        send(PrintJob(self.recovery_paper(recovery), title="恢复密钥"))

    def save_recovery(self, recovery: str, file: Path) -> None:
        """Write the sheet where its owner wants it, never beside the store that it opens."""
        if file.absolute().is_relative_to(self._database.parent.absolute()):
            raise UserError("恢复密钥不能放在资料文件夹里。", hint="请存到U盘，或者打印。")
        with written_whole(file) as part:
            part.write_bytes(self.recovery_paper(recovery))

    @property
    def _database(self) -> Path:
        return self._desk.store.paths.database

    def _key_file(self) -> KeyFile:
        kept = read_key_file(self._database)
        if kept is None:
            raise UserError("资料没有加密，或者密钥文件不见了。", hint="请把备份旁边的 .key 文件放回资料文件夹。")
        return kept

    def _require(self, words: Unlock) -> bytes:
        if self._desk.store.means.key is None:
            raise UserError("资料没有加密。", hint="请先加密。")
        return opened(self._key_file(), words)

    def _plain_copies(self) -> tuple[Path, ...]:
        """List the copies that anyone can read: all in the folder of backups, elsewhere those that this store made.

        A stick may bear the copies of other laptops too, and they are no business of ours.
        """
        with self._desk.read() as uow:
            noted = [Path(copy.file) for copy in known_copies(uow.session)]
        here = plain_copies(self._database, folder=self._desk.store.paths.backups)
        return (*here, *(file for file in noted if file not in here and is_plain(file)))

    def _rewrite(self, kept: KeyFile) -> int:
        write_key_file(self._database, kept)
        with self._desk.read() as uow:
            places = [row.folder for row in place_rows(uow, store=self._database) if row.is_there]
        folders = dict.fromkeys((self._desk.store.paths.backups, *places))
        copies = [copy for folder in folders for copy in copies_of_key(folder, key_id=kept.key_id)]
        for copy in copies:
            write_key_file(copy, kept)
        return len(copies)
