"""The fronts of a ledger, one for each way of narrowing it, kept until something changes that the ledger shows."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from typing import Generic, TypeVar

from app.services.desk import Desk
from app.storage.ledger_front import LedgerFront
from app.storage.unit_of_work import Changes, UnitOfWork

Narrowed = TypeVar("Narrowed", bound=Hashable)
KEPT = 2


class LedgerFronts(Generic[Narrowed]):
    """Make the front of a ledger once and give it again."""

    def __init__(
        self, desk: Desk, *, kinds: Collection[str], make: Callable[[UnitOfWork, Narrowed], LedgerFront]
    ) -> None:
        self._desk = desk
        self._file = desk.store.engine
        self._kinds = frozenset(kinds)
        self._make = make
        self._kept: OrderedDict[Narrowed, LedgerFront] = OrderedDict()
        self._making = threading.Lock()
        self._changed = 0
        desk.on_change(self._on_change)

    def of(self, uow: UnitOfWork, narrowed: Narrowed) -> LedgerFront:
        """Give the front of the ledger that is narrowed so; two who ask at once wait for the same one."""
        with self._making:
            self._follow_file()
            kept = self._kept.get(narrowed)
            if kept is not None:
                self._kept.move_to_end(narrowed)
                return kept
            before = self._changed
            made = self._make(uow, narrowed)
            if before == self._changed:
                self._kept[narrowed] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return made

    def _follow_file(self) -> None:
        """Forget what was kept of a file in whose place another one was put; its lines are numbered anew."""
        if self._file is not self._desk.store.engine:
            self._file = self._desk.store.engine
            self._kept = OrderedDict()

    def _on_change(self, changes: Changes) -> None:
        """Forget what was kept; a front that is being made at this moment is not kept either."""
        if any(kind in self._kinds for kind, _ in changes):
            self._changed += 1
            self._kept = OrderedDict()
