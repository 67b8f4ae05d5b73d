"""Gaps, overlaps and free numbers of the register."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.numbering import SerialSpan
from app.rules.register_gaps import Gap, Holding, gaps, next_free, overlapping

ONE = Holding(SerialSpan(1, 50), "一号机")
TWO = Holding(SerialSpan(51, 100), "二号机")


def test_numbers_passed_over_are_gaps_of_the_device_that_has_them() -> None:
    found = gaps([ONE, TWO], used={1, 4, 53}, voided=[SerialSpan(6, 7)])
    assert found == (
        Gap(SerialSpan(2, 3), "一号机"),
        Gap(SerialSpan(5, 5), "一号机"),
        Gap(SerialSpan(51, 52), "二号机"),
    )


def test_numbers_after_the_last_one_used_are_no_gap() -> None:
    assert gaps([ONE, TWO], used={1, 2}, voided=[]) == ()


def test_without_spans_the_gaps_lie_between_the_first_and_the_last() -> None:
    assert gaps([], used={8, 5}, voided=[]) == (Gap(SerialSpan(6, 7), ""),)
    assert gaps([], used=set(), voided=[]) == ()


def test_spans_that_share_a_number_overlap() -> None:
    assert overlapping(SerialSpan(50, 60), [ONE, TWO]) == ONE
    assert overlapping(SerialSpan(101, 200), [ONE, TWO]) is None


def test_free_numbers_begin_after_all_others() -> None:
    assert next_free(10, [SerialSpan(1, 5), SerialSpan(40, 49)]) == SerialSpan(50, 59)
    assert next_free(10, []) == SerialSpan(1, 10)


@given(st.sets(st.integers(1, 100)), st.sets(st.integers(1, 100)))
def test_every_number_up_to_the_last_is_used_voided_or_in_one_gap(used: set[int], gone: set[int]) -> None:
    found = gaps([ONE, TWO], used=used, voided=[SerialSpan(one, one) for one in gone])
    listed = [serial for gap in found for serial in range(gap.span.first, gap.span.last + 1)]
    assert len(listed) == len(set(listed))
    for holding in (ONE, TWO):
        inside = {one for one in used | gone if holding.span.first <= one <= holding.span.last}
        whole = set(range(holding.span.first, max(inside) + 1)) if inside else set()
        assert {one for one in listed if holding.span.first <= one <= holding.span.last} == whole - inside


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 50)), max_size=8), st.integers(1, 200))
def test_a_proposal_overlaps_nothing(taken: list[tuple[int, int]], size: int) -> None:
    spans = [SerialSpan(first, first + more) for first, more in taken]
    free = next_free(size, spans)
    assert free.last - free.first + 1 == size
    assert overlapping(free, [Holding(span, "") for span in spans]) is None
