"""What every page is given: the use cases, the workers, the voice, the questions, and the bell of changes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.ask import Ask
from app.ui.messages import Messages
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.services.catalogue import Services


class ChangeBell(QObject):
    """Tell the pages, in the window's thread, what a commit in any thread changed: a set of (kind, id)."""

    changed = Signal(object)
    # An officer sat down at this machine (OfficerRow).
    seated = Signal(object)


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
