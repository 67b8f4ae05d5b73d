"""Tests of the library that is shipped: sound, whole, and right in the places that lose a case when wrong."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.paths import resource
from app.rules.library import asked_item, at_place, checklist_on, find_criterion, find_provision, provisions, walk
from app.rules.library_check import check_library
from app.rules.library_figures import parameter_on, period_on
from app.rules.periods import rule_of
from app.storage.library_files import read_library
from app.storage.library_snapshot import read_snapshot, snapshot_bytes
from app.values.enums import Confidence, HazardLevel
from app.values.library import (
    AT_ONCE,
    MANDATORY_SECTIONS,
    THREE_LEVELS,
    Criterion,
    FineOccasion,
    FineParty,
    Library,
    Provision,
)
from app.values.reference import parse_ref

ON = date(2026, 11, 16)
RULES = json.loads((Path(__file__).parents[1] / "vectors" / "clocks" / "rules.json").read_text(encoding="utf-8"))
ORGANISATION, PERSON = FineParty.ORGANISATION, FineParty.PERSON
FIRST, OVERDUE = FineOccasion.FIRST, FineOccasion.OVERDUE


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return read_library(resource("library"))


def test_shipped_library_has_no_fault(library: Library) -> None:
    assert check_library(library) == []


def test_shipped_library_reads_back_from_its_snapshot(library: Library) -> None:
    assert read_snapshot(snapshot_bytes(library)) == library


def test_sectors_are_named_exactly_and_each_has_its_items(library: Library) -> None:
    assert [checklist.sector for checklist in library.checklists] == ["通用基础", "城镇燃气"]
    for checklist in library.checklists:
        own = [item for section in checklist.sections if not section.mandatory for item in section.items]
        assert 30 <= len(own) <= 45
        assert [section.title for section in checklist.sections[:2]] == list(MANDATORY_SECTIONS)
        assert {item.tier for item in checklist.items} >= set(THREE_LEVELS)


def test_facts_state_one_thing_without_alternatives_to_strike_out(library: Library) -> None:
    facts = [item.fact for checklist in library.checklists for item in checklist.items]
    assert [fact for fact in facts if "（" in fact] == []


def test_item_ids_are_unique_over_the_whole_library(library: Library) -> None:
    ids = [item.id for checklist in library.checklists for item in checklist.items]
    assert len(ids) == len(set(ids))


def test_both_lists_together_ask_each_mandatory_question_once(library: Library) -> None:
    sections = walk(library.checklists)
    questions = [item.question for section in sections for item in section.items]
    assert len(questions) == len(set(questions))
    assert asked_item(library.checklists, "09-51").id == "01-01"
    assert asked_item(library.checklists[1:], "09-51").id == "09-51"


@pytest.mark.parametrize(
    ("item_id", "words", "violation"),
    [
        ("01-05", "特种作业", "安全生产法/30/1"),
        ("01-11", "检测", "安全生产法/36/2"),
        ("08-02", "疏散通道", "消防法/28"),
        ("08-07", "灭火器", "消防法/16/1/2"),
        ("09-03", "储罐", "城镇燃气管理条例/35"),
        ("09-14", "可燃气体报警", "安全生产法/36/4"),
        ("09-16", "软管", "城镇燃气管理条例/27/1"),
    ],
)
def test_known_ids_keep_their_matter(library: Library, item_id: str, words: str, violation: str) -> None:
    item = next(item for checklist in library.checklists for item in checklist.items if item.id == item_id)
    assert words in item.text
    assert parse_ref(violation) in item.violations


@pytest.mark.parametrize(
    ("ref", "fine"),
    [
        ("安全生产法/99/3", (ORGANISATION, FIRST, None, 50_000)),
        ("安全生产法/99/1/3", (ORGANISATION, OVERDUE, 50_000, 200_000)),
        ("安全生产法/99/1/8", (PERSON, OVERDUE, 10_000, 20_000)),
        ("安全生产法/94/1", (PERSON, FIRST, 20_000, 50_000)),
        ("安全生产法/97/1/7", (ORGANISATION, OVERDUE, 100_000, 200_000)),
        ("安全生产法/102", (ORGANISATION, FIRST, None, 50_000)),
        ("安全生产法/102", (PERSON, OVERDUE, 50_000, 100_000)),
        ("安全生产法/109", (ORGANISATION, FIRST, 50_000, 100_000)),
        ("消防法/60/1/1", (ORGANISATION, FIRST, 5_000, 50_000)),
        ("消防法/60/2", (PERSON, FIRST, None, 500)),
        ("消防法/58/1/4", (ORGANISATION, FIRST, 30_000, 300_000)),
        ("城镇燃气管理条例/45/1", (ORGANISATION, FIRST, 50_000, 500_000)),
        ("城镇燃气管理条例/46/7", (ORGANISATION, FIRST, 10_000, 100_000)),
        ("城镇燃气管理条例/49/1/5", (PERSON, OVERDUE, None, 1_000)),
        ("特种设备安全法/84/1/1", (ORGANISATION, FIRST, 30_000, 300_000)),
        ("生产安全事故应急条例/32", (ORGANISATION, OVERDUE, 30_000, 50_000)),
    ],
)
def test_fines_are_those_of_the_statute(
    library: Library, ref: str, fine: tuple[FineParty, FineOccasion, int | None, int]
) -> None:
    who, when, least, most = fine
    fines = find_provision(library, parse_ref(ref), on=ON).fines
    assert [(one.min_yuan, one.max_yuan) for one in fines if (one.who, one.when) == (who, when)] == [(least, most)]


@pytest.mark.parametrize(
    ("ref", "citation"),
    [
        ("安全生产法/36/2", "《中华人民共和国安全生产法》第三十六条第二款"),
        ("安全生产法/99/1/3", "《中华人民共和国安全生产法》第九十九条第三项"),
        ("安全生产法/65/1/3", "《中华人民共和国安全生产法》第六十五条第一款第三项"),
        ("行政复议法/23/1/1", "《中华人民共和国行政复议法》第二十三条第一款第一项"),
        ("行政处罚法/72/1/1", "《中华人民共和国行政处罚法》第七十二条第一款第一项"),
        ("城镇燃气管理条例/46/1/7", "《城镇燃气管理条例》第四十六条第七项"),
    ],
)
def test_citations_stand_as_in_print(library: Library, ref: str, citation: str) -> None:
    assert find_provision(library, parse_ref(ref), on=ON).citation == citation


def test_every_law_begins_on_its_day_and_not_before(library: Library) -> None:
    for law in library.laws:
        first = [
            version for version in library.laws if version.short == law.short and version.valid_from < law.valid_from
        ]
        for provision in law.provisions:
            assert provision.in_force(law.valid_from)
            assert first or not provision.in_force(law.valid_from - timedelta(days=1))


def test_fire_items_cite_the_fire_law_of_2021(library: Library) -> None:
    items = [item for item in checklist_on(library, "通用基础", on=ON).items if item.id.startswith("08-")]
    assert len(items) >= 15
    for item in items:
        cited = [find_provision(library, ref, on=ON) for ref in item.violations if ref.short == "消防法"]
        assert cited
        assert {provision.ref.year for provision in cited} == {2021}


def test_what_was_not_obtained_is_neither_printed_nor_used(library: Library) -> None:
    unread = [law for law in library.laws if law.confidence is Confidence.UNVERIFIED]
    assert {law.short for law in unread} == {"重庆市安全生产条例", "安全生产违法行为行政处罚办法"}
    assert all(not law.provisions for law in unread)
    assert not find_criterion(library, parse_ref("重大火灾隐患判定规则/5"), on=ON).usable
    assert find_criterion(library, parse_ref("城镇燃气重大隐患判定标准/5/1/1"), on=ON).usable
    assert library.tiers == ()


def test_major_items_rest_on_a_usable_criterion_and_fire_items_do_not(library: Library) -> None:
    major = [item for checklist in library.checklists for item in checklist.items if item.level is HazardLevel.MAJOR]
    assert {item.id[:2] for item in major} == {"09"}
    assert all(find_criterion(library, item.criteria[0], on=ON).usable for item in major)


def test_phrases_of_a_major_item_are_that_major_hazard(library: Library) -> None:
    # Another violation is another matter: it would be called 重大 by a criterion that does not speak of it.
    several_matters = {"09-02"}
    items = [item for checklist in library.checklists for item in checklist.items if item.level is HazardLevel.MAJOR]
    strange = [
        phrase.text
        for item in items
        if item.id not in several_matters
        for phrase in item.phrases
        if phrase.violations != item.violations
    ]
    assert strange == []


def test_criteria_of_gas_companies_stand_at_no_item_of_their_users(library: Library) -> None:
    gas = checklist_on(library, "城镇燃气", on=ON)
    users = next(section for section in gas.sections if section.title == "餐饮等用户端")
    assert [item.id for item in users.items if item.criteria] == []


def test_violations_are_cited_to_the_paragraph(library: Library) -> None:
    items = [item for checklist in library.checklists for item in checklist.items]
    cited = {ref for item in items for ref in (*item.violations, *(r for one in item.phrases for r in one.violations))}
    vague = [
        ref.text
        for ref in cited
        if ref.paragraph is None and ref.item is None and find_provision(library, ref, on=ON).paragraphs > 1
    ]
    assert vague == []


def test_ordinary_items_demand_no_suspension_of_business(library: Library) -> None:
    # Suspension is for 重大事故隐患 and has its own decision (安全生产法 65(1)(3)).
    items = [item for checklist in library.checklists for item in checklist.items]
    demands = [item.demand for item in items if item.level is HazardLevel.ORDINARY]
    assert [demand for demand in demands if re.search("停产|停业|停止营业", demand)] == []


def test_an_order_that_ran_out_gets_no_new_days_from_the_list(library: Library) -> None:
    item = next(item for item in checklist_on(library, "通用基础", on=ON).items if item.id == "01-38")
    assert item.deadline == AT_ONCE
    assert "不影响" in item.demand


@pytest.mark.parametrize("name", RULES["rules"])
def test_periods_agree_with_the_vectors(library: Library, name: str) -> None:
    expected = RULES["rules"][name]
    row = period_on(library.periods, name, on=ON)
    roll = "doubtful" if "roll_doubt" in expected.get("note", "") else expected["roll"]
    assert (row.n, row.unit, row.roll, row.event) == (expected["n"], expected["unit"], roll, expected["event"])
    assert rule_of(row).verified is expected["verified"]


@pytest.mark.parametrize(
    ("name", "region", "value"),
    [
        ("hearing_citizen_yuan", "重庆", 5_000),
        ("hearing_organisation_yuan", "重庆", 50_000),
        ("summary_citizen_yuan", "全国", 200),
        ("summary_organisation_yuan", "全国", 3_000),
        ("surcharge_percent_per_day", "全国", 3),
    ],
)
def test_numbers_are_those_of_the_law(library: Library, name: str, region: str, value: int) -> None:
    row = parameter_on(library.parameters, name, on=ON, region=region)
    assert (row.value, row.confidence is Confidence.UNVERIFIED) == (value, False)


def test_recheck_period_is_shown_as_unverified(library: Library) -> None:
    assert not rule_of(period_on(library.periods, "recheck_10d", on=ON)).verified


def test_references_in_the_program_are_all_held(library: Library) -> None:
    held: list[Provision | Criterion] = [*provisions(library), *library.criteria]
    shorts = "|".join(sorted({re.escape(place.ref.short) for place in held}, key=len, reverse=True))
    pattern = re.compile(rf'"((?:{shorts})(?:\(\d{{4}}\))?/\d+(?:/\d+){{0,2}})"')
    files = sorted((Path(__file__).parents[2] / "app").rglob("*.py"))
    named = {found for file in files for found in pattern.findall(file.read_text(encoding="utf-8"))}
    assert {ref for ref in named if not at_place(held, parse_ref(ref))} == set()
