"""Fill in a form until what was typed is kept, say so, and go on typing until the process is killed.

`python -m tests.ui.pages.form_trial FOLDER` prints `kept` once the draft is acknowledged.
"""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.catalogue import Services
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.page import PageSpec
from app.ui.pages.received_papers import ReceivedPapersPage
from app.ui.tasks import Tasks
from app.values.enums import PaperKind
from tests.services.records import desk_of, make_scene
from tests.stores import open_copy
from tests.ui.pages.walk_trial import wait_until

SUMMARY = "parts did not arrive"


def main(folder: Path) -> None:
    """Open the form of a received paper, choose a kind, type, and never stop typing."""
    app = QApplication([])
    store = open_copy(folder)
    services = Services(desk_of(store, make_scene(store)))
    services.library.make_ready()
    messages = Messages()
    context = UiContext(tasks=Tasks(messages), messages=messages, ask=Ask(), services=services)
    window = MainWindow((PageSpec("papers", "收文", "inbox", lambda: ReceivedPapersPage(context)),), messages)
    window.show()
    window.activateWindow()
    window.go("papers")
    page = window.current_page
    assert isinstance(page, ReceivedPapersPage)
    page.open_form()
    wait_until(app, lambda: context.tasks.running == 0, what="the page is read")
    kept: list[bool] = []
    page.keeper.kept.connect(lambda: kept.append(True))
    page.form.kinds.press(PaperKind.EXTENSION_REQUEST)
    QTest.keyClicks(page.form.summary, SUMMARY)
    wait_until(app, lambda: bool(kept), what="the form is kept")
    print("kept", flush=True)
    while True:
        QTest.keyClicks(page.form.summary, ".")
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
