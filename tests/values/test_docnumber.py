"""Numbers of papers: print, read, refuse, order."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.docnumber import KEYS, DocumentNumber, DocumentNumberError, parse
from tests.vector_files import read_vectors

VECTORS = read_vectors("numbers/numbers.json")
TEXTS = {case["id"]: case["text"] for case in VECTORS["format"]}
NUMBERS = st.builds(
    DocumentNumber,
    prefix=st.sampled_from(["渝铜", "渝", "渝铜东城"]),
    word=st.sampled_from(["应急", "安监"]),
    key=st.sampled_from(sorted(KEYS)),
    year=st.integers(1949, 2099),
    serial=st.integers(1, 999_999),
    branch=st.none() | st.integers(1, 99),
)


@pytest.mark.parametrize("case", VECTORS["format"], ids=lambda case: case["id"])
def test_number_prints_and_parses_back(case: Any) -> None:
    number = DocumentNumber(**case["parts"])
    assert number.text == case["text"]
    assert parse(case["text"]) == number


@pytest.mark.parametrize("case", VECTORS["parse"], ids=lambda case: case["id"])
def test_parse_takes_what_is_typed(case: Any) -> None:
    assert parse(case["typed"]).text == TEXTS[case["same_as"]]


@pytest.mark.parametrize("case", VECTORS["refused"], ids=lambda case: case["id"])
def test_parse_refuses_what_is_no_number(case: Any) -> None:
    with pytest.raises(DocumentNumberError, match="文书编号"):
        parse(case["typed"])


@pytest.mark.parametrize("ascending", VECTORS["ascending"])
def test_numbers_sort_by_year_serial_and_branch(ascending: list[str]) -> None:
    numbers = [parse(text) for text in ascending]
    assert [number.text for number in sorted(Random(1).sample(numbers, len(numbers)))] == ascending


def test_keys_are_those_of_the_vectors() -> None:
    assert set(VECTORS["keys"]) == KEYS


def test_parse_knows_keys_that_a_library_adds() -> None:
    assert parse("（渝铜）应急约谈〔2026〕1号", keys={*KEYS, "约谈"}).key == "约谈"


@pytest.mark.parametrize(("typed", "branch"), [("之十", 10), ("之十二", 12), ("之二十", 20), ("之三十五", 35)])
def test_parse_reads_a_branch_in_words(typed: str, branch: int) -> None:
    assert parse(f"（渝铜）应急责改〔2026〕12{typed}号").branch == branch


@pytest.mark.parametrize("typed", ["之一二", "之十十", "之二十十", "之"])
def test_parse_refuses_a_branch_that_is_no_number(typed: str) -> None:
    with pytest.raises(DocumentNumberError):
        parse(f"（渝铜）应急责改〔2026〕12{typed}号")


@given(NUMBERS)
def test_parse_reads_back_what_was_printed(number: DocumentNumber) -> None:
    assert parse(number.text) == number
    assert parse(number.text).text == number.text


@given(NUMBERS, NUMBERS)
def test_order_is_total(one: DocumentNumber, other: DocumentNumber) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
