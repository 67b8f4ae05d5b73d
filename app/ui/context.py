"""What every page is given: the use cases, the workers, the voice, and the questions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.ask import Ask
from app.ui.messages import Messages
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.services.catalogue import Services


@dataclass(frozen=True)
class UiContext:
    """Carry what a page needs to do its work; a page builds nothing of this itself."""

    services: "Services"
    tasks: Tasks
    messages: Messages
    ask: Ask
