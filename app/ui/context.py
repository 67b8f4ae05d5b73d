"""What every page is given: the use cases, the workers, the voice, the questions, and the bell of changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.ask import Ask
from app.ui.messages import Messages
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.services.first_look import FirstLook


class ChangeBell(QObject):
    """Tell the pages, in the window's thread, what a commit in any thread changed: a set of (kind, id)."""

    changed = Signal(object)
    # An officer sat down at this machine (OfficerRow).
    seated = Signal(object)
    # A PIN, the passphrase or the time before the lock falls is another one now.
    access_changed = Signal()
    # The window is to look otherwise (Look).
    look_chosen = Signal(object)
    # It was decided whether this machine is an office's.
    office_chosen = Signal()


class _NotOpen:
    """Stand in for the services until the store is open; the shell paints before that."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(f"the store is not open yet, and {name} was asked for")


@dataclass(kw_only=True)
class UiContext:
    """Carry what a page needs to do its work; a page builds nothing of this itself."""

    tasks: Tasks
    messages: Messages
    ask: Ask
    bell: ChangeBell = field(default_factory=ChangeBell)
    services: "Services" = field(default_factory=_NotOpen)  # type: ignore[assignment]  # set once, when the store opens
    # What can be shown while the store is being opened; it goes with the first change.
    first_look: "FirstLook | None" = None
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not isinstance(self.services, _NotOpen)

    def when_open(self, act: Callable[[], None]) -> None:
        """Do something with the services: at once, or as soon as the store is open."""
        if self.is_open:
            act()
        else:
            self._waiting.append(act)

    def open_with(self, services: "Services") -> None:
        """Let the pages work with the services from now on."""
        self.services = services
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
