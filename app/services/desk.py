"""The desk that every use case works at: the store, the time, and who sits at the keyboard."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from uuid import UUID

from app.storage.store import Store
from app.storage.unit_of_work import Changes, UnitOfWork
from app.values.clock import Clock
from app.values.days import civil_day


class Desk:
    """Give units of work in the name of the officer who was chosen at the start."""

    def __init__(self, store: Store, *, officer_id: UUID | None = None) -> None:
        self.store = store
        self.officer_id = officer_id

    @property
    def clock(self) -> Clock:
        """The clock of the store."""
        return self.store.means.clock

    def now(self) -> datetime:
        """Return the present instant."""
        return self.clock.now()

    def today(self) -> date:
        """Return the civil day at UTC+08:00."""
        return civil_day(self.now())

    def sit_down(self, officer_id: UUID | None) -> None:
        """Note who works from now on; the officer stands in every revision."""
        self.officer_id = officer_id

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Begin a unit of work that changes nothing."""
        return self.store.read()

    def write(self, *, reason: str | None = None) -> AbstractContextManager[UnitOfWork]:
        """Begin a unit of work that may commit; `reason` goes into each revision."""
        return self.store.write(actor=self.officer_id, reason=reason)

    def on_change(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call the listener with kind and id of all that a commit changed; the answer stops it."""
        return self.store.on_commit(listener)
