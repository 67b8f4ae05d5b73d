"""Offer the pages of the office where somebody works in one, and on a laptop what the office sent to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.tasks import plain

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.ui.context import UiContext
    from app.ui.main_window import MainWindow

OFFICE_PAGES = ("office_inbox", "office_fleet", "number_register")
FLEET = "office_fleet"
# After these pages something may have been taken in, and something may wait.
_LOOK_AFTER = frozenset({"exchange", "office_inbox", FLEET, "settings"})


class OfficePlaces(QObject):
    """Show and hide the places of the office in the navigation; the store is open."""

    def __init__(self, context: "UiContext", window: "MainWindow") -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._before = ""
        for key in OFFICE_PAGES:
            window.nav.show_place(key, False)
        context.bell.office_chosen.connect(self.look)
        window.page_shown.connect(self._on_page_shown)

    def look(self) -> None:
        """Read anew what this machine is, and what waits for it."""
        work = plain(lambda: _standing(self._context.services))
        self._context.tasks.run_read(work, done=self._on_read, owner=self, lane="office", failed=_leave_old)

    def _on_read(self, found: tuple[bool, int]) -> None:
        is_office, offers = found
        for key in OFFICE_PAGES:
            self._window.nav.show_place(key, is_office or (key == FLEET and offers > 0))
        if not is_office:
            self._window.nav.set_count(FLEET, offers)

    def _on_page_shown(self, key: str) -> None:
        before, self._before = self._before, key
        if before in _LOOK_AFTER and self._context.is_open:
            self.look()


def _standing(services: "Services") -> tuple[bool, int]:
    return services.office.is_office(), len(services.office.waiting_offers())


def _leave_old(_error: object) -> None:
    """What cannot be read now leaves the navigation as it is: the page itself tells what is wrong."""
