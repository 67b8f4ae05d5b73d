"""Children wrap where the width ends."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.button import Button
from app.ui.widgets.flow import FlowLayout


def made(qtbot: QtBot, count: int) -> tuple[QWidget, FlowLayout, list[Button]]:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host)
    buttons = [Button(f"筛选 {number}") for number in range(count)]
    for button in buttons:
        flow.addWidget(button)
    return host, flow, buttons


def test_children_wrap_and_the_height_follows(qtbot: QtBot) -> None:
    host, flow, buttons = made(qtbot, 6)
    host.resize(flow.sizeHint().width(), 44)
    host.show()
    assert {button.y() for button in buttons} == {0}
    narrow = buttons[0].width() * 2 + 8
    host.resize(narrow, 300)
    assert sorted({button.y() for button in buttons}) == [0, 52, 104]
    assert flow.heightForWidth(narrow) == 148


def test_hidden_children_take_no_room(qtbot: QtBot) -> None:
    host, _, buttons = made(qtbot, 2)
    host.resize(600, 44)
    buttons[0].hide()
    host.show()
    assert buttons[1].x() == 0


def test_children_can_be_taken_out(qtbot: QtBot) -> None:
    _, flow, _ = made(qtbot, 2)
    assert flow.takeAt(5) is None
    assert flow.takeAt(0) is not None
    assert (flow.count(), flow.itemAt(7)) == (1, None)
