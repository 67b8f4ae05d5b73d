"""The ring stands around whatever has the focus, in every theme, through scrolling and resizing."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.qtmodels.columns import Cell, Column
from app.ui.qtmodels.list_model import ListModel
from app.ui.theme import Look, ThemeName, wear
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.focus_ring import REACH, FocusRing
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.table import Table


class Window(QWidget):
    """A window with a scrolling column of controls and a ring."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(400, 440)
        self.column = Scroll()
        self.column.body.setContentsMargins(20, 20, 20, 20)
        self.controls: list[QWidget] = [
            Button("结束检查", kind=Kind.PRIMARY), Button("删除", kind=Kind.DANGER), QLineEdit(), QPlainTextEdit(),
        ]  # fmt: skip
        for control in self.controls:
            self.column.body.addWidget(control)
        answers = ChoiceRow([Choice("no", "不符合", "x", "2")], name="检查结果", columns=1)
        answers.choose(["no"])
        self.controls.append(answers.buttons[0])
        self.column.body.addWidget(answers)
        self.column.body.addSpacing(600)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        self.ring = FocusRing(self)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def show(qtbot: QtBot, widget: QWidget) -> None:
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def around(widget: QWidget) -> QRect:
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    return QRect(corner, widget.size()).adjusted(-REACH, -REACH, REACH, REACH)


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("place", range(5))
def test_ring_is_drawn_around_every_control_in_every_theme(
    qapp: QApplication, qtbot: QtBot, window: Window, theme: ThemeName, place: int
) -> None:
    wear(qapp, Look(theme))
    control = window.controls[place]
    focus(qtbot, control)
    window.column.ensureWidgetVisible(control)
    rect = around(control)
    assert window.ring.geometry() == rect
    image = window.grab().toImage()
    # Half way down the left side: 3 px of ring, then 2 px of panel, then the control.
    assert image.pixelColor(rect.x() + 1, rect.center().y()) == Look(theme).colour("focus")
    assert image.pixelColor(rect.x() + 4, rect.center().y()) == Look(theme).colour("panel")


def test_ring_follows_a_scroll(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window.controls[2])
    before = window.ring.y()
    window.column.verticalScrollBar().setValue(30)
    assert window.ring.y() == before - 30
    assert window.ring.geometry() == around(window.controls[2])


def test_ring_goes_when_its_control_is_scrolled_out_of_sight(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window.controls[0])
    assert window.ring.isVisible()
    window.column.verticalScrollBar().setValue(400)
    assert not window.ring.isVisible()
    window.column.verticalScrollBar().setValue(0)
    assert window.ring.isVisible()


def test_ring_follows_a_resize(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window.controls[0])
    window.resize(700, 440)
    qtbot.waitUntil(lambda: window.ring.geometry() == around(window.controls[0]))
    assert window.ring.width() > 600


def test_ring_goes_with_its_control(qtbot: QtBot, window: Window) -> None:
    focus(qtbot, window.controls[0])
    window.controls[0].hide()
    qtbot.waitUntil(lambda: not window.ring.isVisible() or window.ring.geometry() != around(window.controls[0]))


def test_press_goes_through_the_ring(qtbot: QtBot, window: Window) -> None:
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert window.ring.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_ring_stands_around_the_whole_search_box(qtbot: QtBot) -> None:
    window = QWidget()
    box = SearchBox("企业、电话尾号")
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    show(qtbot, window)
    focus(qtbot, box.edit)
    assert ring.geometry() == around(box)


def test_ring_stands_in_the_current_row_of_a_table(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(400, 300)
    table = Table(name="事项")
    model = ListModel([Column[str]("名称", Cell)])
    table.setModel(model)
    QVBoxLayout(window).addWidget(table)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    show(qtbot, window)
    model.set_rows(["甲", "乙", "丙"])
    focus(qtbot, table)
    table.choose_row(1)
    row = table.visualRect(model.index(1, 0))
    top = table.viewport().mapTo(window, row.topLeft()).y()
    assert ring.isVisible()
    assert (ring.y(), ring.height()) == (top, row.height())
    model.set_rows([])
    table.choose_row(0)
    assert ring.isVisible()
