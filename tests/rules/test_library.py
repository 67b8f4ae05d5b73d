"""Tests of finding, citing and walking the library."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.library import (
    NotInForceError,
    UnknownRefError,
    asked_item,
    checklist_on,
    citations,
    find_criterion,
    find_provision,
    fine_range,
    walk,
)
from app.values.library import FineOccasion, FineParty
from app.values.reference import Ref, parse_ref
from tests.rules.small_library import LAST_OF_OLD, NEW, checklist, fine, item, law, library, old_law, provision


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2015, 1, 1), 2014), (date(2019, 5, 6), 2014), (LAST_OF_OLD, 2014), (NEW, 2021), (date(2026, 11, 16), 2021)],
)
def test_find_gives_the_version_in_force_on_the_day_of_the_act(on: date, year: int) -> None:
    assert find_provision(library(), parse_ref("试验法/1/1"), on=on).ref.year == year


def test_find_refuses_a_day_before_the_first_version_and_says_from_when() -> None:
    with pytest.raises(NotInForceError, match=r"2014年12月31日不适用（2015年1月1日起适用，2021年8月31日止）"):
        find_provision(library(laws=(old_law(),)), parse_ref("试验法/1/1"), on=date(2014, 12, 31))


def test_find_refuses_a_named_version_on_a_day_of_another() -> None:
    with pytest.raises(NotInForceError):
        find_provision(library(), parse_ref("试验法(2021)/1/1"), on=LAST_OF_OLD)
    assert find_provision(library(), parse_ref("试验法(2014)/1/1"), on=LAST_OF_OLD).text == "旧的维护义务"


@pytest.mark.parametrize("place", ["试验法/1/9", "试验法/2", "别的法/1/1", "试验法(1999)/1/1"])
def test_find_refuses_a_place_that_is_not_held(place: str) -> None:
    with pytest.raises(UnknownRefError, match="标准库中没有"):
        find_provision(library(), parse_ref(place), on=NEW)


def test_find_takes_the_item_at_once_where_the_article_has_one_paragraph() -> None:
    single = provision("9/1/3", paragraphs=1)
    several = provision("8/1/3", paragraphs=2)
    small = library(laws=(law(single, several),))
    assert find_provision(small, parse_ref("试验法/9/3"), on=NEW) == single
    with pytest.raises(UnknownRefError):
        find_provision(small, parse_ref("试验法/8/3"), on=NEW)


def test_find_prefers_the_paragraph_that_exists_to_an_item_of_that_number() -> None:
    paragraph = provision("9/1", paragraphs=1)
    small = library(laws=(law(paragraph, provision("9/1/1", paragraphs=1)),))
    assert find_provision(small, parse_ref("试验法/9/1"), on=NEW) == paragraph


def test_find_criterion_finds_by_place() -> None:
    found = find_criterion(library(), parse_ref("试验判定标准/5/1/1"), on=NEW)
    assert found.citation == "《试验判定标准》第五条第一项"
    assert found.usable


def test_citations_name_the_law_in_full_once_and_short_after_that() -> None:
    cited = (provision("1/1"), provision("2", paragraphs=1), provision("9/1/1", paragraphs=1))
    assert citations(cited) == (
        "《中华人民共和国试验法》第一条第一款",
        "《试验法》第二条",
        "《试验法》第九条第一项",
    )


def test_fine_range_answers_for_party_and_occasion_only() -> None:
    overdue = fine(when=FineOccasion.OVERDUE, min_yuan=50_000, max_yuan=200_000)
    penalty = provision("9/1/1", fines=(fine(), overdue))
    assert fine_range(penalty, who=FineParty.ORGANISATION, when=FineOccasion.OVERDUE) == overdue
    assert fine_range(penalty, who=FineParty.PERSON, when=FineOccasion.FIRST) is None
    assert (overdue.min_cents, overdue.max_cents, fine().min_cents) == (5_000_000, 20_000_000, None)


def test_walk_asks_a_shared_question_once_and_mandatory_sections_first() -> None:
    first, second = checklist(), checklist(item(15), sector="另一", prefix="91")
    sections = walk((first, second))
    questions = [one.question for section in sections for one in section.items]
    assert len(questions) == len(set(questions)) == 6 + 15 + 1
    assert [section.mandatory for section in sections] == [True, True, False, False]
    assert all(one.id.startswith("90-") for section in sections[:2] for one in section.items)


@given(st.permutations([0, 1]))
def test_walk_asks_the_same_questions_in_any_order_of_lists(order: list[int]) -> None:
    lists = (checklist(), checklist(item(15), sector="另一", prefix="91"))
    asked = {one.question for section in walk([lists[at] for at in order]) for one in section.items}
    assert asked == {one.question for chosen in lists for one in chosen.items}


def test_asked_item_understands_the_id_of_either_list() -> None:
    first, second = checklist(), checklist(item(15), sector="另一", prefix="91")
    assert asked_item((first, second), "91-70").id == "90-70"
    assert asked_item((second,), "91-70").id == "91-70"
    with pytest.raises(UnknownRefError, match="92-01"):
        asked_item((first,), "92-01")


def test_checklist_on_gives_the_version_of_the_day() -> None:
    next_year = date(2027, 1, 1)
    now = checklist(valid_to=date(2026, 12, 31))
    later = checklist(valid_from=next_year, version="2")
    small = library(checklists=(later, now))
    assert checklist_on(small, "试验", on=date(2026, 12, 31)) == now
    assert checklist_on(small, "试验", on=next_year) == later
    with pytest.raises(NotInForceError):
        checklist_on(small, "试验", on=date(2000, 1, 1))
    with pytest.raises(UnknownRefError):
        checklist_on(small, "没有", on=next_year)


def test_provision_is_printable_unless_unverified() -> None:
    from app.values.enums import Confidence

    printable = [provision("1", confidence=level).printable for level in Confidence]
    assert printable == [True, True, False]


def test_in_force_includes_both_ends() -> None:
    place = provision("1", valid_from=date(2021, 1, 1), valid_to=date(2021, 1, 2))
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 2), date(2021, 1, 3)]
    assert [place.in_force(day) for day in days] == [False, True, True, False]
    assert Ref("试验法", 1).undated == place.ref.undated
