"""A passphrase comes from a file or from the terminal, and never from the command line."""

import getpass
from pathlib import Path

import pytest

from app.cli import passphrase
from app.cli.passphrase import new_passphrase, read_passphrase_file, words_for
from app.storage.keys import make_key_file, write_key_file
from app.values.errors import UsageError, UserError
from app.values.rows_encryption import Unlock
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses

WORDS = "青山 铁桥 早班车"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at the terminal, line by line."""
    lines: list[str] = []
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)

    def ask(_words: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(getpass, "getpass", ask)
    return lines


@pytest.fixture
def encrypted(tmp_path: Path, cheap_keys: None) -> Path:  # noqa: F811  the fixture
    database = tmp_path / "ancha.db"
    database.write_bytes(bytes(range(200)))
    write_key_file(database, make_key_file(bytes(32), WORDS)[0])
    return database


def test_the_first_line_of_the_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text(f" {WORDS} \r\nmore\n", encoding="utf-8-sig")
    assert read_passphrase_file(file) == f" {WORDS} "


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\xfa", b"x" * 5000])
def test_a_file_that_cannot_be_one_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"words\.txt"):
        read_passphrase_file(file)
    with pytest.raises(UsageError, match="none"):
        read_passphrase_file(tmp_path / "none")


def test_a_person_is_asked_for_an_encrypted_store_only(encrypted: Path, tmp_path: Path, typed: list[str]) -> None:
    typed.append(WORDS)
    assert words_for(tmp_path / "other.db", file="") is None
    assert words_for(encrypted, file="") == Unlock(WORDS)
    with pytest.raises(UserError, match="没有输入口令"):
        words_for(encrypted, file="")


def test_nobody_is_asked_where_nobody_sits(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "can_ask", lambda: False)
    assert words_for(encrypted, file="") is None
    with pytest.raises(UsageError, match="--new-passphrase-file"):
        new_passphrase(None)


def test_a_new_passphrase_is_typed_twice(typed: list[str]) -> None:
    typed += [WORDS, WORDS]
    assert new_passphrase(None) == WORDS
    typed += [WORDS, "other"]
    with pytest.raises(UserError, match="不一样"):
        new_passphrase(None)
