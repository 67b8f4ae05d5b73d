"""The window model shows any number of rows and reads only those that are looked at."""

import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.qtmodels.columns import Cell, Column, Role
from app.ui.qtmodels.window_model import PAGE, PAGES_KEPT, WindowModel
from app.ui.widgets.table import Table

Then = Callable[[Sequence[str]], None]
COLUMNS: list[Column[str]] = [
    Column("名称", lambda row: Cell(row, "第二行", strong=True)),
    Column("序号", lambda row: Cell(row.removeprefix("企业")), 80, sort=lambda row: int(row[2:]), sort_key="number"),
]


def row_of(number: int) -> str:
    return f"企业{number}"


class Library:
    """Answer at once, or keep the questions until they are let through."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.at_once = at_once
        self.asked: list[list[int]] = []
        self.waiting: list[tuple[list[int], Then]] = []

    def __call__(self, ids: Sequence[Any], then: Then) -> None:
        self.asked.append(list(ids))
        if self.at_once:
            then([row_of(number) for number in ids])
        else:
            self.waiting.append((list(ids), then))

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for ids, then in waiting:
            then([row_of(number) for number in ids])


def words(model: QAbstractItemModel, row: int, column: int = 0) -> object:
    return model.index(row, column).data()


def test_row_is_a_placeholder_until_it_is_read(qtbot: QtBot) -> None:
    library = Library(at_once=False)
    model = WindowModel(COLUMNS, library)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(range(1000))
    assert model.rowCount() == 1000
    assert words(model, 3) is None
    qtbot.waitUntil(lambda: bool(library.waiting))
    with qtbot.waitSignal(model.dataChanged) as changed:
        library.answer()
    assert [changed.args[0].row(), changed.args[1].row()] in ([0, PAGE - 1], [896, 999], [384, 511])
    assert tester.model() is model


def test_roles_give_words_row_and_native_value(qtbot: QtBot) -> None:
    model = WindowModel(COLUMNS, Library())
    model.set_ids(range(10), first_rows=[row_of(number) for number in range(10)])
    index = model.index(7, 1)
    assert index.data() == "7"
    assert index.data(Role.SORT) == 7
    assert index.data(Role.ROW) == "企业7"
    assert index.data(Role.CELL) == Cell("7")
    assert model.index(7, 0).data(Role.SORT) == "企业7"
    assert model.index(7, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "企业7，第二行"
    assert (model.row_of(index), model.id_of(index), model.place_of(7), model.place_of(77)) == ("企业7", 7, 7, -1)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "序号"


def test_first_rows_spare_the_first_wait(qtbot: QtBot) -> None:
    library = Library(at_once=False)
    model = WindowModel(COLUMNS, library)
    model.set_ids(range(1000), first_rows=[row_of(number) for number in range(PAGE)])
    assert words(model, PAGE - 1) == f"企业{PAGE - 1}"
    assert library.asked == []
    model.set_ids(range(1000), first_rows=["企业0"])
    assert words(model, 0) is None


def test_answer_to_an_older_order_is_dropped(qtbot: QtBot) -> None:
    library = Library(at_once=False)
    model = WindowModel(COLUMNS, library)
    model.set_ids(range(200))
    words(model, 0)
    qtbot.waitUntil(lambda: bool(library.waiting))
    old, library.waiting = library.waiting, []
    model.set_ids(range(199, -1, -1))
    words(model, 0)
    qtbot.waitUntil(lambda: bool(library.waiting))
    library.answer()
    for ids, then in old:
        then([row_of(number) for number in ids])
    assert words(model, 0) == "企业199"


def test_pages_passed_by_in_a_fast_scroll_are_not_read(qtbot: QtBot) -> None:
    library = Library()
    model = WindowModel(COLUMNS, library)
    model.set_ids(range(100_000))
    for row in range(0, 100_000, PAGE):
        words(model, row)
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert len(library.asked) <= 3
    assert library.asked[0][0] == 99_968


def test_only_so_many_pages_are_kept(qtbot: QtBot) -> None:
    library = Library()
    model = WindowModel(COLUMNS, library)
    model.set_ids(range(PAGE * (PAGES_KEPT + 5)))
    for page in range(PAGES_KEPT + 5):
        words(model, page * PAGE)
        model._ask_for_pages()
        assert len(library.asked) == page + 1
    assert len(model._pages) == PAGES_KEPT
    assert words(model, 0) is None


def test_changed_rows_are_read_again_in_the_same_order(qtbot: QtBot) -> None:
    library = Library()
    model = WindowModel(COLUMNS, library)
    model.set_ids(range(5), first_rows=["旧"] * 5)
    with qtbot.waitSignal(model.dataChanged):
        model.refresh_rows()
    assert words(model, 0) is None
    qtbot.waitUntil(lambda: words(model, 0) == "企业0")


def test_sorting_asks_the_page_for_another_order(qtbot: QtBot) -> None:
    model = WindowModel(COLUMNS, Library())
    model.set_ids(range(5))
    with qtbot.waitSignal(model.sort_asked) as asked:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["number", True]
    with qtbot.assertNotEmitted(model.sort_asked):
        model.sort(0)


def test_hundred_thousand_rows_come_without_a_pause(qtbot: QtBot) -> None:
    model = WindowModel(COLUMNS, Library())
    table = Table(name="隐患")
    qtbot.addWidget(table)
    table.resize(1366, 720)
    table.setModel(model)
    table.show()
    ids = array("q", range(100_000))
    before = time.process_time()  # a busy machine does not count
    model.set_ids(ids)
    table.viewport().grab()
    table.scrollToBottom()
    table.viewport().grab()
    assert time.process_time() - before < 1.0
    assert table.verticalScrollBar().maximum() > 99_000 * 52
    qtbot.waitUntil(lambda: words(model, 99_999) == "企业99999")


@settings(max_examples=25)
@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=400, unique=True))
def test_every_row_is_the_one_of_its_id(ids: list[int]) -> None:
    assert isinstance(QApplication.instance(), QApplication)
    model = WindowModel(COLUMNS, Library())
    model.set_ids(array("q", ids))
    for place in range(0, len(ids), PAGE):
        words(model, place)
        model._ask_for_pages()
    assert [words(model, place) for place in range(len(ids))] == [row_of(number) for number in ids]


@pytest.mark.parametrize(
    "ids", [[], range(1), range(PAGE), range(PAGE + 1)], ids=["none", "one", "page", "page and one"]
)
def test_model_keeps_qts_rules_at_its_edges(qtbot: QtBot, ids: Sequence[int]) -> None:
    model = WindowModel(COLUMNS, Library())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(ids)
    assert model.rowCount() == len(ids)
    model.set_ids([])
    assert model.rowCount() == 0
    assert not model.index(0, 0).isValid()
    assert tester.model() is model
