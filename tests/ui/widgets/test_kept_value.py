"""What stands in a control is kept as plain values and put back."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.text import CHINA
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.kept_value import change_signal, put_back, value_of
from app.ui.widgets.line_edit import LineEdit, MomentEdit
from app.ui.widgets.scan_list import ScanList
from app.ui.widgets.select import DayEdit, Select
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import Procedure

CHOICES = [Choice(one, one.value) for one in Procedure]


def select() -> Select:
    made = Select(name="选")
    made.fill([("甲", 0), ("乙", 1)])
    return made


def filled(kind: str) -> tuple[QWidget, QWidget]:
    """Make a control with something in it, and an empty one of the same kind."""
    pairs: dict[str, tuple[QWidget, QWidget]] = {
        "line": (LineEdit(name="行"), LineEdit(name="行")),
        "bare": (QLineEdit("甲"), QLineEdit()),
        "text": (TextEdit(name="文"), TextEdit(name="文")),
        "choice": (ChoiceRow(CHOICES, name="择"), ChoiceRow(CHOICES, name="择")),
        "select": (select(), select()),
        "day": (DayEdit(name="日"), DayEdit(name="日")),
        "moment": (MomentEdit(name="时"), MomentEdit(name="时")),
    }
    full, bare = pairs[kind]
    if isinstance(full, LineEdit | TextEdit):
        full.fill("甲乙丙")
    elif isinstance(full, ChoiceRow):
        full.choose([Procedure.SUMMARY])
    elif isinstance(full, Select):
        full.choose(1)
    elif isinstance(full, DayEdit):
        full.set_day(date(2026, 11, 23))
    elif isinstance(full, MomentEdit):
        full.set_moment(datetime(2026, 11, 23, 9, 30, tzinfo=CHINA))
    return full, bare


@pytest.mark.parametrize("kind", ["line", "bare", "text", "choice", "select", "day", "moment"])
def test_value_comes_back_through_json(qtbot: QtBot, kind: str) -> None:
    full, bare = filled(kind)
    for one in (full, bare):
        qtbot.addWidget(one)
    assert value_of(full) != value_of(bare)
    put_back(bare, json.loads(json.dumps(value_of(full))))
    assert value_of(bare) == value_of(full)


def test_choice_that_is_no_longer_offered_is_left_out(qtbot: QtBot) -> None:
    row, chosen = ChoiceRow(CHOICES, name="择"), select()
    qtbot.addWidget(row)
    qtbot.addWidget(chosen)
    put_back(row, ["没有这个"])
    put_back(chosen, "7")
    assert (row.values, chosen.value) == ([], None)


def test_files_that_are_gone_are_left_out(qtbot: QtBot, tmp_path: Path) -> None:
    kept = tmp_path / "有.pdf"
    kept.write_bytes(b"%PDF")
    files = ScanList()
    qtbot.addWidget(files)
    with qtbot.waitSignal(change_signal(files)):
        files.add([kept, tmp_path / "没有.pdf", kept])
    assert len(value_of(files)) == 2
    put_back(files, value_of(files))
    assert files.paths == (kept,)


def test_control_that_keeps_nothing_is_a_mistake(qtbot: QtBot) -> None:
    bare = QWidget()
    qtbot.addWidget(bare)
    for act in (value_of, change_signal):
        with pytest.raises(TypeError, match="QWidget"):
            act(bare)
    with pytest.raises(TypeError, match="QWidget"):
        put_back(bare, "")
