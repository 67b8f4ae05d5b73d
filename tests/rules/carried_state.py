"""A second formulation of the merge: standing values travel from machine to machine, nobody looks at ancestors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.rules.merge import FieldConflict, MergedRecord
from app.values.canonical import canonical_bytes
from app.values.revision import LIFECYCLE, Revision


@dataclass(frozen=True)
class Standing:
    """One value that still stands, who set it, and the heads that follow it."""

    setter: Revision
    followers: frozenset[str]


@dataclass(frozen=True)
class Carried:
    """What one machine carries of one record."""

    seen: frozenset[str]
    heads: Mapping[str, Revision]
    fields: Mapping[str, Mapping[str, Standing]]


NOTHING = Carried(frozenset(), {}, {})


def carry_write(state: Carried, revision: Revision) -> Carried:
    """Add a revision that was written on this machine, which knew everything carried here."""
    new = frozenset({revision.rev_id})
    fields = {
        name: {rev_id: Standing(value.setter, new) for rev_id, value in values.items()}
        for name, values in state.fields.items()
    }
    for name in {"lifecycle" if key in LIFECYCLE else key for key in revision.changed}:
        fields[name] = {revision.rev_id: Standing(revision, new)}
    return Carried(state.seen | new, {revision.rev_id: revision}, fields)


def carry_join(one: Carried, other: Carried) -> Carried:
    """Join what two machines carry: a value falls when a machine that had seen it no longer has it."""
    heads = _join(one.heads, other.heads, one.seen, other.seen)
    fields = {}
    for name in one.fields.keys() | other.fields.keys():
        mine, theirs = one.fields.get(name, {}), other.fields.get(name, {})
        fields[name] = {
            rev_id: Standing(
                value.setter,
                frozenset(
                    head
                    for side in (mine, theirs)
                    if rev_id in side
                    for head in side[rev_id].followers
                    if head in heads
                ),
            )
            for rev_id, value in _join(mine, theirs, one.seen, other.seen).items()
        }
    return Carried(one.seen | other.seen, heads, fields)


def carried_record(state: Carried) -> MergedRecord:
    """Say what the record is from what is carried."""
    fields: dict[str, Any] = {}
    conflicts = []
    for name, standing in state.fields.items():
        shown = max(standing.values(), key=lambda value: _rank(value, state)).setter
        fields.update(_value(shown, name) if name == "lifecycle" else {name: _value(shown, name)})
        values: dict[bytes, tuple[Any, list[str]]] = {}
        for rev_id in sorted(standing):
            value = _value(standing[rev_id].setter, name)
            values.setdefault(canonical_bytes(value), (value, []))[1].append(rev_id)
        if len(values) > 1:
            conflicts.append(
                FieldConflict(name, tuple((values[key][0], tuple(values[key][1])) for key in sorted(values)))
            )
    flags = {
        flag: tuple(sorted(rev_id for rev_id, head in state.heads.items() if head.deleted is flag))
        for flag in (False, True)
    }
    if all(flags.values()):
        conflicts.append(FieldConflict("deleted", tuple(flags.items())))
    first = next(iter(state.heads.values()))
    return MergedRecord(
        kind=first.kind,
        entity_id=first.entity_id,
        deleted=not flags[False],
        fields=fields,
        heads=tuple(sorted(state.heads)),
        conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.field)),
    )


def _join(mine: Mapping[str, Any], theirs: Mapping[str, Any], seen: frozenset[str], seen_there: frozenset[str]) -> Any:
    kept = {rev_id: value for rev_id, value in mine.items() if rev_id in theirs or rev_id not in seen_there}
    return {**{rev_id: value for rev_id, value in theirs.items() if rev_id in mine or rev_id not in seen}, **kept}


def _rank(value: Standing, state: Carried) -> tuple[bool, str, str]:
    alive = any(not state.heads[head].deleted for head in value.followers)
    return alive, value.setter.hlc, value.setter.rev_id


def _value(revision: Revision, name: str) -> Any:
    if name == "lifecycle":
        return {key: revision.body.get(key) for key in LIFECYCLE}
    return revision.body[name]
