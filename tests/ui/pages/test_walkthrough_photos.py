"""Photographs come by F2, paste and drop, go on beside the answers, and are named when they are refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.storage.store import Store
from app.ui.dialogs.photo_viewer import PhotoViewer
from app.ui.tasks import Tasks
from app.values.enums import Handling, InspectionState, PhotoRole, PhotoView
from app.values.rows_photo import PhotoRow
from tests.photos import make_photo
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all, focused
from tests.ui.pages.walks import OpenWalk, open_walk

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def walk(qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages) -> OpenWalk:
    return open_walk(qtbot, store, tasks, messages)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for number in (1, 2, 3):
        path = tmp_path / f"IMG_{number}.jpg"
        path.write_bytes(make_photo(size=(480, 360), seed=number))
        made.append(path)
    return made


def stored(walk: OpenWalk) -> tuple[PhotoRow, ...]:
    return walk.services.photos.of_inspection(walk.inspection_id)


def urls(paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def fail_item(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.settle()
    walk.press(K.Key_Escape)


def test_f2_takes_files_in_order_and_shows_them(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    walk.ask.files = files
    walk.press(K.Key_F2)
    walk.settle()
    assert [row.view for row in stored(walk)] == [PhotoView.WHOLE, PhotoView.PART, PhotoView.DETAIL]
    strip = walk.page.photos.strip
    assert [tile.text() for tile in strip.tiles.values()] == ["全景", "部位", "细节"]
    walk.qtbot.waitUntil(lambda: all(not tile._image.isNull() for tile in strip.tiles.values()))
    assert "已导入 3 张照片" in walk.messages.notes[-1].words


def test_f2_works_while_the_description_is_typed(walk: OpenWalk, files: list[Path]) -> None:
    walk.press(K.Key_2)
    walk.ask.files = files[:1]
    walk.press(K.Key_F2)
    walk.settle()
    (row,) = stored(walk)
    assert row.hazard_id == walk.stored().hazards[0].id


def test_drop_on_the_card_takes_files(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    target, mime = walk.page.view.items, urls(files[:2])
    kept = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), kept[0], mime, kept[1], kept[2])
    QApplication.sendEvent(target, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), kept[0], mime, kept[1], kept[2]))
    walk.settle()
    assert len(stored(walk)) == 2


def test_paste_takes_a_picture_of_the_clipboard(walk: OpenWalk) -> None:
    fail_item(walk)
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    mime = QMimeData()
    mime.setImageData(image)
    QGuiApplication.clipboard().setMimeData(mime)
    walk.press(K.Key_V, CTRL)
    walk.settle()
    (row,) = stored(walk)
    assert row.file_name.startswith("粘贴")
    assert (row.width, row.height) == (64, 48)


def test_picture_pasted_into_a_text_goes_to_the_photographs(walk: OpenWalk, files: list[Path]) -> None:
    walk.press(K.Key_2)
    walk.settle()
    QGuiApplication.clipboard().setMimeData(urls(files[:1]))
    before = walk.page.card.editor.texts["fact"].toPlainText()
    walk.press(K.Key_V, CTRL)
    walk.settle()
    assert len(stored(walk)) == 1
    assert walk.page.card.editor.texts["fact"].toPlainText() == before


def test_text_pasted_into_a_text_stays_there(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.settle()
    QGuiApplication.clipboard().setText("软管老化")
    walk.press(K.Key_V, CTRL)
    assert "软管老化" in walk.page.card.editor.texts["fact"].toPlainText()


def test_paste_of_nothing_says_what_to_do(walk: OpenWalk) -> None:
    QGuiApplication.clipboard().setText("只是文字")
    walk.press(K.Key_V, CTRL)
    assert "剪贴板中没有照片" in walk.messages.notes[-1].words


def test_refused_files_are_named_and_the_rest_is_taken(walk: OpenWalk, files: list[Path], tmp_path: Path) -> None:
    fail_item(walk)
    broken = tmp_path / "坏图.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 nothing more")
    walk.ask.files = [files[0], broken, tmp_path / "不在了.jpg", tmp_path, files[1]]
    walk.press(K.Key_F2)
    walk.settle()
    assert len(stored(walk)) == 2
    (told,) = walk.messages.errors
    assert all(name in told for name in ("坏图.jpg", "不在了.jpg", tmp_path.name))


def test_photographs_of_an_item_that_is_not_judged_move_to_its_hazard(walk: OpenWalk, files: list[Path]) -> None:
    walk.ask.files = files[:1]
    walk.press(K.Key_F2)
    walk.settle()
    assert [row.role for row in stored(walk)] == [PhotoRole.SCENE]
    assert len(walk.page.photos.strip.tiles) == 1
    fail_item(walk)
    assert [row.role for row in stored(walk)] == [PhotoRole.BEFORE]
    assert len(walk.page.photos.strip.tiles) == 1


def test_answers_are_written_between_the_photographs_of_a_batch(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    failed = walk.item_id()
    walk.ask.files = files
    walk.press(K.Key_F2)
    walk.press(K.Key_Down)
    walk.press(K.Key_1)
    walk.settle()
    assert walk.stored().judged == 2
    hazard = walk.stored().hazard_of(failed)
    assert hazard is not None
    assert {row.hazard_id for row in stored(walk)} == {hazard.id}


def test_deleted_photograph_comes_back(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    walk.ask.files = files[:2]
    walk.press(K.Key_F2)
    walk.settle()
    strip = walk.page.photos.strip
    first = next(iter(strip.tiles.values()))
    first.setFocus()
    walk.press(K.Key_Delete)
    walk.settle()
    assert len(stored(walk)) == 1
    undo = walk.messages.notes[-1].undo
    assert undo is not None
    undo()
    walk.settle()
    assert len(strip.tiles) == 2


def test_batch_is_taken_back_by_its_note(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    walk.ask.files = files
    walk.press(K.Key_F2)
    walk.settle()
    undo = walk.messages.notes[-1].undo
    assert undo is not None
    undo()
    walk.settle()
    assert stored(walk) == ()


def test_menu_names_what_a_photograph_shows(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    walk.ask.files = files[:1]
    walk.press(K.Key_F2)
    walk.settle()
    actions = {action.text(): action for action in walk.page.photos.strip.menu().actions()}
    assert not actions["标为全景"].isEnabled()
    actions["标为细节"].trigger()
    walk.settle()
    assert [row.view for row in stored(walk)] == [PhotoView.DETAIL]


def test_press_on_a_photograph_looks_at_it(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    walk.ask.files = files
    walk.press(K.Key_F2)
    walk.settle()
    tile = list(walk.page.photos.strip.tiles.values())[1]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    (viewer,) = find_all(walk.window, PhotoViewer)
    walk.qtbot.waitUntil(lambda: viewer.panes[0].has_image)
    assert viewer.place == 1
    assert "示例员甲" in viewer.panes[0].accessibleDescription()
    viewer.accept()


def test_after_photograph_of_a_fix_on_the_spot_proves_it(walk: OpenWalk, files: list[Path]) -> None:
    fail_item(walk)
    editor, strip = walk.page.card.editor, walk.page.photos.strip
    assert strip.roles.isHidden()
    editor.handling.press(Handling.ON_THE_SPOT)
    walk.page.leave()
    walk.settle()
    assert strip.roles.isVisible()
    editor.confirm.click()
    walk.settle()
    assert "整改后照片" in walk.messages.errors[-1]
    strip.roles.press(PhotoRole.AFTER)
    walk.ask.files = files[:1]
    walk.press(K.Key_F2)
    walk.settle()
    assert [row.role for row in stored(walk)] == [PhotoRole.AFTER]
    editor.confirm.click()
    walk.settle()
    assert "已整改" in walk.stored().hazards[0].lock


def test_ended_check_takes_no_photograph_of_an_item(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages, files: list[Path]
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, state=InspectionState.ENDED)
    assert walk.page.photos.strip.choose_tile.lock_reason
    walk.page.photos.take(urls(files))
    walk.settle()
    assert stored(walk) == ()
    assert "这里不能再加照片" in walk.messages.errors[-1]
    assert focused() is walk.page
