"""Weigh what the reader sent of a package against what the package says of itself."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from app.rules.digest import digest
from app.rules.package_check import SALVAGEABLE, PackageVerdict, check_package
from app.rules.salvage_words import salvage_words
from app.storage.package_meta import MetaError, is_proved, read_meta
from app.storage.reader.content import Role
from app.storage.reader.conversation import Contents, Conversation
from app.storage.reader.refused import Refused
from app.values.days import from_ms
from app.values.hlc import hlc_ms
from app.values.package import PACKAGE_FORMAT, PackageMeta, Selection
from app.values.refusal import RefusalCode
from app.values.revision import LAST_MS, Revision

# Which original of which kind of record must be what; whatever else is named may be a scan, a snapshot or a text.
_ROLES = {("photo", "original_blob"): Role.PHOTO, ("document", "file_blob"): Role.PAPER}


@dataclass(frozen=True, slots=True)
class Judged:
    """A package that was found good, or the part of it that is whole; `damaged` says what is not."""

    meta: PackageMeta
    verdict: PackageVerdict
    contents: Contents
    roles: Mapping[str, Role]
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """Judge packages by this clock and this version of the program; with `salvage` keep what is whole."""

    now_ms: int
    reads_needs_up_to: int
    salvage: bool = False

    def judge(self, conversation: Conversation, file: Path, *, verified: Callable[[int], None]) -> Judged:
        """Have a package read, and raise the first reason against it."""
        contents = conversation.read(file, salvage=self.salvage)
        meta = self._meta(contents)
        verdict = self._verdict(contents, meta)
        head = meta or what_is_left(verdict.revisions, contents)
        is_whole = meta is not None and self._is_proved(contents)
        self._refuse_newer(head, verdict)
        if not is_whole:
            # Nothing proves these lines singly, so that a salvage takes none of them.
            contents.stubs.clear()
            head = replace(head, carries={}, chains=())
        self._refuse(verdict)
        if not self.salvage:
            _refuse_missing(head, contents, verdict)
        roles = roles_of(verdict.revisions.values())
        wrong = conversation.verify(roles, done=verified)
        if wrong:
            self._drop(contents, wrong)
            verdict = self._verdict(contents, meta)
        damaged: tuple[str, ...] = ()
        if self.salvage:
            damaged = salvage_words(head, verdict, is_head_whole=is_whole, faults=contents.faults)
        return Judged(head, verdict, contents, roles, damaged)

    def _meta(self, contents: Contents) -> PackageMeta | None:
        try:
            return read_meta(contents.lines)
        except MetaError as error:
            if self.salvage:
                return None
            raise Refused(RefusalCode.FALSE_HEAD, str(error)) from None

    def _verdict(self, contents: Contents, meta: PackageMeta | None) -> PackageVerdict:
        return check_package(
            contents.revisions,
            contents.blob_sizes,
            now_ms=self.now_ms,
            reads_needs_up_to=self.reads_needs_up_to,
            without_photos=meta is not None and not meta.selection.with_photos,
        )

    def _refuse_newer(self, meta: PackageMeta, verdict: PackageVerdict) -> None:
        codes = {refusal.code for refusal in verdict.refusals}
        is_newer = meta.format > PACKAGE_FORMAT or meta.needs > self.reads_needs_up_to
        if is_newer or RefusalCode.NEWER_PROGRAM in codes:
            raise Refused(RefusalCode.NEWER_PROGRAM)

    def _is_proved(self, contents: Contents) -> bool:
        if is_proved(contents.lines, stubs=contents.stubs, privates=contents.privates):
            return True
        if not self.salvage:
            code = RefusalCode.FALSE_SEAL if contents.false_seals else RefusalCode.FALSE_HEAD
            raise Refused(code, "check")
        return False

    def _refuse(self, verdict: PackageVerdict) -> None:
        for refusal in verdict.refusals:
            if not self.salvage or refusal.code not in SALVAGEABLE:
                raise Refused(refusal.code, sentence=refusal.message)

    def _drop(self, contents: Contents, wrong: Mapping[str, RefusalCode]) -> None:
        """Leave out originals that are damaged; one that was made false is never taken."""
        for code in wrong.values():
            if not self.salvage or code not in SALVAGEABLE:
                raise Refused(code)
        for sha256 in wrong:
            contents.blob_sizes.pop(sha256, None)


def roles_of(revisions: Iterable[Revision]) -> dict[str, Role]:
    """Say of each original that a record names as something, as what."""
    roles: dict[str, Role] = {}
    for revision in revisions:
        for (kind, field), role in _ROLES.items():
            named = revision.body.get(field) if revision.kind == kind else None
            if isinstance(named, str):
                roles[named] = role
    return roles


def what_is_left(revisions: Mapping[str, Revision], contents: Contents) -> PackageMeta:
    """Make up a head from the records alone, where the package's own cannot be read."""
    if not revisions:
        raise Refused(RefusalCode.DAMAGED, "meta")
    last = max(revisions.values(), key=lambda revision: revision.hlc)
    blobs = contents.blob_sizes
    return PackageMeta(
        format=PACKAGE_FORMAT,
        schema=max(revision.schema for revision in revisions.values()),
        needs=max(revision.needs for revision in revisions.values()),
        made_at=from_ms(min(hlc_ms(last.hlc), LAST_MS)),
        program="",
        authority=None,
        device=UUID(last.device),
        device_label="",
        officer=None,
        recipient="",
        selection=Selection(),
        is_redacted=False,
        revisions=len(revisions),
        stubs=len(contents.stubs),
        blobs=len(blobs),
        records=_records(revisions.values()),
        chains=(),
        root=digest(revisions, blobs),
    )


def _refuse_missing(meta: PackageMeta, contents: Contents, verdict: PackageVerdict) -> None:
    revisions = verdict.revisions
    found = (len(revisions), len(contents.stubs), len(contents.blob_sizes), _records(revisions.values()))
    said = (meta.revisions, meta.stubs, meta.blobs, dict(meta.records))
    if found != said or digest(revisions, contents.blob_sizes) != meta.root:
        raise Refused(RefusalCode.MISSING_ROWS)


def _records(revisions: Iterable[Revision]) -> dict[str, int]:
    return dict(Counter({revision.entity_id: revision.kind for revision in revisions}.values()))
