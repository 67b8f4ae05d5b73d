"""收件箱: the folder into which packages come, what each of its files is, and taking them all in at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.models.log import ImportEntry, ImportState
from app.services.desk import Desk
from app.services.handover import HandoverService
from app.services.imports import ImportService
from app.storage.sealed_file import is_sealed
from app.storage.steps import Cancelled, Progress
from app.values.days import from_ms, to_ms
from app.values.errors import CancelledError, UserError
from app.values.package import PACKAGE_SUFFIX
from app.values.refusal import RefusalCode, RefusedPackageError
from app.values.rows_office import InboxResult, InboxRow, InboxState

FOLDER, SEEN = "office.inbox", "office.inbox_seen"
DONE = "已导入"
_PASSPHRASE = (RefusalCode.PASSPHRASE_NEEDED, RefusalCode.WRONG_PASSPHRASE)
_MOST_NAMES = 1000

Seen = dict[str, Any]


class InboxService:
    """Know the inbox folder and take in what lies in it."""

    def __init__(self, desk: Desk, *, imports: ImportService, handover: HandoverService) -> None:
        self._desk = desk
        self._imports = imports
        self._handover = handover

    def folder(self) -> Path | None:
        """Tell which folder is the inbox, None until one was chosen."""
        with self._desk.read() as uow:
            chosen = uow.settings.get(FOLDER)
        return Path(chosen) if chosen else None

    def choose_folder(self, folder: Path) -> None:
        """Take a folder for the inbox."""
        folder = folder.absolute()
        if not folder.is_dir():
            raise UserError(f"没有这个文件夹：{folder}。", hint="请先建立文件夹，或者选择另一个。")
        with self._desk.write() as uow:
            uow.settings.set(FOLDER, str(folder))
            uow.session.commit()

    def rows(self) -> tuple[InboxRow, ...]:
        """List the packages of the folder as far as they were looked at before; none is opened."""
        files = self._files()
        with self._desk.read() as uow:
            seen = uow.settings.get(SEEN, {})
            states = {
                entry.file_sha256: entry for entry in uow.session.query(ImportEntry).filter(ImportEntry.file != "")
            }
            found = [_row(file, seen.get(_name(file), {}), states) for file in files]
        return tuple(sorted(found, key=lambda row: row.changed_at, reverse=True))

    def look(
        self,
        *,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[InboxRow, ...]:
        """Verify every package that was not looked at yet, and list them all; nothing is taken in."""
        self.keep_seen(self.verify(passphrase=passphrase, progress=progress, cancelled=cancelled))
        return self.rows()

    def verify(
        self,
        *,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Mapping[str, Seen]:
        """Verify every package that was not looked at yet, and say of all what was seen; nothing is written."""
        with self._desk.read() as uow:
            seen = dict(uow.settings.get(SEEN, {}))
        files = self._files()
        waiting = [file for file in files if _is_open(seen.get(_name(file)), with_passphrase=passphrase is not None)]
        for at, file in enumerate(waiting):
            tell = _part(progress, at, len(waiting))
            name = _name(file)
            seen[name] = self._seen(file, passphrase=passphrase, progress=tell, cancelled=cancelled)
        return {_name(file): seen[_name(file)] for file in files[:_MOST_NAMES] if _name(file) in seen}

    def keep_seen(self, seen: Mapping[str, Seen]) -> None:
        """Remember what was seen of the files, so that each is verified once for this list."""
        with self._desk.write() as uow:
            if uow.settings.get(SEEN, {}) != seen:
                uow.settings.set(SEEN, dict(seen))
                uow.session.commit()

    def take_in_all(
        self,
        *,
        passphrase: str | None = None,
        move: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[InboxResult, ...]:
        """Verify all, then import what is good, one import each; the files stay where they are unless asked."""
        rows = self.look(passphrase=passphrase, progress=_part(progress, 0, 2), cancelled=cancelled)
        wanted = [row for row in reversed(rows) if row.state is InboxState.NEW]
        tell = _part(progress, 1, 2)
        taken = [
            self._take_in(row.file, passphrase=passphrase, progress=_part(tell, at, len(wanted)), cancelled=cancelled)
            for at, row in enumerate(wanted)
        ]
        kept_out = [InboxResult(row.file, None, row.why) for row in rows if row.state in _KEPT_OUT]
        if move:
            taken = [_moved(one) for one in taken]
        return (*taken, *kept_out)

    def _take_in(
        self, file: Path, *, passphrase: str | None, progress: Progress | None, cancelled: Cancelled | None
    ) -> InboxResult:
        try:
            ((row, _),) = self._imports.take_in(
                [file], passphrase=passphrase if is_sealed(file) else None, progress=progress, cancelled=cancelled
            )
        except CancelledError:
            raise
        except UserError as error:
            return InboxResult(file, None, str(error))
        return InboxResult(file, row)

    def _files(self) -> list[Path]:
        folder = self.folder()
        if folder is None:
            raise UserError("还没有选择收件箱文件夹。", hint="请选择各台电脑的数据包存放的文件夹。")
        try:
            found = [file for file in folder.iterdir() if file.suffix.lower() == PACKAGE_SUFFIX]
            return sorted(file for file in found if file.is_file() and not file.name.startswith("."))
        except OSError as error:
            raise UserError(f"打不开收件箱文件夹：{folder}。", hint="请检查共享文件夹或者U盘是否连着。") from error

    def _seen(
        self, file: Path, *, passphrase: str | None, progress: Progress | None, cancelled: Cancelled | None
    ) -> Seen:
        try:
            given = passphrase if is_sealed(file) else None
            view = self._handover.package(file, passphrase=given, progress=progress, cancelled=cancelled)
        except CancelledError:
            raise
        except RefusedPackageError as refused:
            state = InboxState.LOCKED if refused.code in _PASSPHRASE else InboxState.REFUSED
            return {"state": state.value, "why": str(refused)}
        except UserError as error:
            return {"state": InboxState.REFUSED.value, "why": str(error)}
        meta = view.meta
        seen: Seen = {
            "state": InboxState.NEW.value,
            "sha256": view.file_sha256,
            "maker": meta.device_label,
            "officer": meta.officer or "",
            "authority": meta.authority or "",
            "made_at": to_ms(meta.made_at),
            "what": view.what,
        }
        if meta.is_redacted:
            seen |= {"state": InboxState.REFUSED.value, "why": "已隐去个人信息，仅供阅读，不能导入。"}
        return seen


_KEPT_OUT = frozenset({InboxState.REFUSED, InboxState.LOCKED})


def _is_open(seen: Seen | None, *, with_passphrase: bool) -> bool:
    """Say whether a file has to be looked at: it never was, or it waited for a passphrase that is given now."""
    return seen is None or (with_passphrase and seen["state"] == InboxState.LOCKED.value)


def _name(file: Path) -> str:
    """Name a file by what changes when it changes."""
    status = file.stat()
    return f"{file.name}\n{status.st_size}\n{status.st_mtime_ns}"


def _row(file: Path, seen: Mapping[str, Any], states: Mapping[str, ImportEntry]) -> InboxRow:
    status = file.stat()
    row = InboxRow(
        file=file,
        size=status.st_size,
        changed_at=datetime.fromtimestamp(status.st_mtime, UTC),
        state=InboxState(seen.get("state", InboxState.UNREAD.value)),
        why=seen.get("why", ""),
        maker=seen.get("maker", ""),
        officer=seen.get("officer", ""),
        authority=seen.get("authority", ""),
        made_at=from_ms(seen["made_at"]) if "made_at" in seen else None,
        what=seen.get("what", ""),
    )
    entry = states.get(seen.get("sha256", ""))
    if entry is None:
        return row
    state = InboxState.IMPORTED if entry.state is ImportState.APPLIED else InboxState.UNDONE
    return replace(row, state=state, import_id=entry.id)


def _moved(one: InboxResult) -> InboxResult:
    """Put an imported file into the folder of those, under a name that is free; a file that cannot be moved stays."""
    if one.imported is None:
        return one
    folder = one.file.parent / DONE
    try:
        folder.mkdir(exist_ok=True)
        target = next(path for path in _free_names(folder / one.file.name) if not path.exists())
        return replace(one, file=one.file.rename(target))
    except OSError:
        return replace(one, why=f"已导入，但是没有能移到“{DONE}”文件夹，文件留在原处。")


def _free_names(wanted: Path) -> Iterable[Path]:
    yield wanted
    for number in range(2, _MOST_NAMES):
        yield wanted.with_name(f"{wanted.stem}（{number}）{wanted.suffix}")


def _part(progress: Progress | None, at: int, of: int) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(at * total + done, of * total)
