"""The walk fits the room there is: columns beside each other, or a card that slides over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateTimeEdit, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.storage.store import Store
from app.ui.tasks import Tasks
from app.ui.theme import Look, ThemeName, wear
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all, focused
from tests.ui.pages.walks import OpenWalk, open_walk

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def walk(qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages) -> OpenWalk:
    return open_walk(qtbot, store, tasks, messages)


def test_narrow_window_slides_the_card_over_and_gives_the_focus_back(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, size=(1093, 614))
    assert walk.page.view.sections.isHidden()
    first = walk.item_id()
    walk.press(K.Key_2)
    walk.settle()
    editor = walk.page.card.editor
    assert focused() is editor.texts["fact"]
    assert editor.save.isVisible()
    walk.press(K.Key_Return, CTRL)
    walk.settle()
    assert not editor.isVisible()
    assert walk.item_id() != first
    walk.press(K.Key_1)
    walk.settle()
    assert walk.stored().judged == 2


def test_card_returns_beside_the_page_when_the_window_grows(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, size=(1093, 614))
    walk.press(K.Key_2)
    walk.settle()
    walk.window.resize(1366, 768)
    qtbot.waitUntil(lambda: walk.page.card.editor.isVisible() and walk.page.view.side.isVisible())
    assert walk.page.view.side.currentWidget() is walk.page.card.editor


def test_section_list_of_a_narrow_window_leads_to_a_section(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, size=(1093, 614))
    menu = walk.page.view.picker.menu()
    menu.actions()[2].trigger()
    assert walk.page.stop is not None
    assert walk.page.stop.section == 3


def opened(walk: OpenWalk, *, look: Look, size: tuple[int, int]) -> OpenWalk:
    walk.press(K.Key_2)
    walk.settle()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wear(app, look)
    walk.window.resize(*size)
    QApplication.sendPostedEvents()
    walk.window.grab()
    return walk


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1093, 614)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scale", [100, 130])
def test_everything_pressed_is_large_enough_named_and_inside(walk: OpenWalk, size: tuple[int, int], scale: int) -> None:
    opened(walk, look=Look(scale=scale), size=size)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QDateTimeEdit)
    pressed = [one for kind in kinds for one in find_all(walk.window, kind) if one.isVisible()]
    assert [one.accessibleName() for one in pressed if min(one.width(), one.height()) < 44] == []
    assert [one for one in pressed if not one.accessibleName()] == []
    wide = walk.window.width()
    assert [one.accessibleName() for one in pressed if one.mapTo(walk.window, one.rect().topRight()).x() > wide] == []


@pytest.mark.parametrize("theme", list(ThemeName))
def test_walk_is_drawn_in_every_theme(walk: OpenWalk, theme: ThemeName) -> None:
    opened(walk, look=Look(theme), size=(1366, 768))
    ground = walk.window.grab().toImage().pixelColor(500, 400).name()
    assert ground in {colour.name() for colour in Look(theme).colours.values()}
