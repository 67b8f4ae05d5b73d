"""A short table whose rows are all in memory."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from app.ui.qtmodels.columns import Column
from app.ui.qtmodels.window_model import WindowModel

Row = TypeVar("Row")


class ListModel(WindowModel[Row]):
    """Show rows handed over by `set_rows`; nothing is fetched."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, self._from_memory, parent)
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows in this order."""
        self._rows = tuple(rows)
        self.set_ids(range(len(rows)))

    def _from_memory(self, ids: Sequence[Any], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[place] for place in ids])

    def _row(self, place: int) -> Row | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None
