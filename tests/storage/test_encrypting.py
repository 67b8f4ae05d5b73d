"""A store is encrypted and laid open whole or not at all, wherever the program is killed."""

import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from app.storage import encrypting
from app.storage import store as store_module
from app.storage.encrypting import (
    PLAIN_MAGIC,
    change_key,
    has_leftovers,
    is_encrypted,
    plain_copies,
    sweep,
)
from app.storage.engine import connect
from app.storage.health import Level, check
from app.storage.keys import key_file_of, make_key_file, write_key_file
from app.storage.look_file import place, write_look
from app.storage.opening import open_store
from app.storage.rebuild import digest_of
from app.storage.store import Store, StorePaths
from app.storage.transcribe import transcribed
from app.values.errors import CancelledError, LockedStoreError, RefusedFileError, UserError
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses
from tests.stores import make_means

KEY = bytes(range(32))
SECRET = "举报人电话一三八"
WORDS = "青山 铁桥 早班车"


@pytest.fixture
def filled(store_dir: Path) -> StorePaths:
    """A closed store with settings, blobs, and rows whose numbers have gaps."""
    paths = StorePaths.under(store_dir)
    with open_store(paths, means=make_means()) as store, store.write() as uow:
        uow.settings.set("office", SECRET)
        for number in range(5):
            uow.blobs.put(f"photo {number}".encode() * 3000)
        uow.commit()
    connection = connect(paths.database)
    connection.execute("INSERT INTO enterprise_search (rowid, words) VALUES (7, 'gas'), (90, 'kiln')")
    connection.close()
    return paths


def facts(paths: StorePaths, *, key: bytes | None) -> tuple[object, ...]:
    with open_store(paths, means=replace(make_means(), key=key)) as store, store.read() as uow:
        rows = uow.connection.exec_driver_sql("SELECT rowid, sha256 FROM blob ORDER BY rowid").all()
        found = uow.connection.exec_driver_sql(
            "SELECT rowid FROM enterprise_search WHERE enterprise_search MATCH 'kiln'"
        ).all()
        return uow.settings.get("office"), digest_of(uow.connection), [tuple(row) for row in rows], found


@pytest.mark.usefixtures("cheap_keys")
def test_encrypting_hides_everything_and_loses_nothing_and_the_way_back_is_the_same(filled: StorePaths) -> None:
    before = facts(filled, key=None)
    write_key_file(filled.database, make_key_file(KEY, WORDS)[0])
    change_key(filled.database, key_from=None, key_to=KEY)
    assert SECRET.encode() not in filled.database.read_bytes()
    assert not filled.database.read_bytes().startswith(PLAIN_MAGIC)
    assert is_encrypted(filled.database)
    assert facts(filled, key=KEY) == before
    change_key(filled.database, key_from=KEY, key_to=None)
    assert SECRET.encode() in filled.database.read_bytes()
    assert facts(filled, key=None) == before


@pytest.mark.usefixtures("cheap_keys")
def test_what_a_window_kept_for_its_next_start_goes_when_the_store_is_encrypted(filled: StorePaths) -> None:
    write_look(filled.database, {"days": SECRET})
    change_key(filled.database, key_from=None, key_to=KEY)
    assert not place(filled.database).exists()


def test_an_encrypted_store_without_its_key_is_locked_and_not_called_damaged(filled: StorePaths) -> None:
    write_key_file(filled.database, make_key_file(KEY, WORDS)[0])
    change_key(filled.database, key_from=None, key_to=KEY)
    with pytest.raises(LockedStoreError, match=r"需要口令.*passphrase-file"):
        open_store(filled, means=make_means())


@pytest.mark.usefixtures("cheap_keys")
def test_a_plain_store_opens_without_a_key_although_a_key_file_lies_there(filled: StorePaths) -> None:
    write_key_file(filled.database, make_key_file(KEY, WORDS)[0])
    assert not is_encrypted(filled.database)
    assert facts(filled, key=KEY) == facts(filled, key=None)
    assert not key_file_of(filled.database).exists()


def test_stopping_leaves_the_old_store_and_nothing_else(filled: StorePaths) -> None:
    before = facts(filled, key=None)
    with pytest.raises(CancelledError):
        change_key(filled.database, key_from=None, key_to=KEY, cancelled=lambda: True)
    assert [file.name for file in filled.database.parent.iterdir() if "ancha.db." in file.name] == []
    assert facts(filled, key=None) == before


def test_progress_ends_at_no_more_than_the_whole(filled: StorePaths) -> None:
    told: list[tuple[int, int]] = []
    change_key(filled.database, key_from=None, key_to=KEY, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert all(0 <= done <= total for done, total in told)


def test_a_full_disk_is_told_before_anything_is_written(filled: StorePaths) -> None:
    with pytest.raises(UserError, match="磁盘空间不足"):
        change_key(filled.database, key_from=None, key_to=KEY, free=lambda _folder: 1000)
    assert facts(filled, key=None)[0] == SECRET


def test_a_reader_in_another_program_keeps_the_store_as_it_is(filled: StorePaths) -> None:
    reader = connect(filled.database)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM blob").fetchall()
    try:
        with pytest.raises(UserError, match="另一个程序"):
            change_key(filled.database, key_from=None, key_to=KEY)
    finally:
        reader.close()
    assert facts(filled, key=None)[0] == SECRET


@pytest.mark.usefixtures("cheap_keys")
@pytest.mark.parametrize("killed_at", range(9))
def test_a_kill_at_any_step_leaves_the_old_store_or_the_new_one(
    filled: StorePaths, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    before = facts(filled, key=None)
    kept, _ = make_key_file(KEY, WORDS)
    steps = 0

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            nonlocal steps
            if steps >= killed_at:
                raise KeyboardInterrupt
            steps += 1
            return real(*arguments, **named)

        return step

    for owner, name in ((Path, "replace"), (os, "link"), (Path, "unlink"), (os, "fsync")):
        monkeypatch.setattr(owner, name, dying(getattr(owner, name)))
    try:
        write_key_file(filled.database, kept)
        change_key(filled.database, key_from=None, key_to=KEY)
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    key = KEY if is_encrypted(filled.database) else None
    assert facts(filled, key=key) == before
    assert not has_leftovers(filled.database)


@pytest.mark.usefixtures("cheap_keys")
def test_what_a_kill_left_lying_open_is_overwritten_at_the_next_start(filled: StorePaths) -> None:
    write_key_file(filled.database, make_key_file(KEY, WORDS)[0])
    old = filled.database.with_name("ancha.db.old")
    shutil.copyfile(filled.database, old)
    change_key(filled.database, key_from=None, key_to=KEY)
    shutil.copyfile(__file__, old)
    assert has_leftovers(filled.database)
    assert facts(filled, key=KEY)[0] == SECRET
    assert not old.exists()


def test_a_second_name_of_the_store_is_let_go_without_touching_the_store(filled: StorePaths) -> None:
    os.link(filled.database, filled.database.with_name("ancha.db.old"))
    sweep(filled.database)
    assert facts(filled, key=None)[0] == SECRET


def test_copies_that_anyone_can_read_are_listed(filled: StorePaths) -> None:
    filled.backups.mkdir()
    shutil.copyfile(filled.database, filled.backups / "a.db")
    (filled.backups / "b.db").write_bytes(os.urandom(64))
    assert plain_copies(filled.database, folder=filled.backups) == (filled.backups / "a.db",)
    assert plain_copies(filled.database, folder=filled.backups / "none") == ()


def test_a_damaged_photograph_stops_the_exchange(filled: StorePaths) -> None:
    connection = dbapi2.connect(str(filled.database), isolation_level=None)
    trigger, sql = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'blob' AND sql LIKE '%UPDATE%'"
    ).fetchone()
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("UPDATE blob SET data = zeroblob(size) WHERE rowid = 3")
    connection.execute(sql)
    connection.close()
    with pytest.raises(RefusedFileError, match="没有通过核对"):
        change_key(filled.database, key_from=None, key_to=KEY)
    assert not filled.database.with_name("ancha.db.new").exists()


def test_a_copy_that_differs_is_not_taken(filled: StorePaths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from app.storage import transcribe

    real = transcribe._copy

    def forgetful(connection: Any, **how: Any) -> None:
        real(connection, **how)
        connection.execute("DELETE FROM main.setting")

    monkeypatch.setattr(transcribe, "_copy", forgetful)
    with (
        pytest.raises(RefusedFileError, match="不一致"),
        transcribed(filled.database, tmp_path / "new.db", key_from=None, key_to=KEY),
    ):
        pytest.fail("a copy that lacks rows was taken")


@pytest.mark.usefixtures("cheap_keys")
def test_the_open_store_goes_on_with_the_new_file(filled: StorePaths) -> None:
    with open_store(filled, means=make_means()) as store:
        assert office(store) == SECRET
        write_key_file(filled.database, make_key_file(KEY, WORDS)[0])
        store.exchange(lambda: change_key(filled.database, key_from=None, key_to=KEY), key=KEY)
        assert office(store) == SECRET
        with store.write() as uow:
            uow.settings.set("after", 1)
            uow.commit()
        assert check(store).level in {Level.SOUND, Level.REPAIR}
    assert facts(filled, key=KEY)[0] == SECRET


def test_the_open_store_goes_on_with_the_old_file_where_the_exchange_failed(filled: StorePaths) -> None:
    with open_store(filled, means=make_means()) as store:
        with pytest.raises(CancelledError):
            store.exchange(
                lambda: change_key(filled.database, key_from=None, key_to=KEY, cancelled=lambda: True), key=KEY
            )
        assert office(store) == SECRET
        assert store.means.key is None


def test_the_exchange_waits_for_who_reads_and_who_comes_later_reads_the_new_file(filled: StorePaths) -> None:
    with open_store(filled, means=make_means()) as store:
        begun, may_end, answers = threading.Event(), threading.Event(), []

        def read_slowly() -> None:
            with store.read() as uow:
                begun.set()
                may_end.wait(10)
                answers.append(office(store))  # a reader may ask once more
                answers.append(uow.settings.get("office"))

        reader = threading.Thread(target=read_slowly)
        reader.start()
        begun.wait(10)
        timer = threading.Timer(0.2, may_end.set)
        timer.start()
        store.exchange(lambda: answers.append("exchanged"), key=None)
        reader.join()
        assert answers == [SECRET, SECRET, "exchanged"]
        assert office(store) == SECRET


def test_a_reader_who_does_not_end_is_told_and_keeps_reading(
    filled: StorePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "PATIENCE_S", 0.1)
    with open_store(filled, means=make_means()) as store, store.read() as uow:
        with pytest.raises(UserError, match="正在读取"):
            store.exchange(lambda: pytest.fail("somebody was reading"), key=None)
        assert uow.settings.get("office") == SECRET
        assert office(store) == SECRET


def office(store: Store) -> object:
    with store.read() as uow:
        return uow.settings.get("office")


def test_nothing_is_encrypted_where_there_is_no_file(tmp_path: Path) -> None:
    assert not is_encrypted(tmp_path / "ancha.db")
    assert encrypting.require_key(tmp_path / "ancha.db", key=KEY) == KEY
