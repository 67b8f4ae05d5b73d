"""A table opens, chooses and acts by hand and by keyboard."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.theme import Look, Tone, wear
from app.ui.widgets.table import Table


@dataclass(frozen=True)
class Line:
    """One made-up row."""

    name: str
    locked: str = ""


LINES = (Line("示例家具厂"), Line("示例加油站"), Line("示例纺织", locked="缺签名"))


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    columns: list[Column[Line]] = [
        Column("事项", lambda _line: chip("逾期", Tone.BAD), 120),
        Column("对象", lambda line: two_line(line.name, "3项未复查")),
        Column("镇街", lambda _line: Cell("甲镇", icon="map-pin"), 100),
        Column("", lambda line: action("去复查", locked=line.locked), 110),
    ]
    made = Table(name="事项")
    model = ListModel(columns, made)
    made.setModel(model)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    model.set_rows(LINES)
    return made


def heard(signal_table: Table, name: str) -> list[Line]:
    told: list[Line] = []
    getattr(signal_table, name).connect(told.append)
    return told


def centre_of_action(table: Table, row: int) -> QPoint:
    return table.action_place(table.model().index(row, 3)).center()


def test_loose_column_takes_the_room_that_is_left(table: Table) -> None:
    assert sum(table.columnWidth(place) for place in range(4)) == table.viewport().width()
    table.resize(1000, 300)
    assert table.columnWidth(1) > 600


def test_rows_have_a_fixed_height_that_grows_with_the_text(qapp: QApplication, table: Table) -> None:
    assert table.rowHeight(0) == 52
    wear(qapp, Look(scale=130))
    assert table.rowHeight(2) == round(52 * 1.3)


def test_arrow_chooses_and_enter_opens(table: Table) -> None:
    table.choose_row(0)
    chosen, opened = heard(table, "row_chosen"), heard(table, "row_opened")
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [LINES[1]]
    assert opened == [LINES[1]]


def test_plain_key_is_left_to_the_page(table: Table) -> None:
    table.choose_row(1)
    QTest.keyClick(table, Qt.Key.Key_1)
    assert table.current_row == LINES[1]


def test_action_is_44_high_and_tells_its_row(table: Table) -> None:
    pressed = heard(table, "action_pressed")
    assert table.action_place(table.model().index(1, 3)).height() == 44
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre_of_action(table, 1))
    assert pressed == [LINES[1]]


def test_press_that_leaves_the_button_does_nothing(table: Table) -> None:
    pressed = heard(table, "action_pressed")
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=centre_of_action(table, 1))
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 20))
    assert pressed == []


def test_locked_action_does_nothing_and_says_why(table: Table) -> None:
    pressed = heard(table, "action_pressed")
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre_of_action(table, 2))
    assert pressed == []
    spoken = table.model().index(2, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "去复查，缺签名"


def test_double_press_on_a_row_opens_it(table: Table) -> None:
    opened = heard(table, "row_opened")
    spot = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [LINES[1]]


def test_selected_row_has_a_bar_and_the_one_primary_action(table: Table) -> None:
    table.choose_row(1)
    image = table.viewport().grab().toImage()
    row = table.visualRect(table.model().index(1, 0))
    assert image.pixelColor(1, row.center().y()) == Look().colour("pri")
    assert image.pixelColor(8, row.y() + 4) == Look().colour("pri_soft")
    fills = [image.pixelColor(centre_of_action(table, number) - QPoint(30, 15)) for number in range(3)]
    assert fills == [Look().colour(token) for token in ("panel", "pri", "na_soft")]


def test_choosing_a_row_that_is_not_there_changes_nothing(table: Table) -> None:
    table.choose_row(1)
    table.choose_row(99)
    assert table.current_row == LINES[1]
    empty = Table(name="空")
    empty.choose_row(0)
    assert empty.current_row is None


def test_columns_give_way_so_that_the_action_stays_in_sight(qtbot: QtBot) -> None:
    columns: list[Column[Line]] = [
        Column("对象", lambda line: two_line(line.name, "3项未复查")),
        Column("镇街", lambda _line: Cell("甲镇"), 100, gives_way=True),
        Column("时限", lambda _line: Cell("今日"), 100),
        Column("", lambda _line: action("去复查"), 110),
    ]
    made = Table(name="事项")
    made.setModel(ListModel(columns, made))
    qtbot.addWidget(made)
    made.show()
    for width, hidden in ((600, []), (400, [1]), (280, [1, 2]), (600, [])):
        made.resize(width, 300)
        assert [place for place in range(4) if made.isColumnHidden(place)] == hidden
        shown = sum(made.columnWidth(place) for place in range(4) if place not in hidden)
        assert shown == made.viewport().width()
