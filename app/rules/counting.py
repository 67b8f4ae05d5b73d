"""Which revisions count, which wait for what is missing, and what an undo would pull away from others."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.values.canonical import JsonValue
from app.values.revision import Body, Revision

_REFERENCE_ENDINGS = ("_id", "_ids")
_BLOB_ENDINGS = ("_blob", "_blobs")
_SEALED_ENDINGS = ("_sealed",)


@dataclass(frozen=True, slots=True)
class Counted:
    """The revisions that make rows, and those that wait, each with what it misses itself.

    A missing parent is named by its rev_id (64 digits), a missing record by its id (36 characters).
    """

    counted: frozenset[str]
    waiting: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Link:
    """What a revision needs in order to count: its parents and the records it refers to."""

    rev_id: str
    entity_id: str
    parents: tuple[str, ...]
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class Closure:
    """What a set of revisions and blobs lacks to be complete in itself."""

    missing_parents: tuple[str, ...]
    missing_records: tuple[str, ...]
    missing_blobs: tuple[str, ...]
    missing_officers: tuple[str, ...]

    @property
    def is_closed(self) -> bool:
        """Say whether nothing is missing; an absent officer is a warning only."""
        return not (self.missing_parents or self.missing_records or self.missing_blobs)


def references(body: Body) -> frozenset[str]:
    """List the ids of the records that a body refers to, at any depth."""
    return frozenset(_named(body, _REFERENCE_ENDINGS))


def named_blobs(body: Body) -> frozenset[str]:
    """List the hashes of the blobs that a body names, at any depth."""
    return frozenset(_named(body, _BLOB_ENDINGS))


def sealed(body: Body) -> frozenset[str]:
    """List the seals of the private values of a body, at any depth."""
    return frozenset(_named(body, _SEALED_ENDINGS))


def link_of(revision: Revision) -> Link:
    """Keep of a revision only what it needs in order to count."""
    return Link(revision.rev_id, revision.entity_id, revision.parents, references(revision.body))


def count(live: Mapping[str, Revision]) -> Counted:
    """Take away what lacks a parent or a record it refers to, until nothing changes; the rest counts."""
    waiting = settle({rev_id: link_of(revision) for rev_id, revision in live.items()})
    return Counted(counted=frozenset(live.keys() - waiting.keys()), waiting=waiting)


def settle(
    candidates: Mapping[str, Link], *, revisions: Collection[str] = (), records: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Say which candidates must wait and what each lacks, where these revisions and records count already."""
    children, referring = _dependants(candidates.values())
    held = Counter(link.entity_id for link in candidates.values())
    standing = set(candidates)

    def lacking(link: Link) -> tuple[str, ...]:
        parents = sorted(parent for parent in link.parents if parent not in standing and parent not in revisions)
        missing = sorted(record for record in link.records if not held[record] and record not in records)
        return (*parents, *missing)

    falling = [rev_id for rev_id, link in candidates.items() if lacking(link)]
    while falling:
        rev_id = falling.pop()
        if rev_id not in standing:
            continue
        standing.remove(rev_id)
        falling += children.get(rev_id, ())
        entity_id = candidates[rev_id].entity_id
        held[entity_id] -= 1
        if not held[entity_id] and entity_id not in records:
            falling += referring.get(entity_id, ())
    return {rev_id: lacking(candidates[rev_id]) for rev_id in sorted(candidates.keys() - standing)}


def undo_blockers(live: Mapping[str, Revision], leaving: Collection[str]) -> tuple[str, ...]:
    """Name the records that would lose a revision they now count if these revisions were live no longer."""
    gone = set(leaving)
    staying = {rev_id: revision for rev_id, revision in live.items() if rev_id not in gone}
    lost = (count(live).counted & staying.keys()) - count(staying).counted
    return tuple(sorted({live[rev_id].entity_id for rev_id in lost}))


def closed(revisions: Mapping[str, Revision], blobs: Collection[str]) -> Closure:
    """List what a package lacks: ancestors, records referred to, blobs named, and the officers who wrote."""
    records = {revision.entity_id for revision in revisions.values()}
    parents = {parent for revision in revisions.values() for parent in revision.parents}
    referred = {entity for revision in revisions.values() for entity in references(revision.body)}
    named = {blob for revision in revisions.values() for blob in named_blobs(revision.body)}
    officers = {revision.actor for revision in revisions.values() if revision.actor is not None}
    return Closure(
        missing_parents=tuple(sorted(parents - revisions.keys())),
        missing_records=tuple(sorted(referred - records)),
        missing_blobs=tuple(sorted(named - set(blobs))),
        missing_officers=tuple(sorted(officers - records)),
    )


def forks(revisions: Iterable[Revision]) -> tuple[tuple[str, int], ...]:
    """Report where two different revisions carry one device's number: (device, seq)."""
    seen: dict[tuple[str, int], set[str]] = {}
    for revision in revisions:
        seen.setdefault((revision.device, revision.seq), set()).add(revision.rev_id)
    return tuple(sorted(place for place, rev_ids in seen.items() if len(rev_ids) > 1))


def _dependants(links: Iterable[Link]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    children: dict[str, list[str]] = {}
    referring: dict[str, list[str]] = {}
    for link in links:
        for parent in link.parents:
            children.setdefault(parent, []).append(link.rev_id)
        for record in link.records:
            referring.setdefault(record, []).append(link.rev_id)
    return children, referring


def _named(value: Body, endings: tuple[str, ...]) -> Iterator[str]:
    for key, item in value.items():
        if item is None or type(item) is bool or type(item) is int:
            continue
        if _has_ending(key, endings):
            yield from _texts(item)
        elif item and not isinstance(item, str):
            yield from _within(item, endings)


def _within(value: JsonValue, endings: tuple[str, ...]) -> Iterator[str]:
    # Lists come first: asking whether one is a Mapping costs more than all the rest of this.
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _within(item, endings)
    elif isinstance(value, Mapping):
        yield from _named(value, endings)


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


@lru_cache(maxsize=8192)
def _has_ending(key: str, endings: tuple[str, ...]) -> bool:
    return key.endswith(endings)
