"""How far a long piece of work has come, and whether it is to stop."""

from collections.abc import Callable
from dataclasses import dataclass

from app.values.errors import CancelledError

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Seen = Callable[[int], None]


@dataclass(slots=True)
class Steps:
    """Count what was done of a whole, tell of it, and stop where the person asked for it."""

    total: int
    progress: Progress | None = None
    cancelled: Cancelled | None = None
    done: int = 0

    def go(self, count: int) -> None:
        """Note that so much more was done."""
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        self.done = min(self.done + count, self.total)
        if self.progress is not None:
            self.progress(self.done, self.total)

    def finish(self) -> None:
        """Tell that all was done, whatever was estimated before."""
        self.done = self.total
        if self.progress is not None:
            self.progress(self.total, self.total)
