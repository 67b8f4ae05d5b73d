"""Stores of services: one with the compiled library is made once a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.papers import Office, make_ready_template, open_office


@pytest.fixture(scope="session")
def ready_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the compiled library, made once a run."""
    return make_ready_template(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def office(ready_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An open store with one lawful inspection that has ended."""
    with open_office(ready_template, tmp_path / "data") as opened:
        yield opened
