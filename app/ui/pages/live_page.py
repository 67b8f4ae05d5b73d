"""A page that reads itself again a moment after a commit changed what it shows."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.widgets.states import ErrorBar

SETTLE_MS = 250


def settling(owner: QObject, act: Callable[[], None]) -> QTimer:
    """Make the wait after which a page acts once on many changes."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(SETTLE_MS)
    timer.timeout.connect(act)
    return timer


class LivePage(Page):
    """Hold the context, the bar for errors, and the wait after a change; `kinds` names what the page shows."""

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry_chosen)
        self._settle = settling(self, self._on_settled)
        context.bell.changed.connect(self._on_changed)

    def _on_retry_chosen(self) -> None:
        self.error.hide()
        self.refresh()

    def _on_changed(self, changes: frozenset[tuple[str, object]]) -> None:
        if any(kind in self.kinds for kind, _ in changes):
            self._settle.start()

    def _on_settled(self) -> None:
        if self.isVisible():
            self.refresh()
