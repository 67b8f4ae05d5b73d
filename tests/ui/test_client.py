"""The window paints first; only then does the store open."""

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.client import FirstPaint


def test_first_paint_is_told_once_and_after_the_window_was_painted(qtbot: QtBot) -> None:
    happened: list[str] = []

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:
            happened.append("paint")

    window = Window()
    qtbot.addWidget(window)
    first = FirstPaint(window)
    first.painted.connect(lambda: happened.append("told"))
    with qtbot.waitSignal(first.painted):
        window.show()
    assert happened[0] == "paint"
    window.repaint()
    qtbot.waitUntil(lambda: happened[-1] == "paint")
    assert happened.count("told") == 1


def test_a_window_that_is_not_shown_tells_nothing(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    first = FirstPaint(window)
    with qtbot.assertNotEmitted(first.painted, wait=20):
        window.resize(900, 600)
