"""Fill an empty store with a believable district: the same seed and day give the same records, byte for byte."""

import heapq
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid5

from app.services.demo.calendar import moment
from app.services.demo.district import SPACE, found_district, number_span
from app.services.demo.plots import PLOTS, STANDARD, Plot
from app.services.demo.scribe import Scribe
from app.services.desk import Desk
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.errors import UsageError, UserError
from app.values.idsource import SeededIds

FIRST_ACT = timedelta(days=60)
MOST_INSPECTIONS = 5000
LARGEST_SEED = 2**63


@dataclass(frozen=True, slots=True)
class DemoMade:
    """How much the demo made."""

    inspections: int
    digest: str
    revisions: int
    blobs: int


class DemoService:
    """Make the demo."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fill(self, *, seed: int = 1, on: date | None = None, inspections: int | None = None) -> DemoMade:
        """Fill the store, all of it or nothing; one that holds anything is refused."""
        count = STANDARD if inspections is None else inspections
        if not 1 <= count <= MOST_INSPECTIONS:
            raise UsageError(f"检查次数应为 1 至 {MOST_INSPECTIONS}。", hint="请改正 --inspections。")
        if not 0 <= seed < LARGEST_SEED:
            raise UsageError("种子应为不小于 0 的整数。", hint="请改正 --seed。")
        self._refuse_full()
        self._desk.store.claim()
        day = on or self._desk.today()
        before = self._desk.officer_id
        try:
            with _at_the_time_of(self._desk.store, seed=seed, on=day) as clock, self._desk.store.together():
                self._tell(clock, seed=seed, on=day, count=count)
        finally:
            self._desk.sit_down(before)
        return self._made(count)

    def _tell(self, clock: FixedClock, *, seed: int, on: date, count: int) -> None:
        from app.services.catalogue import Services

        services = Services(self._desk)
        self._become(seed=seed, on=on)
        officers = found_district(self._desk, seed=seed, inspections=count)
        calendar = services.library.calendar()
        first = number_span(seed, inspections=count).first
        scribe = Scribe(services, seed=seed, on=on, officers=officers, calendar=calendar, first_number=first)
        for at in _in_order([PLOTS[number % STANDARD](scribe, number) for number in range(count)]):
            clock.set(max(clock.now(), at))

    def _become(self, *, seed: int, on: date) -> None:
        """Write as a device that is known by seed and day."""
        with self._desk.write() as uow:
            uow.devices.become(uuid5(SPACE, f"device {seed} {on.isoformat()}"))
            uow.commit()

    def _refuse_full(self) -> None:
        with self._desk.read() as uow:
            counted, waiting = uow.log.counts()
        if counted or waiting:
            raise UserError(
                "本机已有记录，没有载入示例数据。", hint="请用 --data 指定一个空文件夹，或在新安装的电脑上载入。"
            )

    def _made(self, count: int) -> DemoMade:
        from app.storage.rebuild import digest_of

        with self._desk.read() as uow:
            return DemoMade(count, *digest_of(uow.connection))


def _in_order(plots: list[Plot]) -> Iterator[datetime]:
    """Carry the stories on side by side, always the one whose next act is the earliest."""
    waiting: list[tuple[datetime, int]] = []
    for number, plot in enumerate(plots):
        _wait(waiting, plot, number)
    while waiting:
        at, number = heapq.heappop(waiting)
        yield at
        _wait(waiting, plots[number], number)


def _wait(waiting: list[tuple[datetime, int]], plot: Plot, number: int) -> None:
    at = next(plot, None)
    if at is not None:
        heapq.heappush(waiting, (at, number))


@contextmanager
def _at_the_time_of(store: Store, *, seed: int, on: date) -> Iterator[FixedClock]:
    """Let clock, ids and chance of the store come from seed and day for a while."""
    own = store.means
    clock = FixedClock(moment(on - FIRST_ACT, 8))
    ids = SeededIds(clock, seed=f"demo {seed} {on.isoformat()}")
    salt = SeededIds(clock, seed=f"salt {seed} {on.isoformat()}")
    store.means = replace(own, clock=clock, ids=ids, chance=lambda size: salt.new().bytes[:size])
    try:
        yield clock
    finally:
        store.means = own
