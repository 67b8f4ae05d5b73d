"""One of several stays chosen; any of several come and go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, Tone
from app.ui.widgets.choice import Choice, ChoiceRow, FilterButton

ANSWERS = [Choice("yes", "符合", "check", "1", Tone.OK), Choice("no", "不符合", "x", "2", Tone.BAD)]


def row_of(
    qtbot: QtBot, *, multi: bool = False, may_be_empty: bool = False, columns: int = 2
) -> tuple[ChoiceRow, list[object]]:
    row = ChoiceRow(ANSWERS, name="检查结果", multi=multi, columns=columns, may_be_empty=may_be_empty)
    qtbot.addWidget(row)
    told: list[object] = []
    row.chosen.connect(told.append)
    return row, told


def press(row: ChoiceRow, place: int) -> None:
    QTest.mouseClick(row.buttons[place], Qt.MouseButton.LeftButton)


def test_one_answer_replaces_the_other(qtbot: QtBot) -> None:
    row, told = row_of(qtbot)
    press(row, 0)
    press(row, 1)
    assert told == ["yes", "no"]
    assert row.value == "no"


def test_pressing_the_chosen_one_keeps_it(qtbot: QtBot) -> None:
    row, told = row_of(qtbot)
    press(row, 0)
    press(row, 0)
    assert row.values == ["yes"]
    assert told == ["yes", "yes"]


def test_choice_may_be_taken_back_where_it_may_be_empty(qtbot: QtBot) -> None:
    row, told = row_of(qtbot, may_be_empty=True)
    press(row, 0)
    press(row, 0)
    assert (row.value, told) == (None, ["yes", None])


def test_several_are_told_together(qtbot: QtBot) -> None:
    row, told = row_of(qtbot, multi=True)
    press(row, 1)
    press(row, 0)
    press(row, 1)
    assert told == [["no"], ["yes", "no"], ["yes"]]


def test_choose_shows_without_telling(qtbot: QtBot) -> None:
    row, told = row_of(qtbot)
    row.choose(["no"])
    assert (row.value, told) == ("no", [])


def test_press_chooses_like_a_finger_but_not_a_disabled_one(qtbot: QtBot) -> None:
    row, told = row_of(qtbot)
    row.buttons[1].setEnabled(False)
    row.press("yes")
    row.press("no")
    assert told == ["yes"]


@pytest.mark.parametrize("multi", [False, True])
def test_chosen_one_differs_in_shape_not_in_colour_alone(qtbot: QtBot, multi: bool) -> None:
    row, _ = row_of(qtbot, multi=multi)
    button = row.buttons[1]
    button.resize(150, 44)
    before = button.grab().toImage().pixelColor(6, 22)
    row.choose(["no"])
    after = button.grab().toImage().pixelColor(6, 22)
    assert before == Look().colour("panel")
    assert after == Look().colour("bad_soft" if multi else "bad")
    assert button._shown_icon() == ("check" if multi else "x")


def test_row_without_columns_wraps(qtbot: QtBot) -> None:
    row, _ = row_of(qtbot, columns=0)
    row.resize(130, 200)
    row.show()
    assert row.buttons[1].y() > row.buttons[0].y()


def test_filter_tells_when_it_is_removed(qtbot: QtBot) -> None:
    button = FilterButton("行业：危化经营")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.removed):
        button.setChecked(True)
    with qtbot.waitSignal(button.removed):
        button.click()


def test_columns_are_equal_for_one_answer_and_follow_the_words_for_several(qtbot: QtBot) -> None:
    widths = {}
    for multi in (False, True):
        row = ChoiceRow([Choice(1, "重大风险"), Choice(2, "突出违法行为")], name="标签", multi=multi, columns=2)
        qtbot.addWidget(row)
        row.resize(400, 60)
        with qtbot.waitExposed(row):
            row.show()
        widths[multi] = [button.width() for button in row.buttons]
    assert abs(widths[False][0] - widths[False][1]) <= 1
    assert widths[True][1] > widths[True][0] + 20
