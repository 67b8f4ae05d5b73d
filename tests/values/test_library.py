"""Tests of the library's values."""

from datetime import date

import pytest

from app.values.enums import Confidence
from app.values.library import FineOccasion, FineParty, FineRange, applies
from tests.rules.small_library import LAST_OF_OLD, NEW, checklist, criterion, old_law, provision


@pytest.mark.parametrize(("on", "answer"), [(LAST_OF_OLD, True), (NEW, False), (date(2014, 12, 31), False)])
def test_applies_includes_the_last_day_and_nothing_after(on: date, answer: bool) -> None:
    assert applies(old_law(), on) is answer


def test_fine_gives_cents_and_keeps_an_open_lower_end() -> None:
    fine = FineRange(FineParty.PERSON, FineOccasion.FIRST, 500)
    assert (fine.min_cents, fine.max_cents) == (None, 50_000)


def test_citations_use_the_full_name_and_the_short_one() -> None:
    place = provision("9/1/3", paragraphs=1)
    assert (place.citation, place.short_citation) == ("《中华人民共和国试验法》第九条第三项", "《试验法》第九条第三项")


def test_only_what_is_unverified_is_neither_printed_nor_used() -> None:
    assert [provision("1", confidence=level).printable for level in Confidence] == [True, True, False]
    assert [criterion(confidence=level).usable for level in Confidence] == [True, True, False]


def test_items_of_a_list_stand_in_the_order_of_its_sections() -> None:
    whole = checklist()
    assert [item.id for item in whole.items] == [item.id for section in whole.sections for item in section.items]
