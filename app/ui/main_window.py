"""The shell: navigation, top bar, pages, bottom bar. It paints before any page is built."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.ui.messages import Messages, Note
from app.ui.page import Page, PageSpec
from app.ui.theme import Layout, Space, look
from app.ui.tr import tr
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.nav_bar import NavBar
from app.ui.widgets.nav_button import LAST_NUMBER
from app.ui.widgets.shell_bars import BottomBar, TopBar
from app.ui.widgets.states import ErrorBar
from app.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from app.ui.dialogs.bug_report import BugReport

SMALLEST = (880, 560)
FIRST = (1366, 768)


class MainWindow(QMainWindow):
    """Show one page at a time and carry the user from page to page."""

    page_shown = Signal(str)
    closing = Signal()
    layout_changed = Signal(int)

    def __init__(self, specs: Sequence[PageSpec], messages: Messages, *, version: str = "") -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._version = version
        self._bug: BugReport | None = None
        self._again: Callable[[], object] | None = None
        self.layout_now = Layout.WIDE
        self.setWindowTitle(tr("安查"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST)
        self._build([spec for spec in specs if spec.in_nav])
        self._listen(messages)
        self._add_keys()
        self._fit()

    @property
    def current(self) -> str:
        return self._current

    @property
    def current_page(self) -> Page | None:
        return self._pages.get(self._current)

    def built_pages(self) -> tuple[str, ...]:
        """Name the pages that exist already."""
        return tuple(self._pages)

    def open_first(self, key: str, payload: object = None) -> None:
        """Open a page once the shell has been painted."""
        self.nav.show_current(key)
        QTimer.singleShot(0, self, lambda: self.go(key, payload))

    def go(self, key: str, payload: object = None) -> None:
        """Show a page, building it on its first visit."""
        spec = self._specs.get(key)
        if spec is None:
            return
        before = self.current_page
        if before is not None:
            before.leave()
        if key != self._current:
            self.toast.leave_page()
            self._dismiss_overlays()
        self._error_room.hide()
        page = self._page(spec)
        self._current = key
        self._stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.nav.show_current(spec.nav_key or key)
        self._show_bars(page)
        page.set_layout(self.layout_now)
        if payload is not None:
            page.enter(payload)
            self._show_bars(page)
        page.refresh()
        self.page_shown.emit(key)

    def _dismiss_overlays(self) -> None:
        """Close what slid over the page that is left."""
        from app.ui.widgets.overlay import SlideOver

        for child in self._below_top.children():
            if isinstance(child, SlideOver):
                child.dismiss()

    def refresh_page(self) -> None:
        """Let the current page read again."""
        page = self.current_page
        if page is not None:
            page.refresh()

    def add_key(self, key: str, act: Callable[[], object]) -> None:
        """Let a key with Ctrl or Alt do something from every page."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(act)

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.current_page
        if page is not None:
            page.leave()
        self.closing.emit()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "nav"):
            self._fit()

    def _build(self, in_nav: Sequence[PageSpec]) -> None:
        shell = QWidget()
        shell.setObjectName("shell")
        self.nav = NavBar(in_nav)
        self._top, self._bottom = TopBar(), BottomBar()
        self.lamp = self._bottom.lamp
        self._error = ErrorBar()
        self._error.retry_chosen.connect(self._on_retry)
        self._error.dismissed.connect(self._on_error_dismissed)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        column = QVBoxLayout()
        column.setSpacing(0)
        self._error_room = QWidget()
        room = QVBoxLayout(self._error_room)
        room.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, 0)
        room.addWidget(self._error)
        self._error_room.hide()
        self._below_top = QWidget()
        below = QVBoxLayout(self._below_top)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._error_room)
        below.addWidget(self._stack, 1)
        below.addWidget(self._bottom)
        column.addWidget(self._top)
        column.addWidget(self._below_top, 1)
        row = QHBoxLayout(shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(column, 1)
        self.setCentralWidget(shell)
        self.toast = Toast(shell)
        self.ring = FocusRing(self)

    def _listen(self, messages: Messages) -> None:
        self.nav.chosen.connect(self.go)
        messages.error_arose.connect(self._on_error_arose)
        messages.note_given.connect(self._on_note_given)
        messages.bug_met.connect(self._on_bug_met)

    def _add_keys(self) -> None:
        for number in range(1, LAST_NUMBER + 1):
            self.add_key(f"Alt+{number % LAST_NUMBER}", partial(self._go_to_place, number))

    def _go_to_place(self, number: int) -> None:
        if self.nav.isEnabled():
            self.go(self.nav.place(number))

    def _show_bars(self, page: Page) -> None:
        self._top.show_page(page)
        self._bottom.show_page(page)

    def _page(self, spec: PageSpec) -> Page:
        page = self._pages.get(spec.key)
        if page is not None:
            return page
        page = spec.factory()
        page.title = page.title or spec.title
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.overlay_room, page.overlay_keep = self._below_top, self._bottom
        page.navigate.connect(self.go)
        page.header_changed.connect(self._on_header_changed)
        page.count_changed.connect(self.nav.set_count)
        self._pages[spec.key] = page
        self._stack.addWidget(page)
        return page

    def _fit(self) -> None:
        """Take the layout for the window's width."""
        now = look().layout_for(self.width())
        changed = now is not self.layout_now
        self.layout_now = now
        self.nav.set_icons_only(now is not Layout.WIDE)
        for bar in (self._top, self._bottom):
            bar.fit(narrow=now is Layout.NARROW)
        if changed:
            page = self.current_page
            if page is not None:
                page.set_layout(now)
            self.layout_changed.emit(int(now))

    def _on_header_changed(self) -> None:
        page = self.current_page
        if page is not None:
            self._show_bars(page)

    def _on_error_arose(self, sentence: str, retry: Callable[[], object] | None) -> None:
        self._again = retry
        self._error.tell(sentence, may_retry=retry is not None)
        self._error_room.show()

    def _on_error_dismissed(self) -> None:
        self._error_room.hide()

    def _on_note_given(self, note: Note) -> None:
        self.toast.give(note)

    def _on_retry(self) -> None:
        self._error_room.hide()
        again, self._again = self._again, None
        if again is not None:
            again()

    def _on_bug_met(self, error: BaseException) -> None:
        """Show one dialog, however many mistakes follow."""
        if self._bug is not None:
            return
        from app.ui.dialogs.bug_report import BugReport

        self._bug = BugReport(error, version=self._version, parent=self)
        self._bug.finished.connect(self._on_bug_closed)
        self._bug.save_chosen.connect(self._on_save_chosen)
        self._bug.open()

    def _on_bug_closed(self) -> None:
        self._bug = None

    def _on_save_chosen(self) -> None:
        page = self.current_page
        if page is not None:
            page.leave()
