import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.numbering import (
    NumberOutOfRangeError,
    NumberRange,
    NumbersExhaustedError,
    NumberTakenError,
    SerialSpan,
    branch_numbers,
    gap_after_restore,
    next_serial,
    number_key,
    refuse_taken,
    unused_gaps,
)
from app.values.enums import DocumentForm

RANGE = NumberRange(100, 199)


def test_next_serial_begins_at_the_first_of_the_range() -> None:
    assert next_serial(RANGE, used=()).serial == 100


def test_next_serial_follows_the_highest_and_fills_no_gap() -> None:
    assert next_serial(RANGE, used=(100, 104)).serial == 105


def test_next_serial_passes_over_voided_numbers_and_ignores_those_of_others() -> None:
    found = next_serial(RANGE, used=(100, 5000, 7), voided=(SerialSpan(101, 110), SerialSpan(1, 5)))

    assert found.serial == 111
    assert found.remaining == 88


def test_next_serial_stops_at_a_void_that_reaches_beyond_the_range() -> None:
    with pytest.raises(NumbersExhaustedError):
        next_serial(RANGE, used=(), voided=(SerialSpan(190, 400),))


@pytest.mark.parametrize(("last", "warns"), [(177, False), (178, True), (198, True)])
def test_next_serial_warns_from_eighty_per_cent(last: int, warns: bool) -> None:
    found = next_serial(RANGE, used=(last,))

    assert bool(found.warning) is warns
    assert ("80%" in found.warning) is (last == 178)


def test_next_serial_refuses_when_the_range_is_used_up() -> None:
    with pytest.raises(NumbersExhaustedError, match="已经用完") as refused:
        next_serial(RANGE, used=(199,))
    assert "新的号段" in refused.value.hint


def test_range_refuses_a_first_number_after_the_last() -> None:
    with pytest.raises(NumberOutOfRangeError, match="不成立"):
        NumberRange(5, 4)


def test_unused_gaps_joins_neighbours_and_leaves_out_what_is_voided() -> None:
    gaps = unused_gaps(RANGE, used=(100, 103, 108), voided=(SerialSpan(104, 105),))

    assert gaps == (SerialSpan(101, 102), SerialSpan(106, 107))


@given(st.sets(st.integers(min_value=100, max_value=198)))
def test_used_and_gaps_cover_the_range_up_to_the_next_number_once(used: set[int]) -> None:
    gaps = unused_gaps(RANGE, used=used)
    missing = {serial for span in gaps for serial in range(span.first, span.last + 1)}

    assert used.isdisjoint(missing)
    assert used | missing == set(range(100, next_serial(RANGE, used=used).serial))
    assert unused_gaps(RANGE, used=used, voided=gaps) == ()


def test_gap_after_restore_names_the_numbers_on_lost_papers() -> None:
    assert gap_after_restore(RANGE, used=(100, 101), last_on_paper=105) == SerialSpan(102, 105)
    assert gap_after_restore(RANGE, used=(100, 101), last_on_paper=101) is None


def test_gap_after_restore_refuses_a_number_of_another_range() -> None:
    with pytest.raises(NumberOutOfRangeError, match="不在本机号段"):
        gap_after_restore(RANGE, used=(), last_on_paper=200)


def test_number_key_takes_the_word_of_the_form() -> None:
    keys = {DocumentForm.RECTIFICATION_ORDER: "责改"}

    assert number_key(keys, DocumentForm.RECTIFICATION_ORDER) == "责改"
    with pytest.raises(NumberOutOfRangeError, match="没有文号字样"):
        number_key(keys, DocumentForm.PHOTO_PAGE)


@pytest.mark.parametrize(("count", "branches"), [(1, (None,)), (3, (1, 2, 3))])
def test_branch_numbers_of_a_split_paper(count: int, branches: tuple[int | None, ...]) -> None:
    assert branch_numbers(count) == branches


def test_branch_numbers_refuses_no_part() -> None:
    with pytest.raises(ValueError, match="at least one"):
        branch_numbers(0)


def test_refuse_taken_names_the_other_paper() -> None:
    number = "（渝铜）应急责改〔2026〕18号"

    refuse_taken(number, taken={})
    with pytest.raises(NumberTakenError, match="示例燃气店"):
        refuse_taken(number, taken={number: "示例燃气店责令限期整改指令书"})
