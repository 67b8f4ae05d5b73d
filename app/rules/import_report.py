"""What an import does to each record: compared from the revisions that count before and after, nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.rules.merge import DELETED, GROUP, MergedRecord
from app.values.canonical import canonical_bytes
from app.values.docnumber import DocumentNumberError
from app.values.docnumber import parse as parse_number
from app.values.enums import DocumentState
from app.values.revision import LIFECYCLE, Body
from app.values.rows_import import Change

SERVED_STATES = frozenset({DocumentState.SERVED, DocumentState.ARCHIVED})
WITHDRAWN_STATES = frozenset({DocumentState.VOID, DocumentState.REVOKED})
CORRECT_SERVED = "已送达，不能收回编号：另行制发更正或者撤销文书，由执法人员办理"
VOID_UNSERVED = "尚未送达：可以作废，换号重新制作"
KEEP_OLDEST = "签发在先：保留"


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A paper that bears a number."""

    entity_id: str
    number: str
    state: DocumentState
    issued_on: date | None


def change_of(before: MergedRecord | None, after: MergedRecord | None, *, has_news: bool) -> Change:
    """Say what happens to a record that showed `before` and will show `after`."""
    if after is None or not has_news:
        return Change.SAME
    if not after.deleted and after.conflicts:
        is_deletion = any(conflict.field == DELETED for conflict in after.conflicts)
        return Change.DELETED_CHANGED if is_deletion else Change.CONFLICT
    if before is None:
        return Change.DELETED if after.deleted else Change.NEW
    if after.deleted != before.deleted:
        return Change.DELETED if after.deleted else Change.CHANGED
    return Change.CHANGED if changed_keys(before.fields, after.fields) else Change.SAME_CHANGE


def changed_keys(before: Body, after: Body) -> tuple[str, ...]:
    """Name the fields in which two rows differ."""
    return tuple(
        key
        for key in sorted(before.keys() | after.keys())
        if canonical_bytes(before.get(key)) != canonical_bytes(after.get(key))
    )


def conflict_keys(record: MergedRecord) -> tuple[str, ...]:
    """Name the fields in conflict; of the lifecycle those in which the sides differ."""
    found: list[str] = []
    for conflict in record.conflicts:
        if conflict.field != GROUP:
            found.append(conflict.field)
            continue
        values = [value for value, _ in conflict.values if isinstance(value, Mapping)]
        found += [key for key in LIFECYCLE if len({canonical_bytes(value.get(key)) for value in values}) > 1]
    return tuple(found)


def is_served(record: MergedRecord) -> bool:
    """Tell a paper that has been served by what any side says of it."""
    if record.kind != "document":
        return False
    states = [record.fields.get("state")]
    for conflict in record.conflicts:
        if conflict.field == GROUP:
            states += [value.get("state") for value, _ in conflict.values if isinstance(value, Mapping)]
    return any(state in SERVED_STATES for state in states)


def clashes(papers: Iterable[NumberedPaper]) -> dict[str, tuple[NumberedPaper, ...]]:
    """Group the papers that bear one number, the earliest first; a void or revoked one clashes no more."""
    groups: dict[str, dict[str, NumberedPaper]] = {}
    for paper in papers:
        if paper.state not in WITHDRAWN_STATES:
            groups.setdefault(same_number(paper.number), {})[paper.entity_id] = paper
    return {number: in_order(group.values()) for number, group in sorted(groups.items()) if len(group) > 1}


def in_order(papers: Iterable[NumberedPaper]) -> tuple[NumberedPaper, ...]:
    """Put papers of one number in the order of their days; one without a day comes last."""
    return tuple(sorted(papers, key=lambda one: (one.issued_on is None, one.issued_on or date.min, one.entity_id)))


def way_out(paper: NumberedPaper, *, is_first: bool) -> str:
    """Say what may be done with one of several papers of the same number."""
    if is_first:
        return KEEP_OLDEST
    return CORRECT_SERVED if paper.state in SERVED_STATES else VOID_UNSERVED


def same_number(number: str) -> str:
    """Write a number in its one form, however it was typed."""
    try:
        return parse_number(number).text
    except DocumentNumberError:
        return "".join(number.split())
