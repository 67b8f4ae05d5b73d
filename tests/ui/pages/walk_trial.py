"""Walk in a window until the text of the open card is kept, say so, and go on typing until the process is killed.

`python -m tests.ui.pages.walk_trial FOLDER` prints the inspection and the item that is open.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.catalogue import Services
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.page import PageSpec
from app.ui.pages.walkthrough import WalkthroughPage
from app.ui.tasks import Tasks
from app.values.enums import InspectionState
from tests.services.records import desk_of, make_scene
from tests.stores import open_copy

TYPED = "typed before the plug was pulled"
PATIENCE = 60.0


def wait_until(app: QApplication, is_so: Callable[[], bool], *, what: str) -> None:
    """Serve the window until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        app.processEvents()
        if time.monotonic() > end:
            raise TimeoutError(what)


def open_page(app: QApplication, services: Services, inspection_id: UUID) -> WalkthroughPage:
    """Show the walk in a shell."""
    messages = Messages()
    context = UiContext(tasks=Tasks(messages), messages=messages, ask=Ask(), services=services)
    window = MainWindow(
        (PageSpec("walkthrough", "检查", "clipboard-check", lambda: WalkthroughPage(context)),), messages
    )
    window.show()
    window.activateWindow()
    window.go("walkthrough", inspection_id)
    page = window.current_page
    assert isinstance(page, WalkthroughPage)
    wait_until(app, lambda: page.stop is not None, what="the walk is shown")
    return page


def main(folder: Path) -> None:
    """Answer two items, fail the third, type its fact, and never stop typing."""
    app = QApplication([])
    store = open_copy(folder)
    scene = make_scene(store, state=InspectionState.DRAFT, ended_at=None, party_signature=None)
    services = Services(desk_of(store, scene))
    services.library.make_ready()
    page = open_page(app, services, scene.inspection_id)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2):
        QTest.keyClick(page, key)
    fact = page.card.editor.texts["fact"]
    fact.selectAll()
    QTest.keyClicks(fact, TYPED)
    wait_until(app, lambda: page.card.editor.saved.words == "已自动保存", what="the draft is kept")
    assert page.stop is not None
    print(scene.inspection_id, page.stop.item_id, flush=True)
    while True:
        QTest.keyClicks(fact, ".")
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
