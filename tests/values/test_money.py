"""Amounts in capitals and in figures, both ways."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.money import (
    GREATEST_CENTS,
    AmountRefusedError,
    capitals,
    figures,
    parse_capitals,
    parse_yuan,
    printed,
)
from tests.vector_files import read_vectors

CASES = read_vectors("money/capitals.json")["cases"]
AMOUNTS = st.one_of(
    st.integers(0, GREATEST_CENTS),
    st.integers(0, 10**7),
    st.lists(st.sampled_from("0015"), min_size=1, max_size=15).map(lambda digits: int("".join(digits))),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_capitals_and_printed_form_of_the_vectors(case: Any) -> None:
    assert capitals(case["cents"]) == case["capitals"]
    assert printed(case["cents"]) == case["printed"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_parse_capitals_takes_every_correct_form(case: Any) -> None:
    for text in (case["capitals"], *case.get("also_correct", ())):
        assert parse_capitals(text) == case["cents"]


@given(AMOUNTS)
def test_parse_capitals_reads_back_what_was_written(cents: int) -> None:
    assert parse_capitals(capitals(cents)) == cents
    assert parse_capitals(f"人民币{capitals(cents)}") == cents


@given(AMOUNTS)
def test_parse_yuan_reads_back_figures(cents: int) -> None:
    assert parse_yuan(figures(cents)) == cents


@given(AMOUNTS)
def test_capitals_never_double_a_zero_nor_end_with_one(cents: int) -> None:
    text = capitals(cents)
    assert "零零" not in text
    assert "零元" not in text or cents == 0
    assert text.endswith(("整", "分"))


@pytest.mark.parametrize("cents", [-1, GREATEST_CENTS + 1])
def test_capitals_refuse_an_amount_out_of_range(cents: int) -> None:
    with pytest.raises(AmountRefusedError):
        capitals(cents)
    with pytest.raises(AmountRefusedError):
        figures(cents)


@pytest.mark.parametrize("typed", ["", "-1", "1.234", "1,00", "壹元", "1e3", "9999999999999.991", "10000000000000"])
def test_parse_yuan_refuses_what_is_no_amount(typed: str) -> None:
    with pytest.raises(AmountRefusedError):
        parse_yuan(typed)


@pytest.mark.parametrize(
    ("typed", "cents"), [("200", 20000), (" ¥1,234.5元", 123450), ("０．０３", 3), ("￥53000", 5300000)]
)
def test_parse_yuan_takes_what_people_type(typed: str, cents: int) -> None:
    assert parse_yuan(typed) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        "整",
        "元整",
        "壹",
        "拾元整",
        "壹佰壹元整",
        "壹元零零壹分",
        "壹仟零零壹元整",
        "壹万零元整",
        "零壹元整",
        "壹贰元",
        "壹元壹分壹角",
    ],
)
def test_parse_capitals_refuses_a_slip(text: str) -> None:
    with pytest.raises(AmountRefusedError):
        parse_capitals(text)
