"""The bug dialog gives what a user can hand on."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.bug_report import BugReport


def test_details_can_be_copied_and_typing_can_be_saved(qtbot: QtBot) -> None:
    dialog = BugReport(ValueError("坏了"), version="1.0")
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert "ValueError: 坏了" in QGuiApplication.clipboard().text()
    assert dialog.copy.text() == "已复制"
    with qtbot.waitSignal(dialog.save_chosen):
        dialog.save.click()
    assert not dialog.save.isEnabled()
