"""`export` writes a package that `package` verifies; what cannot be done is said in words and leaves nothing."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.engine import connect
from tests.cli.conftest import Ancha
from tests.services.records import Scene

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a package is written."""
    return tmp_path / "usb" / "甲.ancha"


def test_export_writes_all_that_counts_and_package_verifies_it(ancha: Ancha, file: Path) -> None:
    said = ancha("export", file)
    assert said.code == 0, said.err
    assert "读回核对" in said.out
    found = ancha("package", file, "--json").json
    assert found["root"] == ancha("digest").out.strip()
    assert found["records"] == {"authority": 1, "enterprise": 1, "hazard": 2, "inspection": 1, "officer": 2}
    assert found["revisions"] == ancha("digest", "--json").json["revisions"]
    assert (found["is_sealed"], found["is_redacted"], found["private"]) == (False, False, 0)


def test_package_speaks_to_people_too(ancha: Ancha, file: Path) -> None:
    ancha("export", file)
    said = ancha("package", file)
    assert "数据包完好" in said.out
    assert "隐患 2" in said.out


def test_export_of_an_empty_store_is_a_package_of_nothing(ancha_at: Callable[[Path], Ancha], file: Path) -> None:
    ancha = ancha_at(file.parent / "new")
    assert ancha("export", file).code == 0
    assert ancha("package", file, "--json").json["root"] == EMPTY


def test_export_as_json_names_file_and_counts(ancha: Ancha, file: Path) -> None:
    found = ancha("export", file, "--json").json
    assert found["file"] == str(file)
    assert found["size"] == file.stat().st_size
    assert found["missing"] == 0


def test_last_brings_only_what_is_new_and_says_when_there_is_nothing(ancha: Ancha, file: Path, scene: Scene) -> None:
    assert ancha("export", file, "--last").code == 0
    again = ancha("export", file.with_name("b.ancha"), "--last")
    assert (again.code, again.out) == (1, "")
    assert "没有要移交的内容" in again.err
    assert not file.with_name("b.ancha").exists()
    ancha("edit", scene.enterprise_id, "note=新的备注", "--reason", "核对")
    assert ancha("export", file.with_name("c.ancha"), "--last").code == 0
    found = ancha("package", file.with_name("c.ancha"), "--json").json
    assert found["records"]["enterprise"] == 1
    assert "hazard" not in found["records"]


def test_last_goes_by_the_office_it_is_for(ancha: Ancha, file: Path) -> None:
    ancha("export", file, "--last", "--to", "甲局")
    assert ancha("export", file, "--last", "--to", "乙局").code == 0
    assert ancha("package", file, "--json").json["recipient"] == "乙局"


def test_an_inspection_comes_with_all_that_hangs_on_it(ancha: Ancha, file: Path, scene: Scene) -> None:
    assert ancha("export", file, "--inspection", scene.inspection_id).code == 0
    assert ancha("package", file, "--json").json["records"]["hazard"] == 2


def test_since_takes_whole_records_changed_from_that_day(ancha: Ancha, file: Path) -> None:
    assert ancha("export", file, "--since", "2026-11-16").code == 0
    assert ancha("package", file, "--json").json["records"]["hazard"] == 2
    assert ancha("export", file, "--since", "2099-01-01").code == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["--since", "gestern"],
        ["--since", "2026-11-16", "--last"],
        ["--last", "--inspection", "x"],
        ["--since", "2026-11-16", "--until", "2026-11-15"],
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(ancha: Ancha, file: Path, wrong: list[str]) -> None:
    said = ancha("export", file, *wrong)
    assert (said.code, said.out) == (2, "")
    assert not file.exists()


def test_an_inspection_that_is_not_there_exits_1(ancha: Ancha, file: Path) -> None:
    assert ancha("export", file, "--inspection", "2f1f0d5e-0000-7000-8000-000000000000").code == 1
    assert not file.exists()


def test_a_sealed_package_opens_with_its_passphrase_only(ancha: Ancha, file: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("口令 一\n", encoding="utf-8")
    wrong = tmp_path / "wrong"
    wrong.write_text("口令 二\n", encoding="utf-8")
    assert ancha("export", file, "--passphrase-file", words).code == 0
    assert file.read_bytes().startswith(b"ANCHA-SEALED\x01")
    assert ancha("package", file, "--passphrase-file", words, "--json").json["is_sealed"] is True
    assert ancha("package", file, "--passphrase-file", wrong).code == 3
    assert ancha("package", file).code != 0
    assert not list((tmp_path / "data" / "temp").iterdir())


def test_an_empty_passphrase_is_refused(ancha: Ancha, file: Path, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("\n")
    assert ancha("export", file, "--passphrase-file", tmp_path / "words").code == 2
    assert not file.exists()


def test_private_texts_leave_only_behind_a_passphrase(ancha: Ancha, file: Path, tmp_path: Path) -> None:
    said = ancha("export", file, "--private")
    assert (said.code, said.out) == (1, "")
    assert "口令" in said.err
    assert not file.exists()


def test_a_redacted_package_can_be_read_and_is_no_handover(ancha: Ancha, file: Path) -> None:
    assert ancha("export", file, "--redacted").code == 0
    assert ancha("package", file, "--json").json["is_redacted"] is True
    assert "仅供阅读" in ancha("package", file).out
    assert ancha("export", file.with_name("all.ancha"), "--last").code == 0


def test_a_damaged_package_exits_3_and_names_the_file(ancha: Ancha, file: Path) -> None:
    ancha("export", file)
    data = bytearray(file.read_bytes())
    at = data.index("充装间1号".encode())
    data[at] ^= 1
    file.write_bytes(data)
    said = ancha("package", file)
    assert (said.code, said.out) == (3, "")
    assert file.name in said.err


def test_package_of_a_file_that_is_not_there_exits_1(ancha: Ancha, tmp_path: Path) -> None:
    assert ancha("package", tmp_path / "none.ancha").code == 1


def test_export_into_a_place_that_cannot_be_written_says_so(ancha: Ancha, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    said = ancha("export", tmp_path / "plain" / "a.ancha")
    assert (said.code, said.out) == (1, "")
    assert "无法写入" in said.err


def test_no_package_holds_pins_drafts_or_settings(ancha: Ancha, data: Path, file: Path, scene: Scene) -> None:
    planted = {name: f"secret-{name}-7f3a" for name in ("pin", "draft", "setting", "private", "machine")}
    connection = connect(data / "ancha.db")
    officer = scene.officer_ids[0].bytes
    connection.execute("INSERT INTO pin VALUES (?, ?, 0, NULL, 0)", (officer, planted["pin"]))
    connection.execute("INSERT INTO draft VALUES ('k', NULL, ?, 0)", (json.dumps({"x": planted["draft"]}),))
    connection.execute("INSERT INTO setting VALUES ('k', ?)", (json.dumps(planted["setting"]),))
    connection.execute("INSERT INTO private VALUES (?, x'00', ?)", (b"7" * 32, planted["private"]))
    connection.close()
    ancha("export", file)
    whole = file.read_bytes()
    for secret in planted.values():
        assert secret.encode() not in whole


def test_a_package_is_one_plain_sqlite_file(ancha: Ancha, file: Path) -> None:
    ancha("export", file)
    assert file.read_bytes()[18:20] == b"\x01\x01"
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    assert connection.execute("PRAGMA page_size").fetchone() == (16384,)
    assert connection.execute("PRAGMA application_id").fetchone() == (0x414E4348,)
    assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    connection.close()
    assert list(file.parent.iterdir()) == [file]
