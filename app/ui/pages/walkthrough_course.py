"""Where the officer is in a walk, and where each key leads; no widget, no store."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.values.rows_hazard import HazardRow
from app.values.rows_walk import Walk, WalkItem


@dataclass(frozen=True)
class Stop:
    """One place of a walk: an item of a section, or a hazard of no item."""

    section: int
    item_id: str = ""
    hazard_id: UUID | None = None


class Course:
    """Lead through the stops of a walk, in its order."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        items = [Stop(section.place, item.id) for section in walk.sections for item in section.items]
        self.extra_section = len(walk.sections) + 1
        self.stops = (*items, *(Stop(self.extra_section, "", one.id) for one in walk.extra_hazards))

    def start(self) -> Stop | None:
        """Give the stop at which the walk was left, else the first open item."""
        for stop in self.stops:
            left_here = stop.item_id and stop.item_id == self.walk.at_item
            if left_here or (stop.hazard_id is not None and stop.hazard_id == self.walk.at_hazard):
                return stop
        return self.next_open(None) or next(iter(self.stops), None)

    def wanted(self, place: UUID | str) -> Stop | None:
        """Give the stop that another page asked for: a hazard by its id, an item by its own."""
        return self.stop_of(hazard_id=place) if isinstance(place, UUID) else self.stop_of(item_id=place)

    def beside(self, stop: Stop, by: int) -> Stop:
        """Give the stop so many places further; the ends hold."""
        place = self._place(stop) + by
        return self.stops[min(max(place, 0), len(self.stops) - 1)]

    def next_open(self, stop: Stop | None) -> Stop | None:
        """Give the next item that nobody has answered, from here on and then from the beginning."""
        here = -1 if stop is None else self._place(stop)
        ordered = (*self.stops[here + 1 :], *self.stops[: here + 1])
        return next((one for one in ordered if self._is_unanswered(one)), None)

    def next_unsettled(self, stop: Stop) -> Stop | None:
        """Give the next item without an answer; where none is left, the next one that was kept for later."""
        here = self._place(stop)
        ordered = (*self.stops[here + 1 :], *self.stops[:here])
        waiting = (one for one in ordered if one.item_id and not self._item(one).is_judged)
        return self.next_open(stop) or next(waiting, None)

    def beside_section(self, stop: Stop, by: int) -> Stop:
        """Give the first open item of the section so many sections further."""
        last = self.extra_section if self.walk.extra_hazards else self.extra_section - 1
        return self.into_section(min(max(stop.section + by, 1), last)) or stop

    def into_section(self, section: int) -> Stop | None:
        """Give the first open item of a section, else its first."""
        inside = [stop for stop in self.stops if stop.section == section]
        return next((stop for stop in inside if self._is_unanswered(stop)), next(iter(inside), None))

    def in_section(self, section: int) -> Sequence[Stop]:
        """List the stops of a section."""
        return [stop for stop in self.stops if stop.section == section]

    def item(self, stop: Stop) -> WalkItem | None:
        """Give the item of a stop, if it stands on one."""
        return self.walk.item(stop.item_id) if stop.item_id else None

    def hazard(self, stop: Stop) -> HazardRow | None:
        """Give the hazard of a stop, if there is one."""
        return self.walk.hazard_of(stop.item_id) if stop.item_id else self.walk.hazard(stop.hazard_id or UUID(int=0))

    def stop_of(self, *, item_id: str = "", hazard_id: UUID | None = None) -> Stop | None:
        """Find the stop of an item, or the one at which a hazard is shown."""
        if hazard_id is not None:
            free = next((stop for stop in self.stops if stop.hazard_id == hazard_id), None)
            row = self.walk.hazard(hazard_id)
            if free is not None or row is None:
                return free
            item_id = row.fields.item_no
        return next((stop for stop in self.stops if stop.item_id and stop.item_id == item_id), None)

    def _place(self, stop: Stop) -> int:
        return self.stops.index(stop) if stop in self.stops else 0

    def _item(self, stop: Stop) -> WalkItem:
        return next(item for item in self.walk.items if item.id == stop.item_id)

    def _is_unanswered(self, stop: Stop) -> bool:
        return bool(stop.item_id) and self._item(stop).result is None
