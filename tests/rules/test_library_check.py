"""Tests of the library check: one planted fault of each kind is found, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.library_check import check_library
from app.values.enums import Confidence, HazardLevel
from app.values.library import MANDATORY_SECTIONS, DiscretionTier, Library, Phrase, Section
from app.values.reference import Ref
from tests.rules.small_library import (
    NEW,
    checklist,
    criterion,
    fine,
    item,
    law,
    library,
    old_law,
    provision,
)

DUTY = provision("1/1", penalised_by=(Ref("试验法", 9, 1, 1),))
PENALTY = provision("9/1/1", paragraphs=1, fines=(fine(),))


def with_law(*provisions: object, **changes: object) -> Library:
    """Make a library whose law of 2021 has the two usual places and these."""
    return library(laws=(old_law(), law(DUTY, PENALTY, *provisions, **changes)))  # type: ignore[arg-type]  # any field


def with_items(*items: object) -> Library:
    """Make a library whose list has fifteen items, the last replaced by these."""
    own = tuple(item(number) for number in range(15 - len(items)))
    return library(checklists=(checklist(*own, *items),))  # type: ignore[arg-type]  # any field


def without_section(title: str) -> Library:
    """Make a library whose list lacks a mandatory section."""
    whole = checklist()
    return library(checklists=(replace(whole, sections=tuple(s for s in whole.sections if s.title != title)),))


def without_tier(tier: str) -> Library:
    """Make a library whose mandatory sections do not ask one of the three levels."""
    whole = checklist()
    sections = tuple(Section(s.title, tuple(i for i in s.items if i.tier != tier), s.mandatory) for s in whole.sections)
    return library(checklists=(replace(whole, sections=sections),))


def tier(**changes: object) -> DiscretionTier:
    """Make a step of a 裁量基准."""
    plain = DiscretionTier(Ref("试验法", 9, 1, 1), "一般", "两台以下", 1, 2, NEW, None, "试验", Confidence.VERIFIED)
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def phrase(**changes: object) -> Phrase:
    """Make a common wording."""
    plain = Phrase("设备没有铭牌。", "sbmymp", "补齐铭牌。", (Ref("试验法", 1, 1),), ())
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def test_check_finds_nothing_in_a_sound_library() -> None:
    assert check_library(library()) == []


OLD_DUTY = replace(old_law().provisions[0], ref=Ref("旧法", 1, 1, year=2014))
OLD_ONLY = law(OLD_DUTY, short="旧法", year=2014, valid_to=date(2020, 1, 1), valid_from=date(2015, 1, 1))
FIGURE = library().parameters[0]
WAIT = library().periods[0]
PLANTED = {
    "a law that ends before it begins": ("dates", with_law(valid_to=date(2021, 1, 1))),
    "two versions in force on one day": (
        "overlap",
        library(laws=(replace(old_law(), valid_to=None), law(DUTY, PENALTY))),
    ),
    "a place written twice": ("double", with_law(provision("2/1"), provision("2/1"))),
    "a place without source": ("source", with_law(provision("2/1", source=""))),
    "a summary of one word": ("length", with_law(provision("2/1", text="维护"))),
    "a paragraph that the article does not have": ("paragraph", with_law(provision("2/3", paragraphs=2))),
    "a fine upside down": ("range", with_law(provision("2/1", fines=(fine(min_yuan=60_000),)))),
    "a fine of nothing": ("range", with_law(provision("2/1", fines=(fine(max_yuan=0),)))),
    "two fines for one case": ("range", with_law(provision("2/1", fines=(fine(), fine(max_yuan=9))))),
    "a tier upside down": ("range", library(tiers=(tier(min_yuan=3),))),
    "a tier of an unknown penalty": ("unresolved", library(tiers=(tier(penalty=Ref("试验法", 77)),))),
    "a duty with an unknown penalty": ("unresolved", with_law(provision("2/1", penalised_by=(Ref("试验法", 77),)))),
    "an item with an unknown duty": (
        "unresolved",
        with_items(item(14, violations=(Ref("试验法", 1, 1), Ref("试验法", 5)))),
    ),
    "an item with an unknown criterion": ("unresolved", with_items(item(14, criteria=(Ref("试验判定标准", 9),)))),
    "an item citing a repealed law": (
        "not-in-force",
        replace(
            with_items(item(14, violations=(Ref("试验法", 1, 1), Ref("旧法", 1, 1)))),
            laws=(old_law(), law(DUTY, PENALTY), OLD_ONLY),
        ),
    ),
    "an item without any basis": ("no-basis", with_items(item(14, violations=(), penalised_by=()))),
    "a major item without criterion": ("no-criterion", with_items(item(14, level=HazardLevel.MAJOR))),
    "a major item with an unverified criterion": (
        "no-criterion",
        replace(
            with_items(item(14, level=HazardLevel.MAJOR, criteria=(Ref("试验判定标准", 5, 1, 1),))),
            criteria=(criterion(confidence=Confidence.UNVERIFIED),),
        ),
    ),
    "an item surer than its law": (
        "confidence",
        replace(
            with_items(item(14, violations=(Ref("试验法", 1, 1), Ref("试验法", 2, 1)))),
            laws=(old_law(), law(DUTY, PENALTY, provision("2/1", confidence=Confidence.SECONDARY))),
        ),
    ),
    "a penalty of another duty": (
        "unlinked",
        replace(
            with_items(item(14, penalised_by=(Ref("试验法", 8, 1, 1),))),
            laws=(old_law(), law(DUTY, PENALTY, provision("8/1/1", paragraphs=1))),
        ),
    ),
    "a phrase with the penalty of another duty": (
        "unlinked",
        replace(
            with_items(item(14, phrases=(phrase(penalised_by=(Ref("试验法", 8, 1, 1),)),))),
            laws=(old_law(), law(DUTY, PENALTY, provision("8/1/1", paragraphs=1))),
        ),
    ),
    "a phrase with an unknown duty": (
        "unresolved",
        with_items(item(14, phrases=(phrase(violations=(Ref("试验法", 5),)),))),
    ),
    "a criterion without source": ("source", library(criteria=(criterion(source=""),))),
    "two versions of a list at once": (
        "overlap",
        library(checklists=(checklist(), checklist(valid_from=date(2027, 1, 1), version="2"))),
    ),
    "an id used twice": ("double", with_items(item(13), item(14, id="90-13"))),
    "an id used by two lists": (
        "double",
        library(checklists=(checklist(), checklist(*(item(n) for n in range(15)), sector="另一", prefix="91"))),
    ),
    "two lists of a sector from one day": ("double", library(checklists=(checklist(), checklist(version="2")))),
    "fourteen items": ("too-few", library(checklists=(checklist(*(item(number) for number in range(14))),))),
    "no section of the principal": ("mandatory", without_section(MANDATORY_SECTIONS[0])),
    "no section of the three levels": ("mandatory", without_section(MANDATORY_SECTIONS[1])),
    "nothing asked of the technical level": ("mandatory", without_tier("技术层")),
    "two items alike": ("alike", with_items(item(13), item(14, text=f"{item(13).text}。"[:-1] + "吗"))),
    "a wording with an unknown blank": ("blank", with_items(item(14, fact="〔随便〕的设备没有维护保养。"))),
    "a number with two versions at once": (
        "overlap",
        library(parameters=(FIGURE, replace(FIGURE, valid_from=date(2026, 1, 1)))),
    ),
    "a number written twice": ("double", library(parameters=(FIGURE, FIGURE))),
    "a number without source": ("source", library(parameters=(replace(FIGURE, source=""),))),
    "a period that ends before it begins": ("dates", library(periods=(replace(WAIT, valid_to=date(2000, 1, 1)),))),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_check_finds_the_planted_fault_and_no_other_kind(planted: str) -> None:
    kind, wrong = PLANTED[planted]
    problems = check_library(wrong)
    assert problems
    assert {problem.kind for problem in problems} == {kind}


def test_check_names_the_item_and_says_in_chinese_what_is_wrong() -> None:
    problems = check_library(with_items(item(14, violations=(Ref("试验法", 1, 1), Ref("试验法", 5)))))
    assert [(problem.where, problem.text) for problem in problems] == [("90-14", "引用的“试验法/5”不在标准库中。")]
