"""The mistakes that a merge must not make, each as a small change to a plain second merge."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from app.rules.counting import Counted, count, named_blobs, references
from app.rules.merge import FieldConflict, MergedRecord
from app.values.canonical import canonical_bytes
from app.values.revision import LIFECYCLE, Revision
from tests.rules.memory_store import Laws

Ancestry: TypeAlias = Mapping[str, set[str]]


def _all_ancestors(by_id: Mapping[str, Revision]) -> Ancestry:
    def climb(rev_id: str) -> set[str]:
        parents = [parent for parent in by_id[rev_id].parents if parent in by_id]
        return set(parents).union(*(climb(parent) for parent in parents))

    return {rev_id: climb(rev_id) for rev_id in by_id}


def _direct_parents(by_id: Mapping[str, Revision]) -> Ancestry:
    return {rev_id: set(revision.parents) for rev_id, revision in by_id.items()}


def _named(revision: Revision) -> Iterable[str]:
    return revision.changed


def _by_ancestry(later: Revision, earlier: Revision, ancestry: Ancestry) -> bool:
    return earlier.rev_id in ancestry[later.rev_id]


def _by_clock(later: Revision, earlier: Revision, ancestry: Ancestry) -> bool:
    return (later.hlc, later.rev_id) > (earlier.hlc, earlier.rev_id)


def _alive_hlc_id(revision: Revision, *, alive: bool) -> Any:
    return alive, revision.hlc, revision.rev_id


def _reversed(text: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in text)


@dataclass(frozen=True)
class Habits:
    """How a plain merge goes about its work; the defaults are right."""

    ancestry: Callable[[Mapping[str, Revision]], Ancestry] = _all_ancestors
    named: Callable[[Revision], Iterable[str]] = _named
    supersedes: Callable[[Revision, Revision, Ancestry], bool] = _by_ancestry
    rank: Callable[..., Any] = _alive_hlc_id
    group: Collection[str] = LIFECYCLE
    only_heads: bool = False
    equal_is_conflict: bool = False
    alive_by_branch: bool = True
    delete_wins: bool = False
    delete_conflicts: bool = True


def plain_merge(counted: Collection[Revision], habits: Habits) -> MergedRecord:
    """Merge by looking at every pair of revisions, slowly."""
    by_id = {revision.rev_id: revision for revision in counted}
    ancestry = habits.ancestry(by_id)
    followed = {parent for revision in counted for parent in revision.parents}
    heads = [revision for revision in counted if revision.rev_id not in followed]
    fields: dict[str, Any] = {}
    conflicts = []
    for name, setters in _setters(heads if habits.only_heads else counted, habits).items():
        standing = [
            one
            for one in setters
            if not any(other is not one and habits.supersedes(other, one, ancestry) for other in setters)
        ]
        shown = max(standing, key=lambda one: habits.rank(one, alive=_is_alive(one, heads, ancestry, habits)))
        fields.update(_value(shown, name) if name == "lifecycle" else {name: _value(shown, name)})
        values = _values(standing, name, habits)
        if len(values) > 1:
            conflicts.append(FieldConflict(name, values))
    flags = {flag: tuple(sorted(head.rev_id for head in heads if head.deleted is flag)) for flag in (False, True)}
    if all(flags.values()) and habits.delete_conflicts:
        conflicts.append(FieldConflict("deleted", tuple(flags.items())))
    deleted = any(head.deleted for head in heads) if habits.delete_wins else all(head.deleted for head in heads)
    return MergedRecord(
        kind=min(revision.kind for revision in counted),
        entity_id=heads[0].entity_id,
        deleted=deleted,
        fields=fields,
        heads=tuple(sorted(head.rev_id for head in heads)),
        conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.field)),
    )


def _setters(revisions: Iterable[Revision], habits: Habits) -> dict[str, list[Revision]]:
    setters: dict[str, list[Revision]] = {}
    for revision in revisions:
        for name in {"lifecycle" if key in habits.group else key for key in habits.named(revision)}:
            setters.setdefault(name, []).append(revision)
    return setters


def _is_alive(one: Revision, heads: Iterable[Revision], ancestry: Ancestry, habits: Habits) -> bool:
    if not habits.alive_by_branch:
        return not one.deleted
    return any(not head.deleted and (head is one or one.rev_id in ancestry[head.rev_id]) for head in heads)


def _value(revision: Revision, name: str) -> Any:
    if name == "lifecycle":
        return {key: revision.body.get(key) for key in LIFECYCLE}
    return revision.body[name]


def _values(standing: Iterable[Revision], name: str, habits: Habits) -> Any:
    groups: dict[Any, tuple[Any, list[str]]] = {}
    for revision in standing:
        value = _value(revision, name)
        key = (canonical_bytes(value), revision.rev_id if habits.equal_is_conflict else "")
        groups.setdefault(key, (value, []))[1].append(revision.rev_id)
    return tuple((value, tuple(sorted(rev_ids))) for _, (value, rev_ids) in sorted(groups.items()))


def _last_writer_takes_all(counted: Collection[Revision]) -> MergedRecord:
    last = max(counted, key=lambda revision: (revision.hlc, revision.rev_id))
    return MergedRecord(last.kind, last.entity_id, last.deleted, last.body, (last.rev_id,), ())


def _count_all(live: Mapping[str, Revision]) -> Counted:
    return Counted(frozenset(live), {})


def _without_references(revision: Revision) -> Revision:
    names = [key for key in revision.body if references({key: revision.body[key]})]
    return revision.read_as(body={**revision.body, **dict.fromkeys(names)}, changed=revision.changed)


def _blockers_by_parents(live: Mapping[str, Revision], leaving: Collection[str]) -> Collection[str]:
    plain = {rev_id: _without_references(revision) for rev_id, revision in live.items()}
    staying = {rev_id: revision for rev_id, revision in plain.items() if rev_id not in leaving}
    lost = staying.keys() & count(plain).counted - count(staying).counted
    return {live[rev_id].entity_id for rev_id in lost}


def _merging(**habits: Any) -> Laws:
    return Laws(merge=lambda counted: plain_merge(counted, replace(Habits(), **habits)))


def _all_of_a_joining_body(revision: Revision) -> Iterable[str]:
    return revision.body if len(revision.parents) > 1 else revision.changed


def _named_whether_held_or_not(counted: Iterable[Revision], held: Collection[str]) -> set[str]:
    return {blob for revision in counted for blob in named_blobs(revision.body)}


RIGHT = _merging()

MISTAKES: dict[str, Laws] = {
    "last writer wins, whole record": Laws(merge=_last_writer_takes_all),
    "last writer wins, field by field": _merging(supersedes=_by_clock),
    "compares the bodies of the heads": _merging(only_heads=True, named=lambda revision: revision.body),
    "any revision that follows both ends the conflict": _merging(named=_all_of_a_joining_body),
    "looks at direct parents only": _merging(ancestry=_direct_parents),
    "lifecycle fields merged one by one": _merging(group=()),
    "equal values count as conflict": _merging(equal_is_conflict=True),
    "delete wins": _merging(delete_wins=True),
    "delete against change is not a conflict": _merging(delete_conflicts=False),
    "clock before not-deleted": _merging(rank=lambda one, alive: (one.hlc, alive, one.rev_id)),
    "not-deleted judged on the revision itself": _merging(alive_by_branch=False),
    "tie broken by the lower rev_id": _merging(rank=lambda one, alive: (alive, one.hlc, _reversed(one.rev_id))),
    "tie broken by device before rev_id": _merging(rank=lambda one, alive: (alive, one.hlc, one.device, one.rev_id)),
    "later clock supersedes without ancestry": _merging(supersedes=lambda later, earlier, _: later.hlc > earlier.hlc),
    "missing parents ignored": replace(RIGHT, count=_count_all, blockers=lambda live, leaving: ()),
    "body wins over changed": _merging(named=lambda revision: revision.body),
    "receipts only for new revisions": Laws(receipts_for_known=False),
    "undo never refused": Laws(blockers=lambda live, leaving: ()),
    "undo looks at parents only": Laws(blockers=_blockers_by_parents),
    "a file once undone cannot come back": Laws(undone_may_return=False),
    "digest counts blobs that are not held": Laws(digest_blobs=_named_whether_held_or_not),
    "digest counts blobs that nothing names": Laws(digest_blobs=lambda counted, held: set(held)),
}
