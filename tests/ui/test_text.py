"""Words, days and hours read as the trade writes them."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui import text
from app.ui.theme import Tone
from app.values import enums

CHANGING = (
    enums.InspectionState, enums.HazardState, enums.DocumentState, enums.SignState, enums.ExtensionState,
    enums.CaseState, enums.Confidence,
)  # fmt: skip


@pytest.mark.parametrize("value", [value for kind in CHANGING for value in kind], ids=lambda v: f"{v!r}")
def test_state_has_a_chinese_label(value: StrEnum) -> None:
    assert all("一" <= character <= "鿿" for character in text.label(value))


def test_word_of_the_trade_is_its_own_label() -> None:
    assert text.label(enums.Handling.ON_THE_SPOT) == "当场整改"


def test_states_that_differ_in_colour_differ_in_icon_too() -> None:
    looks = [text.look_of(result) for result in enums.FindingResult]
    assert len({tone for tone, _ in looks}) == len({icon for _, icon in looks}) == 4


def test_days_are_written_for_their_place() -> None:
    day = date(2026, 12, 8)
    assert text.day_in_sentence(day) == "2026年12月8日"
    assert text.day_in_field(day) == "2026-12-08"
    assert text.day_in_list(day) == "12-08"
    assert text.day_in_title(date(2026, 11, 23)) == "11月23日　星期一"


def test_hour_is_the_countrys_whatever_the_zone() -> None:
    moment = datetime(2026, 11, 22, 17, 41, tzinfo=UTC)
    assert text.hour(moment) == "01:41"
    assert text.day_and_hour(moment) == "2026-11-23 01:41"


def test_deadline_names_the_last_and_the_first_overdue_day() -> None:
    assert text.deadline_in_words(date(2026, 12, 8)) == "12月8日前（含当日），12月9日起为逾期"
    assert text.deadline_in_words(date(2026, 12, 31)) == "12月31日前（含当日），1月1日起为逾期"


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [(-3, "逾期 3 日", Tone.BAD), (0, "今日到期", Tone.WARN), (3, "剩 3 日", Tone.WARN), (4, "剩 4 日", Tone.PLAIN)],
)
def test_time_left_says_how_urgent_it_is(days: int, words: str, tone: Tone) -> None:
    assert text.time_left(days) == (words, tone)


@given(st.dates())
def test_day_in_a_field_reads_back(day: date) -> None:
    assert date.fromisoformat(text.day_in_field(day)) == day


def test_states_of_different_records_keep_their_own_words() -> None:
    assert text.label(enums.InspectionState.DRAFT) == "检查中"
    assert text.label(enums.DocumentState.DRAFT) == "草稿"
    assert text.label(enums.InspectionState.CLOSED) == "已闭环"
    assert text.label(enums.CaseState.CLOSED) == "已结案"
    assert text.look_of(enums.InspectionState.DRAFT) != text.look_of(enums.DocumentState.DRAFT)
