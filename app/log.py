"""The log file that a user hands on when something went wrong."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "ancha.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LARGEST = 1_000_000
_KEPT = 3

# A word that names a secret, and what is given to it, as in `passphrase=…`, `"pin": "…"` or `postgresql://user:…@host`.
_SECRETS = (
    re.compile(r"""(?i)((?:pass(?:phrase|word|wd)?|pin|secret|token|口令|密码)["']?\s*[=:：]\s*)("[^"]*"|'[^']*'|\S+)"""),
    re.compile(r"(://[^\s/:@]*:)([^\s/@]+)(?=@)"),
    # Identity numbers of persons: seventeen digits and a digit or X.
    re.compile(r"(?i)(?<!\w)(\d{6})(\d{11}[\dx])(?!\w)"),
)


def without_secrets(text: str) -> str:
    """Blank out passphrases, PINs and identity numbers."""
    for pattern in _SECRETS:
        text = pattern.sub(r"\1***", text)
    return text


class _LateFile(RotatingFileHandler):
    """Make the folder with the first entry, so that a run with nothing to say leaves nothing behind."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Let the work go on where the disk takes no log."""


class _DiscreetFormatter(logging.Formatter):
    """Write the whole entry, traceback included, without its secrets."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


@contextmanager
def log_to(folder: Path) -> Iterator[Path]:
    """Write the log into the folder while the program runs, and give its path."""
    path = folder / NAME
    handler = _LateFile(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(_DiscreetFormatter(_FORMAT))
    everybody, ours = logging.getLogger(), logging.getLogger("app")
    level = ours.level
    everybody.addHandler(handler)
    # Of other people's code only warnings are worth a line.
    ours.setLevel(logging.INFO)
    try:
        yield path
    finally:
        everybody.removeHandler(handler)
        ours.setLevel(level)
        handler.close()
