"""`ancha office`: inbox, devices, numbers, register, what is sent back, parts, history typed in."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from app.storage.machine import fingerprint
from tests.cli.conftest import Ancha
from tests.services.records import make_authority, put
from tests.stores import copy_template, make_means, open_copy


@pytest.fixture
def office(ancha_at: Callable[[Path], Ancha], store_template: Path, tmp_path: Path) -> Ancha:
    """An office beside the laptop, empty."""
    folder = copy_template(store_template, tmp_path / "office")
    with open_copy(folder, means=make_means(seed="office", machine=fingerprint())) as store:
        put(store, make_authority(name="示例区安委办", prefix="渝委", word="安委"))
    return ancha_at(folder)


@pytest.fixture
def inbox(ancha: Ancha, tmp_path: Path) -> Path:
    """A folder with the laptop's package and one that is torn."""
    folder = tmp_path / "in"
    folder.mkdir()
    assert ancha("export", folder / "a.ancha").code == 0
    whole = (folder / "a.ancha").read_bytes()
    (folder / "torn.ancha").write_bytes(whole[: len(whole) // 2])
    return folder


def test_the_inbox_is_listed_and_taken_in(office: Ancha, inbox: Path) -> None:
    said = office("office", "inbox")
    assert (said.code, said.out) == (1, "")
    assert "还没有选择收件箱" in said.err
    listed = {Path(row["file"]).name: row for row in office("office", "inbox", "--folder", inbox, "--json").json}
    assert {name: row["state"] for name, row in listed.items()} == {"a.ancha": "可导入", "torn.ancha": "不能导入"}
    assert listed["torn.ancha"]["why"]
    said = office("office", "inbox", "--import", "--move")
    assert "a.ancha" in said.out
    assert "torn.ancha" in said.out
    assert (inbox / "已导入" / "a.ancha").exists()
    assert len(office("list", "hazards", "--json").json) == 2
    assert office("office", "inbox", "--move").code == 2


def test_devices_are_registered_given_numbers_and_take_them(
    office: Ancha, ancha: Ancha, inbox: Path, tmp_path: Path
) -> None:
    office("import", inbox / "a.ancha")
    rows = office("office", "devices", "--json").json
    (device,) = [row["id"] for row in rows if row["state"] == "未登记"]
    assert ancha("office", "devices", "--json").json[0]["id"] == device
    assert office("office", "register-device", device, "一号机", "--holder", "示例员甲").code == 0
    said = office("office", "ranges", "一号机", 201, 260)
    assert (said.code, "201—260" in said.out) == (0, True)
    again = office("office", "ranges", "一号机", 250, 300)
    assert (again.code, "已经发给" in again.err) == (1, True)
    assert {row["first"] for row in office("office", "ranges", "--json").json} == {201}
    assert "下一段可以发 261—460" in office("office", "ranges").out
    back = tmp_path / "back.ancha"
    assert office("office", "send", back, "--device", "一号机", "--no-library").code == 0
    assert ancha("package", back, "--json").json["carries"] == ["ranges"]
    assert ancha("import", back).code == 0
    (offer,) = ancha("office", "received", "--json").json
    assert (offer["settled"], offer["ranges"][0]["first"]) == (False, 201)
    said = ancha("office", "accept", offer["import_id"])
    assert (said.code, "201—260" in said.out) == (0, True)
    assert {row["first"] for row in ancha("numbers", "--json").json} == {201}
    assert office("office", "retire", "一号机").out.startswith("已停用")
    assert office("office", "retire", "一号机", "--again").out.startswith("已恢复")
    assert "一号机" in office("office", "devices").out
    assert ancha("office", "accept", "不是编号").code == 2


def test_the_register_is_shown_written_and_gaps_are_voided(ancha: Ancha, tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_text(
        "enterprise: 示例燃气有限公司\nofficers: [示例员甲]\nstarted: 2026-03-02T09:00\nended: 2026-03-02T11:00\n"
        "closed: 2026-03-21\n"
        "hazards:\n- {fact: 灭火器过期, deadline: 2026-03-20, done: 2026-03-18}\n"
        "documents:\n- {form: rectification_order, number: （渝示）应急责改〔2026〕3号, "
        "issued: 2026-03-02, served: true}\n"
    )
    said = ancha("office", "type-in", file)
    assert said.code == 0, said.err
    assert UUID(said.out.strip().partition("：")[2])
    twice = ancha("office", "type-in", file)
    assert (twice.code, "已经登记过" in twice.err) == (1, True)
    register = ancha("office", "register", "--year", 2026, "--json").json
    assert [(line["first"], line["last"], line["state"]) for line in register["lines"]] == [
        (1, 2, "空号"),
        (3, 3, "补录"),
    ]
    assert ancha("office", "void", "责改", 1, 2, "--year", 2026, "--reason", "空白文书写坏").code == 0
    assert "作废" in ancha("office", "register", "--year", 2026).out
    assert ancha("office", "register", "--year", 2026, "-o", tmp_path / "r.xlsx").code == 0
    assert (tmp_path / "r.xlsx").read_bytes()[:2] == b"PK"
    assert ancha("office", "register", "--year", 2026, "-o", tmp_path / "r.txt").code == 2


def test_a_file_that_names_nobody_known_is_refused(ancha: Ancha, tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_text("enterprise: 没有的厂\nstarted: 2026-03-02T09:00\nended: 2026-03-02T11:00\n")
    said = ancha("office", "type-in", file)
    assert (said.code, "台账里没有“没有的厂”" in said.err) == (1, True)
    file.write_text("enterprise: 没有的厂\nstarted: 2026-03-02T09:00\nended: 2026-03-02T11:00\nfoo: 1\n")
    assert ancha("office", "type-in", file).code == 2


def test_a_hand_over_is_split(ancha: Ancha, office: Ancha, tmp_path: Path) -> None:
    said = ancha("office", "split", tmp_path / "out" / "m.ancha", "--mb", 5, "--to", "示例区安委办")
    assert said.code == 0, said.err
    assert (tmp_path / "out" / "m-1.ancha").exists()
    assert office("import", tmp_path / "out" / "m-1.ancha").code == 0
    assert len(office("list", "hazards", "--json").json) == 2
