"""Where new ids come from: chance, or a seed when the same ids are wanted again."""

import random
import secrets
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from app.values.clock import Clock
from app.values.ids import uuid7

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Ids(Protocol):
    """Make ids that nobody has used."""

    def new(self) -> UUID:
        """Return a new id."""


class RandomIds:
    """Make ids from the clock and the system's chance."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def new(self) -> UUID:
        return uuid7(_milliseconds(self._clock), secrets.randbits)


class SeededIds:
    """Make the same ids again from the same seed and clock."""

    def __init__(self, clock: Clock, *, seed: int | str) -> None:
        self._clock = clock
        self._chance = random.Random(seed)

    def new(self) -> UUID:
        return uuid7(_milliseconds(self._clock), self._chance.getrandbits)


def _milliseconds(clock: Clock) -> int:
    since = clock.now() - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000
