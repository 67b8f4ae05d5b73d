"""The last net: a mistake of ours is logged and shown once, and the window stays."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from app.log import without_secrets
from app.ui.messages import Messages
from app.values.errors import UserError

log = logging.getLogger(__name__)


class Excepthook:
    """Catch what nobody caught, in the window's thread and in every other."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._before = sys.excepthook
        self._before_in_threads = threading.excepthook

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread
        self._messages.bug_met.connect(log_bug)

    def remove(self) -> None:
        """Give Python's own hooks back."""
        sys.excepthook = self._before
        threading.excepthook = self._before_in_threads
        self._messages.bug_met.disconnect(log_bug)

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Sort one uncaught error: leave, tell, or report."""
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            self._before(kind, error, trace)
        elif isinstance(error, UserError):
            self._messages.show_error(error)
        else:
            self._messages.report_bug(error.with_traceback(trace))

    def _catch_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.catch(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def log_bug(error: BaseException) -> None:
    """Write our mistake to the log with its whole trace."""
    log.error("uncaught error", exc_info=(type(error), error, error.__traceback__))


def details(error: BaseException, *, version: str) -> str:
    """Put together what a user hands on: the version, the machine and the trace."""
    trace = "".join(traceback.format_exception(error))
    return without_secrets(f"安查 {version}\nPython {sys.version.split()[0]}  {sys.platform}\n\n{trace}")
