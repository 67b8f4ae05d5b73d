"""`edit` changes what the window lets change, with its reason, and nothing else."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ancha
from tests.services.records import Scene


def first_hazard(ancha: Ancha) -> str:
    """The id of the first hazard."""
    return str(ancha("list", "hazards", "--json").json[0]["id"])


def test_edit_changes_a_field_and_keeps_the_reason(ancha: Ancha, scene: Scene) -> None:
    assert ancha("edit", scene.enterprise_id, "town=样本镇", "risk=红", "--reason", "电话核实").code == 0
    shown = ancha("show", scene.enterprise_id, "--history", "--json").json
    assert (shown["town"], shown["fields"]["risk"]) == ("样本镇", "红")
    assert shown["history"][-1]["reason"] == "电话核实"
    assert set(shown["history"][-1]["changed"]) == {"town", "risk"}


@pytest.mark.parametrize(
    ("changes", "key", "value"),
    [
        (["deadline=2026-12-05"], "deadline", "2026-12-05"),
        (["violations=安全生产法/36/2,安全生产法/41/2"], "violations", ["安全生产法/36/2", "安全生产法/41/2"]),
        (["handling=建议"], "handling", "建议"),
        (["place="], "place", None),
    ],
)
def test_edit_reads_a_value_by_the_kind_of_its_field(changes: list[str], key: str, value: object, ancha: Ancha) -> None:
    hazard = first_hazard(ancha)
    assert ancha("edit", hazard, *changes, "--reason", "更正").code == 0
    assert ancha("show", hazard, "--json").json[key] == value


def test_edit_of_an_inspection_an_officer_the_authority_and_a_case(ancha: Ancha, scene: Scene) -> None:
    for record, change in (
        (scene.inspection_id, "place=新的场所"),
        (scene.officer_ids[0], "phone=000-0000003"),
        (scene.authority_id, "phone=000-0000004"),
    ):
        assert ancha("edit", record, change, "--reason", "更正").code == 0
        name, _, value = change.partition("=")
        assert ancha("show", record, "--json").json["fields"][name] == value


@pytest.mark.parametrize("typed", ["[城镇燃气, 餐饮]", '["城镇燃气", "餐饮"]', "城镇燃气、餐饮"])
def test_edit_reads_a_list_as_yaml_json_or_words(typed: str, ancha: Ancha, scene: Scene) -> None:
    assert ancha("edit", scene.enterprise_id, f"sectors={typed}", "--reason", "核实").code == 0
    assert ancha("show", scene.enterprise_id, "--json").json["fields"]["sectors"] == ["城镇燃气", "餐饮"]


def test_edit_refuses_a_list_that_does_not_end(ancha: Ancha, scene: Scene) -> None:
    said = ancha("edit", scene.enterprise_id, "sectors=[城镇燃气", "--reason", "核实")
    assert (said.code, said.out) == (2, "")
    assert "应当是一列" in said.err


def test_edit_of_what_is_so_already_says_so_and_writes_nothing(ancha: Ancha, scene: Scene) -> None:
    before = ancha("digest", "--json").json
    said = ancha("edit", scene.enterprise_id, "town=示范镇", "--reason", "核实")
    assert (said.code, said.out.strip()) == (0, "没有变化，没有写入修改记录。")
    assert ancha("digest", "--json").json == before


def test_edit_leaves_out_what_nobody_sees_and_refuses_what_turns_a_text(ancha: Ancha, scene: Scene) -> None:
    assert ancha("edit", scene.enterprise_id, "note=充装\u200b间", "--reason", "核实").code == 0
    assert ancha("show", scene.enterprise_id, "--json").json["fields"]["note"] == "充装间"
    said = ancha("edit", scene.enterprise_id, "note=充装\u202e间", "--reason", "核实")
    assert said.code in {1, 2}
    assert "书写方向" in said.err


@pytest.mark.parametrize("change", ["nonsense=1", "state=passed", "closing=x", "没有等号", "deadline=昨天", "level=大"])
def test_edit_refuses_what_is_no_field_or_no_value(change: str, ancha: Ancha) -> None:
    before = ancha("digest").out
    said = ancha("edit", first_hazard(ancha), change, "--reason", "更正")
    assert (said.code, said.out) == (2, "")
    assert ancha("digest").out == before


def test_edit_refuses_without_a_reason(ancha: Ancha, scene: Scene) -> None:
    assert ancha("edit", scene.enterprise_id, "town=样本镇").code == 2
    assert ancha("edit", scene.enterprise_id, "town=样本镇", "--reason", " ").code == 1


def test_edit_refuses_what_the_window_refuses(ancha: Ancha, scene: Scene) -> None:
    before = ancha("digest").out
    assert ancha("edit", scene.enterprise_id, "uscc=91500000DEMO000019", "--reason", "更正").code == 1
    assert ancha("edit", scene.enterprise_id, "name=", "--reason", "更正").code == 1
    assert ancha("digest").out == before


@pytest.mark.parametrize(("note", "reason"), [("充装\x07间", "核实"), ("充装间", "核\x1b实")])
def test_edit_refuses_signs_that_no_record_can_keep(note: str, reason: str, ancha: Ancha, scene: Scene) -> None:
    before = ancha("digest").out
    said = ancha("edit", scene.enterprise_id, f"note={note}", "--reason", reason)
    assert (said.code, said.out) == (1, "")
    assert "删去" in said.err
    assert ancha("digest").out == before


def test_edit_refuses_bytes_that_are_no_text(ancha: Ancha, scene: Scene) -> None:
    said = ancha("edit", scene.enterprise_id, "note=充装\udcff间", "--reason", "核实")
    assert (said.code, said.out) == (2, "")
    assert "UTF-8" in said.err


def test_edit_refuses_a_record_that_is_not_there(ancha: Ancha) -> None:
    assert ancha("edit", "没有", "town=样本镇", "--reason", "更正").code == 1


def test_edit_refuses_an_issued_paper(ancha: Ancha, scene: Scene, data: Path) -> None:
    from tests.cli.papers import issue_record

    document = issue_record(data, scene)
    said = ancha("edit", document, "copies=3", "--reason", "更正")
    assert (said.code, said.out) == (1, "")
    assert "已经签发" in said.err
