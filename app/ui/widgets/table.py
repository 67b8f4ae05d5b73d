"""The table of every list: fixed rows, a bar at the selected one, one action at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.qtmodels.columns import Column, Role
from app.ui.qtmodels.window_model import WindowModel
from app.ui.theme import Height, look
from app.ui.widgets import cells

# A name is still known by this much of it.
LOOSE_AT_LEAST = 160


class CellDelegate(QStyledItemDelegate):
    """Paint the cells of a table from what their model says of them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        assert isinstance(view, Table)
        # PySide's stubs do not list the option's own fields.
        place: QRect = option.rect  # type: ignore[attr-defined]
        is_current = view.selectionModel().isRowSelected(index.row(), QModelIndex())
        cells.row_ground(painter, place, is_current=is_current, is_first=index.column() == 0)
        cell = index.data(Role.CELL)
        painter.save()
        if cell is None:
            cells.placeholder(painter, place)
        else:
            cells.cell(painter, place, cell, is_current=is_current, is_pressed=view.pressed_cell == _spot(index))
        painter.restore()


class Table(QTableView):
    """Tell which row is current, which is opened, and whose action is pressed."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    action_pressed = Signal(object)

    def __init__(self, *, name: str, row_height: int = Height.TABLE_ROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self.pressed_cell: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._measure()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._on_current_changed)
            model.modelReset.connect(self._fit_columns)
            self._fit_columns()

    def choose_row(self, place: int) -> None:
        """Make a line the current one and bring it into sight."""
        index = self.model().index(place, 0) if self.model() is not None else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @property
    def current_row(self) -> Any:
        return self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave every other plain key to the page's shortcuts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_row is not None:
                self.row_opened.emit(self.current_row)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed_cell = self._action_at(event)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self.pressed_cell = self.pressed_cell, None
        self.viewport().update()
        if pressed is not None and pressed == self._action_at(event):
            self.action_pressed.emit(self.model().index(*pressed).data(Role.ROW))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._action_at(event) is None and self.current_row is not None:
            self.row_opened.emit(self.current_row)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._action_at(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def action_place(self, index: QModelIndex) -> QRect:
        """Tell where the button of an action cell is, in the viewport."""
        cell = index.data(Role.CELL)
        if cell is None or not cell.is_action:
            return QRect()
        return cells.action_place(self.visualRect(index), cell, look())

    def _action_at(self, event: QMouseEvent) -> tuple[int, int] | None:
        index = self.indexAt(event.position().toPoint())
        cell = index.data(Role.CELL) if index.isValid() else None
        if cell is None or cell.locked or not self.action_place(index).contains(event.position().toPoint()):
            return None
        return _spot(index)

    def _measure(self) -> None:
        worn = look()
        self.verticalHeader().setDefaultSectionSize(worn.px(self._row_height))
        self.horizontalHeader().setFixedHeight(worn.px(Height.TABLE_HEAD))

    def _fit_columns(self) -> None:
        """Give the room that is left to the columns that take it."""
        model = self.model()
        if not isinstance(model, WindowModel):
            return
        worn = look()
        room = self.viewport().width()
        left_out = _left_out(model.columns, room * 100 / worn.scale)
        widths = [worn.px(column.width) for column in model.columns]
        loose = sum(not width for width in widths)
        spare = max(0, room - sum(width for place, width in enumerate(widths) if place not in left_out))
        for place, width in enumerate(widths):
            self.setColumnHidden(place, place in left_out)
            self.setColumnWidth(place, width or max(worn.px(120), spare // max(1, loose)))

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.row_chosen.emit(current.data(Role.ROW))


def _left_out(columns: Sequence[Column[Any]], room: float) -> frozenset[int]:
    """Choose which columns give way until the others have room (in widths at 100 %).

    Those that are marked go first, the last before the others; the first, the loose and the actions stay.
    """
    left_out: set[int] = set()
    needed = sum(column.width or LOOSE_AT_LEAST for column in columns)
    may_go = [place for place, column in enumerate(columns) if place and column.width and column.title]
    for place in sorted(may_go, key=lambda one: (columns[one].gives_way, one), reverse=True):
        if needed > room:
            left_out.add(place)
            needed -= columns[place].width
    return frozenset(left_out)


def _spot(index: QModelIndex | QPersistentModelIndex) -> tuple[int, int]:
    return index.row(), index.column()
