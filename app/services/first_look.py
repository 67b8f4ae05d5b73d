"""What the window shows while the store is still being opened: the officers to choose from, and the day.

It is made of the services' own answers for each of the coming days when the window closes, and holds for as long as the
file of the store is what it was then. Nothing that takes long to load may be imported here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app import __version__
from app.storage.look_file import drop_look, take_look, write_look
from app.values.clock import Clock, SystemClock
from app.values.days import civil_day
from app.values.errors import UserError
from app.values.plain_form import NotThisFormError, from_plain, to_plain
from app.values.rows_people import OfficerRow
from app.values.rows_today import TodayView

if TYPE_CHECKING:
    from app.services.catalogue import Services

DAYS_AHEAD = 10
MOST_ROWS = 4000


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The day, who may sit down, and who sat here last."""

    view: TodayView
    officers: tuple[OfficerRow, ...]
    last_officer: UUID | None


class FirstLooks:
    """Keep a first look for the next start, and take it there."""

    def __init__(self, database: Path, *, clock: Clock | None = None) -> None:
        self._database = database
        self._clock = clock or SystemClock()

    def take(self) -> FirstLook | None:
        """Take what was kept, if it is of this program and this store as it is, and for this day."""
        said = take_look(self._database)
        if not isinstance(said, dict) or said.get("program") != __version__:
            return None
        day = said.get("days", {}).get(civil_day(self._clock.now()).isoformat())
        try:
            return None if day is None else from_plain(FirstLook, said["who"] | {"view": day})
        except NotThisFormError:
            return None

    def gather(self, services: "Services") -> Mapping[str, Any] | None:
        """Ask the services, while the store is open, what is to be kept; an encrypted store is never told of."""
        if services.desk.store.means.key is not None:
            return None
        try:
            if not services.setup.state().is_set_up:
                return None
            own = tuple(row for row in services.officers.list() if row.is_own)
            who = {"officers": to_plain(own), "last_officer": to_plain(services.officers.last_at_desk())}
            return {"program": __version__, "who": who, "days": self._days(services)}
        except UserError:
            return None

    def keep(self, gathered: Mapping[str, Any] | None) -> None:
        """Keep what was gathered, once the store is closed."""
        if gathered is None:
            drop_look(self._database)
        else:
            write_look(self._database, gathered)

    def _days(self, services: "Services") -> dict[str, Any]:
        """Ask for each of the coming days, a long work list for fewer of them."""
        rows, days = 0, {}
        for ahead in range(DAYS_AHEAD):
            on = services.desk.today() + timedelta(days=ahead)
            view = services.today.today(on)
            rows += len(view.rows)
            if view.paused or rows > MOST_ROWS:
                break
            days[on.isoformat()] = to_plain(view)
        return days
