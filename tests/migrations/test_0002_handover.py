"""A store of the first version, filled by the program that wrote it, comes up whole under the second."""

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, select

from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.handover import Handover
from app.storage.engine import connect
from app.storage.health import check
from app.storage.rebuild import digest_of, rebuild
from app.storage.search_index import SearchTable
from app.storage.store import Store
from tests.stores import open_copy

STORES = Path(__file__).parent / "stores"
DIGEST = "05bc0fd2604a0af9cbed69fda5560732c6a0193780c7176e24cc4509c37f7513"  # said by the first version


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Store]:
    """Open a store that the first version wrote: an inspection, its papers, a re-inspection and a case."""
    (tmp_path / "ancha.db").write_bytes(lzma.decompress((STORES / "0001.db.xz").read_bytes()))
    with open_copy(tmp_path) as store:
        yield store


def rows_of(connection: Connection, store: Store) -> dict[str, list[Any]]:
    """Return every row of every kind."""
    return {
        kind: list(connection.exec_driver_sql(f'SELECT * FROM "{record.__tablename__}" ORDER BY id'))
        for kind, record in store.means.kinds.items()
    }


def test_upgrade_of_an_older_store_keeps_every_record_and_blob(upgraded: Store) -> None:
    with upgraded.read() as uow:
        assert digest_of(uow.connection) == (DIGEST, 132, 11)
        (enterprise,) = uow.session.scalars(select(Enterprise)).all()
        assert (enterprise.name, enterprise.joined_into_id) == ("示例红岩燃气有限公司", None)
        assert len(uow.session.scalars(select(Document).where(Document.number.is_not(None))).all()) == 3
        assert uow.session.scalars(select(Handover)).all() == []


def test_upgrade_leaves_rows_as_a_rebuild_makes_them(upgraded: Store) -> None:
    with upgraded.read() as uow:
        upgraded_rows = rows_of(uow.connection, upgraded)
    with upgraded.write() as uow:
        rebuild(uow)
        assert rows_of(uow.connection, upgraded) == upgraded_rows
    assert sum(map(len, upgraded_rows.values())) == 118


def test_upgrade_finds_by_words_as_before(upgraded: Store) -> None:
    with upgraded.read() as uow:
        for index in SearchTable:
            table = index.removesuffix("_search")
            words = uow.connection.exec_driver_sql(f"SELECT count(*) FROM {index}").scalar_one()
            assert words == uow.connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one() > 0


def test_upgrade_copies_the_store_of_the_first_version_before_it_changes_anything(
    upgraded: Store, tmp_path: Path
) -> None:
    (copy,) = (tmp_path / "backups").glob("ancha-*.db")
    connection = connect(copy)
    try:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT count(*) FROM revision").fetchone() == (132,)
    finally:
        connection.close()


def test_record_of_the_first_version_can_be_changed_afterwards(upgraded: Store) -> None:
    with upgraded.write(reason="两份档案是同一家") as uow:
        enterprise = uow.session.scalars(select(Enterprise)).one()
        enterprise.builder = "示例建工有限公司"
        uow.commit()
    with upgraded.read() as uow:
        newest = uow.log.history(UUID(str(enterprise.id)))[-1]
        assert (newest.schema, newest.needs, newest.changed) == (2, 1, ("builder",))
    assert [finding.check for finding in check(upgraded).findings if finding.check not in ("backup", "clock")] == []
