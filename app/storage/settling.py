"""Which of some revisions count, given those that count already: the store's way, without reading the whole log."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.rules.counting import references
from app.values.revision import Revision


@dataclass(frozen=True, slots=True)
class Link:
    """What a revision needs in order to count: its parents and the records it refers to."""

    rev_id: str
    entity_id: str
    parents: tuple[str, ...]
    records: frozenset[str]


def link_of(revision: Revision) -> Link:
    """Return what the revision needs in order to count."""
    return Link(revision.rev_id, revision.entity_id, revision.parents, references(revision.body))


def settle(
    candidates: Mapping[str, Link], *, revisions: Collection[str] = (), records: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the candidates that must wait, with what each lacks; `revisions` and `records` count already."""
    children, referring = _dependants(candidates.values())
    held = Counter(link.entity_id for link in candidates.values())
    standing = set(candidates)

    def lacking(link: Link) -> tuple[str, ...]:
        parents = sorted(parent for parent in link.parents if parent not in standing and parent not in revisions)
        missing = sorted(record for record in link.records if not held[record] and record not in records)
        return (*parents, *missing)

    falling = [link.rev_id for link in candidates.values() if lacking(link)]
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


def _dependants(links: Iterable[Link]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    children: dict[str, list[str]] = {}
    referring: dict[str, list[str]] = {}
    for link in links:
        for parent in link.parents:
            children.setdefault(parent, []).append(link.rev_id)
        for record in link.records:
            referring.setdefault(record, []).append(link.rev_id)
    return children, referring
