"""A hub for each test: an empty database on one server, and a folder for originals."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.hub.servers import MISSING, find_postgres, postgres
from tests.services.offices import Place, Shared, make_shared, open_district

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, one a run."""
    programs = find_postgres()
    if programs is None:
        pytest.skip(MISSING)
    with postgres(programs) as address:
        yield address


@dataclass(frozen=True)
class Hub:
    """An empty hub: the address of its database and of its originals."""

    url: str
    blobs: str

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Ask its database as the district's own programs do."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(query.encode(), values or None).fetchall()

    def push(self, place: Place) -> None:
        """Push what a machine holds."""
        place.services.hub.push(self.url, blobs=self.blobs)

    def pull(self, place: Place) -> None:
        """Pull everything to a machine."""
        place.services.hub.pull(self.url, blobs=self.blobs)


@pytest.fixture
def hub(server: str, tmp_path: Path) -> Hub:
    """An empty hub of this test's own."""
    name = f"hub{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return Hub(server.replace("/postgres?", f"/{name}?"), f"file://{tmp_path / 'originals'}")


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office that know one hazard."""
    with open_district(store_template, tmp_path / "machines") as district:
        yield make_shared(district)
