"""What a record says, from its counted revisions alone: any order of them gives the same row and conflicts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.rules.history import History, history_of, line_of
from app.values.canonical import JsonValue, canonical_bytes
from app.values.revision import LIFECYCLE, Body, Revision

GROUP = "lifecycle"
DELETED = "deleted"
_LIFECYCLE_KEYS = frozenset(LIFECYCLE)

ConflictValues: TypeAlias = tuple[tuple[JsonValue, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that several people set at once: each value, in order of its bytes, with who set it."""

    field: str
    values: ConflictValues


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """The row of one record as all of its counted revisions make it."""

    kind: str
    entity_id: str
    deleted: bool
    fields: Body
    heads: tuple[str, ...]
    conflicts: tuple[FieldConflict, ...]


def merge_record(counted: Collection[Revision]) -> MergedRecord:
    """Make the row and the conflicts of one record out of its counted revisions."""
    if not counted:
        raise ValueError("没有可合并的修订")
    line = line_of(counted)
    return _merge_branches(history_of(counted)) if line is None else _merge_line(line)


def changed_fields(shown: Body, new: Body, decided: Collection[str] = ()) -> tuple[str, ...]:
    """Name what a new revision sets: what differs from the shown row, and what a person decided.

    The first revision (nothing shown yet) names everything. Naming one of the lifecycle names all
    four, so its body must hold all four, null where it has none.
    """
    wanted = {key for name in decided for key in (LIFECYCLE if name == GROUP else (name,))}
    if not wanted <= new.keys():
        raise ValueError(f"决定了正文没有的字段：{'、'.join(sorted(wanted - new.keys()))}")
    if not shown:
        return tuple(sorted(new))
    named = wanted | {key for key, value in new.items() if not _is_equal(value, shown.get(key))}
    if named & _LIFECYCLE_KEYS:
        named |= _LIFECYCLE_KEYS
    return tuple(sorted(named))


def _merge_line(line: list[Revision]) -> MergedRecord:
    fields: dict[str, JsonValue] = {}
    for revision in line:
        body = revision.body
        for key in revision.changed:
            fields[key] = body[key]
        if not _LIFECYCLE_KEYS.isdisjoint(revision.changed):
            for key in LIFECYCLE:
                fields[key] = body.get(key)
    last = line[-1]
    return MergedRecord(line[0].kind, last.entity_id, last.deleted, fields, (last.rev_id,), ())


def _merge_branches(history: History) -> MergedRecord:
    heads = history.among(history.heads)
    alive = history.with_ancestors(_bits(history, history.heads, deleted=False))
    fields: dict[str, JsonValue] = {}
    conflicts: list[FieldConflict] = _deletion_conflict(heads)
    for name, setters in _setters(history).items():
        standing = history.not_followed(setters)
        values = _values(history.among(standing), name)
        shown = _value(_shown(history, standing, alive), name)
        if name == GROUP and isinstance(shown, Mapping):
            fields.update(shown)
        else:
            fields[name] = shown
        if len(values) > 1:
            conflicts.append(FieldConflict(name, values))
    return MergedRecord(
        kind=min(revision.kind for revision in history.revisions if not revision.parents),
        entity_id=heads[0].entity_id,
        deleted=all(head.deleted for head in heads),
        fields=fields,
        heads=tuple(sorted(head.rev_id for head in heads)),
        conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.field)),
    )


def _setters(history: History) -> dict[str, int]:
    setters: dict[str, int] = {}
    for place, revision in enumerate(history.revisions):
        for key in revision.changed:
            name = GROUP if key in _LIFECYCLE_KEYS else key
            setters[name] = setters.get(name, 0) | 1 << place
    return setters


def _shown(history: History, standing: int, alive: int) -> Revision:
    """Choose what to show meanwhile: a branch that is not deleted, then the later clock, then the greater id."""
    return max(history.among(standing & alive or standing), key=lambda revision: (revision.hlc, revision.rev_id))


def _value(revision: Revision, name: str) -> JsonValue:
    if name == GROUP:
        return {key: revision.body.get(key) for key in LIFECYCLE}
    return revision.body[name]


def _values(standing: Collection[Revision], name: str) -> ConflictValues:
    if len(standing) == 1:
        return ()
    by_bytes: dict[bytes, tuple[JsonValue, list[str]]] = {}
    for revision in standing:
        value = _value(revision, name)
        by_bytes.setdefault(canonical_bytes(value), (value, []))[1].append(revision.rev_id)
    return tuple((value, tuple(sorted(rev_ids))) for _, (value, rev_ids) in sorted(by_bytes.items()))


def _deletion_conflict(heads: Collection[Revision]) -> list[FieldConflict]:
    flags = {flag: tuple(sorted(head.rev_id for head in heads if head.deleted is flag)) for flag in (False, True)}
    if not all(flags.values()):
        return []
    return [FieldConflict(DELETED, tuple(flags.items()))]


def _bits(history: History, places: int, *, deleted: bool) -> int:
    return sum(
        1 << place
        for place, revision in enumerate(history.revisions)
        if places >> place & 1 and revision.deleted is deleted
    )


def _is_equal(one: JsonValue, other: JsonValue) -> bool:
    return one is other or canonical_bytes(one) == canonical_bytes(other)
