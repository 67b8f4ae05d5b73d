"""A store is made, opened, and refused when it is not ours, newer or changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.engine import PAGE_SIZE, connect
from app.storage.opening import inspect_file, open_store
from app.storage.schema import HEAD, NewerStoreError
from app.storage.store import Store, StorePaths
from app.values.errors import RefusedFileError, UserError
from tests.stores import make_means, open_copy


def change(folder: Path, *statements: str) -> None:
    """Change the database as another program would."""
    connection = connect(folder / "ancha.db")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_open_makes_an_empty_store_where_there_is_none(tmp_path: Path) -> None:
    with open_copy(tmp_path / "new") as store, store.read() as uow:
        assert uow.log.counts() == (0, 0)
        assert uow.devices.current().ground == "set_up"
    assert inspect_file(tmp_path / "new" / "ancha.db") == HEAD


def test_open_takes_up_a_store_whose_making_was_cut_off(tmp_path: Path) -> None:
    (tmp_path / "ancha.db").touch()
    with open_copy(tmp_path) as store, store.read() as uow:
        assert len(uow.devices.all()) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("page_size", PAGE_SIZE),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("journal_size_limit", 64 * 1024 * 1024),
    ],
)
def test_open_sets_what_durability_needs(store: Store, name: str, expected: object) -> None:
    with store.read() as uow:
        assert uow.connection.exec_driver_sql(f"PRAGMA {name}").scalar() == expected


def test_open_refuses_a_newer_store_in_words(store_dir: Path) -> None:
    change(store_dir, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerStoreError, match="请先升级安查"):
        open_copy(store_dir)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER revision_is_never_changed",
        "ALTER TABLE hazard ADD COLUMN colour TEXT",
        "DROP INDEX ix_hazard_inspection_id",
        "CREATE TRIGGER sly AFTER INSERT ON draft BEGIN DELETE FROM draft; END",
        "CREATE VIEW sly AS SELECT 1",
    ],
)
def test_open_refuses_a_store_whose_tables_were_changed(store_dir: Path, statement: str) -> None:
    change(store_dir, statement)
    with pytest.raises(RefusedFileError, match="表结构"):
        open_copy(store_dir)


def test_open_refuses_a_database_of_another_program(tmp_path: Path) -> None:
    change(tmp_path, "CREATE TABLE other (a)")
    with pytest.raises(RefusedFileError, match="不是安查的数据"):
        open_copy(tmp_path)


def _a_letter(path: Path) -> None:
    path.write_text("这是一封信", encoding="utf-8")


def _a_torn_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 3 * PAGE_SIZE])


def _a_garbled_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + bytes(PAGE_SIZE) + path.read_bytes()[100 + PAGE_SIZE :])


@pytest.mark.parametrize("damage", [_a_letter, _a_torn_file, _a_garbled_file])
def test_open_refuses_a_damaged_file(store_dir: Path, damage: Callable[[Path], None]) -> None:
    damage(store_dir / "ancha.db")
    with pytest.raises(RefusedFileError):
        open_copy(store_dir)


def test_open_refuses_a_link(store_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    (folder / "ancha.db").symlink_to(store_dir / "ancha.db")
    with pytest.raises(RefusedFileError, match="普通文件"):
        open_copy(folder)


def test_open_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="无法"):
        open_store(StorePaths.under(tmp_path / "file" / "data"), means=make_means())


def test_copy_of_an_open_store_without_its_journal_does_not_pass_for_whole(store: Store, tmp_path: Path) -> None:
    with store.write() as uow:
        uow.settings.set("office", "某局")
        uow.commit()
    (tmp_path / "copy").mkdir()
    shutil.copyfile(store.paths.database, tmp_path / "copy" / "ancha.db")
    with open_copy(tmp_path / "copy") as copy, copy.read() as uow:
        assert uow.settings.get("office") is None  # why only storage/backup.py copies a database
