"""What is at hand on every page: F1 help, Ctrl+K search, and the counts beside the navigation."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.ui.tasks import plain

if TYPE_CHECKING:
    from app.ui.context import UiContext
    from app.ui.dialogs.finder import Finder
    from app.ui.dialogs.page_help import PageHelp
    from app.ui.main_window import MainWindow

SETTLE_MS = 600
NOT_YET = frozenset({"set_up", "officer_choice"})
COUNTED = frozenset({"inspection", "hazard", "reinspection", "received_paper", "case", "case_step"})


class Everywhere(QObject):
    """Serve the whole window; the store is open."""

    def __init__(self, context: "UiContext", window: "MainWindow") -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.finder: Finder | None = None
        self.help: PageHelp | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.count)
        window.closing.connect(self._settle.stop)
        context.bell.changed.connect(self._on_changed)
        context.bell.seated.connect(self._on_seated)
        window.page_shown.connect(self._on_first_page)
        window.add_key("F1", self.show_help)
        window.add_key("Ctrl+K", self.open_finder)

    def show_help(self) -> None:
        """Tell what is done on the page that is open, and by which keys."""
        from app.ui.dialogs.page_help import PageHelp
        from app.ui.pages.help_steps import EVERYWHERE, MORE_KEYS, STEPS

        page, key = self._window.current_page, self._window.current
        if page is None or self.help is not None:
            return
        keys = (*page.key_hints, *MORE_KEYS.get(key, ()))
        self.help = PageHelp(page.title, STEPS.get(key, ()), keys, everywhere=EVERYWHERE, parent=self._window)
        self.help.finished.connect(self._on_help_closed)
        self.help.open()

    def open_finder(self) -> None:
        """Search over everything; nobody searches before it is known who works here."""
        from app.ui.dialogs.finder import Finder

        if self.finder is not None or not self._window.nav.isEnabled():
            return
        self.finder = Finder(self._context.services.finding, self._context.tasks, parent=self._window)
        self.finder.chosen.connect(self._window.go)
        self.finder.finished.connect(self._on_finder_closed)
        self.finder.open()

    def count(self) -> None:
        """Count anew what waits."""
        counts = self._context.services.waiting_counts
        self._context.tasks.run_read(
            plain(counts.counts), done=self._on_counted, failed=_leave_old, owner=self, lane="counts"
        )

    def _on_counted(self, counts: Mapping[str, int]) -> None:
        for key, count in counts.items():
            self._window.nav.set_count(key, count)

    def _on_changed(self, changes: frozenset[tuple[str, object]]) -> None:
        if any(kind in COUNTED for kind, _ in changes):
            self._settle.start()

    def _on_seated(self, _officer: object) -> None:
        self._settle.start()

    def _on_first_page(self, key: str) -> None:
        """Count once when the work begins."""
        if key not in NOT_YET:
            self._window.page_shown.disconnect(self._on_first_page)
            self._settle.start()

    def _on_help_closed(self) -> None:
        self.help = None

    def _on_finder_closed(self) -> None:
        self.finder = None


def _leave_old(_error: object) -> None:
    """A count that cannot be read now leaves the old one: the page itself tells what is wrong."""
