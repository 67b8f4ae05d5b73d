"""The order of a long ledger and the words of its first lines in memory, so that each keystroke has its page at once.

A word that nearly every line has fills the first page from the first lines, and one that few lines have is quick to ask
the index for. All lines of a frequent word take longer; they are for the scroll bar and may come after.
"""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.rules.search_words import match_expression, plain_text, scraps
from app.storage.log import chunks
from app.storage.search_index import SearchTable

PAGEFUL = 20  # what a screen shows at once; the others follow with all lines
FRONT = 2048
FEW = 4000

_SEARCHED = re.compile(r"ancha_words\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class FirstLines:
    """The first lines that fit, no more than a screen shows, and how many fit if that is known already."""

    lines: Sequence[int]
    count: int | None

    @property
    def is_all(self) -> bool:
        """Tell whether there are no others."""
        return self.count == len(self.lines)


class LedgerFront:
    """Search a ledger whose order is known; it holds for as long as nothing in the ledger changes."""

    def __init__(
        self,
        connection: Connection,
        *,
        index: SearchTable,
        order: Sequence[int],
        stand_ins: Mapping[int, int] | None = None,
    ) -> None:
        self.order = order
        self._index = index
        self._stand_ins = stand_ins or {}
        self._places = _places(order)
        self._texts = _texts(connection, index=index, lines=order[:FRONT])
        self._add_words_of_others(connection)

    def first(self, connection: Connection, typed: str) -> FirstLines:
        """Give the first lines that fit, from memory if a word is frequent and from the index if it is rare."""
        wanted = scraps(typed)
        if not wanted:
            return FirstLines(self.order[:PAGEFUL], len(self.order))
        near = self._near(wanted)
        if len(near) == PAGEFUL:
            return FirstLines(near, None)
        if len(self._texts) == len(self.order):
            return FirstLines(near, len(near))
        found = self._asked(connection, typed, most=FEW + 1)
        if len(found) > FEW:
            return FirstLines(near, None)
        lines = self._ordered(found)
        return FirstLines(lines[:PAGEFUL], len(lines))

    def all(self, connection: Connection, typed: str) -> Sequence[int]:
        """Give all lines that fit, however many."""
        return self._ordered(self._asked(connection, typed, most=-1)) if scraps(typed) else self.order

    def _add_words_of_others(self, connection: Connection) -> None:
        """A line is found by the words of those for which it stands, too."""
        others = list(self._stand_ins)
        for line, text in zip(others, _texts(connection, index=self._index, lines=others), strict=True):
            place = self._places[self._stand_ins[line]] if self._stand_ins[line] < len(self._places) else -1
            if 0 <= place < len(self._texts):
                self._texts[place] += f" {text}"

    def _near(self, wanted: Sequence[str]) -> Sequence[int]:
        """Look through the first lines for a screenful."""
        found = array("q")
        first, *others = wanted
        for line, text in zip(self.order, self._texts, strict=False):
            if first in text and all(one in text for one in others):
                found.append(line)
                if len(found) == PAGEFUL:
                    break
        return found

    def _asked(self, connection: Connection, typed: str, *, most: int) -> list[int]:
        """Ask the index, which answers in its own order."""
        query = f"SELECT rowid FROM {self._index} WHERE {self._index} MATCH ? LIMIT ?"
        return [row[0] for row in connection.exec_driver_sql(query, (match_expression(typed), most))]

    def _ordered(self, lines: Iterable[int]) -> Sequence[int]:
        known, places, order = len(self._places), self._places, self.order
        meant = {self._stand_ins.get(line, line) for line in lines} if self._stand_ins else lines
        found = sorted(places[line] for line in meant if line < known)
        return array("q", [order[place] for place in found if place >= 0])


def _places(order: Sequence[int]) -> "array[int]":
    """Tell for each rowid its place in the order; -1 where the ledger leaves it out."""
    places = array("l", [-1]) * (max(order, default=0) + 1)
    for place, line in enumerate(order):
        places[line] = place
    return places


def _texts(connection: Connection, *, index: SearchTable, lines: Sequence[int]) -> list[str]:
    """Read what can be searched of some lines; the trigger that keeps the index says which columns that is."""
    query = "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
    table, trigger = connection.exec_driver_sql(query, (f"{index}_added",)).one()
    found = _SEARCHED.search(trigger)
    if found is None:
        raise RuntimeError(f"the trigger of {index} does not say what is searched")
    columns = found.group(1).replace("new.", "")
    texts: dict[int, str] = {}
    for chunk in chunks(lines):
        asked = f"SELECT rowid, {columns} FROM {table} WHERE rowid IN ({', '.join('?' * len(chunk))})"
        texts.update((line, plain_text(*values)) for line, *values in connection.exec_driver_sql(asked, tuple(chunk)))
    return [texts.get(line, "") for line in lines]
