"""Readers that are no separate process, or that are not to be trusted."""

import os
import sys
import threading
from contextlib import suppress
from typing import BinaryIO

from app.storage.reader.limits import Limits
from app.storage.reader.process import ReaderProcess, Start
from app.storage.reader.serving import serve


class ThreadPeer:
    """The reader's own code in a thread of this process, for thousands of files in a row."""

    def __init__(self) -> None:
        asked, self._asks = os.pipe()
        self._answered, answers = os.pipe()
        self.requests: BinaryIO = open(self._asks, "wb")  # noqa: SIM115, PTH123 - a handle, closed by close()
        self.answers: BinaryIO = open(self._answered, "rb")  # noqa: SIM115, PTH123 - a handle, closed by close()
        self.failure: BaseException | None = None
        self._thread = threading.Thread(target=self._serve, args=(asked, answers), daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """Leave it to close(): a thread cannot be killed."""

    def close(self) -> str:
        """End it and wait until it is gone."""
        with suppress(OSError):
            self.requests.close()
        self.answers.close()
        self._thread.join()
        return "" if self.failure is None else repr(self.failure)

    def _serve(self, asked: int, answers: int) -> None:
        with open(asked, "rb") as requests, suppress(BrokenPipeError), open(answers, "wb") as answering:
            try:
                serve(requests, answering)
            except Exception as error:  # noqa: BLE001 - any failure of the reader is what is looked for
                self.failure = error


def start_thread(_limits: Limits, _size: int) -> ThreadPeer:
    """Start the reader in a thread."""
    return ThreadPeer()


def start_script(script: str) -> Start:
    """Start a reader that does what the script says."""

    def start(_limits: Limits, _size: int) -> ReaderProcess:
        prelude = "import os, sys, time, json, struct\nfrom app.storage.reader import wire\nout = sys.stdout.buffer\n"
        return ReaderProcess([sys.executable, "-P", "-S", "-c", prelude + script])

    return start
