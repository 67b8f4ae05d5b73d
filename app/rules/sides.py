"""The sides of a conflict: with what people began together, and what each of them made of the record since."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce

from app.rules.history import History, history_of
from app.rules.merge import DELETED, GROUP, MergedRecord, merge_record
from app.values.canonical import canonical_bytes
from app.values.revision import LIFECYCLE, Body, Revision


@dataclass(frozen=True, slots=True)
class Branch:
    """The record as one side left it, with the last revision of that side."""

    last: Revision
    fields: Body
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Parted:
    """A record in conflict: as it is merged, where its sides parted, and the sides themselves."""

    record: MergedRecord
    start: Branch | None
    sides: tuple[Branch, ...]


def part(counted: Collection[Revision]) -> Parted:
    """Lay the sides of a record in conflict apart; a record without conflict has no sides."""
    record = merge_record(counted)
    if not record.conflicts:
        return Parted(record, None, ())
    history = history_of(counted)
    setters = _setters(history, record)
    ends = history.not_followed(setters)
    sides = _branches(history, ends)
    if not _show_all(sides, record):
        # Somebody went on above two values without choosing: then each who set one is a side of its own.
        ends, sides = setters, _branches(history, setters)
    return Parted(record, _start(history, ends), sides)


def value_of(branch: Branch, field: str) -> object:
    """Give what a side says of a field; the lifecycle is one field and the deletion another."""
    if field == DELETED:
        return branch.is_deleted
    if field == GROUP:
        return {key: branch.fields.get(key) for key in LIFECYCLE}
    return branch.fields.get(field)


def _setters(history: History, record: MergedRecord) -> int:
    wanted = {rev_id for conflict in record.conflicts for _, rev_ids in conflict.values for rev_id in rev_ids}
    return sum(1 << place for place, revision in enumerate(history.revisions) if revision.rev_id in wanted)


def _branches(history: History, ends: int) -> tuple[Branch, ...]:
    places = [place for place in range(len(history.revisions)) if ends >> place & 1]
    found = [_branch(history, history.with_ancestors(1 << place), history.revisions[place]) for place in places]
    return tuple(sorted(found, key=lambda branch: (branch.last.hlc, branch.last.rev_id)))


def _branch(history: History, bits: int, last: Revision) -> Branch:
    merged = merge_record(history.among(bits))
    return Branch(last, merged.fields, merged.deleted)


def _show_all(sides: tuple[Branch, ...], record: MergedRecord) -> bool:
    return all(
        any(canonical_bytes(value) == _bytes(value_of(side, conflict.field)) for side in sides)
        for conflict in record.conflicts
        for value, _ in conflict.values
    )


def _bytes(value: object) -> bytes:
    return canonical_bytes(value)  # type: ignore[arg-type]  # it came out of a body


def _start(history: History, ends: int) -> Branch | None:
    """Find what all sides follow; of several such, the latest."""
    places = [place for place in range(len(history.revisions)) if ends >> place & 1]
    common = reduce(lambda one, other: one & other, (history.with_ancestors(1 << place) for place in places))
    if not common:
        return None
    last = max(history.among(history.not_followed(common)), key=lambda revision: (revision.hlc, revision.rev_id))
    return _branch(history, common, last)
