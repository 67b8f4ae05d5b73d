"""The first page of a search is the beginning of all that is found, whichever way it was come by."""

from collections.abc import Sequence

import pytest

from app.models.enterprise import Enterprise
from app.storage import ledger_front
from app.storage.ledger_front import FirstLines, LedgerFront
from app.storage.search_index import SearchTable
from app.storage.store import Store
from app.values.enums import PartyKind
from tests.services.records import put

NAMES = ("示例甲店", "示例乙厂", "示例丙厂", "示例丁店", "示例戊厂", "示例己店", "示例庚店", "示例辛厂")


@pytest.fixture(autouse=True)
def short_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let eight lines be long: a screen shows two, memory holds four, three are few."""
    for name, count in (("PAGEFUL", 2), ("FRONT", 4), ("FEW", 3)):
        monkeypatch.setattr(ledger_front, name, count)


def fill(store: Store, names: Sequence[str] = NAMES) -> None:
    put(store, *(Enterprise(name=name, party_kind=PartyKind.COMPANY, aliases=(f"又名{name}",)) for name in names))


def search(store: Store, typed: str) -> tuple[list[str], FirstLines]:
    """Search in the reverse order of entry; give all names in order and the first lines."""
    with store.read() as uow:
        entered = uow.connection.exec_driver_sql("SELECT rowid, name FROM enterprise")
        known = {row.rowid: row.name for row in entered}
        front = LedgerFront(uow.connection, index=SearchTable.ENTERPRISE, order=sorted(known, reverse=True))
        every, first = front.all(uow.connection, typed), front.first(uow.connection, typed)
    assert list(first.lines) == list(every[: len(first.lines)])
    if first.count is not None:
        assert first.count == len(every)
    return [known[line] for line in every], first


def test_frequent_word_fills_the_first_page_from_memory(store: Store) -> None:
    fill(store)
    found, first = search(store, "示例")
    assert found == list(reversed(NAMES))
    assert (len(first.lines), first.count) == (2, None)


def test_rare_word_is_asked_of_the_index_and_counted(store: Store) -> None:
    fill(store)
    found, first = search(store, "甲店")
    assert found == ["示例甲店"]
    assert (len(first.lines), first.is_all) == (1, True)


def test_few_hits_are_counted_even_if_no_screen_shows_them(store: Store) -> None:
    fill(store, ("厂一", "厂二", "厂三", "店一", "店二", "店三", "店四"))
    found, first = search(store, "厂")
    assert found == ["厂三", "厂二", "厂一"]
    assert (len(first.lines), first.count) == (2, 3)


def test_word_that_is_frequent_only_further_down_is_left_to_the_full_search(store: Store) -> None:
    fill(store, (*(f"厂{number}" for number in range(4)), *(f"店{number}" for number in range(4))))
    found, first = search(store, "厂")
    assert len(found) == 4
    assert (list(first.lines), first.count) == ([], None)


def test_nothing_typed_gives_the_whole_order(store: Store) -> None:
    fill(store)
    found, first = search(store, " ，")
    assert len(found) == 8
    assert (len(first.lines), first.count) == (2, 8)


def test_short_ledger_is_looked_through_in_memory(store: Store) -> None:
    fill(store, NAMES[:3])
    found, first = search(store, "又名示例乙")
    assert found == ["示例乙厂"]
    assert first.is_all


def test_empty_ledger_has_no_lines(store: Store) -> None:
    assert search(store, "厂")[1].is_all


def test_lines_that_the_order_leaves_out_are_not_found(store: Store) -> None:
    fill(store)
    with store.read() as uow:
        front = LedgerFront(uow.connection, index=SearchTable.ENTERPRISE, order=[3, 1])
        assert list(front.all(uow.connection, "示例")) == [3, 1]
        assert list(front.all(uow.connection, "辛厂")) == []
        assert front.first(uow.connection, "辛厂").is_all


def test_hazards_are_looked_through_by_their_own_words(store: Store) -> None:
    with store.read() as uow:
        assert LedgerFront(uow.connection, index=SearchTable.HAZARD, order=()).first(uow.connection, "阀").is_all
