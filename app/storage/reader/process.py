"""The reader as the program sees it: a process that is watched, and killed when it is done, slow or gone wrong."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from app.storage.reader.limits import MB, Limits

HIDDEN_ARGUMENT = "--package-reader"
_CHILD = "app.storage.reader.child"
_LOOK_EVERY = 0.1
_PIPE_BYTES = 1024 * 1024
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ, which Python names on Linux only
_KEPT_OF_THE_WORLD = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH")


class Peer(Protocol):
    """Whoever reads at the other end of the pipe."""

    requests: BinaryIO
    answers: BinaryIO

    def kill(self) -> None:
        """End it at once, whatever it does."""

    def close(self) -> str:
        """End it, wait until it is gone, and give its last words."""


Start = Callable[[Limits, int], Peer]


class ReaderProcess:
    """A process of its own for one foreign file."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.requests = cast("BinaryIO", self._process.stdin)
        self.answers = cast("BinaryIO", self._process.stdout)
        _widen(self.answers)

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def close(self) -> str:
        """End it, wait until it is gone, and give its last words."""
        self._process.kill()
        with suppress(OSError):
            self.requests.close()
        self.answers.close()
        self._process.wait()
        words = cast("BinaryIO", self._process.stderr)
        with words:
            return words.read(4000).decode(errors="replace")


def start_process(limits: Limits, size: int) -> ReaderProcess:
    """Start the reader for a file of this size."""
    bounds = [str(limits.memory // MB), str(10 + 8 * int(limits.seconds_for(size)))]
    if getattr(sys, "frozen", False):
        return ReaderProcess([sys.executable, HIDDEN_ARGUMENT, *bounds])
    return ReaderProcess([sys.executable, "-P", "-s", "-S", "-m", _CHILD, *bounds])


class Watch:
    """Kill the reader when the program has waited for it too long."""

    def __init__(self, kill: Callable[[], None]) -> None:
        self._kill = kill
        self._end: float | None = None
        self._over = threading.Event()
        self.has_killed = False
        self._thread = threading.Thread(target=self._look, name="reader-watch", daemon=True)
        self._thread.start()

    @contextmanager
    def waiting(self, budget: "Budget") -> Iterator[None]:
        """Count the time of the block against the budget, and not a moment beyond it."""
        begun = time.monotonic()
        self._end = begun + budget.seconds
        try:
            yield
        finally:
            self._end = None
            budget.seconds -= time.monotonic() - begun

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            end = self._end
            if end is not None and time.monotonic() > end:
                self.has_killed = True
                self._kill()


class Budget:
    """How many seconds the program may still wait."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


def _environment() -> dict[str, str]:
    """Give the reader nothing but what it needs to start: no secret that stands in the environment."""
    kept = {name: os.environ[name] for name in _KEPT_OF_THE_WORLD if name in os.environ}
    root = str(Path(__file__).resolve().parents[3])
    return {**kept, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _widen(pipe: BinaryIO) -> None:
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe.fileno(), _SET_PIPE_SIZE, _PIPE_BYTES)
