"""Measure long ledgers: the first paint against loading everything, every keystroke of a search, and growth.

Run: python -m bench.lists [--rows N] [--rounds N]; it fills its stores first, which takes longest.
"""

import argparse
import gc
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlalchemy import ColumnClause, literal_column, select

from app.models.base import Record
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.services.catalogue import Services
from app.services.desk import Desk
from app.services.enterprises import EnterpriseService
from app.services.ledger_fronts import LedgerFronts
from app.storage.ledger_front import FirstLines, LedgerFront
from app.storage.opening import open_store
from app.storage.search_index import SearchTable
from app.storage.store import StorePaths
from app.storage.unit_of_work import UnitOfWork
from app.ui.client import make_application
from app.ui.qtmodels.columns import Cell, Column, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.qtmodels.window_model import PAGE, WindowModel
from app.ui.widgets.table import Table
from bench.figures import Figure, note
from bench.filled import filled_stores
from bench.pairs import interleave, print_growth, print_table

FIRST_PAINT, KEYSTROKE_MS = 0.06, 5.0
SIZE = (1190, 600)
# What is typed, key by key: names, codes, telephones, addresses; the last of each kind begins with what all share.
PARTIES_TYPED = ("永兴机械", "顺宏粉末涂装", "0000123", "样本路128号", "有限公司777号", "示例安顺")
HAZARDS_TYPED = ("配电箱", "除尘器旁12号", "安全出口被杂物遮挡", "逾期未复审", "乙炔气瓶未固定", "检查时作业")


@dataclass(frozen=True)
class Ledger:
    """One list of the store: all its lines, the first that fit, the rows of some, what is typed, how a row looks."""

    record: type[Record]
    columns: tuple[Column[Any], ...]
    lines: Callable[[str], Sequence[int]]
    first: Callable[[str], FirstLines]
    rows: Callable[[Sequence[int]], Sequence[Any]]
    typed: tuple[str, ...]


def columns(*names: str) -> tuple[Column[Any], ...]:
    """Show the named fields of a row; the first over the second."""
    first, second, *others = names

    def text(row: Any, name: str) -> str:
        return str(getattr(row, name) or "")

    return (
        Column("", lambda row: two_line(text(row, first), text(row, second))),
        *(Column(name, lambda row, name=name: Cell(text(row, name)), width=160) for name in others),  # type: ignore[misc]
    )


def enterprises(desk: Desk) -> Ledger:
    """Give the 企业台账 as its page asks for it."""
    service = EnterpriseService(desk)
    shown = columns("name", "address", "town", "uscc", "risk")
    return Ledger(Enterprise, shown, service.search, service.search_first, service.rows, PARTIES_TYPED)


def hazards(desk: Desk) -> Ledger:
    """Lay the same window over the table of hazards; no page lists all of them."""
    line: ColumnClause[int] = literal_column("hazard.rowid")
    fronts = LedgerFronts(desk, kinds=(Hazard.kind,), make=hazard_front)

    def lines(text: str) -> Sequence[int]:
        with desk.read() as uow:
            return fronts.of(uow, ()).all(uow.connection, text)

    def first(text: str) -> FirstLines:
        with desk.read() as uow:
            return fronts.of(uow, ()).first(uow.connection, text)

    def rows(wanted: Sequence[int]) -> Sequence[Hazard]:
        with desk.read() as uow:
            query = select(line, Hazard).where(line.in_(wanted))
            found: dict[int, Hazard] = dict(iter(uow.session.execute(query)))
        return [found[one] for one in wanted]

    shown = columns("fact", "place", "order_no", "deadline", "state")
    return Ledger(Hazard, shown, lines, first, rows, HAZARDS_TYPED)


def hazard_front(uow: UnitOfWork, _narrowed: tuple[()]) -> LedgerFront:
    """Order all hazards, the newest first."""
    query = "SELECT rowid FROM hazard WHERE deleted = 0 ORDER BY rowid DESC"
    order = array("q", (row[0] for row in uow.connection.exec_driver_sql(query)))
    return LedgerFront(uow.connection, index=SearchTable.HAZARD, order=order)


class Window:
    """Paint lists as a page does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open_ledger(self, name: str) -> Ledger:
        """Give a ledger of which nothing is kept yet."""
        return LEDGERS[name](self._desk)

    def paint_first(self, name: str) -> None:
        """Ask for all lines as a page that is opened, read the rows of the first page, and paint."""
        ledger = self.open_ledger(name)
        lines = ledger.lines("")
        model = WindowModel(ledger.columns, lambda ids, then: then(ledger.rows(ids)))
        model.set_ids(lines, first_rows=ledger.rows(lines[:PAGE]))
        self._paint(model)

    def paint_all(self, name: str) -> None:
        """Load every record through the ORM and paint the same."""
        ledger = self.open_ledger(name)
        with self._desk.read() as uow:
            rows = uow.session.scalars(select(ledger.record).where(ledger.record.deleted.is_(False))).all()
            model = ListModel(ledger.columns)
            model.set_rows(rows)
            self._paint(model)

    def _paint(self, model: WindowModel[Any]) -> None:
        table = Table(name="")
        table.resize(*SIZE)
        table.setModel(model)
        assert not table.grab().isNull()


LEDGERS: dict[str, Callable[[Desk], Ledger]] = {"enterprises": enterprises, "hazards": hazards}


@contextmanager
def window_on(folder: Path) -> Iterator[Window]:
    """Open a store to paint its lists."""
    with open_store(StorePaths.under(folder)) as store:
        yield Window(Desk(store))


def keystrokes(ledger: Ledger, *, rounds: int) -> tuple[list[float], list[float]]:
    """Type everything key by key and give the milliseconds of each key: up to the lines, and up to their rows.

    Milliseconds of the processor: other programs that run meanwhile do not count, and nothing here waits for a disk.
    """
    found, shown = [], []
    gc.disable()  # the window collects between two events, never in a worker that searches
    for turn in range(rounds + 1):
        for words in ledger.typed:
            for end in range(1, len(words) + 1):
                started = time.thread_time()
                first = ledger.first(words[:end])
                until_found = time.thread_time()
                ledger.rows(first.lines)
                if turn:
                    found.append((until_found - started) * 1000)
                    shown.append((time.thread_time() - started) * 1000)
    gc.enable()
    return found, shown


def print_keystrokes(name: str, ledger: Ledger, *, rounds: int) -> None:
    """Print how long a keystroke takes: the middle one, nineteen of twenty, the worst."""
    found, shown = keystrokes(ledger, rounds=rounds)
    print(f"\nsearch in {name}, {len(found)} keys, milliseconds\n| until | median | p95 | worst |\n|-|-|-|-|")
    for until, spent in (("the first lines are found", found), ("a screenful of rows is there", shown)):
        median, p95, worst = statistics.median(spent), statistics.quantiles(spent, n=20)[-1], max(spent)
        print(f"| {until} | {median:.1f} | {p95:.1f} | {worst:.1f} |")
        note(Figure(f"search in {name}: {until}, median", median, KEYSTROKE_MS, "ms"))
        note(Figure(f"search in {name}: {until}, p95", p95, KEYSTROKE_MS, "ms"))
    every = [timed(lambda word=word: ledger.lines(word)) for words in ledger.typed for word in (words[:2], words)]  # type: ignore[misc]
    print(f"all lines, for the scroll bar, in a worker: at most {max(every):.0f} ms")


def timed(work: Callable[[], object]) -> float:
    """Give the milliseconds of the processor that some work takes."""
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def measure(small: Path, large: Path, *, count: int, rounds: int) -> None:
    """Print the tables of both ledgers, and how the work list of the day grows with them."""
    print_today(small, large, count=count, rounds=rounds)
    with window_on(small) as few, window_on(large) as many:
        for name in LEDGERS:
            ways = {"ORM, load all": partial(many.paint_all, name), "window": partial(many.paint_first, name)}
            title = f"{count:,} {name}, first paint"
            print_table(title, interleave(ways, rounds=rounds), base="ORM, load all", goals={"window": FIRST_PAINT})
            print_keystrokes(f"{count:,} {name}", many.open_ledger(name), rounds=rounds)
            growing = {
                f"{count // 10:,}": partial(few.paint_first, name),
                f"{count:,}": partial(many.paint_first, name),
            }
            print_growth(title, growing, rounds=2 * rounds)


def print_today(small: Path, large: Path, *, count: int, rounds: int) -> None:
    """Measure the page of the day: one hazard in a hundred is open."""
    with open_store(StorePaths.under(small)) as few, open_store(StorePaths.under(large)) as many:
        ways = {
            f"of {count // 10:,} hazards": Services(Desk(few)).today.today,
            f"of {count:,} hazards": Services(Desk(many)).today.today,
        }
        print_growth("work of the day", ways, rounds=2 * rounds)


def main() -> None:
    """Print the tables of ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        counts = (chosen.rows // 10, chosen.rows)
        stores = filled_stores(Path(folder), counts)
        measure(stores[counts[0]], stores[counts[1]], count=chosen.rows, rounds=chosen.rounds)
    assert isinstance(app, QApplication)


if __name__ == "__main__":
    main()
