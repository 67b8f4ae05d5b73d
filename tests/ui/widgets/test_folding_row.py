"""A row of controls folds to a column where it would be cut, and unfolds again."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.button import Button
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.line_edit import MomentEdit


def test_row_folds_where_its_parts_do_not_fit_and_unfolds_where_they_do(qtbot: QtBot) -> None:
    moment, now = MomentEdit(name="出示时间"), Button("现在", icon="clock")
    room = QWidget()
    column = QVBoxLayout(room)
    row = FoldingRow([(moment, 1), (now, 0)])
    column.addWidget(row)
    qtbot.addWidget(room)
    with qtbot.waitExposed(room):
        room.show()
    room.resize(500, 200)
    qtbot.waitUntil(lambda: not row.is_folded and now.x() > moment.x())
    room.resize(row.minimumSizeHint().width() + 30, 200)
    qtbot.waitUntil(lambda: row.is_folded and now.y() > moment.y())
    assert all(part.geometry().right() <= row.width() for part in (moment, now))
    room.resize(500, 200)
    qtbot.waitUntil(lambda: not row.is_folded)


def test_hidden_part_does_not_fold_the_row(qtbot: QtBot) -> None:
    moment, now = MomentEdit(name="出示时间"), Button("现在", icon="clock")
    row = FoldingRow([(moment, 1), (now, 0)])
    qtbot.addWidget(row)
    now.hide()
    row.resize(row.minimumSizeHint().width(), 60)
    with qtbot.waitExposed(row):
        row.show()
    assert not row.is_folded
