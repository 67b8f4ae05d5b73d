"""Measure how long the window takes to appear, and the first page with its data, against an empty QMainWindow.

Run: python -m bench.startup [--rounds N]; each start is a process of its own, from its first instruction to the paint.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app.services.catalogue import Services
from app.services.desk import Desk
from app.services.first_look import FirstLooks
from app.storage.look_file import place
from app.storage.opening import open_store
from app.storage.store import StorePaths
from bench.children import Reported, run_child, surroundings
from bench.figures import Figure, note
from bench.filled import filled_stores
from bench.pairs import interleave_told, print_table

# A child says when it had painted and what memory it held, and ends there.
REPORT = """
import os, time
def report(*_):
    clock = time.monotonic()
    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[1])
    print(clock, pages * os.sysconf("SC_PAGE_SIZE"), flush=True)
    os._exit(0)
"""
# After its own paint the window paints its children, and only then does a timer fire.
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, report)
app = QApplication(["empty"])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
SHELL = """
import sys
from app.ui.client import Client
from app.__main__ import run
Client.begin = report
run(["--data", sys.argv[1]])
"""
WATCH = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from app.ui.client import Client
from app.__main__ import run
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, report)
        return False
def watch(page, widget):
    page.watch = Watch()
    widget.installEventFilter(page.watch)
"""
# The page of the day has been read, laid out and painted with its rows.
TODAY = (
    WATCH
    + """
def today(*_):
    from app.ui.pages.today import TodayPage
    def read(page, view, was=TodayPage._on_read):
        was(page, view)
        assert view.rows
        watch(page, page.table.viewport())
    TodayPage._on_read = read
    return "today"
Client._first_page = Client._first_glance = today
run(["--data", sys.argv[1]])
"""
)
# The question who works here, which every start asks first, stands painted with its answers.
CHOICE = (
    WATCH
    + """
def glance(_client):
    from app.ui.pages.officer_choice import OfficerChoicePage
    def read(page, choices, was=OfficerChoicePage._on_read):
        was(page, choices)
        watch(page, page.buttons[0])
    OfficerChoicePage._on_read = read
    return "officer_choice"
Client._first_glance = glance
run(["--data", sys.argv[1]])
"""
)
# The store is open as well, and the program ready for everything.
READY = """
import sys
from PySide6.QtCore import QTimer
from app.ui.client import Client
from app.__main__ import run
def opened(client, services, was=Client._on_opened):
    was(client, services)
    QTimer.singleShot(0, report)
Client._on_opened = opened
run(["--data", sys.argv[1]])
"""
WAYS = {
    "empty window": (EMPTY, False),
    "shell painted": (SHELL, True),
    "today's page with its rows": (TODAY, True),
    "the same after the program was killed": (TODAY, False),
    "the question who works here": (CHOICE, True),
    "the store open behind it": (READY, True),
}
LOOK = "kept-look.json"
MOST_SHELL, MOST_TODAY, MOST_MB = 2.0, 3.5, 130.0
# A year of one inspector: some fifty hazards wait.
LEDGER = 5000
Start = Callable[[], float]


class Starts:
    """Start programs one after another and note the memory that each held."""

    def __init__(self, folder: Path, *, data: Path, platform: str, display: str) -> None:
        self._data = data
        self._env = surroundings(folder) | {"QT_QPA_PLATFORM": platform, "DISPLAY": display}
        self._rss: dict[str, list[float]] = {}

    def way(self, name: str, code: str, *, has_look: bool) -> Start:
        """Give a way of starting that tells its seconds, after the window was closed as usual or killed."""
        return partial(self._start, name, REPORT + code, has_look)

    def rss(self, name: str) -> float:
        """Give the memory that a program held when it was measured, in MB."""
        return statistics.median(self._rss[name])

    def _start(self, name: str, code: str, has_look: bool) -> float:
        kept = place(self._data / "ancha.db")
        kept.unlink(missing_ok=True)
        if has_look:
            shutil.copyfile(self._data / LOOK, kept)
        started = time.monotonic()
        reported = Reported.read(run_child(code, str(self._data), env=self._env))
        self._rss.setdefault(name, []).append(reported.rss_mb)
        return reported.clock - started


@contextmanager
def x_display() -> Iterator[str]:
    """Give a display without a screen, or nothing where Xvfb is not installed."""
    program = shutil.which("Xvfb")
    if program is None:
        yield ""
        return
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def close_window(data: Path) -> None:
    """Leave the store as a window leaves it when it is closed, and put what it kept aside, since a start takes it."""
    looks = FirstLooks(data / "ancha.db")
    with open_store(StorePaths.under(data)) as store:
        gathered = looks.gather(Services(Desk(store)))
    looks.keep(gathered)
    place(data / "ancha.db").rename(data / LOOK)


def measure(folder: Path, *, data: Path, platform: str, display: str, rounds: int) -> None:
    """Print the table of one platform."""
    starts = Starts(folder, data=data, platform=platform, display=display)
    ways = {name: starts.way(name, code, has_look=has_look) for name, (code, has_look) in WAYS.items()}
    timings = interleave_told(ways, rounds=rounds)
    empty, shell, today, *_ = ways
    print_table(f"start, {platform}", timings, base=empty, goals={shell: MOST_SHELL, today: MOST_TODAY})
    for name in ways:
        print(f"memory, {name}: {starts.rss(name):.0f} MB")
    note(Figure(f"start, {platform}: memory of {today}", starts.rss(today), MOST_MB, "MB"))


def main() -> None:
    """Print the tables of ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as name, x_display() as display:
        folder = Path(name)
        data = filled_stores(folder, [LEDGER])[LEDGER]
        close_window(data)
        measure(folder, data=data, platform="offscreen", display="", rounds=rounds)
        if display:
            measure(folder, data=data, platform="xcb", display=display, rounds=rounds)
        else:
            print("Xvfb is not installed: xcb is not measured")


if __name__ == "__main__":
    main()
