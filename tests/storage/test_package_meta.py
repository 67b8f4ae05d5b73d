"""The head of a package is written and read back without a difference, and proves what the root does not cover."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.package_meta import CHECK, MetaError, is_proved, meta_lines, read_meta
from app.values.package import ChainEnd, PackageMeta, PrivateLine, Selection, SelectionKind, StubLink

DEVICE = UUID(int=7)
META = PackageMeta(
    format=1,
    schema=2,
    needs=1,
    made_at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    program="0.1.0",
    authority="铜梁区应急管理局",
    device=DEVICE,
    device_label="二中队 3 号机",
    officer=None,
    recipient="内勤",
    selection=Selection(),
    is_redacted=False,
    revisions=3,
    stubs=1,
    blobs=0,
    records={"enterprise": 1},
    chains=(ChainEnd(DEVICE, 4, "ab" * 32),),
    root="cd" * 32,
    carries={"ranges": {"first": 1}},
)
STUB = StubLink(DEVICE, 1, "aa" * 32, None)
PRIVATE = PrivateLine("bb" * 32, b"0123456789abcdef", "李四")

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
SELECTIONS = st.builds(
    Selection,
    kind=st.sampled_from(SelectionKind),
    first_day=DAYS,
    last_day=DAYS,
    inspection_ids=st.lists(st.uuids(), max_size=3).map(tuple),
    with_photos=st.booleans(),
    with_private=st.booleans(),
)
METAS = st.builds(
    replace,
    st.just(META),
    made_at=st.integers(0, 2**41).map(lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)),
    selection=SELECTIONS,
    officer=st.none() | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=4),
    is_redacted=st.booleans(),
    records=st.dictionaries(st.sampled_from(["hazard", "photo"]), st.integers(0, 10**6)),
)


@given(METAS)
def test_the_head_comes_back_as_it_was_written(meta: PackageMeta) -> None:
    lines = meta_lines(meta, stubs=[STUB], privates=[PRIVATE])
    assert read_meta(lines) == meta
    assert is_proved(lines, stubs=[STUB], privates=[PRIVATE])


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("made_at", '"2026"'),
        ("revisions", "true"),
        ("device", '"x"'),
        ("selection", "{}"),
        ("chains", "[1]"),
        ("records", '{"a":"b"}'),
        ("root", " 1"),
        ("is_redacted", "1"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_refused(key: str, text: str) -> None:
    with pytest.raises(MetaError):
        read_meta({**meta_lines(META), key: text})


def test_a_missing_and_an_unknown_line_are_named() -> None:
    lines = meta_lines(META)
    del lines["root"]
    with pytest.raises(MetaError, match="more、root"):
        read_meta({**lines, "more": "1"})


@pytest.mark.parametrize("key", [key for key in meta_lines(META) if key != CHECK])
def test_a_changed_line_is_not_proved(key: str) -> None:
    lines = meta_lines(META, stubs=[STUB])
    assert not is_proved({**lines, key: lines[key] + " "}, stubs=[STUB], privates=[])


def test_a_changed_stub_or_private_text_is_not_proved() -> None:
    lines = meta_lines(META, stubs=[STUB], privates=[PRIVATE])
    assert not is_proved(lines, stubs=[replace(STUB, seq=2)], privates=[PRIVATE])
    assert not is_proved(lines, stubs=[STUB], privates=[replace(PRIVATE, salt=b"1" * 16)])
    assert not is_proved(lines, stubs=[], privates=[PRIVATE])
