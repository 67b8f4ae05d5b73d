"""Each seed has numbers of its own."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.demo.district import LARGEST, number_span


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_small_seeds_never_share_a_number(one: int, two: int) -> None:
    first, second = number_span(one, inspections=24), number_span(two, inspections=24)
    assert one == two or first.last < second.first or second.last < first.first


@given(st.integers(0, 2**62), st.integers(1, 5000))
def test_every_span_has_room_and_fits_a_document_number(seed: int, inspections: int) -> None:
    span = number_span(seed, inspections=inspections)
    assert 1 <= span.first < span.last <= LARGEST
    assert span.last - span.first + 1 >= inspections
