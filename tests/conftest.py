"""What every test shares: quiet hypothesis, no display, no touch of the real home, a store of its own."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from app.storage.store import Store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # nothing touches the real keyring

settings.register_profile(
    "suite", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("ANCHA_HYPOTHESIS", "suite"))

# The store is imported where it is used, so that tests of rules and values start without the ORM.


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Take what is left after a file for good: looked through again and again, it cost seconds at a time."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested because a server is not installed."""
    from tests.hub.servers import MISSING, find_postgres

    if find_postgres() is None:
        terminalreporter.write_line(MISSING, red=True, bold=True)


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, migrated once a run."""
    from tests.stores import make_template

    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def store_dir(store_template: Path, tmp_path: Path) -> Path:
    """A folder with an empty store of its own; `ancha --data` may be pointed at it."""
    from tests.stores import copy_template

    return copy_template(store_template, tmp_path / "data")


@pytest.fixture
def store(store_dir: Path) -> "Iterator[Store]":
    """An open, empty store with a fixed clock and seeded ids."""
    from tests.stores import open_copy

    with open_copy(store_dir) as opened:
        yield opened
