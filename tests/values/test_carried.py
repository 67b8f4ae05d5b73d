"""What an office sends along: there and back, and nothing of it believed that is not as it should be."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.canonical import canonical_bytes, parse_canonical
from app.values.carried import Carried, pack_library, read_carried, write_carried
from app.values.errors import RefusedFileError
from app.values.rows_office import NumberSpan

DEVICE = UUID(int=7)
SPAN = {"device": str(DEVICE), "key": "责改", "first": 1, "last": 50}

spans = st.builds(
    lambda key, first, more, device: NumberSpan(key, first, first + more, device),
    st.sampled_from(["责改", "检记", "复查"]),
    st.integers(1, 9000),
    st.integers(0, 900),
    st.uuids(),
)


@given(st.lists(spans, max_size=5), st.binary(max_size=300) | st.none())
def test_numbers_and_library_come_back_as_they_were(given_spans: list[NumberSpan], data: bytes | None) -> None:
    library = None if data is None else pack_library(data, title="标准库", edition="1")
    text = canonical_bytes(write_carried(given_spans, library))
    carries = parse_canonical(text)
    assert isinstance(carries, dict)
    found = read_carried(carries)
    assert found == Carried(tuple(given_spans), library)
    assert found.library is None or found.library.unpack() == data


@pytest.mark.parametrize(
    "ranges",
    [
        "1—50",
        [1],
        [{**SPAN, "more": 1}],
        [{**SPAN, "first": "1"}],
        [{**SPAN, "first": True}],
        [{**SPAN, "first": 51}],
        [{**SPAN, "first": 0}],
        [{**SPAN, "last": 1_000_000}],
        [{**SPAN, "key": ""}],
        [{**SPAN, "key": "字" * 21}],
        [{**SPAN, "device": "甲"}],
    ],
)
def test_numbers_that_are_not_as_they_should_be_are_refused(ranges: Any) -> None:
    with pytest.raises(RefusedFileError, match="附带的号段看不懂"):
        read_carried({"ranges": ranges})


@pytest.mark.parametrize("library", [1, {}, {"sha256": 1, "title": "", "edition": "", "packed": ""}])
def test_a_library_that_is_not_as_it_should_be_is_refused(library: Any) -> None:
    with pytest.raises(RefusedFileError, match="附带的标准库看不懂"):
        read_carried({"library": library})


@pytest.mark.parametrize("packed", ["…", "AAAA", pack_library(b"other", title="", edition="").packed])
def test_a_library_that_is_not_the_one_it_says_is_never_unpacked(packed: str) -> None:
    told = write_carried([], pack_library(b"one", title="标准库", edition="1"))["library"]
    assert isinstance(told, dict)
    library = read_carried({"library": {**told, "packed": packed}}).library
    assert library is not None
    with pytest.raises(RefusedFileError, match="标准库"):
        library.unpack()
