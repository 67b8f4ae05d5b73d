"""Everything that is pressed is large enough and has a name, in every theme, size and text scale."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.theme import Look, ThemeName, wear
from tests.ui.find import find_all
from tests.ui.gallery import gallery_window

PAGES = ("today", "enterprises", "inspection")
SIZES = ((1366, 768), (1280, 720), (1093, 614))
PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
INNER = "qt_spinbox_lineedit"  # Qt's own part of a day field: the field around it is what is pressed


def opened(qtbot: QtBot, page: str, size: tuple[int, int]) -> MainWindow:
    window = gallery_window()
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go(page)
    QApplication.sendPostedEvents()
    window.grab()
    return window


def pressed_widgets(window: MainWindow) -> list[QWidget]:
    kinds = [widget for kind in PRESSED for widget in find_all(window, kind)]
    return [widget for widget in kinds if widget.isVisible() and widget.objectName() != INNER]


def touched_size(widget: QWidget) -> tuple[int, int]:
    host = widget.parentWidget() if widget.property("ringAroundParent") else widget
    assert host is not None
    return host.width(), host.height()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", PAGES)
def test_everything_pressed_is_at_least_44_by_44(qtbot: QtBot, page: str, size: tuple[int, int]) -> None:
    window = opened(qtbot, page, size)
    small = [(w.accessibleName(), touched_size(w)) for w in pressed_widgets(window) if min(touched_size(w)) < 44]
    assert small == []


@pytest.mark.parametrize("page", PAGES)
def test_everything_pressed_has_a_name_for_readers(qtbot: QtBot, page: str) -> None:
    window = opened(qtbot, page, SIZES[0])
    assert [widget for widget in pressed_widgets(window) if not widget.accessibleName()] == []


@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_at_the_right(
    qapp: QApplication, qtbot: QtBot, page: str, size: tuple[int, int], scale: int
) -> None:
    wear(qapp, Look(scale=scale))
    window = opened(qtbot, page, size)
    assert window.width() <= max(size[0], window.minimumWidth())
    for widget in pressed_widgets(window):
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        assert place.right() <= window.width(), widget.accessibleName()


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("page", PAGES)
def test_picture_is_the_same_twice(qapp: QApplication, qtbot: QtBot, page: str, theme: ThemeName) -> None:
    wear(qapp, Look(theme))
    first = opened(qtbot, page, SIZES[0]).grab().toImage()
    second = opened(qtbot, page, SIZES[0]).grab().toImage()
    assert first == second


def test_theme_changes_in_a_running_window(qapp: QApplication, qtbot: QtBot) -> None:
    window = opened(qtbot, "today", SIZES[0])
    wear(qapp, Look(ThemeName.DARK))
    changed = window.grab().toImage()
    anew = opened(qtbot, "today", SIZES[0]).grab().toImage()
    assert changed == anew
