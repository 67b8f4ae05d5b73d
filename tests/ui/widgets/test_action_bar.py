"""The buttons of an action bar lose their words together, and never their names."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.theme import Height
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import Button
from tests.ui.find import find_all


@pytest.fixture
def bar(qtbot: QtBot) -> ActionBar:
    made = ActionBar([(Button("导出", icon="download"), 0), (Button("打印 2 份", icon="printer"), 1)])
    qtbot.addWidget(made)
    made.resize(600, 60)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_words_are_left_out_where_they_have_no_room_and_come_back(bar: ActionBar, qtbot: QtBot) -> None:
    export = find_all(bar, Button)[0]
    whole = export.sizeHint().width()
    bar.resize(150, 60)
    qtbot.waitUntil(lambda: export.sizeHint().width() < whole)
    assert export.toolTip() == export.accessibleName() == "导出"
    assert export.width() >= Height.TOUCH
    bar.resize(600, 60)
    qtbot.waitUntil(lambda: export.sizeHint().width() == whole)
    assert export.toolTip() == ""


def test_tooltip_of_a_button_without_words_says_its_name_and_why_it_is_locked(bar: ActionBar) -> None:
    export = find_all(bar, Button)[0]
    bar.resize(150, 60)
    export.lock("先签发")
    assert export.toolTip() == "导出：先签发"
    export.unlock()
    assert export.toolTip() == "导出"


def test_a_hidden_button_takes_no_room(bar: ActionBar, qtbot: QtBot) -> None:
    export, printing = find_all(bar, Button)
    bar.resize(printing.whole_width + 60, 60)
    qtbot.waitUntil(lambda: printing.toolTip() == "打印 2 份")
    export.hide()
    qtbot.waitUntil(lambda: printing.toolTip() == "")
