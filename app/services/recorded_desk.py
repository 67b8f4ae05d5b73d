"""A desk at which the day of an act is that of the file: rules judge by it, while the log tells when it was written."""

from datetime import datetime

from app.services.desk import Desk
from app.storage.store import Store
from app.values.clock import Clock, FixedClock


class RecordedDesk(Desk):
    """Work through what happened earlier, one moment after another."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._moment: FixedClock | None = None

    @property
    def clock(self) -> Clock:
        """The moment of the act that is being recorded, or the time of the store."""
        return self._moment or super().clock

    def at(self, moment: datetime) -> None:
        """Let the acts that follow be acts of this moment."""
        self._moment = FixedClock(moment)
