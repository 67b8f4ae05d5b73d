"""A compacted store is smaller, says the same, finds the same, and is the same device."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.models.enterprise import Enterprise
from app.storage.compact import compact, preview_compact
from app.storage.engine import connect
from app.storage.faults import StoreBusyError, StoreFullError
from app.storage.health import Level, check
from app.storage.rebuild import digest_of
from app.storage.search_index import SearchTable, rebuild_index
from app.storage.store import Store
from app.values.enums import PartyKind
from app.values.errors import CancelledError
from tests.stores import make_means, open_copy


def fill(store: Store) -> None:
    """Store enterprises whose rowids have gaps, and photographs."""
    for number in range(30):
        with store.write() as uow:
            uow.add(Enterprise(name=f"第{number}加气站", party_kind=PartyKind.COMPANY))
            uow.blobs.put(secrets.token_bytes(100_000))
            uow.commit()


def air(store: Store) -> None:
    """Leave empty pages behind, as drafts and small pictures do that come and go."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE air (data BLOB)")
        connection.exec_driver_sql("INSERT INTO air VALUES (zeroblob(3000000))")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE air")


def found(store: Store, words: str) -> list[str]:
    """Find enterprises by the index."""
    query = (
        "SELECT enterprise.name FROM enterprise_search JOIN enterprise ON enterprise.rowid = enterprise_search.rowid"
        " WHERE enterprise_search MATCH ? ORDER BY 1"
    )
    with store.read() as uow:
        return [row[0] for row in uow.connection.exec_driver_sql(query, (words,))]


def standing(store: Store) -> tuple[Any, ...]:
    """Return what must not change."""
    with store.read() as uow:
        return digest_of(uow.connection), uow.devices.current().id, uow.log.chain_heads()


@pytest.mark.parametrize("key", [None, bytes(range(32))])
def test_compact_gives_room_back_and_keeps_everything(tmp_path: Path, key: bytes | None) -> None:
    with open_copy(tmp_path / "data", means=replace(make_means(), key=key)) as store:
        fill(store)
        air(store)
        before, hits = standing(store), found(store, "加气")
        preview = preview_compact(store)
        assert preview.reclaimable >= 3_000_000
        result = compact(store)
        assert result.before - result.after >= 2_900_000
        assert standing(store) == before
        assert len(hits) == 30
        assert found(store, "加气") == hits
        assert check(store).level is Level.SOUND
        with store.write() as uow:
            uow.add(Enterprise(name="后来的", party_kind=PartyKind.COMPANY))
            uow.commit()
    with open_copy(tmp_path / "data", means=replace(make_means(), key=key)) as store:
        assert check(store).level is Level.SOUND


def test_compact_tells_progress_and_stops_when_asked(store: Store) -> None:
    fill(store)
    seen: list[tuple[int, int]] = []
    compact(store, progress=lambda done, whole: seen.append((done, whole)))
    assert seen[-1][0] == seen[-1][1] > 0
    before = standing(store)
    with pytest.raises(CancelledError, match="和原来一样"):
        compact(store, cancelled=lambda: True)
    assert standing(store) == before
    assert not list(store.paths.database.parent.glob("*.part*"))


def test_compact_is_refused_without_room_and_changes_nothing(store: Store) -> None:
    store.means = replace(store.means, free=lambda _folder: 1000)
    with pytest.raises(StoreFullError, match="磁盘空间不足"):
        compact(store)
    assert not preview_compact(store).has_room


def test_compact_is_refused_while_another_program_reads(store: Store) -> None:
    fill(store)
    other = connect(store.paths.database)
    try:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM revision").fetchall()
        with pytest.raises(StoreBusyError, match="没有压缩"):
            compact(store)
    finally:
        other.close()
    assert check(store).level is Level.SOUND
    compact(store)


def test_rebuilt_index_finds_what_the_triggers_had_made(store: Store) -> None:
    fill(store)
    with store.write() as uow:
        hits = found_by(uow.connection.exec_driver_sql)
    connection = connect(store.paths.database)
    connection.execute("INSERT INTO enterprise_search (enterprise_search) VALUES ('delete-all')")
    rebuild_index(connection)
    assert found_by(connection.execute) == hits
    connection.close()


def found_by(execute: Callable[..., Any]) -> list[Any]:
    """Return the lines of every index."""
    return [tuple(row) for index in SearchTable for row in execute(f"SELECT rowid FROM {index} ORDER BY rowid")]
