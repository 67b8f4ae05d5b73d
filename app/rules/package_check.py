"""Whether a package may be taken in, for which reason not, and what a salvage would keep of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.rules.counting import Closure, closed, forks, named_blobs
from app.values.canonical import sha256_hex
from app.values.days import from_ms, long_moment
from app.values.hlc import hlc_ms
from app.values.refusal import RefusalCode
from app.values.revision import LAST_MS, Revision, RevisionRefusedError

__all__ = ["RECORD_CODES", "SALVAGEABLE", "PackageVerdict", "Refusal", "RefusalCode", "check_package"]

DAY_MS = 24 * 60 * 60 * 1000
PHOTO = "photo"


# A damaged or incomplete file may be salvaged; one that contradicts itself was made so and is not.
SALVAGEABLE = frozenset(
    {
        RefusalCode.TRUNCATED,
        RefusalCode.FALSE_HEAD,
        RefusalCode.MISSING_ROWS,
        RefusalCode.FALSE_BLOB,
        RefusalCode.FALSE_SEAL,
        RefusalCode.WRONG_TYPE,
        RefusalCode.DAMAGED,
        RefusalCode.MALFORMED,
        RefusalCode.NOT_CLOSED,
    }
)
# What the rules below look for; the other reasons are found while a file is read.
RECORD_CODES = (
    RefusalCode.DAMAGED,
    RefusalCode.MALFORMED,
    RefusalCode.FOREIGN_PARENT,
    RefusalCode.TWO_KINDS,
    RefusalCode.CLOCK_AHEAD,
    RefusalCode.NEWER_PROGRAM,
    RefusalCode.NOT_CLOSED,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a package, in words, with the ids it is about."""

    code: RefusalCode
    message: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackageVerdict:
    """Everything that was found in a package before anything of it is applied."""

    revisions: Mapping[str, Revision]
    refusals: tuple[Refusal, ...]
    dropped: tuple[str, ...]
    closure: Closure
    forks: tuple[tuple[str, int], ...]

    @property
    def is_accepted(self) -> bool:
        """Say whether the package may be imported as it is."""
        return not self.refusals

    @property
    def can_be_salvaged(self) -> bool:
        """Say whether a salvage may take what is whole."""
        return all(refusal.code in SALVAGEABLE for refusal in self.refusals)


@dataclass(slots=True)
class _Reading:
    revisions: dict[str, Revision] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    malformed: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def check_package(
    stored: Iterable[tuple[str, bytes]],
    blobs: Collection[str],
    *,
    now_ms: int,
    reads_needs_up_to: int,
    held: Mapping[str, Revision] | None = None,
    without_photos: bool = False,
) -> PackageVerdict:
    """Judge the revisions (as rev_id and bytes) and blobs of a package; `held` are those of the receiver it touches.

    A package that says it comes `without_photos` may lack the originals that nothing but photographs names.
    """
    reading = _read(stored)
    closure = closed(reading.revisions, blobs)
    if without_photos:
        closure = replace(closure, missing_blobs=_not_of_photos(closure.missing_blobs, reading.revisions))
    together = {**(held or {}), **reading.revisions}
    found = (
        *_unreadable(reading),
        *_foreign_parents(reading.revisions, together),
        *_two_kinds(reading.revisions, together),
        *_clock_ahead(reading.revisions, now_ms),
        *_newer_program(reading.revisions, reads_needs_up_to),
        *_not_closed(closure),
    )
    return PackageVerdict(
        revisions=reading.revisions,
        refusals=found,
        dropped=tuple(sorted(reading.damaged + reading.malformed)),
        closure=closure,
        forks=forks(together.values()),
    )


def _read(stored: Iterable[tuple[str, bytes]]) -> _Reading:
    reading = _Reading()
    for rev_id, data in stored:
        if sha256_hex(data) != rev_id:
            reading.damaged.append(rev_id)
            continue
        try:
            reading.revisions[rev_id] = Revision.from_bytes(data)
        except RevisionRefusedError as error:
            reading.malformed.append(rev_id)
            reading.reasons.append(str(error))
    return reading


def _not_of_photos(missing: Iterable[str], revisions: Mapping[str, Revision]) -> tuple[str, ...]:
    needed = {blob for revision in revisions.values() if revision.kind != PHOTO for blob in named_blobs(revision.body)}
    return tuple(blob for blob in missing if blob in needed)


def _unreadable(reading: _Reading) -> Iterable[Refusal]:
    if reading.damaged:
        message = f"有{len(reading.damaged)}条修订的内容与编号不符，文件已损坏。"
        yield Refusal(RefusalCode.DAMAGED, message, tuple(sorted(reading.damaged)))
    if reading.malformed:
        message = f"有{len(reading.malformed)}条修订不合规：{reading.reasons[0]}。"
        yield Refusal(RefusalCode.MALFORMED, message, tuple(sorted(reading.malformed)))


def _foreign_parents(revisions: Mapping[str, Revision], together: Mapping[str, Revision]) -> Iterable[Refusal]:
    about = tuple(
        sorted(
            rev_id
            for rev_id, revision in revisions.items()
            for parent in revision.parents
            if parent in together and not _is_same_record(together[parent], revision)
        )
    )
    if about:
        yield Refusal(RefusalCode.FOREIGN_PARENT, "修订的前一条属于另一条记录，文件不可信。", about)


def _two_kinds(revisions: Mapping[str, Revision], together: Mapping[str, Revision]) -> Iterable[Refusal]:
    kinds: dict[str, set[str]] = {}
    for revision in together.values():
        kinds.setdefault(revision.entity_id, set()).add(revision.kind)
    ids = {revision.entity_id for revision in revisions.values()}
    about = tuple(sorted(entity_id for entity_id in ids if len(kinds[entity_id]) > 1))
    if about:
        yield Refusal(RefusalCode.TWO_KINDS, "同一编号下有两种记录，文件不可信。", about)


def _clock_ahead(revisions: Mapping[str, Revision], now_ms: int) -> Iterable[Refusal]:
    about = tuple(sorted(rev_id for rev_id, revision in revisions.items() if hlc_ms(revision.hlc) > now_ms + DAY_MS))
    if about:
        latest = long_moment(from_ms(min(LAST_MS, max(hlc_ms(revisions[rev_id].hlc) for rev_id in about))))
        message = (
            f"文件中记录的时间是{latest}，本机时间是{long_moment(from_ms(now_ms))}，请核对两台机器的时钟后再导入。"
        )
        yield Refusal(RefusalCode.CLOCK_AHEAD, message, about)


def _newer_program(revisions: Mapping[str, Revision], reads_needs_up_to: int) -> Iterable[Refusal]:
    about = tuple(sorted(rev_id for rev_id, revision in revisions.items() if revision.needs > reads_needs_up_to))
    if about:
        yield Refusal(RefusalCode.NEWER_PROGRAM, "文件由更新版本的程序写成，请先升级本机程序再导入。", about)


def _not_closed(closure: Closure) -> Iterable[Refusal]:
    if not closure.is_closed:
        missing = (*closure.missing_parents, *closure.missing_records, *closure.missing_blobs)
        message = (
            f"文件不完整：缺{len(closure.missing_parents)}条前序修订、{len(closure.missing_records)}条所引用的记录、"
            f"{len(closure.missing_blobs)}个原件。"
        )
        yield Refusal(RefusalCode.NOT_CLOSED, message, missing)


def _is_same_record(one: Revision, other: Revision) -> bool:
    return one.entity_id == other.entity_id and one.kind == other.kind
