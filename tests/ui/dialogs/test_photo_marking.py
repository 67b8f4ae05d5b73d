"""A photo is marked by mouse and by key, words are typed where they stand, and the marks are kept."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.annotations import AnnotationService
from app.storage.store import Store
from app.ui.dialogs.photo_viewer import PhotoViewer, Shot, Sight
from app.ui.tasks import Tasks
from app.ui.widgets.mark_pane import MarkPane
from app.values.annotation import MOST_MARKS, Mark, Shape
from app.values.fields_hazard import HazardFields
from app.values.rows_photo import PhotoTarget
from tests.services.walking import Walked, make_walk, photo
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import settle
from tests.ui.widgets.test_photo_pane import jpeg

BARE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
OLD = (Mark(Shape.BOX, 1000, 1000, 2000, 2000),)


@pytest.fixture
def walked(store: Store) -> Walked:
    return make_walk(store)


@pytest.fixture
def annotations(walked: Walked) -> AnnotationService:
    return AnnotationService(walked.desk, photos=walked.photos)


@pytest.fixture
def taken(walked: Walked) -> UUID:
    inspection_id = walked.scene.inspection_id
    hazard = walked.hazards.record(inspection_id, HazardFields(fact="软管老化"))
    return walked.photos.add(PhotoTarget(inspection_id=inspection_id, hazard_id=hazard), [photo(1)]).added[0]


@pytest.fixture
def viewer(
    qtbot: QtBot, tasks: Tasks, messages: HeardMessages, annotations: AnnotationService, taken: UUID
) -> Iterator[PhotoViewer]:
    data = jpeg(900, 600)
    shots = (Shot("整改前", lambda: data, uuid4()), Shot("整改后", lambda: data, taken))
    made = PhotoViewer((Sight("隐患 03", shots),), tasks, annotations=annotations)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    qtbot.waitUntil(lambda: all(pane.has_image for pane in made.panes))
    yield made
    settle(tasks)
    assert not messages.bugs


def begin(viewer: PhotoViewer, tasks: Tasks) -> MarkPane:
    """Press E and wait until what was drawn before is at hand."""
    QTest.keyClick(viewer, Qt.Key.Key_E)
    settle(tasks)
    assert viewer.marking is not None
    assert viewer.marking.is_on
    return viewer.panes[1]


def drag(pane: MarkPane, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw from one part of the photo to another."""
    target = pane.target()
    places = [
        QPoint(round(target.x() + x * target.width()), round(target.y() + y * target.height())) for x, y in (start, end)
    ]
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(pane, places[1])
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=places[1])


def press(viewer: PhotoViewer, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or viewer, key, modifier)


def test_arrow_drawn_with_the_mouse_is_kept_when_finished(
    viewer: PhotoViewer, tasks: Tasks, annotations: AnnotationService, taken: UUID
) -> None:
    pane = begin(viewer, tasks)
    assert viewer.panes[0].isHidden()
    drag(pane, (0.2, 0.2), (0.6, 0.5))
    press(viewer, Qt.Key.Key_E)
    settle(tasks)
    (mark,) = annotations.marks(taken)
    assert mark.shape is Shape.ARROW
    assert all(
        abs(got - want) < 60
        for got, want in zip((mark.x1, mark.y1, mark.x2, mark.y2), (2000, 2000, 6000, 5000), strict=True)
    )
    assert viewer.panes[0].isVisible()
    assert pane.marks == (mark,)


def test_every_tool_is_taken_by_its_key_and_used_by_enter(viewer: PhotoViewer, tasks: Tasks) -> None:
    pane = begin(viewer, tasks)
    for key, shape in ((Qt.Key.Key_C, Shape.ELLIPSE), (Qt.Key.Key_R, Shape.BOX), (Qt.Key.Key_M, Shape.MOSAIC)):
        press(viewer, key)
        press(viewer, Qt.Key.Key_Return)
        assert pane.sheet.marks[-1].shape is shape
    before = pane.sheet.marks[-1]
    press(viewer, Qt.Key.Key_Left)
    assert pane.sheet.marks[-1] == before.moved(-100, 0)
    press(viewer, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert pane.sheet.marks[-1].y2 == before.y2 + 100
    assert viewer.place == 0
    counts = []
    for key, held in ((Qt.Key.Key_Delete, BARE), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Y, CTRL)):
        press(viewer, key, held)
        counts.append(len(pane.sheet.marks))
    press(viewer, Qt.Key.Key_N)
    assert (counts, pane.sheet.chosen) == ([2, 3, 2], 0)


def test_words_are_typed_where_they_stand_and_no_letter_is_a_key(
    viewer: PhotoViewer, tasks: Tasks, annotations: AnnotationService, taken: UUID
) -> None:
    pane = begin(viewer, tasks)
    press(viewer, Qt.Key.Key_T)
    drag(pane, (0.5, 0.5), (0.5, 0.5))
    assert pane.line.isVisible()
    QTest.keyClicks(pane.line, "EACRM")
    press(viewer, Qt.Key.Key_Return)
    assert [mark.words for mark in pane.sheet.marks] == ["EACRM"]
    press(viewer, Qt.Key.Key_Return)
    pane.line.setText("软管老化")
    press(viewer, Qt.Key.Key_Return)
    press(viewer, Qt.Key.Key_Escape)
    settle(tasks)
    (mark,) = annotations.marks(taken)
    assert mark.words == "软管老化"
    assert viewer.isVisible()


def test_escape_leaves_the_words_and_nothing_is_written(viewer: PhotoViewer, tasks: Tasks) -> None:
    pane = begin(viewer, tasks)
    press(viewer, Qt.Key.Key_T)
    press(viewer, Qt.Key.Key_Return)
    pane.line.setText("不要")
    press(viewer, Qt.Key.Key_Escape)
    assert pane.line.isHidden()
    assert pane.sheet.marks == ()


def test_mark_is_moved_and_drawn_larger_with_the_hand(
    viewer: PhotoViewer, tasks: Tasks, annotations: AnnotationService, taken: UUID
) -> None:
    annotations.annotate(taken, OLD)
    pane = begin(viewer, tasks)
    press(viewer, Qt.Key.Key_V)
    drag(pane, (0.15, 0.15), (0.25, 0.15))
    assert abs(pane.sheet.marks[0].x1 - 2000) < 60
    drag(pane, (0.3, 0.2), (0.5, 0.6))
    assert abs(pane.sheet.marks[0].y2 - 6000) < 60
    viewer.bar.clear.click()
    assert pane.sheet.marks == ()


def test_drawing_that_was_cut_off_goes_on(
    viewer: PhotoViewer, tasks: Tasks, annotations: AnnotationService, taken: UUID, qtbot: QtBot
) -> None:
    pane = begin(viewer, tasks)
    drag(pane, (0.2, 0.2), (0.6, 0.5))
    qtbot.waitUntil(lambda: annotations.at_hand(taken) == pane.sheet.marks)
    assert annotations.marks(taken) == ()
    viewer.accept()
    settle(tasks)
    assert annotations.marks(taken) == annotations.at_hand(taken) == pane.marks


def test_draft_of_a_killed_window_is_brought_back(
    viewer: PhotoViewer, tasks: Tasks, annotations: AnnotationService, taken: UUID
) -> None:
    annotations.keep_draft(taken, OLD)
    pane = begin(viewer, tasks)
    assert pane.marks == OLD
    press(viewer, Qt.Key.Key_E)
    settle(tasks)
    assert annotations.marks(taken) == OLD


def test_one_mark_too_many_is_told(
    viewer: PhotoViewer, tasks: Tasks, annotations: AnnotationService, taken: UUID
) -> None:
    annotations.annotate(taken, OLD * MOST_MARKS)
    pane = begin(viewer, tasks)
    drag(pane, (0.4, 0.4), (0.8, 0.8))
    assert len(pane.sheet.marks) == MOST_MARKS
    assert "太多" in viewer.bar.words.text()


def test_photo_of_no_record_cannot_be_marked(qtbot: QtBot, tasks: Tasks, annotations: AnnotationService) -> None:
    data = jpeg(90, 60)
    viewer = PhotoViewer((Sight("扫描", (Shot("件", lambda: data),)),), tasks, annotations=annotations)
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(viewer)
    viewer.show()
    qtbot.waitUntil(lambda: viewer.panes[0].has_image)
    viewer.mark_button.click()
    assert viewer.marking is not None
    assert not viewer.marking.is_on
