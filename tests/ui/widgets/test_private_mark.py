"""The lock says what it means, or shows the text behind it."""

from pytestqt.qtbot import QtBot

from app.ui.widgets.chip import IconMark
from app.ui.widgets.private_mark import PrivateMark
from tests.ui.find import find_all


def test_mark_says_where_the_text_stays_and_names_its_lock(qtbot: QtBot) -> None:
    mark = PrivateMark()
    qtbot.addWidget(mark)
    assert mark.words == "只存本机，移交时默认不带"
    assert [lock.accessibleName() for lock in find_all(mark, IconMark)] == ["保密"]


def test_mark_shows_a_text(qtbot: QtBot) -> None:
    mark = PrivateMark("当事人身份证号：1")
    qtbot.addWidget(mark)
    assert mark.words == "当事人身份证号：1"
