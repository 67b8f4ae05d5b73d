"""A paper is looked at as it will print, and the window never waits for it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reports.engine.objects import Name, PdfFile, Value
from app.ui.tasks import Tasks
from app.ui.widgets.pdf_view import PdfView, UnreadablePdfError, page_sizes, render_page
from tests.ui.conftest import HeardMessages


def paper(pages: int) -> bytes:
    """Make pages with a red square at the upper left corner."""
    file = PdfFile()
    tree = file.reserve()
    page: dict[str, Value] = {
        "Type": Name("Page"),
        "Parent": tree,
        "MediaBox": [0, 0, 595.276, 841.89],
        "Contents": file.add_stream(b"1 0 0 rg 0 741.89 100 100 re f", {}),
    }
    file.add({"Type": Name("Pages"), "Count": pages, "Kids": [file.add(page) for _ in range(pages)]}, at=tree)
    return file.finish(root=file.add({"Type": Name("Catalog"), "Pages": tree}), info=file.add({}))


@pytest.fixture
def view(qtbot: QtBot, tasks: Tasks) -> PdfView:
    made = PdfView(tasks)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def shown(qtbot: QtBot, view: PdfView, pages: int = 3) -> None:
    view.show_pdf(paper(pages))
    qtbot.waitUntil(lambda: view.page_count == pages)
    view.viewport().grab()
    qtbot.waitUntil(lambda: bool(view._images))


def turn_wheel(view: PdfView, *, up: bool, held: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    spot = QPointF(200, 200)
    delta = QPoint(0, 120 if up else -120)
    event = QWheelEvent(spot, spot, QPoint(), delta, Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view.viewport(), event)


def test_pages_are_measured_and_drawn_at_the_width_asked() -> None:
    data = paper(2)
    assert [(round(across), round(down)) for across, down in page_sizes(data)] == [(595, 842)] * 2
    image = render_page(data, 1, width=595)
    assert abs(image.width() - 595) <= 1
    assert image.pixelColor(20, 20).name() == "#ff0000"
    assert image.pixelColor(300, 400).name() == "#ffffff"


def test_bytes_that_are_no_pdf_are_refused_in_words() -> None:
    with pytest.raises(UnreadablePdfError, match="不是完整的PDF"):
        page_sizes(b"not a paper")


def test_broken_paper_is_told_and_the_view_stays_empty(qtbot: QtBot, view: PdfView, messages: HeardMessages) -> None:
    view.show_pdf(b"not a paper")
    qtbot.waitUntil(lambda: bool(messages.errors))
    assert "打不开" in messages.errors[0]
    assert view.page_count == 0


def test_page_is_fitted_to_the_width(qtbot: QtBot, view: PdfView) -> None:
    shown(qtbot, view)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(24, 24).name() == "#ff0000"
    assert image.pixelColor(view.viewport().width() // 2, 200).name() == "#ffffff"
    assert view.horizontalScrollBar().maximum() == 0


def test_page_keys_turn_pages(qtbot: QtBot, view: PdfView) -> None:
    shown(qtbot, view)
    with qtbot.waitSignal(view.page_changed) as changed:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert changed.args == [1, 3]
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_held_wheel_zooms_and_bare_wheel_scrolls(qtbot: QtBot, view: PdfView) -> None:
    shown(qtbot, view)
    turn_wheel(view, up=True)
    assert view.zoom == 1.25
    assert view.horizontalScrollBar().maximum() > 0
    turn_wheel(view, up=False)
    assert view.zoom == 1.0
    turn_wheel(view, up=False, held=Qt.KeyboardModifier.NoModifier)
    assert view.zoom == 1.0
    assert view.verticalScrollBar().value() > 0


def test_zoom_has_ends_and_returns_to_the_width(qtbot: QtBot, view: PdfView) -> None:
    shown(qtbot, view)
    for _ in range(12):
        view.step_zoom(1)
    assert view.zoom == 3.0
    for _ in range(12):
        view.step_zoom(-1)
    assert view.zoom == 0.5
    view.fit_width()
    assert view.zoom == 1.0


def test_only_pages_in_sight_are_rendered(qtbot: QtBot, view: PdfView) -> None:
    shown(qtbot, view, pages=30)
    qtbot.waitUntil(lambda: not view._is_rendering)
    assert {page for page, _ in view._images} == {0}
    view.go_to_page(29)
    view.viewport().grab()
    qtbot.waitUntil(lambda: 29 in {page for page, _ in view._images})
    assert len(view._images) <= 8


def test_new_paper_replaces_the_old_one(qtbot: QtBot, view: PdfView) -> None:
    shown(qtbot, view)
    view.go_to_page(2)
    shown(qtbot, view, pages=1)
    assert (view.page, view.page_count, view.verticalScrollBar().value()) == (0, 1, 0)
    view.show_pdf(b"")
    assert view.page_count == 0
