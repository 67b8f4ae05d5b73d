"""What a person picks in a conflict: one side, both sides, or field by field; nothing is written here."""

from app.rules.merge import DELETED
from app.ui.tr import tr
from app.values.canonical import JsonValue
from app.values.rows_import import Choice, ConflictSides, Origin, SideRow

Values = dict[str, JsonValue]


def of_side(conflict: ConflictSides, side: int) -> Values:
    """Give what one side says of every field in conflict; a side that deleted the record says no more."""
    found: Values = {}
    for row in conflict.conflicts:
        choice = next((one for one in row.choices if side in one.sides), None)
        if choice is not None:
            found[row.field] = choice.value
    return {DELETED: True} if found.get(DELETED) is True else found


def of_both(conflict: ConflictSides) -> Values | None:
    """Keep what all sides say of every field in conflict; None where one of them can have only one value."""
    found: Values = {}
    for row in conflict.conflicts:
        if row.both is None:
            return None
        found[row.field] = row.both.value
    return found or None


def options(row: SideRow) -> list[Choice]:
    """List what may be chosen for one field, that of this machine first."""
    return [
        *sorted(row.choices, key=lambda one: one.sides or (len(row.texts),)),
        *((row.both,) if row.both is not None else ()),
    ]


def with_field(conflict: ConflictSides, values: Values, row: SideRow, choice: Choice) -> Values:
    """Choose one field beside those that are chosen already."""
    if row.field == DELETED and choice.value is True:
        return {DELETED: True}
    kept = {key: value for key, value in values.items() if not (key == DELETED and value is True)}
    if row.field != DELETED and conflict.is_deletion:
        kept[DELETED] = False  # who chooses a content keeps the record
    return {**kept, row.field: choice.value}


def is_whole(conflict: ConflictSides, values: Values) -> bool:
    """Tell whether every field in conflict is decided."""
    return values.get(DELETED) is True or all(row.field in values for row in conflict.conflicts)


def side_chosen(conflict: ConflictSides, values: Values) -> int | None:
    """Tell which side was taken as it stands, if any."""
    if not values:
        return None
    return next((at for at in range(len(conflict.sides)) if of_side(conflict, at) == values), None)


def side_names(conflict: ConflictSides) -> tuple[str, ...]:
    """Name the sides: 本机 and 来包, numbered where several came from elsewhere."""
    origins = [side.origin for side in conflict.sides]
    names = []
    for at, origin in enumerate(origins):
        same = origins.count(origin)
        word = tr("本机") if origin is Origin.HERE else tr("来包")
        names.append(f"{word} {origins[: at + 1].count(origin)}" if same > 1 else word)
    return tuple(names)


def option_words(conflict: ConflictSides, choice: Choice) -> str:
    """Say whose a value is, and what it says."""
    if not choice.sides:
        return tr("都留：{text}", text=choice.text)
    names = side_names(conflict)
    return tr("{who}：{text}", who="、".join(names[at] for at in choice.sides), text=choice.text)


def heading(conflict: ConflictSides) -> str:
    """Name the record in conflict; a party is its own title."""
    return "　".join(part for part in dict.fromkeys((conflict.title, conflict.party)) if part)


def fields_in_words(conflict: ConflictSides) -> str:
    """Name what is in conflict."""
    return "、".join(row.label for row in conflict.conflicts)
