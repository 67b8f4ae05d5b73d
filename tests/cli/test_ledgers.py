"""`list` and `show` keep the shapes that scripts rely on."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ancha
from tests.services.records import Scene, change, make_authority, put
from tests.stores import make_means, open_copy

RECORD = {"id", "number", "state", "updated", "conflicts"}
SHAPES = {
    "enterprises": RECORD | {"name", "party_kind", "uscc", "town", "sectors"},
    "inspections": RECORD
    | {"enterprise", "enterprise_id", "category", "started", "ended", "stage", "hazards", "open", "typed_in"},
    "hazards": RECORD
    | {
        "inspection_id", "enterprise", "item", "fact", "demand", "violations", "level", "handling", "place",
        "deadline", "photos", "photos_after",
    },
}  # fmt: skip


@pytest.mark.parametrize("ledger", ["enterprises", "inspections", "hazards"])
def test_list_gives_every_promised_key(ledger: str, ancha: Ancha) -> None:
    rows = ancha("list", ledger, "--json").json
    assert rows
    assert all(row.keys() >= SHAPES[ledger] for row in rows)


@pytest.mark.parametrize("ledger", ["documents", "cases", "reinspections"])
def test_list_of_nothing_is_an_empty_array(ledger: str, ancha: Ancha) -> None:
    assert ancha("list", ledger, "--json").json == []


def test_list_inspections_tells_stage_counts_and_instants_at_beijing_time(ancha: Ancha, scene: Scene) -> None:
    (row,) = ancha("list", "inspections", "--json").json
    assert (row["id"], row["hazards"], row["open"]) == (str(scene.inspection_id), 2, 2)
    assert row["started"] == "2026-11-16T09:10:00+08:00"
    assert (row["state"], row["stage"], row["category"]) == ("ended", "整改复查", "日常")


def test_list_hazards_tells_days_references_and_words(ancha: Ancha, scene: Scene) -> None:
    first = ancha("list", "hazards", "--json").json[0]
    assert first["inspection_id"] == str(scene.inspection_id)
    assert (first["deadline"], first["level"], first["handling"]) == ("2026-12-01", "一般", "限期整改")
    assert first["violations"] == ["安全生产法/36/2"]
    assert (first["photos"], first["photos_after"], first["item"], first["place"]) == (0, 0, None, None)


def test_a_person_reads_states_and_moments_in_words(ancha: Ancha) -> None:
    said = ancha("list", "inspections").out
    assert "2026-11-16 09:10 " in said
    assert "T09:10" not in said
    assert "已登记" in ancha("list", "hazards").out
    assert "found" not in ancha("list", "hazards").out


def test_show_names_each_field_in_words_and_as_edit_takes_it(ancha: Ancha) -> None:
    row = ancha("list", "hazards", "--json").json[0]
    said = ancha("show", row["id"]).out
    assert "整改期限 deadline" in said
    assert "状态" in said
    assert "found" not in said


def test_list_deadlines_tells_what_is_due_and_when(ancha: Ancha, data: Path, scene: Scene) -> None:
    from app.models.hazard import Hazard
    from app.values.enums import HazardState

    with open_copy(data) as store, store.read() as uow:
        ids = [row.id for row in uow.session.query(Hazard)]
    with open_copy(data) as store:
        change(store, Hazard, ids[0], state=HazardState.ORDERED)
    (row,) = ancha("list", "deadlines", "--json").json
    assert row.keys() >= RECORD | {"kind", "enterprise", "detail", "due", "days_left"}
    assert (row["id"], row["due"]) == (str(scene.inspection_id), "2026-12-01")


def test_list_for_people_lines_up_under_its_heads(ancha: Ancha) -> None:
    head, *lines = ancha("list", "enterprises").out.splitlines()
    assert head.startswith("名称")
    assert "示例燃气有限公司" in lines[0]


def test_list_of_nothing_says_so_to_people(ancha: Ancha) -> None:
    assert ancha("list", "cases").out == "没有记录。\n"


def test_list_refuses_an_unknown_ledger(ancha: Ancha) -> None:
    said = ancha("list", "nonsense", "--json")
    assert (said.code, said.out) == (2, "")
    assert "enterprises" in said.err


def test_show_by_id_is_one_object_with_its_ledger_row_and_all_fields(ancha: Ancha) -> None:
    listed = ancha("list", "hazards", "--json").json[0]
    shown = ancha("show", listed["id"], "--json").json
    assert {key: shown[key] for key in listed} == listed
    assert shown["kind"] == "hazard"
    assert shown["fields"]["fact"] == listed["fact"]
    assert "history" not in shown


def test_show_by_code_finds_the_enterprise_however_it_is_typed(ancha: Ancha, scene: Scene) -> None:
    shown = ancha("show", "91500000demo00001x", "--json").json
    assert shown["id"] == str(scene.enterprise_id)


def test_show_history_tells_who_changed_what_when_and_why(ancha: Ancha, data: Path, scene: Scene) -> None:
    from app.models.enterprise import Enterprise

    with (
        open_copy(data, means=make_means(seed="second")) as store,
        store.write(actor=scene.officer_ids[0], reason="电话核实") as uow,
    ):
        uow.session.get_one(Enterprise, scene.enterprise_id).town = "样本镇"
        uow.commit()
    history = ancha("show", scene.enterprise_id, "--history", "--json").json["history"]
    assert [one["reason"] for one in history] == [None, "电话核实"]
    assert history[1]["changed"] == {"town": "样本镇"}
    assert history[1]["actor"] == "示例员甲"
    assert history[1]["at"].endswith("+08:00")
    assert len(history[1]["rev_id"]) == 64


def test_show_refuses_what_is_not_there(ancha: Ancha) -> None:
    for reference in ("（渝示）应急责改〔2026〕99号", "00000000-0000-7000-8000-000000000000", "没有"):
        said = ancha("show", reference, "--json")
        assert (said.code, said.out) == (1, "")
        assert reference in said.err


def test_show_names_the_ids_where_two_records_bear_one_number(ancha: Ancha, data: Path, scene: Scene) -> None:
    from app.models.inspection import Inspection

    with open_copy(data, means=make_means(seed="third")) as store:
        change(store, Inspection, scene.inspection_id, task_no="任务1")
        twin = Inspection(authority_id=scene.authority_id, enterprise_id=scene.enterprise_id, task_no="任务1")
        put(store, twin)
    said = ancha("show", "任务1")
    assert said.code == 1
    assert str(scene.inspection_id) in said.err
    assert str(twin.id) in said.err


def test_show_for_people_gives_the_fields_that_are_filled(ancha: Ancha, scene: Scene) -> None:
    out = ancha("show", scene.enterprise_id, "--history").out
    assert "示例燃气有限公司" in out
    assert "时间" in out


def test_reading_works_while_another_program_has_the_store_and_writing_is_refused(
    ancha: Ancha, data: Path, scene: Scene
) -> None:
    with open_copy(data, means=make_means(seed="window")) as window:
        window.claim()
        assert len(ancha("list", "inspections", "--json").json) == 1
        assert ancha("show", scene.inspection_id).code == 0
        assert ancha("check").code == 0
        refused = ancha("rebuild")
        assert (refused.code, refused.out) == (1, "")
        assert "另一个窗口" in refused.err
        put(window, make_authority(name="另一机关"))


def test_json_is_utf8_without_escapes(ancha: Ancha) -> None:
    out = ancha("list", "enterprises", "--json").out
    assert "示例燃气有限公司" in out
    assert json.loads(out)
