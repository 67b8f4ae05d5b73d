"""Read a package that came from elsewhere: through a process of its own, believing nothing, leaving no trace."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from app.rules.package_check import SALVAGEABLE, PackageVerdict
from app.rules.refusal_words import refusal_words
from app.storage.package_judging import Judged, Judging
from app.storage.reader.conversation import Conversation
from app.storage.reader.file_shape import HEAD_BYTES, check_head, mend_size
from app.storage.reader.limits import STANDARD, Limits
from app.storage.reader.process import Start, start_process
from app.storage.reader.refused import Refused
from app.storage.reader.staging import StagedFile, look_outside, private_folder, stage, unseal
from app.storage.sealed_file import is_sealed
from app.storage.space import FreeSpace, free_space
from app.storage.steps import Cancelled, Progress
from app.values.errors import CancelledError, UserError
from app.values.package import PackageMeta, PrivateLine, StubLink
from app.values.refusal import NewerPackageError, RefusalCode, RefusedPackageError
from app.values.revision import Revision


class PackageReading:
    """A package that was read whole and found good; its originals can be had while it is open."""

    def __init__(self, judged: Judged, conversation: Conversation, *, file: Path, file_sha256: str, size: int) -> None:
        self.meta: PackageMeta = judged.meta
        self.verdict: PackageVerdict = judged.verdict
        self.revisions: Mapping[str, Revision] = judged.verdict.revisions
        self.stubs: tuple[StubLink, ...] = tuple(judged.contents.stubs)
        self.privates: tuple[PrivateLine, ...] = tuple(judged.contents.privates)
        self.blob_sizes: Mapping[str, int] = judged.contents.blob_sizes
        self.damaged: tuple[str, ...] = judged.damaged
        self.file_sha256 = file_sha256
        self.size = size
        self._roles = judged.roles
        self._conversation = conversation
        self._file = file

    def blobs(self, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Give the wanted originals that the package holds, one after the other, each hashed again."""
        held = [sha256 for sha256 in wanted if sha256 in self.blob_sizes]
        try:
            yield from self._conversation.fetch(held, roles=self._roles)
        except Refused as no:
            raise told(no, file=self._file) from None


@contextmanager
def open_package(
    file: Path,
    *,
    staging: Path,
    now_ms: int,
    reads_needs_up_to: int,
    passphrase: str | None = None,
    salvage: bool = False,
    for_reading: bool = False,
    limits: Limits = STANDARD,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    free: FreeSpace = free_space,
    start: Start = start_process,
) -> Iterator[PackageReading]:
    """Read and prove a package; refused by name and reason, or, with `salvage`, taken as far as it is whole.

    A package with personal details blanked opens only `for_reading`, for it cannot be imported.
    """
    tell = _Telling(progress, cancelled)
    judging = Judging(now_ms=now_ms, reads_needs_up_to=reads_needs_up_to, salvage=salvage)
    with private_folder(staging) as folder:
        with _in_words(file, is_salvage=salvage):
            staged = _stage(file, folder, limits=limits, passphrase=passphrase, salvage=salvage, tell=tell, free=free)
            peer = start(limits, staged.size)
        with closing(Conversation(peer, limits=limits, size=staged.size, cancelled=tell.look)) as conversation:
            with _in_words(file, is_salvage=salvage):
                judged = judging.judge(conversation, staged.copy, verified=tell.verified(staged.size))
                if judged.meta.is_redacted and not for_reading:
                    raise Refused(RefusalCode.REDACTED)
            tell.finish(staged.size)
            yield PackageReading(judged, conversation, file=file, file_sha256=staged.sha256, size=staged.file_size)


@contextmanager
def _in_words(file: Path, *, is_salvage: bool) -> Iterator[None]:
    try:
        yield
    except Refused as no:
        raise told(no, file=file, is_salvage=is_salvage) from None
    except OSError as error:
        raise UserError(
            f"读取 {file} 时中断，什么都没有改变。", hint="请检查U盘是否还插着、磁盘是否还有空间，然后再试。"
        ) from error


def told(no: Refused, *, file: Path, is_salvage: bool = False) -> UserError:
    """Say in words why the file was refused."""
    message, hint = refusal_words(no.code, file=file.name, detail=no.detail)
    if no.sentence:
        message = f"{file.name} 不能使用：{no.sentence}"
    if no.code is RefusalCode.NEWER_PROGRAM:
        return NewerPackageError(message, hint=hint)
    can_be_salvaged = no.code in SALVAGEABLE and not is_salvage
    return RefusedPackageError(message, hint=hint, code=no.code, can_be_salvaged=can_be_salvaged)


class _Telling:
    """Tell how far the reading is: one part copying, one part proving."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress = progress
        self.cancelled = cancelled

    def look(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise CancelledError

    def at(self, done: int, size: int) -> None:
        self.look()
        if self._progress is not None:
            self._progress(min(done, 2 * size), 2 * size)

    def verified(self, size: int) -> Callable[[int], None]:
        return lambda done: self.at(size + done, size)

    def finish(self, size: int) -> None:
        self.at(2 * size, size)


def _stage(
    file: Path,
    folder: Path,
    *,
    limits: Limits,
    passphrase: str | None,
    salvage: bool,
    tell: _Telling,
    free: FreeSpace,
) -> StagedFile:
    """Look at the file from outside, copy it, open its wrapper, and look at what lay within."""
    try:
        size = file.lstat().st_size
    except OSError as error:
        raise UserError(f"找不到 {file}。", hint="请核对路径，U盘要插好。") from error
    look_outside(file, limits=limits, is_strict=not salvage)
    staged = stage(file, folder, limits=limits, free=free, told=lambda done: tell.at(done, size))
    if is_sealed(staged.copy):
        staged = unseal(staged, passphrase, cancelled=tell.cancelled)
    with staged.copy.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    check_head(head, size=None if salvage else staged.size)
    if salvage:
        mend_size(staged.copy)
    return replace(staged, size=staged.copy.stat().st_size)
