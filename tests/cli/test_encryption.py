"""The lock of the store from the command line, with every other command working behind it."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.__main__ import run
from app.storage.encrypting import PLAIN_MAGIC
from tests.cli.conftest import Ancha, Said
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses

pytestmark = pytest.mark.usefixtures("cheap_keys")

WORDS = "青山 铁桥 早班车"
OTHER = "石榴 水塔 夜航船"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words.txt"
    file.write_text(f"{WORDS}\r\n第二行不算\n", encoding="utf-8-sig")
    return file


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "other.txt"
    file.write_text(OTHER, encoding="utf-8")
    return file


@pytest.fixture
def locked(ancha: Ancha, words: Path) -> Said:
    """What was said when the filled store was encrypted."""
    said = ancha("encrypt", "--new-passphrase-file", words)
    assert said.code == 0, said.err
    return said


def recovery_of(said: Said) -> str:
    return said.out.splitlines()[1]


def test_every_command_works_behind_the_passphrase(ancha: Ancha, data: Path, words: Path) -> None:
    before = ancha("digest").out
    ancha("encrypt", "--new-passphrase-file", words)
    assert not (data / "ancha.db").read_bytes().startswith(PLAIN_MAGIC)
    assert ancha("--passphrase-file", words, "digest").out == before
    assert ancha("--passphrase-file", words, "list", "hazards", "--json").json
    assert ancha("--passphrase-file", words, "check").code in {0, 1}


@pytest.mark.usefixtures("locked")
def test_the_environment_may_name_the_file(data: Path, words: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["digest"], {"ANCHA_DATA": str(data), "ANCHA_PASSPHRASE_FILE": str(words)}) == 0
    assert len(capsys.readouterr().out.strip()) == 64


@pytest.mark.usefixtures("locked")
def test_without_a_passphrase_the_store_is_locked_and_says_how_to_give_it(ancha: Ancha) -> None:
    said = ancha("list", "hazards")
    assert (said.code, said.out) == (1, "")
    assert "已加密" in said.err
    assert "--passphrase-file" in said.err


@pytest.mark.usefixtures("locked")
def test_a_wrong_passphrase_is_refused(ancha: Ancha, other: Path) -> None:
    said = ancha("--passphrase-file", other, "digest")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("口令不对")


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_passphrase_file_is_named(ancha: Ancha, tmp_path: Path, text: str) -> None:
    file = tmp_path / "empty.txt"
    file.write_text(text, encoding="utf-8")
    said = ancha("encrypt", "--new-passphrase-file", file)
    assert said.code == 2
    assert "empty.txt" in said.err


def test_a_weak_passphrase_changes_nothing(ancha: Ancha, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "weak.txt"
    file.write_text("12345678", encoding="utf-8")
    assert ancha("encrypt", "--new-passphrase-file", file).code == 1
    assert (data / "ancha.db").read_bytes().startswith(PLAIN_MAGIC)
    assert not list(data.glob("*.key*"))


def test_a_store_is_encrypted_once(ancha: Ancha, locked: Said, words: Path, other: Path) -> None:
    said = ancha("--passphrase-file", words, "encrypt", "--new-passphrase-file", other)
    assert said.code == 1
    assert "已经加密" in said.err


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(
    ancha: Ancha, locked: Said, words: Path, other: Path
) -> None:
    assert ancha("--passphrase-file", words, "passphrase", "--new-passphrase-file", other).code == 0
    assert ancha("--passphrase-file", other, "digest").code == 0
    assert ancha("--passphrase-file", words, "digest").code == 3


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_key(
    ancha: Ancha, locked: Said, other: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(recovery_of(locked), encoding="utf-8")
    said = ancha("passphrase", "--recovery-file", paper, "--new-passphrase-file", other)
    assert said.code == 0, said.err
    assert ancha("--passphrase-file", other, "digest").code == 0


def test_a_new_recovery_key_makes_the_old_one_good_for_nothing(
    ancha: Ancha, locked: Said, words: Path, other: Path, tmp_path: Path
) -> None:
    assert ancha("--passphrase-file", words, "recovery-key").code == 0
    paper = tmp_path / "paper.txt"
    paper.write_text(recovery_of(locked), encoding="utf-8")
    said = ancha("passphrase", "--recovery-file", paper, "--new-passphrase-file", other)
    assert (said.code, "恢复密钥" in said.err) == (3, True)


def test_a_store_is_laid_open_again(ancha: Ancha, locked: Said, data: Path, words: Path) -> None:
    before = ancha("--passphrase-file", words, "digest").out
    assert ancha("decrypt").code == 2
    assert ancha("--passphrase-file", words, "decrypt").code == 0
    assert ancha("digest").out == before
    assert not list(data.glob("*.key*"))


def test_an_old_open_copy_is_named_when_the_store_is_encrypted(ancha: Ancha, words: Path) -> None:
    ancha("backup")
    said = ancha("encrypt", "--new-passphrase-file", words)
    assert "以前的备份没有加密" in said.out


def test_a_copy_comes_back_on_another_machine_by_passphrase(
    ancha: Ancha, ancha_at: Callable[[Path], Ancha], locked: Said, words: Path, tmp_path: Path
) -> None:
    before = ancha("--passphrase-file", words, "digest").out
    copy = tmp_path / "usb" / "copy.db"
    assert ancha("--passphrase-file", words, "backup", copy).code == 0
    assert not copy.read_bytes().startswith(PLAIN_MAGIC)
    elsewhere = ancha_at(tmp_path / "elsewhere")
    assert elsewhere("restore", copy).code == 1
    said = elsewhere("--passphrase-file", words, "restore", copy)
    assert said.code == 0, said.err
    assert elsewhere("--passphrase-file", words, "digest").out == before
    assert elsewhere("digest").code == 1


def test_a_copy_comes_back_into_a_store_that_has_a_lock_of_its_own(
    ancha: Ancha, ancha_at: Callable[[Path], Ancha], data: Path, words: Path, tmp_path: Path
) -> None:
    before = ancha("digest").out
    copy = tmp_path / "copy.db"
    ancha("backup", copy)
    elsewhere = ancha_at(tmp_path / "elsewhere")
    assert elsewhere("encrypt", "--new-passphrase-file", words).code == 0
    assert elsewhere("--passphrase-file", words, "restore", copy).code == 0
    assert elsewhere("--passphrase-file", words, "digest").out == before
    assert not (tmp_path / "elsewhere" / "ancha.db").read_bytes().startswith(PLAIN_MAGIC)


def test_a_copy_without_its_key_file_is_told_so(
    ancha: Ancha, ancha_at: Callable[[Path], Ancha], locked: Said, words: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    ancha("--passphrase-file", words, "backup", copy)
    (tmp_path / "copy.db.key").unlink()
    said = ancha_at(tmp_path / "elsewhere")("--passphrase-file", words, "restore", copy)
    assert said.code == 3
    assert ".key" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folders by their access lists")
def test_what_the_program_makes_is_for_its_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    old = os.umask(0o022)
    try:
        for arguments in (["list", "hazards"], ["backup"]):
            done = subprocess.run(
                [sys.executable, "-m", "app", "--data", str(folder), *arguments], capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr
    finally:
        os.umask(old)
    made = [folder, *folder.rglob("*")]
    assert len(made) > 3
    open_to_others = [str(one) for one in made if stat.S_IMODE(one.stat().st_mode) & 0o077]
    assert open_to_others == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folders by their access lists")
def test_a_store_that_was_open_to_others_is_closed_to_them_at_the_next_start(data: Path) -> None:
    (data / "ancha.db").chmod(0o644)
    subprocess.run([sys.executable, "-m", "app", "--data", str(data), "digest"], capture_output=True, check=True)
    assert stat.S_IMODE((data / "ancha.db").stat().st_mode) == 0o600
