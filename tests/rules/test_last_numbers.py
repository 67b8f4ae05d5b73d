"""The last number on paper is read as people type it, and only the numbers before it that are lost are voided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.last_numbers import LastNumberError, read_last_number, spans_to_void
from app.values.docnumber import DocumentNumber
from app.values.rows_numbers import PausedNumber, VoidedSpan

ORDERS = PausedNumber("责改", ("责令限期整改指令书",), 2026, first=1, last=200, known=3)
NOTICES = PausedNumber("检通", ("行政检查通知书",), 2026, first=1, last=200, known=0)


def spans(paused: PausedNumber, last: int) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in spans_to_void(paused, last)]


@pytest.mark.parametrize(
    "typed",
    [
        "12",
        " １２ ",
        "012",
        "12号",
        "第12号",
        "（渝铜）应急责改〔2026〕12号",
        "(渝铜)应急责改[2026]第12号",
        "（渝铜）应急责改〔2026〕12-1号",
    ],
)
def test_a_bare_serial_and_a_whole_number_are_read_alike(typed: str) -> None:
    assert read_last_number(typed, ORDERS) == 12


def test_a_kind_that_only_our_forms_know_is_read() -> None:
    assert read_last_number("（渝铜）应急检通〔2026〕7号", NOTICES) == 7


@given(serial=st.integers(1, 999_999))
def test_what_is_printed_is_read_back(serial: int) -> None:
    number = DocumentNumber("渝铜", "应急", "责改", 2026, serial)
    assert read_last_number(number.text, ORDERS) == read_last_number(str(serial), ORDERS) == serial


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "没有填写“责改”"),
        ("  ", "没有填写“责改”"),
        ("十二", "“责改”的最后文号“十二”看不懂"),
        ("-1", "“责改”的最后文号"),
        ("1234567", "“责改”的序号"),
        ("（渝铜）应急检记〔2026〕12号", "不是“责改”的"),
        ("（渝铜）应急责改〔2025〕12号", "2025年"),
    ],
)
def test_what_cannot_be_the_number_is_refused_and_the_kind_is_named(typed: str, said: str) -> None:
    with pytest.raises(LastNumberError, match=said) as refused:
        read_last_number(typed, ORDERS)
    assert "责改" in str(refused.value)


@pytest.mark.parametrize(("last", "voided"), [(3, []), (4, [(4, 4)]), (6, [(4, 6)]), (200, [(4, 200)])])
def test_the_numbers_after_the_last_known_one_are_voided(last: int, voided: list[tuple[int, int]]) -> None:
    assert spans(ORDERS, last) == voided


def test_nothing_is_voided_where_no_number_was_used_this_year() -> None:
    assert spans(NOTICES, 0) == []
    assert spans(NOTICES, 2) == [(1, 2)]


def test_a_range_that_begins_later_is_voided_from_its_own_first_number() -> None:
    assert spans(PausedNumber("责改", (), 2026, first=101, last=200, known=0), 103) == [(101, 103)]


def test_a_number_that_a_paper_here_bears_is_not_voided() -> None:
    borne = PausedNumber("责改", (), 2026, first=1, last=200, known=3, borne=frozenset({5, 8}))
    assert spans(borne, 8) == [(4, 4), (6, 7)]


@pytest.mark.parametrize(("last", "said"), [(0, "已有3号"), (2, "已有3号"), (201, "不在本机号段")])
def test_a_last_number_that_cannot_be_is_refused_and_the_kind_is_named(last: int, said: str) -> None:
    with pytest.raises(LastNumberError, match=f"“责改”.*{said}"):
        spans_to_void(ORDERS, last)


def test_a_span_is_said_in_words() -> None:
    assert VoidedSpan("责改", 2026, 4, 6).text == "责改〔2026〕4—6号"
    assert VoidedSpan("责改", 2026, 4, 4).text == "责改〔2026〕4号"
    assert VoidedSpan("责改", 2026, 4, 6).count == 3
