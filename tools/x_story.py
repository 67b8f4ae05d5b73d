"""The whole story by a real keyboard and mouse on a virtual screen: python -m tools.x_story FOLDER.

Needs Xvfb, openbox, xdotool and import (ImageMagick). Every step leaves a picture of the screen in the folder.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.flows import chapters
from tests.flows.bureau import CHECK_DAY, DETECTOR, EVE, RECHECK_DAY, text_of

SCREEN = "1366x768x24"
DISPLAY = os.environ.get("ANCHA_X_DISPLAY", ":97")
PATIENCE, STEP = 40.0, 0.12
KEYS = {"Enter": "Return", "Esc": "Escape", "PgDn": "Next", "Del": "Delete", "Ctrl": "ctrl", "Alt": "alt", "/": "slash"}


class XHand:
    """A hand on the virtual screen: all that it does goes through the X server."""

    def __init__(self, child: subprocess.Popen[str], folder: Path) -> None:
        self._child, self._folder, self._taken = child, folder, 0

    def ask(self, question: str) -> str:
        """Ask the window something."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(question + "\n")
        self._child.stdin.flush()
        return self._child.stdout.readline().strip()

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Let it be this time."""
        self.ask(f"clock {day.isoformat()}T{hour:02d}:{minute:02d}")

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        end, calm = time.monotonic() + PATIENCE, 0
        while calm < 3 and time.monotonic() < end:
            time.sleep(STEP)
            calm = calm + 1 if self.ask("busy") == "0" else 0

    def wait_for(self, key: str) -> None:
        """Wait until a page is open and filled."""
        end = time.monotonic() + PATIENCE
        while self.ask("page") != key:
            if time.monotonic() > end:
                self.shoot(f"waited-in-vain-for-{key}")
                raise TimeoutError(key)
            time.sleep(STEP)
        self.settle()

    def key(self, keys: str) -> None:
        """Press keys."""
        _x("key", "--clearmodifiers", key_name(keys))
        self.settle()

    def fill(self, name: str, words: str) -> None:
        """Click a field and write into it, figures by keys and Chinese by pasting."""
        self._click_at(self.ask(f"field {name}"), name)
        _x("key", "ctrl+a")
        if words.isascii():
            _x("type", "--delay", "20", words)
        else:
            self.ask(f"copy {words}")
            _x("key", "ctrl+v")
        time.sleep(STEP)

    def click(self, name: str) -> None:
        """Click what bears the name."""
        self._click_at(self.ask(f"button {name}"), name)
        self.settle()

    def pick_files(self, act: Callable[[], None], files: Sequence[Path]) -> None:
        """Do what opens the file dialog, and type the names of the files into it."""
        act()
        self.shoot("choosing-files")
        self._answer_dialog(" ".join(f'"{file}"' for file in files))

    def save_file(self, act: Callable[[], None], file: Path) -> bytes:
        """Do what asks where to write, type the place, and read what was written."""
        act()
        self._answer_dialog(str(file))
        end = time.monotonic() + PATIENCE
        while not file.exists() and time.monotonic() < end:
            time.sleep(STEP)
        return file.read_bytes()

    @property
    def item(self) -> str:
        """The item of the walk at which the officer is."""
        return self.ask("item")

    @property
    def items_left(self) -> int:
        """How many items of the walk wait for an answer."""
        return int(self.ask("left"))

    def shoot(self, name: str) -> None:
        """Keep a picture of the whole screen."""
        self._taken += 1
        file = self._folder / f"{self._taken:02d}-{name}.png"
        subprocess.run(["import", "-window", "root", str(file)], env=_environment(), check=True)

    def _answer_dialog(self, words: str) -> None:
        time.sleep(1.0)
        _x("key", "ctrl+a")
        _x("type", "--delay", "15", words)
        _x("key", "Return")
        self.settle()

    def _click_at(self, place: str, name: str) -> None:
        if place.startswith("none"):
            self.shoot(f"no-{name}")
            raise LookupError(f"{name}: {place}")
        x, y = place.split()
        _x("mousemove", x, y)  # waiting for a move would be for ever where the pointer is there already
        _x("click", "1")
        time.sleep(STEP)


def tell(hand: XHand, folder: Path) -> None:
    """Tell the story from the first start to the report."""
    before, closer, after = chapters.take_pictures(folder / "camera")
    chapters.set_up(hand)
    chapters.enter_the_gas_shop(hand)
    chapters.plan(hand)
    hand.at(CHECK_DAY, 9, 10)
    chapters.begin(hand)
    chapters.fail_the_detector(hand, [before, closer])
    chapters.answer_the_rest(hand)
    hand.at(CHECK_DAY, 11, 40)
    chapters.end_the_check(hand)
    hand.at(CHECK_DAY, 12)
    chapters.issue(hand, "现场检查记录")
    chapters.issue(hand, "责令限期整改指令书")
    order = text_of(chapters.export(hand, folder / "order.pdf"))
    assert DETECTOR.fact.rstrip("。") in order
    chapters.serve(hand)
    hand.at(RECHECK_DAY, 10)
    chapters.look_again(hand, after)
    chapters.issue_what_is_open(hand)
    chapters.serve(hand)
    report = text_of(chapters.close_the_loop(hand, folder / "report.pdf"))
    assert DETECTOR.fact.rstrip("。") in report


@contextmanager
def virtual_screen() -> Iterator[None]:
    """Start a screen with a window manager, and end both."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", SCREEN], **quiet)  # type: ignore[call-overload]  # as above
    time.sleep(2)
    manager = subprocess.Popen(["openbox"], env=_environment(), **quiet)  # type: ignore[call-overload]  # as above
    time.sleep(1)
    try:
        yield
    finally:
        for one in (manager, screen):
            os.kill(one.pid, signal.SIGTERM)
            one.wait()


@contextmanager
def open_window(folder: Path) -> Iterator[XHand]:
    """Start the window in a process of its own."""
    command = [sys.executable, "-m", "tools.x_window", str(folder / "data"), f"{EVE.isoformat()}T16:05"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    child: subprocess.Popen[str] = subprocess.Popen(command, env=_environment(), **pipes)  # type: ignore[call-overload]  # as above
    hand = XHand(child, folder)
    try:
        yield hand
        hand.ask("quit")
    finally:
        child.terminate()
        child.wait()


def key_name(keys: str) -> str:
    """Name keys as X does; a capital letter would hold Shift."""
    return "+".join(KEYS.get(part, part.lower() if len(part) == 1 else part) for part in keys.split("+"))


def _environment() -> dict[str, str]:
    return {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}


def _x(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], env=_environment(), check=True)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / "data").mkdir(parents=True, exist_ok=True)
    with virtual_screen(), open_window(place) as opened:
        tell(opened, place)
