"""`record` and `reinspect` store everything that a file describes, or nothing."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.services.demo.scenes import DemoScene, SceneVariant, draw_scene
from tests.cli.conftest import Ancha, Said
from tests.reports.golden import flat, page_texts
from tests.stores import copy_template, make_means, open_copy

GOLDEN = Path(__file__).parents[1] / "data" / "recorded" / "gas-shop.yaml"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four photographs that the golden file names."""
    folder = tmp_path_factory.mktemp("pictures")
    for number, name in enumerate("abcd"):
        data = draw_scene(
            DemoScene.GAS_DETECTOR, variant=SceneVariant.BEFORE, seed=number, taken=datetime(2026, 11, 16, 9, 30)
        )
        (folder / f"{name}.jpg").write_bytes(data)
    return folder


@pytest.fixture
def folder(pictures: Path, tmp_path: Path) -> Path:
    """The golden file with its photographs beside it."""
    shutil.copytree(pictures, tmp_path / "case" / "photos")
    shutil.copyfile(GOLDEN, tmp_path / "case" / "file.yaml")
    return tmp_path / "case"


@pytest.fixture(scope="session")
def compiled(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store whose library is compiled."""
    from app.services.catalogue import Services
    from app.services.desk import Desk

    made = copy_template(store_template, tmp_path_factory.mktemp("compiled"))
    with open_copy(made) as store:
        Services(Desk(store)).library.make_ready()
    return made


@pytest.fixture
def fresh(compiled: Path, ancha_at: Callable[[Path], Ancha], tmp_path: Path) -> Ancha:
    """Run commands on a store of its own that was never set up."""
    return ancha_at(copy_template(compiled, tmp_path / "fresh"))


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Change the golden file and give its path."""
    described = yaml.load(GOLDEN.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    change(described)
    file = folder / "file.yaml"
    file.write_text(yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def assert_nothing_stored(ancha: Ancha, said: Said) -> None:
    assert said.out == ""
    assert said.err
    assert ancha("digest").out.strip() == EMPTY


def test_record_stores_the_whole_file_and_says_what_it_made(fresh: Ancha, folder: Path) -> None:
    made = fresh("record", folder / "file.yaml", "--json").json
    assert [one["number"] for one in made["documents"]] == [
        "（渝示）应急检记〔2026〕1号",
        "（渝示）应急责改〔2026〕1号",
        "（渝示）应急复查〔2026〕1号",
    ]
    (row,) = fresh("list", "inspections", "--json").json
    assert (row["id"], row["hazards"], row["open"]) == (made["inspection_id"], 3, 1)
    assert (row["started"], row["ended"]) == ("2026-11-16T09:10:00+08:00", "2026-11-16T11:40:00+08:00")
    assert fresh("check").code == 0


def test_record_keeps_the_texts_of_the_file_apart(fresh: Ancha, folder: Path) -> None:
    fresh("record", folder / "file.yaml")
    first, second, third = sorted(fresh("list", "hazards", "--json").json, key=lambda one: one["order_no"])
    assert first["item"] == "09-03"
    assert first["fact"].startswith("充装间2号")
    assert first["demand"].startswith("停止充装作业")
    assert first["violations"] == ["安全生产法/36/2"]
    assert (first["state"], first["deadline"], first["photos"]) == ("passed", "2026-12-01", 1)
    assert (second["state"], second["handling"], second["photos_after"]) == ("passed", "当场整改", 1)
    assert (third["state"], third["item"]) == ("failed", None)


def test_record_answers_the_rest_and_makes_the_lead_of_what_failed(fresh: Ancha, folder: Path) -> None:
    made = fresh("record", folder / "file.yaml", "--json").json
    (case,) = fresh("list", "cases", "--json").json
    assert [case["id"]] == made["cases"]
    assert case["state"] == "lead"
    (visit,) = fresh("list", "reinspections", "--json").json
    assert (visit["done"], visit["not_done"]) == (1, 1)


def test_record_matches_the_enterprise_and_the_officers_the_second_time(fresh: Ancha, folder: Path) -> None:
    fresh("record", folder / "file.yaml")
    made = fresh("record", folder / "file.yaml", "--json").json
    assert made["documents"][0]["number"] == "（渝示）应急检记〔2026〕2号"
    assert len(fresh("list", "enterprises", "--json").json) == 1
    assert len(fresh("list", "inspections", "--json").json) == 2


def test_record_refuses_a_code_that_another_name_bears(fresh: Ancha, folder: Path) -> None:
    code = "91510000MA6DEMX01A"
    from app.values.uscc import check_character, organisation_check

    organisation = "MA6DEMX0"
    body = "91509999" + organisation + organisation_check(organisation)
    code = body + check_character(body)
    first = rewrite(folder, lambda file: file["enterprise"].update(uscc=code))
    assert fresh("record", first).code == 0
    before = fresh("digest").out
    second = rewrite(folder, lambda file: file["enterprise"].update(uscc=code, name="另一家公司"))
    said = fresh("record", second)
    assert (said.code, said.out) == (1, "")
    assert code in said.err
    assert fresh("digest").out == before


@pytest.mark.parametrize(
    ("change", "said_of"),
    [
        (lambda file: file["inspection"].update(category="随便"), "inspection.category"),
        (lambda file: file["inspection"].update(strated="2026-11-16T09:10"), "strated"),
        (lambda file: file["inspection"].update(started="昨天"), "inspection.started"),
        (lambda file: file["findings"][0].pop("result") and file["findings"][0].pop("hazard"), "findings.0"),
        (lambda file: file.pop("officers"), "officers"),
        (lambda file: file["findings"][0]["hazard"].update(violations=["安全生产法第三十六条"]), "violations.0"),
        (lambda file: file["reinspections"][0]["outcomes"][0].update(hazard="9"), "9"),
        (lambda file: file.update(rest="不符合"), "rest"),
        (lambda file: file.update(documents=["没有的文书"]), "documents.0"),
        (lambda file: file.update(officers="示例员甲"), "officers”：应当是一列"),
        (lambda file: file["inspection"].update(started="2026-11-16"), "inspection.started"),
        (lambda file: file["inspection"].update(started="0001-01-01T00:00"), "inspection.started"),
        (lambda file: file["inspection"].update(ended="9999-12-31T23:59-12:00"), "inspection.ended"),
        (lambda file: file["inspection"].update(ended="2026-11-16T08:00"), "inspection.ended"),
        (lambda file: file["findings"][1].update(item="09-03"), "findings.1.item"),
        (lambda file: file["reinspections"][0]["outcomes"][1].update(hazard="1"), "reinspections.0.outcomes.1.hazard"),
        (lambda file: file["reinspections"][0]["outcomes"][1].update(hazard="0"), "从 1 数起"),
        (lambda file: file["reinspections"][0]["outcomes"][1].update(hazard="8"), "reinspections.0.outcomes.1.hazard"),
        (lambda file: file.update(cases=[{**CASE, "hazards": ["9"]}]), "cases.0.hazards.0"),
        (lambda file: file.update(reasons={"R-RECUSEL": "口头表示"}), "reasons.R-RECUSEL"),
        (lambda file: file["reinspections"][0].update(reasons={"R-X": "无"}), "reinspections.0.reasons.R-X"),
        (lambda file: file["findings"][0]["hazard"].update(fact="第1项\u202e"), "findings.0.hazard.fact"),
    ],
)
def test_record_names_key_and_line_of_what_does_not_fit(
    change: Callable[[dict[str, Any]], object], said_of: str, fresh: Ancha, folder: Path
) -> None:
    said = fresh("record", rewrite(folder, change))
    assert said.code == 2
    assert said_of in said.err
    assert "行" in said.err
    assert_nothing_stored(fresh, said)


def test_record_refuses_what_is_no_yaml_and_what_is_not_there(fresh: Ancha, folder: Path) -> None:
    (folder / "file.yaml").write_text("enterprise: {name: [", encoding="utf-8")
    assert fresh("record", folder / "file.yaml").code == 2
    assert fresh("record", folder / "none.yaml").code == 2


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "half", "pipe"])
def test_record_refuses_a_photo_by_name_and_stores_nothing(damage: str, fresh: Ancha, folder: Path) -> None:
    photo = folder / "photos" / "d.jpg"
    whole = photo.read_bytes()
    photo.unlink()
    if damage == "pipe":
        os.mkfifo(photo)
    elif damage != "missing":
        photo.write_bytes({"empty": b"", "text": b"no picture", "half": whole[: len(whole) // 2]}[damage])
    said = fresh("record", folder / "file.yaml")
    assert said.code == 3
    assert "d.jpg" in said.err
    assert_nothing_stored(fresh, said)


def test_record_stops_at_red_findings_with_rule_and_article_and_stores_nothing(fresh: Ancha, folder: Path) -> None:
    def break_law(file: dict[str, Any]) -> None:
        file["officers"][1]["valid_to"] = "2026-01-01"
        del file["findings"][2]["hazard"]["violations"]

    said = fresh("record", rewrite(folder, break_law))
    assert said.code == 1
    assert "R-CERTIFICATE" in said.err
    assert "安全生产法" in said.err
    assert_nothing_stored(fresh, said)


def test_record_keeps_the_answers_to_yellow_findings(fresh: Ancha, folder: Path) -> None:
    file = rewrite(folder, lambda described: described.update(reasons={"R-RECUSAL": "当事人口头表示不申请回避"}))
    made = fresh("record", file, "--json").json
    shown = fresh("show", made["documents"][0]["id"], "--json").json
    answers = {one["rule"]: one["reason"] for one in shown["fields"]["legality"]}
    assert answers["R-RECUSAL"] == "当事人口头表示不申请回避"
    assert answers["R-LEVEL-LOWERED"] == ""


def test_record_without_an_authority_takes_that_of_the_store(ancha: Ancha, folder: Path) -> None:
    file = rewrite(folder, lambda described: described.pop("authority"))
    assert ancha("record", file).code == 0


def test_record_without_any_authority_says_what_to_do(fresh: Ancha, folder: Path) -> None:
    said = fresh("record", rewrite(folder, lambda described: described.pop("authority")))
    assert said.code == 1
    assert_nothing_stored(fresh, said)


def test_record_is_refused_while_another_program_has_the_store(data: Path, ancha: Ancha, folder: Path) -> None:
    with open_copy(data, means=make_means(seed="window")) as window:
        window.claim()
        said = ancha("record", folder / "file.yaml")
    assert (said.code, said.out) == (1, "")
    assert "另一个窗口" in said.err


def test_reinspect_adds_a_visit_to_what_is_stored(fresh: Ancha, folder: Path) -> None:
    visit: dict[str, Any] = {}

    def set_apart(file: dict[str, Any]) -> None:
        visit.update(file["reinspections"][0])
        file["reinspections"] = []

    made = fresh("record", rewrite(folder, set_apart), "--json").json
    (folder / "visit.yaml").write_text(yaml.safe_dump(visit, allow_unicode=True), encoding="utf-8")
    again = fresh("reinspect", made["documents"][1]["number"], folder / "visit.yaml", "--json").json
    assert again["documents"][0]["title"] == "整改复查意见书"
    (row,) = fresh("list", "inspections", "--json").json
    assert (row["open"], row["state"]) == (1, "reinspecting")


def test_reinspect_refuses_an_inspection_that_is_not_there(fresh: Ancha, folder: Path) -> None:
    (folder / "visit.yaml").write_text("at: 2026-12-02T10:00", encoding="utf-8")
    said = fresh("reinspect", "00000000-0000-7000-8000-000000000000", folder / "visit.yaml")
    assert (said.code, said.out) == (1, "")


def test_an_item_that_no_list_holds_is_named_and_nothing_is_stored(fresh: Ancha, folder: Path) -> None:
    said = fresh("record", rewrite(folder, lambda file: file["findings"][0].update(item="99-99")))
    assert said.code == 1
    assert "99-99" in said.err
    assert_nothing_stored(fresh, said)


CASE: dict[str, Any] = {
    "hazards": ["3"],
    "procedure": "普通",
    "cause": "逾期未整改事故隐患",
    "steps": [
        {"step": "立案", "on": "2026-12-03", "number": "（渝示）应急立〔2026〕1号", "persons": [{"name": "示例局长"}]},
        {"step": "调查取证", "on": "2026-12-04", "text": "询问、勘验"},
        {
            "step": "告知", "on": "2026-12-08", "served_on": "2026-12-08", "amount_yuan": "20000",
            "provision": "安全生产法/97", "occasion": "first", "defence_waived": "true",
        },
        {
            "step": "决定", "on": "2026-12-16", "amount_yuan": "20000", "provision": "安全生产法/97",
            "occasion": "first",
        },
    ],
}  # fmt: skip


def test_record_takes_the_lead_of_the_reinspection_up_and_carries_the_case_on(fresh: Ancha, folder: Path) -> None:
    made = fresh("record", rewrite(folder, lambda file: file.update(cases=[CASE])), "--json").json
    (row,) = fresh("list", "cases", "--json").json
    assert [row["id"]] == made["cases"]
    assert row.keys() >= {"title", "party", "procedure", "filed", "decided", "fine_yuan"}
    assert (row["number"], row["state"], row["procedure"]) == ("（渝示）应急立〔2026〕1号", "decided", "普通")
    assert (row["filed"], row["decided"], row["fine_yuan"]) == ("2026-12-03", "2026-12-16", 20000)
    assert fresh("show", "（渝示）应急立〔2026〕1号", "--json").json["id"] == row["id"]


def test_record_refuses_a_case_step_out_of_its_order_and_stores_nothing(fresh: Ancha, folder: Path) -> None:
    wrong = {**CASE, "steps": [CASE["steps"][0], CASE["steps"][3]]}
    said = fresh("record", rewrite(folder, lambda file: file.update(cases=[wrong])))
    assert said.code == 1
    assert "告知" in said.err
    assert_nothing_stored(fresh, said)


def test_record_refuses_a_filing_number_that_another_case_bears(fresh: Ancha, folder: Path) -> None:
    file = rewrite(folder, lambda described: described.update(cases=[CASE]))
    assert fresh("record", file).code == 0
    said = fresh("record", file)
    assert (said.code, said.out) == (1, "")
    assert "（渝示）应急立〔2026〕1号已由" in said.err


def test_record_refuses_the_file_of_another_authority(fresh: Ancha, folder: Path) -> None:
    assert fresh("record", folder / "file.yaml").code == 0
    before = fresh("digest").out
    said = fresh("record", rewrite(folder, lambda file: file["authority"].update(name="样本区应急管理局")))
    assert (said.code, said.out) == (1, "")
    assert "本机的执法机关是“示例区应急管理局”" in said.err
    assert fresh("digest").out == before


def test_an_outcome_on_advice_names_which(fresh: Ancha, folder: Path) -> None:
    def advise(file: dict[str, Any]) -> None:
        file["findings"][2]["hazard"].update(handling="建议")
        del file["findings"][2]["hazard"]["deadline"]

    said = fresh("record", rewrite(folder, advise))
    assert said.code == 1
    assert "第3项（站内未张贴应急处置卡。）是建议" in said.err
    assert_nothing_stored(fresh, said)


def test_invisible_signs_are_left_out_and_the_party_is_found_again(fresh: Ancha, folder: Path) -> None:
    assert fresh("record", folder / "file.yaml").code == 0
    name = "示例红岩\u200b燃气有限公司\ufeff"
    assert fresh("record", rewrite(folder, lambda file: file["enterprise"].update(name=name))).code == 0
    assert [one["name"] for one in fresh("list", "enterprises", "--json").json] == ["示例红岩燃气有限公司"]


def test_a_visit_ahead_of_the_clock_is_asked_about_and_stops_nothing(fresh: Ancha, folder: Path) -> None:
    def far(file: dict[str, Any]) -> None:
        file["reinspections"][0]["at"] = "2199-01-05T10:00"
        for officer in file["officers"]:
            officer["valid_to"] = "2199-12-31"

    made = fresh("record", rewrite(folder, far), "--json").json
    opinion = fresh("show", made["documents"][2]["id"], "--json").json
    assert "R-CLOCK" in {one["rule"] for one in opinion["fields"]["legality"]}


MAJOR: dict[str, Any] = {
    "level": "重大", "criterion": "城镇燃气重大隐患判定标准/5/1/5", "judged_by": "示例员甲", "handling": "现场处理",
    "safety_reason": "充装作业区域泄漏不能及时报警，排除前无法保证安全。",
}  # fmt: skip


def with_measures(file: dict[str, Any]) -> None:
    file["findings"][0]["hazard"].update(MAJOR)
    del file["findings"][0]["hazard"]["deadline"]
    file["documents"] = ["inspection_record", "onsite_measures", "rectification_order", "service_receipt"]
    file["reinspections"][0]["resumption"] = {"approved_by": "示例局长"}


def test_measures_on_site_are_decided_served_and_lifted(fresh: Ancha, folder: Path) -> None:
    made = fresh("record", rewrite(folder, with_measures), "--json").json
    assert [one["number"] for one in made["documents"]] == [
        "（渝示）应急检记〔2026〕1号",
        "（渝示）应急现决〔2026〕1号",
        "（渝示）应急责改〔2026〕1号",
        "（渝示）应急回〔2026〕1号",
        "（渝示）应急复查〔2026〕1号",
    ]
    decision = fresh("show", "（渝示）应急现决〔2026〕1号", "--json").json
    assert decision["fields"]["closing"] == {"day": "2026-12-02", "by": "示例局长", "ground": "审查同意恢复"}


def test_resuming_is_refused_while_the_hazard_is_there(fresh: Ancha, folder: Path) -> None:
    def still_there(file: dict[str, Any]) -> None:
        with_measures(file)
        file["reinspections"][0]["outcomes"][0] = {"hazard": "1", "result": "未整改"}

    said = fresh("record", rewrite(folder, still_there))
    assert said.code == 1
    assert "没有可以恢复的现场处理措施" in said.err
    assert_nothing_stored(fresh, said)


def test_a_site_is_recorded_with_who_builds_and_who_supervises(fresh: Ancha, folder: Path) -> None:
    site = {"party_kind": "工地", "name": "样本安置房项目", "builder": "示例建工有限公司", "supervisor": "示例监理公司"}
    assert fresh("record", rewrite(folder, lambda file: file["enterprise"].update(site))).code == 0
    (row,) = fresh("list", "enterprises", "--json").json
    shown = fresh("show", row["id"], "--json").json["fields"]
    assert (shown["builder"], shown["supervisor"]) == ("示例建工有限公司", "示例监理公司")
    pdf = folder / "order.pdf"
    assert fresh("print", "（渝示）应急责改〔2026〕1号", "-o", pdf).code == 0
    assert "示例建工有限公司（样本安置房项目）：" in flat("".join(page_texts(pdf.read_bytes())))


def test_show_writes_the_legality_check_and_what_has_parts_in_words(fresh: Ancha, folder: Path) -> None:
    file = rewrite(folder, lambda described: described.update(reasons={"R-RECUSAL": "当事人口头表示不申请回避"}))
    fresh("record", file)
    out = fresh("show", "（渝示）应急检记〔2026〕1号").out
    assert "合法性检查　黄　R-RECUSAL" in out
    assert "理由：当事人口头表示不申请回避" in out
    assert "理由：未写明" in out
    assert "{'" not in out
