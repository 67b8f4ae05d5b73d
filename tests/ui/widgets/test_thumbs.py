"""Small pictures are read in a worker, once, and the last ones stay in memory."""

from uuid import UUID

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.tasks import Tasks
from app.ui.widgets import thumbs
from app.ui.widgets.thumbs import Thumbs
from app.values.errors import UserError
from tests.ui.widgets.test_photo_pane import jpeg

FIRST, SECOND = UUID(int=1), UUID(int=2)


def test_picture_comes_from_a_worker_once_and_then_from_memory(qtbot: QtBot, tasks: Tasks) -> None:
    asked: list[UUID] = []

    def read(photo_id: UUID, _width: int) -> bytes:
        asked.append(photo_id)
        return jpeg(40, 30)

    shelf, shown = Thumbs(read, tasks), list[QImage]()
    shelf.want(FIRST, shown.append)
    shelf.want(FIRST, shown.append)
    assert shown == []
    qtbot.waitUntil(lambda: len(shown) == 2)
    shelf.want(FIRST, shown.append)
    assert (len(shown), asked) == (3, [FIRST])
    assert shown[0].width() == 40


def test_oldest_picture_makes_room(qtbot: QtBot, tasks: Tasks) -> None:
    asked: list[UUID] = []

    def read(photo_id: UUID, _width: int) -> bytes:
        asked.append(photo_id)
        return jpeg(40, 30)

    shelf, shown = Thumbs(read, tasks), list[QImage]()
    shelf._kept.update({(UUID(int=number), ()): QImage() for number in range(10, 10 + thumbs.KEPT)})
    shelf.want(FIRST, shown.append)
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert len(shelf._kept) == thumbs.KEPT
    assert (UUID(int=10), ()) not in shelf._kept


def test_picture_that_fails_leaves_the_tile_empty_and_is_asked_for_again(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[bytes] = [b"broken", jpeg(40, 30)]
    shelf, shown = Thumbs(lambda _photo, _width: answers.pop(0), tasks), list[QImage]()
    shelf.want(SECOND, shown.append)
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert shown == []
    shelf.want(SECOND, shown.append)
    qtbot.waitUntil(lambda: len(shown) == 1)


def test_refused_reading_tells_nobody(qtbot: QtBot, tasks: Tasks) -> None:
    def refuse(_photo: UUID, _width: int) -> bytes:
        raise UserError("本机没有这张照片。")

    shelf = Thumbs(refuse, tasks)
    shelf.want(FIRST, lambda _image: None)
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert shelf._waiting == {}
