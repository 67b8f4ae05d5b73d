"""A record in conflict laid out for a person: where it began, what each side made of it, what may be chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.rules.import_report import changed_keys, conflict_keys, is_served
from app.rules.merge import DELETED, GROUP, FieldConflict
from app.rules.sides import Branch, Parted, value_of
from app.services.record_names import RecordNames
from app.values.canonical import JsonValue, canonical_bytes
from app.values.days import from_ms
from app.values.hlc import hlc_ms
from app.values.private_text import SEALED
from app.values.record_words import KEY_FIELDS, field_word
from app.values.revision import LIFECYCLE, Revision
from app.values.rows_import import Choice, ConflictSides, Origin, Side, SideRow

_ONE_LINE = 1
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words of a conflict are taken from: names, where a revision came from, the labels of devices."""

    names: RecordNames
    origin: Callable[[Revision], Origin]
    labels: Mapping[UUID, str]


def lay_out(parted: Parted, around: Surroundings) -> ConflictSides:
    """Write the sides of one record in conflict; the side of this machine comes first."""
    record, names = parted.record, around.names
    sides = sorted(parted.sides, key=lambda branch: around.origin(branch.last) is not Origin.HERE)
    return ConflictSides(
        kind=record.kind,
        entity_id=UUID(record.entity_id),
        title=names.title(record.kind, record.fields),
        party=names.party(record.kind, record.fields),
        number=names.number(record.kind, record.fields),
        start=None if parted.start is None else _side(parted.start, around),
        sides=tuple(_side(branch, around) for branch in sides),
        rows=tuple(_rows(parted, sides, names)),
        is_deletion=any(conflict.field == DELETED for conflict in record.conflicts),
        is_served=is_served(record),
    )


def _side(branch: Branch, around: Surroundings) -> Side:
    last = branch.last
    person, role = around.names.person(last.actor)
    device = UUID(last.device)
    return Side(
        origin=around.origin(last),
        person=person,
        role=role,
        at=from_ms(hlc_ms(last.hlc)),
        reason=last.reason,
        device=device,
        device_label=around.labels.get(device, ""),
        rev_id=last.rev_id,
        is_deleted=branch.is_deleted,
    )


def _rows(parted: Parted, sides: Sequence[Branch], names: RecordNames) -> list[SideRow]:
    record = parted.record
    rows = [_chosen(conflict, parted, sides, names) for conflict in record.conflicts]
    in_conflict = set(conflict_keys(record))
    told = [key for key in _told(parted, sides) if key not in in_conflict]
    return [*rows, *(_plain(key, parted, sides, names) for key in told)]


def _chosen(conflict: FieldConflict, parted: Parted, sides: Sequence[Branch], names: RecordNames) -> SideRow:
    kind, field = parted.record.kind, conflict.field
    values = [value_of(side, field) for side in sides]
    keys = _differing(conflict) if field == GROUP else ()
    write = _writer(names, kind, field, keys)
    choices = tuple(
        Choice(
            write(value),
            value,
            tuple(at for at, held in enumerate(values) if _is_same(held, value)),
            rev_ids,
        )
        for value, rev_ids in conflict.values
    )
    return SideRow(
        field=field,
        label="、".join(field_word(kind, key) for key in keys) or _label(kind, conflict),
        start=None if parted.start is None else write(value_of(parted.start, field)),
        texts=tuple(write(value) for value in values),
        is_different=True,
        choices=choices,
        both=_both(conflict, write),
    )


def _label(kind: str, conflict: FieldConflict) -> str:
    """Name the field; of private texts, two may even read alike and are two values all the same."""
    seals = sum(1 for value, _ in conflict.values if value is not None)
    if not conflict.field.endswith(SEALED) or seals < _PAIR:
        return field_word(kind, conflict.field)
    count = "两个" if seals == _PAIR else f"{seals} 个"
    return f"{field_word(kind, conflict.field)}（{count}不同的保密值）"


def _writer(names: RecordNames, kind: str, field: str, keys: tuple[str, ...]) -> Callable[[object], str]:
    def write(value: object) -> str:
        if keys and isinstance(value, Mapping):
            if len(keys) == _ONE_LINE:
                return names.text(kind, keys[0], value.get(keys[0]))
            return "；".join(f"{field_word(kind, key)} {names.text(kind, key, value.get(key))}" for key in keys)
        return names.text(kind, field, value)  # type: ignore[arg-type]  # it came out of a body

    return write


def _plain(key: str, parted: Parted, sides: Sequence[Branch], names: RecordNames) -> SideRow:
    kind = parted.record.kind
    texts = tuple(names.text(kind, key, side.fields.get(key)) for side in sides)
    start = None if parted.start is None else names.text(kind, key, parted.start.fields.get(key))
    return SideRow(key, field_word(kind, key), start, texts, is_different=len(set(texts)) > 1)


def _told(parted: Parted, sides: Sequence[Branch]) -> list[str]:
    """List what is shown beside the conflict: what changed on any side, and what the record is known by."""
    changed: set[str] = set()
    if parted.start is not None:
        for side in sides:
            changed |= set(changed_keys(parted.start.fields, side.fields))
    known = [key for key in KEY_FIELDS.get(parted.record.kind, ()) if key in parted.record.fields]
    return [*sorted(changed - set(known)), *known]


def _differing(conflict: FieldConflict) -> tuple[str, ...]:
    values = [value for value, _ in conflict.values if isinstance(value, Mapping)]
    return tuple(key for key in LIFECYCLE if len({canonical_bytes(value.get(key)) for value in values}) > 1)


def _both(conflict: FieldConflict, write: Callable[[object], str]) -> Choice | None:
    """Keep what all sides say: running texts one after the other, lists together; a state has no such thing."""
    values = [value for value, _ in conflict.values]
    if conflict.field in (GROUP, DELETED):
        return None
    joined: JsonValue = None
    if conflict.field in _RUNNING_TEXTS and all(isinstance(value, str) or value is None for value in values):
        joined = "；".join(str(value) for value in values if value)
    elif all(isinstance(value, (list, tuple)) for value in values):
        items = [item for value in values if isinstance(value, (list, tuple)) for item in value]
        joined = list({canonical_bytes(item): item for item in items}.values())
    return Choice(write(joined), joined, ()) if joined else None


# Running text: two of them can stand one after the other and still be read.
_RUNNING_TEXTS = frozenset(
    (
        "answer", "caption", "charge", "demand", "fact", "grounds", "handled_note", "judgement", "level_reason",
        "matter", "next_reason", "no_code_reason", "note", "party_reason", "party_statement", "place", "reason",
        "recusal_reason", "refusal", "safety_reason", "scheme_note", "seen", "source_note", "summary", "text",
    )
)  # fmt: skip


def _is_same(one: object, other: JsonValue) -> bool:
    return canonical_bytes(one) == canonical_bytes(other)  # type: ignore[arg-type]  # it came out of a body
