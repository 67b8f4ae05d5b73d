"""Tests of reading the library folder."""

from datetime import date
from pathlib import Path

import pytest

from app.storage.library_files import read_library
from app.storage.library_source import source_sha256
from app.storage.yaml_lines import LibraryFileError
from app.values.enums import Confidence
from app.values.library import AT_ONCE, FineOccasion, FineParty, HolidayOverride
from app.values.reference import Ref
from tests.storage.library_folder import change, make_folder

LAW, LIST, SHARED = "laws/law.yaml", "checklists/90-list.yaml", "checklists/shared.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small library folder."""
    return make_folder(tmp_path / "library")


def test_read_gives_places_their_law_days_and_year(folder: Path) -> None:
    law = read_library(folder).laws[0]
    duty = law.provisions[1]
    assert duty.ref == Ref("试验法", 1, 2, year=2021)
    assert (duty.citation, duty.paragraphs) == ("《中华人民共和国试验法》第一条第二款", 2)
    assert (duty.valid_from, duty.valid_to, duty.confidence) == (date(2021, 9, 1), None, Confidence.VERIFIED)
    assert duty.penalised_by == (Ref("试验法", 9, 1, 3),)


def test_read_lets_an_item_take_over_the_sanction_of_its_article(folder: Path) -> None:
    item = read_library(folder).laws[0].provisions[3]
    assert [(fine.who, fine.when, fine.min_yuan, fine.max_yuan) for fine in item.fines] == [
        (FineParty.ORGANISATION, FineOccasion.FIRST, None, 50_000)
    ]
    assert item.other == "责令限期改正"
    assert item.short_citation == "《试验法》第九条第三项"


def test_read_gives_shared_questions_the_ids_of_the_list(folder: Path) -> None:
    checklist = read_library(folder).checklists[0]
    assert [(item.id, item.question) for item in checklist.items] == [("90-70", "duties"), ("90-01", "90-01")]
    assert [section.mandatory for section in checklist.sections] == [True, False]
    assert (checklist.items[0].deadline, checklist.items[1].deadline) == (15, AT_ONCE)


def test_read_computes_initials_and_keeps_the_standard_wording_as_first_phrase(folder: Path) -> None:
    phrases = read_library(folder).checklists[0].items[1].phrases[:2]
    assert [(phrase.text, phrase.initials) for phrase in phrases] == [
        ("〔地点〕的压力表超期未检。", "dylbcqwj"),
        ("压力表无检定标签。", "ylbwjdbq"),
    ]
    assert {phrase.demand for phrase in phrases} == {"送检合格后使用。"}


def test_read_gives_a_phrase_its_own_provisions_or_those_of_the_item(folder: Path) -> None:
    item = read_library(folder).checklists[0].items[1]
    plain, own = item.phrases[1:]
    assert (plain.violations, plain.penalised_by) == (item.violations, item.penalised_by)
    assert (own.violations, own.penalised_by, own.demand) == ((Ref("试验法", 1),), (), "立即维护。")


def test_read_takes_the_rest(folder: Path) -> None:
    library = read_library(folder)
    assert library.criteria[0].condition == "未采取措施"
    assert library.criteria[0].citation == "《试验判定标准》第五条第一项"
    assert (library.periods[0].n, library.parameters[0].value) == (5, 200)
    assert library.tiers[0].penalty == Ref("试验法", 9, 1, 3)
    assert library.holidays == (HolidayOverride(date(2027, 2, 6), True, "调休"),)


@pytest.mark.parametrize(
    "fault",
    [
        (LAW, "year: 2021\n", "", 1, "year", "缺少"),
        (LAW, "title: ", "titel: ", 2, "titel", "不认识"),
        (LAW, "confidence: verified", "confidence: certain", 6, "confidence", "取值"),
        (LAW, "max: 50000", "max: 五万", 14, "provisions.2.fines.0.max", "应当是"),
        (LAW, "[9/1/3]", "[9/1/3/4]", 9, "provisions.1.penalised_by.0", "不是条款编号"),
        (LAW, 'at: "1/2"', "at: 第二款", 9, "provisions.1.at", "不是条款编号"),
        (LIST, "id: 90-01", "id: A1", 11, "sections.0.items.0.id", "编号"),
        (LIST, "deadline: 立即", "deadline: 马上", 20, "sections.0.items.0.deadline", "应当是"),
        (LIST, "level: 一般", "level: 特大", 17, "sections.0.items.0.level", "取值"),
        (LIST, "evidence: [标签照片]", "evidence: []", 14, "sections.0.items.0.evidence", "至少"),
        (LIST, "{duties: 90-70}", "{}", 7, "主要负责人履职", "没有给公用问题 duties 编号"),
        (LIST, "{duties: 90-70}", "{duties: 90-70, more: 90-71}", 7, "主要负责人履职.more", "没有这一项"),
        (LIST, "        key: true\n", "        key: true\n        key: false\n", 22, "key", "两次"),
        ("parameters.yaml", "n: 5", "n: 0", 2, "periods.0.n", "数字太小"),
        ("library.yaml", "format: 1", "format: 2", 1, "format", "取值"),
    ],
)
def test_read_names_file_line_and_key_of_a_fault(folder: Path, fault: tuple[str, str, str, int, str, str]) -> None:
    name, old, new, line, key, words = fault
    change(folder, name, old, new)
    with pytest.raises(LibraryFileError, match=words) as caught:
        read_library(folder)
    error = caught.value
    assert (error.file.name, error.line, error.key) == (Path(name).name, line, key)
    assert f"{Path(name).name} 第 {line} 行" in str(error)
    assert error.exit_code == 2


def test_source_hash_changes_with_a_word_and_with_a_name(folder: Path) -> None:
    before = source_sha256(folder)
    assert source_sha256(folder) == before
    change(folder, LAW, "设备维护", "设备养护")
    changed = source_sha256(folder)
    (folder / LAW).rename(folder / "laws" / "other.yaml")
    assert len({before, changed, source_sha256(folder)}) == 3


def test_read_refuses_a_folder_without_the_files(tmp_path: Path) -> None:
    with pytest.raises(LibraryFileError, match="无法读取"):
        read_library(tmp_path)
