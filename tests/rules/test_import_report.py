"""What an import does to a record, from its rows before and after; numbers that stand on several papers."""

from datetime import date

import pytest

from app.rules.import_report import (
    CORRECT_SERVED,
    KEEP_OLDEST,
    VOID_UNSERVED,
    NumberedPaper,
    change_of,
    clashes,
    conflict_keys,
    is_served,
    way_out,
)
from app.rules.merge import FieldConflict, MergedRecord
from app.values.canonical import JsonValue
from app.values.enums import DocumentState
from app.values.rows_import import Change


def row(*conflicts: FieldConflict, deleted: bool = False, kind: str = "hazard", **fields: JsonValue) -> MergedRecord:
    """Make a row."""
    return MergedRecord(kind, "id", deleted, fields, ("r",), conflicts)


FACT = FieldConflict("fact", (("甲", ("a",)), ("乙", ("b",))))
DELETION = FieldConflict("deleted", ((False, ("a",)), (True, ("b",))))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (None, row(fact="甲"), Change.NEW),
        (None, row(fact="甲", deleted=True), Change.DELETED),
        (row(fact="甲"), row(fact="乙"), Change.CHANGED),
        (row(fact="甲"), row(fact="甲"), Change.SAME_CHANGE),
        (row(fact="甲"), row(fact="甲", deleted=True), Change.DELETED),
        (row(fact="甲", deleted=True), row(fact="甲"), Change.CHANGED),
        (row(fact="甲"), row(FACT, fact="乙"), Change.CONFLICT),
        (row(fact="甲"), row(FACT, fact="乙", deleted=True), Change.DELETED),
        (row(fact="甲"), row(DELETION, fact="甲"), Change.DELETED_CHANGED),
    ],
)
def test_change_of_a_record(before: MergedRecord | None, after: MergedRecord, change: Change) -> None:
    assert change_of(before, after, has_news=True) is change


def test_a_record_without_news_is_the_same() -> None:
    assert change_of(row(fact="甲"), row(fact="甲"), has_news=False) is Change.SAME


def test_of_the_lifecycle_only_what_differs_is_named() -> None:
    one: JsonValue = {"state": "ordered", "deadline": "2026-12-08", "level": "一般", "closing": None}
    other: JsonValue = {"state": "ordered", "deadline": "2026-12-18", "level": "一般", "closing": None}
    found = row(FieldConflict("lifecycle", ((one, ("a",)), (other, ("b",)))), FACT)
    assert conflict_keys(found) == ("deadline", "fact")


def test_a_paper_that_any_side_served_counts_as_served() -> None:
    sides = FieldConflict("lifecycle", (({"state": "void"}, ("a",)), ({"state": "served"}, ("b",))))
    assert is_served(row(sides, kind="document", state="void"))
    assert not is_served(row(kind="document", state="issued"))
    assert not is_served(row(kind="case", state="served"))


def paper(name: str, number: str, state: DocumentState = DocumentState.ISSUED, day: int | None = 16) -> NumberedPaper:
    """Make a paper."""
    return NumberedPaper(name, number, state, None if day is None else date(2026, 11, day))


def test_papers_of_one_number_clash_however_it_was_typed_and_the_earliest_comes_first() -> None:
    found = clashes(
        [
            paper("b", "（渝示）应急责改〔2026〕13号", day=18),
            paper("a", "(渝示)应急责改[2026]13号"),
            paper("c", "（渝示）应急责改〔2026〕14号"),
        ]
    )
    assert {number: [one.entity_id for one in papers] for number, papers in found.items()} == {
        "（渝示）应急责改〔2026〕13号": ["a", "b"]
    }


def test_a_withdrawn_paper_clashes_no_more() -> None:
    assert clashes([paper("a", "甲1号"), paper("b", "甲1号", DocumentState.VOID)]) == {}
    assert clashes([paper("a", "甲1号"), paper("b", "甲1号", DocumentState.REVOKED)]) == {}


def test_the_same_paper_twice_is_no_clash() -> None:
    assert clashes([paper("a", "甲1号"), paper("a", "甲1号", DocumentState.SERVED)]) == {}


def test_ways_out_never_void_a_served_paper() -> None:
    assert way_out(paper("a", "甲1号"), is_first=True) == KEEP_OLDEST
    assert way_out(paper("a", "甲1号"), is_first=False) == VOID_UNSERVED
    assert way_out(paper("a", "甲1号", DocumentState.SERVED), is_first=False) == CORRECT_SERVED
