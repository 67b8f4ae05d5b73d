"""What the stories share: a laptop whose store is migrated and whose library is compiled, made once a run."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flows.bureau import Bureau, make_compiled_template, open_bureau
from tests.stores import copy_template
from tests.window_garbage import collect_in_the_main_thread  # noqa: F401  a fixture that every module uses

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.flows.window import Laptop


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store with the compiled library."""
    return make_compiled_template(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def bureau(compiled: Path, tmp_path: Path) -> Iterator[Bureau]:
    """A laptop that was never used."""
    with open_bureau(compiled, tmp_path / "laptop") as opened:
        yield opened


@pytest.fixture
def light_window(qapp: "QApplication") -> "Iterator[None]":
    """Wear the light theme at 100 %, with nothing moving."""
    from app.ui.fonts import hold_still, use_chinese_font
    from app.ui.theme import Look, wear

    if qapp.style().objectName() != "fusion":
        qapp.setStyle("Fusion")
        use_chinese_font(qapp, prefer_own=False)
        hold_still(qapp)
    wear(qapp, Look())
    yield
    if qapp.property("anchaLook") != Look():
        wear(qapp, Look())


@pytest.fixture
def open_window(
    compiled: Path, tmp_path: Path, qtbot: "QtBot", light_window: None
) -> "Callable[[], AbstractContextManager[Laptop]]":
    """Open the window on one store, as often as the story starts the program."""
    from tests.flows.window import open_laptop

    folder = copy_template(compiled, tmp_path / "laptop")
    return lambda: open_laptop(folder, qtbot)
