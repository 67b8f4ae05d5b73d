"""A table of any length: the ordered ids in memory, the rows fetched a page at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from app.ui.qtmodels.columns import Cell, Column, Role

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 128
PAGES_KEPT = 32
ASKED_AT_ONCE = 3
_ROOT = QModelIndex()


# Reads the rows of some ids in a worker and hands them to the second argument on the window's thread.
Fetch = Callable[[Sequence[Any], Callable[[Sequence[Row]], None]], None]


class WindowModel(QAbstractTableModel, Generic[Row]):
    """Show rows by id order; a row that is not read yet is a placeholder."""

    sort_asked = Signal(str, bool)

    def __init__(self, columns: Sequence[Column[Row]], fetch: Fetch[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._fetch = fetch
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask_for_pages)

    def set_ids(self, ids: Sequence[Any], *, first_rows: Sequence[Row] = ()) -> None:
        """Show these ids in this order; rows read together with them spare the first wait."""
        self.beginResetModel()
        self._turn += 1
        self._ids = ids
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
        if first_rows and (len(first_rows) >= PAGE or len(first_rows) == len(ids)):
            self._pages[0] = list(first_rows[:PAGE])
        self.endResetModel()

    def refresh_rows(self) -> None:
        """Read the rows again because they changed, and keep the order and the selection."""
        self._turn += 1
        self._pages.clear()
        self._asked.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))

    @property
    def ids(self) -> Sequence[Any]:
        return self._ids

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        return self._columns

    def row_of(self, index: Index) -> Row | None:
        """Give the row behind an index, or nothing while it is being read."""
        return self._row(index.row()) if index.isValid() else None

    def id_of(self, index: Index) -> Any:
        """Give the id behind an index, known even while its row is being read."""
        return self._ids[index.row()] if index.isValid() else None

    def place_of(self, wanted: object) -> int:
        """Give the line of an id, or -1."""
        return next((place for place, known in enumerate(self._ids) if known == wanted), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._row(index.row())
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == Role.ROW:
            return row
        if role == Role.SORT:
            return column.sort(row) if column.sort is not None else column.cell(row).words
        return _answer(column.cell(row), role)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title if 0 <= section < len(self._columns) else None
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the page for another order; it answers with set_ids."""
        if 0 <= column < len(self._columns) and self._columns[column].sort_key:
            self.sort_asked.emit(self._columns[column].sort_key, order is Qt.SortOrder.DescendingOrder)

    def _row(self, place: int) -> Row | None:
        number, within = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page[within] if within < len(page) else None
        if number not in self._asked:
            self._wanted[number] = None
            self._wanted.move_to_end(number)
            if not self._timer.isActive():
                self._timer.start()
        return None

    def _ask_for_pages(self) -> None:
        """Ask for what was looked at last; what a fast scroll passed by is forgotten."""
        newest = list(reversed(self._wanted))[:ASKED_AT_ONCE]
        self._wanted.clear()
        for number in newest:
            if number in self._asked:
                continue
            self._asked.add(number)
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            self._fetch(ids, partial(self._arrive, number, self._turn))

    def _arrive(self, number: int, turn: int, rows: Sequence[Row]) -> None:
        if turn != self._turn:
            return
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min((number + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self._columns) - 1))


def _answer(cell: Cell, role: int) -> Any:
    if role == Role.CELL:
        return cell
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.words
    if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        return cell.spoken
    return None
