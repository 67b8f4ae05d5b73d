"""A line tells what a person typed, and a moment may be left open."""

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from app.ui.text import CHINA
from app.ui.widgets.line_edit import LineEdit, MomentEdit


def test_line_tells_of_typing_and_not_of_filling(qtbot: QtBot) -> None:
    line = LineEdit(name="批准人")
    qtbot.addWidget(line)
    heard: list[str] = []
    line.edited.connect(heard.append)
    line.fill("示例局长")
    assert heard == []
    line.insert("　")
    assert heard == ["　示例局长"]
    assert line.words == "示例局长"


def test_filling_with_the_same_text_keeps_the_cursor(qtbot: QtBot) -> None:
    line = LineEdit(name="批准人")
    qtbot.addWidget(line)
    line.fill("示例局长")
    line.setCursorPosition(2)
    line.fill("示例局长")
    assert line.cursorPosition() == 2


def test_moment_is_told_by_the_clock_of_the_country(qtbot: QtBot) -> None:
    edit = MomentEdit(name="批准时间")
    qtbot.addWidget(edit)
    assert edit.moment is None
    heard: list[object] = []
    edit.moment_changed.connect(heard.append)
    edit.set_moment(datetime(2026, 11, 15, 8, 30, tzinfo=UTC))
    assert heard == []
    assert edit.text() == "2026-11-15 16:30"
    assert edit.moment == datetime(2026, 11, 15, 16, 30, tzinfo=CHINA)
    edit.stepBy(1)
    assert len(heard) == 1
    edit.set_moment(None)
    assert edit.moment is None
