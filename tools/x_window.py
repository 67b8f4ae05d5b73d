"""The real window, which answers on stdin where things are on the screen: python -m tools.x_window FOLDER.

It is worked by a real keyboard and mouse from outside (`tools.x_story`); what is asked here is only looked up.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QSocketNotifier, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from PySide6.QtWidgets import QDateTimeEdit as QMoment

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.opening import open_store
from app.storage.store import Means, StorePaths
from app.ui.ask import Ask
from app.ui.client import Client, make_application
from app.ui.excepthook import Excepthook
from app.ui.messages import Messages
from app.ui.pages.walkthrough import WalkthroughPage
from app.values.clock import FixedClock
from app.values.days import CIVIL_ZONE
from app.values.idsource import SeededIds
from tests.flows.window import bears, name_of, roll_into_view, room_on_top, shown_widgets

KINDS: dict[str, tuple[type[QWidget], ...]] = {
    "button": (QAbstractButton,),
    "field": (QLineEdit, QPlainTextEdit, QMoment),
}


class Answerer:
    """Answer one question a line."""

    def __init__(self, client: Client, clock: FixedClock) -> None:
        self._client, self._clock = client, clock
        self._answers: dict[str, Callable[[str], str]] = {
            "page": lambda _: client.window.current,
            "busy": lambda _: str(client.tasks.running),
            "button": lambda name: self._place("button", name),
            "field": lambda name: self._place("field", name),
            "copy": self._copy,
            "clock": self._set_clock,
            "item": lambda _: self._walk_item(),
            "left": lambda _: self._walk_left(),
            "top": lambda _: room_on_top(client.window).windowTitle(),
        }
        self._listener = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._listener.activated.connect(self._on_asked)

    def _on_asked(self) -> None:
        verb, _, rest = sys.stdin.readline().strip().partition(" ")
        if verb in ("", "quit"):
            self._client.window.close()
            return
        print(self._answers[verb](rest), flush=True)

    def _place(self, kind: str, name: str) -> str:
        """Give the middle of what bears the name, in pixels of the screen."""
        room = room_on_top(self._client.window)
        shown = [one for wanted in KINDS[kind] for one in shown_widgets(wanted, room)]
        found = next((one for one in shown if bears(one, name)), None)
        if found is None:
            return "none " + "、".join(sorted({name_of(one) for one in shown}))
        roll_into_view(found)
        middle = found.mapToGlobal(QPoint(found.width() // 2, found.height() // 2))
        return f"{middle.x()} {middle.y()}"

    def _copy(self, words: str) -> str:
        QApplication.clipboard().setText(words)
        return "copied"

    def _set_clock(self, moment: str) -> str:
        self._clock.set(datetime.fromisoformat(moment).replace(tzinfo=CIVIL_ZONE))
        return moment

    def _walk_item(self) -> str:
        page = self._client.window.current_page
        return page.stop.item_id if isinstance(page, WalkthroughPage) and page.stop is not None else ""

    def _walk_left(self) -> str:
        page = self._client.window.current_page
        is_open = isinstance(page, WalkthroughPage) and page.course is not None
        return str(len(page.course.walk.open_items)) if is_open else "-1"  # type: ignore[union-attr]  # looked at above


def main(folder: Path, moment: str) -> int:
    """Open the client on the store of the folder, at this moment."""
    clock = FixedClock(datetime.fromisoformat(moment).replace(tzinfo=CIVIL_ZONE))
    ids = SeededIds(clock, seed="story")
    means = Means(clock=clock, ids=ids, chance=lambda count: ids.new().bytes[:count], machine=lambda: "story")

    def open_services() -> Services:
        store = open_store(StorePaths.under(folder), means=means)
        store.claim()
        services = Services(Desk(store))
        services.library.make_ready()
        return services

    app = make_application()
    messages = Messages()
    hook = Excepthook(messages)
    hook.install()
    client = Client(open_services, messages=messages, ask=Ask(native_dialogs=False))
    client.window.setWindowState(Qt.WindowState.WindowMaximized)
    answerer = Answerer(client, clock)
    app.aboutToQuit.connect(client.close)
    client.show()
    code = app.exec()
    del answerer
    return code


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2]))
