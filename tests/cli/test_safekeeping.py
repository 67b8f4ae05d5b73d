"""`backup`, `restore`, `check`, `rebuild`, `digest` keep what is stored, and say how it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.engine import connect
from tests.cli.conftest import Ancha

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_digest_is_one_line_of_64_hex(ancha: Ancha) -> None:
    out = ancha("digest").out
    assert len(out) == 65
    assert int(out, 16)
    found = ancha("digest", "--json").json
    assert found.keys() == {"digest", "revisions", "blobs"}
    assert found["digest"] == out.strip()


def test_digest_of_an_empty_store_is_that_of_nothing(ancha_at: Callable[[Path], Ancha], tmp_path: Path) -> None:
    found = ancha_at(tmp_path / "new")("digest", "--json").json
    assert found == {"digest": EMPTY, "revisions": 0, "blobs": 0}


def test_backup_and_restore_bring_the_same_records_to_another_machine(
    ancha: Ancha, ancha_at: Callable[[Path], Ancha], tmp_path: Path
) -> None:
    file = tmp_path / "usb" / "copy.db"
    assert ancha("backup", file).code == 0
    other = ancha_at(tmp_path / "other")
    assert "编号已暂停" in other("restore", file).out
    assert other("digest").out == ancha("digest").out


def test_backup_without_a_name_goes_to_the_folder_of_backups(ancha: Ancha, data: Path) -> None:
    assert ancha("backup").code == 0
    assert len(list((data / "backups").glob("ancha-*.db"))) == 1


def test_backup_refuses_a_folder_for_a_file(ancha: Ancha, tmp_path: Path) -> None:
    said = ancha("backup", tmp_path)
    assert (said.code, said.out) == (1, "")


def test_restore_refuses_a_damaged_copy_and_changes_nothing(ancha: Ancha, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    ancha("backup", file)
    whole = file.read_bytes()
    assert whole.count("充装间1号".encode()) > 1
    file.write_bytes(whole.replace("充装间1号".encode(), "充装间9号".encode()))
    before = ancha("digest").out
    said = ancha("restore", file)
    assert (said.code, said.out) == (3, "")
    assert "copy.db" in said.err
    assert ancha("digest").out == before


def test_restore_refuses_what_is_not_there(ancha: Ancha, tmp_path: Path) -> None:
    assert ancha("restore", tmp_path / "none.db").code == 1


def test_check_is_quiet_about_a_sound_store(ancha: Ancha) -> None:
    said = ancha("check")
    assert said.code == 0
    assert said.out.startswith("资料完好。\n")


def test_check_names_what_rebuild_then_repairs(ancha: Ancha, data: Path) -> None:
    ancha("check")
    connection = connect(data / "ancha.db")
    connection.execute("UPDATE enterprise SET town = '别处'")
    connection.close()
    said = ancha("check")
    assert said.code == 1
    assert "rebuild" in said.out
    assert "重建" in ancha("rebuild").out
    assert ancha("check").code == 0


@pytest.mark.parametrize("command", ["list", "digest", "check"])
def test_a_file_that_is_no_store_is_refused_as_such(
    command: str, ancha_at: Callable[[Path], Ancha], tmp_path: Path
) -> None:
    (tmp_path / "ancha.db").write_bytes(b"this is not a database at all" * 40)
    said = ancha_at(tmp_path)(command, *(["hazards"] if command == "list" else []))
    assert (said.code, said.out) == (3, "")
    assert "ancha.db" in said.err


def test_restore_dry_run_tells_what_would_be_lost_and_changes_nothing(ancha: Ancha, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    ancha("backup", file)
    assert "不会失去任何内容" in ancha("restore", file, "--dry-run").out
    hazard = ancha("list", "hazards", "--json").json[0]["id"]
    assert ancha("edit", hazard, "place=别处", "--reason", "写错了").code == 0
    before = ancha("digest").out
    assert "会失去 1 处改动" in ancha("restore", file, "--dry-run").out
    assert ancha("digest").out == before


def test_salvage_writes_a_file_that_restore_takes(
    ancha: Ancha, ancha_at: Callable[[Path], Ancha], data: Path, tmp_path: Path
) -> None:
    before = ancha("digest").out
    said = ancha("salvage", data / "ancha.db", "-o", tmp_path / "saved.db")
    assert said.code == 0
    assert "没有发现缺少的内容" in said.out
    other = ancha_at(tmp_path / "other")
    assert other("restore", tmp_path / "saved.db").code == 0
    assert other("digest").out == before


def test_salvage_of_garbage_is_refused_as_damaged(ancha: Ancha, tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"garbage" * 10_000)
    said = ancha("salvage", tmp_path / "garbage.db", "-o", tmp_path / "saved.db")
    assert (said.code, said.out) == (3, "")
    assert not (tmp_path / "saved.db").exists()


def test_compact_changes_no_record(ancha: Ancha) -> None:
    before = ancha("digest").out
    assert "已压缩" in ancha("compact").out
    assert ancha("digest").out == before
    assert ancha("check").code == 0


def test_restore_dry_run_works_beside_a_damaged_store(ancha: Ancha, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    ancha("backup", file)
    ancha("check")
    (data / "ancha.db").write_bytes((data / "ancha.db").read_bytes()[:16384] + bytes(500_000))
    for beside in data.glob("ancha.db-*"):
        beside.unlink()
    said = ancha("restore", file, "--dry-run")
    assert said.code == 0
    assert "读不出来" in said.out
    assert ancha("restore", file).code == 0
    assert ancha("check").code == 0
