"""An entry of a list paints in every look and speaks its state."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, ThemeName, Tone, wear
from app.ui.widgets.entry_button import EntryButton


@pytest.mark.parametrize("theme", list(ThemeName))
def test_an_entry_paints_its_state_and_speaks_it(qtbot: QtBot, qapp: QApplication, theme: ThemeName) -> None:
    wear(qapp, Look(theme))
    entry = EntryButton("很长的名称" * 20, second="示例单位", state="待选", tone=Tone.BAD)
    qtbot.addWidget(entry)
    entry.resize(180, 60)
    entry.setChecked(True)
    assert not entry.grab().isNull()
    entry.show_state("已选", tone=Tone.OK)
    assert entry.state == "已选"
    assert entry.accessibleDescription() == "示例单位，已选"
