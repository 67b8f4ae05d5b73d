"""The key of the store behind a passphrase and a recovery key, in a file that is never lost by a torn write."""

import json
import stat
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from app.storage import keys
from app.storage.keys import (
    key_file_of,
    make_key_file,
    open_with_passphrase,
    open_with_recovery,
    put_key_beside,
    read_key_file,
    remove_key_file,
    rewrapped,
    with_new_recovery,
    write_key_file,
)
from app.values.errors import RefusedFileError, UserError, WrongPassphraseError

KEY = bytes(range(32))
WORDS = "青山 铁桥 早班车"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a guess cheap; what it costs is no part of these tests."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(keys, "MEMORY_KB", 64)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "ancha.db"


def test_the_key_comes_back_by_passphrase_and_by_recovery_key() -> None:
    kept, printed = make_key_file(KEY, WORDS)
    assert open_with_passphrase(kept, WORDS) == KEY
    assert open_with_recovery(kept, printed.lower()) == KEY


def test_another_passphrase_or_recovery_key_opens_nothing() -> None:
    kept, _ = make_key_file(KEY, WORDS)
    _, other = make_key_file(KEY, WORDS)
    with pytest.raises(WrongPassphraseError, match="口令不对") as refused:
        open_with_passphrase(kept, WORDS + "!")
    assert refused.value.exit_code == 3
    with pytest.raises(WrongPassphraseError, match="恢复密钥"):
        open_with_recovery(kept, other)


def test_another_passphrase_leaves_the_recovery_key_good_and_the_other_way_round() -> None:
    kept, printed = make_key_file(KEY, WORDS)
    changed = rewrapped(kept, KEY, "新的 口令 一句话")
    assert open_with_passphrase(changed, "新的 口令 一句话") == KEY
    assert open_with_recovery(changed, printed) == KEY
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(changed, WORDS)
    renewed, second = with_new_recovery(changed, KEY)
    assert open_with_recovery(renewed, second) == KEY
    with pytest.raises(WrongPassphraseError):
        open_with_recovery(renewed, printed)


def test_neither_the_key_nor_the_words_stand_in_the_file(database: Path) -> None:
    kept, printed = make_key_file(KEY, WORDS)
    write_key_file(database, kept)
    text = key_file_of(database).read_bytes()
    for secret in (KEY, KEY.hex().encode(), WORDS.encode(), printed.encode(), printed.replace("-", "").encode()):
        assert secret not in text


def test_the_file_is_read_back_and_lies_there_twice_for_its_user_alone(database: Path) -> None:
    kept, _ = make_key_file(KEY, WORDS)
    write_key_file(database, kept)
    assert read_key_file(database) == kept
    files = sorted(database.parent.iterdir())
    assert [file.name for file in files] == ["ancha.db.key", "ancha.db.key2"]
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_torn_file_is_replaced_by_its_spare(database: Path, cut: int) -> None:
    kept, _ = make_key_file(KEY, WORDS)
    write_key_file(database, kept)
    file = key_file_of(database)
    file.write_bytes(file.read_bytes()[:cut])
    assert read_key_file(database) == kept


def test_a_write_that_is_killed_between_the_two_leaves_the_old_passphrase(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, _ = make_key_file(KEY, WORDS)
    write_key_file(database, kept)
    replaced: list[Path] = []
    really = Path.replace

    def once(self: Path, target: Path) -> Path:
        if replaced:
            raise KeyboardInterrupt
        replaced.append(self)
        return really(self, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(KeyboardInterrupt):
        write_key_file(database, rewrapped(kept, KEY, "新的 口令 一句话"))
    monkeypatch.undo()
    found = read_key_file(database)
    assert found is not None
    assert open_with_passphrase(found, WORDS) == KEY


def test_no_file_is_no_error_and_two_damaged_ones_are_refused(database: Path) -> None:
    assert read_key_file(database) is None
    for suffix in (".key", ".key2"):
        database.with_name(database.name + suffix).write_text("{}", encoding="utf-8")
    with pytest.raises(RefusedFileError, match=r"已损坏.*备份旁边"):
        read_key_file(database)


@pytest.mark.parametrize("cost", [{"rounds": 10**6}, {"memory_kb": 2**30}, {"lanes": 0}, {"rounds": "many"}])
def test_a_hostile_file_cannot_ask_for_endless_work(database: Path, cost: dict[str, object]) -> None:
    kept, _ = make_key_file(KEY, WORDS)
    hostile = json.loads(keys._as_text(kept))
    hostile["key"]["argon2id"] |= cost
    inner = json.dumps(hostile["key"], sort_keys=True, separators=(",", ":"))
    hostile["sum"] = sha256(inner.encode()).hexdigest()
    key_file_of(database).write_text(json.dumps(hostile), encoding="utf-8")
    with pytest.raises(RefusedFileError, match="已损坏"):
        read_key_file(database)


def test_a_file_of_a_newer_program_says_so(database: Path) -> None:
    kept, _ = make_key_file(KEY, WORDS)
    newer = json.loads(keys._as_text(kept))
    newer["key"]["format"] = 2
    inner = json.dumps(newer["key"], sort_keys=True, separators=(",", ":"))
    newer["sum"] = sha256(inner.encode()).hexdigest()
    key_file_of(database).write_text(json.dumps(newer), encoding="utf-8")
    with pytest.raises(UserError, match="更新版本"):
        read_key_file(database)


def test_a_file_that_is_far_too_large_is_not_read(database: Path) -> None:
    key_file_of(database).write_bytes(b" " * 100_000)
    with pytest.raises(RefusedFileError, match="已损坏"):
        read_key_file(database)


def test_a_copy_gets_its_key_and_loses_it_with_the_copy(database: Path, tmp_path: Path) -> None:
    kept, _ = make_key_file(KEY, WORDS)
    copy = tmp_path / "usb" / "ancha-20261116-091000.db"
    with pytest.raises(UserError, match="密钥文件"):
        put_key_beside(database, copy)
    write_key_file(database, kept)
    put_key_beside(database, copy)
    assert read_key_file(copy) == kept
    remove_key_file(copy)
    assert list(copy.parent.iterdir()) == []
