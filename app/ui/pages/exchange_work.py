"""Long work with packages as the window follows it, and the sizes that people read."""

from collections.abc import Callable

from app.ui.tasks import Ticket
from app.ui.tr import tr

KILO, MEGA, GIGA = 1 << 10, 1 << 20, 1 << 30


def telling(ticket: Ticket, words: str) -> Callable[[int, int], None]:
    """Tell of work in hundredths: its own steps are bytes, rows or files and say nothing to a person."""

    def tell(done: int, total: int) -> None:
        if total and not ticket.is_cancelled:
            ticket.progress(min(100, done * 100 // total), 100, words)

    return tell


def asking(ticket: Ticket) -> Callable[[], bool]:
    """Let the work ask whether it is to stop, so that it cleans up in its own way."""
    return lambda: ticket.is_cancelled


def size_in_words(size: int) -> str:
    """Write a size as a file manager does."""
    if size >= GIGA:
        return tr("{n} GB", n=round(size / GIGA, 1))
    if size >= MEGA:
        return tr("{n} MB", n=round(size / MEGA, 1))
    return tr("{n} KB", n=max(1, round(size / KILO)))
