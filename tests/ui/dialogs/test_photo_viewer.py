"""Photos are gone through one by one, or looked at before beside after."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.photo_viewer import PhotoViewer, Shot, Sight
from app.ui.tasks import Tasks
from tests.ui.widgets.test_photo_pane import jpeg

PHOTO = jpeg(120, 80)
SIGHTS = (
    Sight("隐患 03", (Shot("整改前　11-05", lambda: PHOTO), Shot("整改后　11-23", lambda: PHOTO))),
    Sight("隐患 04", (Shot("部位", lambda: PHOTO),)),
    Sight("隐患 05", (Shot("细节", lambda: b"broken"),)),
)


@pytest.fixture
def viewer(qtbot: QtBot, tasks: Tasks) -> PhotoViewer:
    made = PhotoViewer(SIGHTS, tasks)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_pair_stands_side_by_side_at_equal_size(qtbot: QtBot, viewer: PhotoViewer) -> None:
    qtbot.waitUntil(lambda: all(pane.has_image for pane in viewer.panes))
    first, second = viewer.panes
    assert abs(first.width() - second.width()) <= 1
    assert first.x() < second.x()
    assert second.accessibleDescription() == "整改后　11-23"


def test_pair_is_enlarged_and_moved_together(qtbot: QtBot, viewer: PhotoViewer) -> None:
    viewer.larger.click()
    assert [pane.zoom for pane in viewer.panes] == [1.25, 1.25]
    viewer.panes[1].view_changed.emit(3.0, QPointF(0.4, 0.6))
    assert [pane.zoom for pane in viewer.panes] == [3.0, 3.0]
    assert viewer.panes[0].centre == viewer.panes[1].centre
    viewer.whole.click()
    assert viewer.panes[0].zoom == 1.0


def test_arrows_go_through_the_photos_and_stop_at_the_ends(qtbot: QtBot, viewer: PhotoViewer) -> None:
    assert not viewer.before.isEnabled()
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.place == 1
    assert viewer.panes[1].isHidden()
    viewer.step(1)
    viewer.step(1)
    assert viewer.place == 2
    assert not viewer.after.isEnabled()


def test_photo_that_cannot_be_read_says_so_in_its_place(qtbot: QtBot, viewer: PhotoViewer) -> None:
    viewer.step(2)
    qtbot.waitUntil(lambda: "打不开" in viewer.panes[0].words)


def test_escape_closes(qtbot: QtBot, viewer: PhotoViewer) -> None:
    with qtbot.waitSignal(viewer.finished):
        QTest.keyClick(viewer, Qt.Key.Key_Escape)


def test_viewer_fills_the_window_that_asked(qtbot: QtBot, tasks: Tasks) -> None:
    host = QWidget()
    host.resize(1280, 720)
    qtbot.addWidget(host)
    host.show()
    viewer = PhotoViewer(SIGHTS[1:2], tasks, parent=host)
    viewer.open_full()
    assert viewer.size() == host.size()
    qtbot.waitUntil(lambda: viewer.panes[0].has_image)
    viewer.accept()


def test_viewer_without_photos_says_so(qtbot: QtBot, tasks: Tasks) -> None:
    viewer = PhotoViewer((), tasks)
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(viewer)
    assert viewer._title.text() == "没有照片"
