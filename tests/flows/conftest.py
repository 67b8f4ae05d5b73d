"""What the stories share: a laptop whose store is migrated and whose library is compiled, made once a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.bureau import Bureau, make_compiled_template, open_bureau


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store with the compiled library."""
    return make_compiled_template(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def bureau(compiled: Path, tmp_path: Path) -> Iterator[Bureau]:
    """A laptop that was never used."""
    with open_bureau(compiled, tmp_path / "laptop") as opened:
        yield opened
