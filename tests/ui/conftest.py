"""What every test of the window shares: one look, recorded messages, workers that end with the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.ui.fonts import hold_still, use_chinese_font
from app.ui.messages import Messages, Note
from app.ui.tasks import Tasks
from app.ui.theme import Look, wear
from app.values.errors import UserError
from tests.services.papers import Office, make_ready_template, open_office
from tests.window_garbage import collect_in_the_main_thread  # noqa: F401  a fixture that every module uses

# The offscreen platform says this of every window with a smallest size, and of every list that pops up.
OFFSCREEN_SAYS = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it cannot do; any other warning of Qt fails the test."""
    for item in items:
        if "tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True))


def dress(qapp: QApplication) -> None:
    """Give the application the plain look, whatever it wears."""
    qapp.setStyle("Fusion")
    use_chinese_font(qapp, prefer_own=False)
    hold_still(qapp)
    wear(qapp, Look())


def worn(qapp: QApplication) -> tuple[object, ...]:
    """Tell what the application wears."""
    return qapp.property("anchaLook"), qapp.styleSheet(), qapp.font().toString(), QPalette(qapp.palette())


@pytest.fixture(scope="session")
def plain(qapp: QApplication) -> tuple[object, ...]:
    """The light theme at 100 %."""
    dress(qapp)
    return worn(qapp)


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication, plain: tuple[object, ...]) -> Iterator[None]:
    """Start each test in the light theme at 100 %; to dress costs as much as many a test, so only where it must be."""
    if worn(qapp) != plain:
        dress(qapp)
    yield
    if qapp.property("anchaLook") != Look():
        wear(qapp, Look())


class HeardMessages(Messages):
    """Record what the user was told."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[str] = []
        self.notes: list[Note] = []
        self.bugs: list[BaseException] = []

    def show_error(self, error: UserError, *, retry: Callable[[], object] | None = None) -> None:
        self.errors.append(str(error))
        super().show_error(error, retry=retry)

    def report_bug(self, error: BaseException) -> None:
        self.bugs.append(error)
        super().report_bug(error)


@pytest.fixture
def messages(qapp: QApplication) -> HeardMessages:
    heard = HeardMessages()
    heard.note_given.connect(heard.notes.append)
    return heard


@pytest.fixture
def tasks(messages: HeardMessages) -> Iterator[Tasks]:
    running = Tasks(messages, readers=2)
    yield running
    running.close()


@pytest.fixture(scope="session")
def ready_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the compiled library, made once a run."""
    return make_ready_template(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def office(ready_template: Path, tmp_path: Path) -> Iterator[Office]:
    with open_office(ready_template, tmp_path / "data") as opened:
        yield opened
