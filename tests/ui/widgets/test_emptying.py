"""What is taken out of a layout is unseen at once."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.emptying import empty


def test_emptied_layout_holds_and_shows_nothing(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    label = QLabel("旧")
    column.addWidget(label)
    column.addStretch(1)
    host.show()
    empty(column)
    assert column.count() == 0
    assert label.isHidden()
