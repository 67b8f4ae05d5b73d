"""Tests of the library as one canonical file."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.library_snapshot import from_json, read_snapshot, snapshot_bytes, to_json
from app.values.canonical import canonical_bytes, sha256_hex
from app.values.enums import Confidence
from app.values.errors import RefusedFileError
from app.values.library import FineOccasion, FineParty, FineRange, Parameter
from tests.rules.small_library import library

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)
DAYS = st.dates(min_value=date(1949, 10, 1))


def test_snapshot_reads_back_as_the_same_library_and_the_same_bytes() -> None:
    data = snapshot_bytes(library())
    assert read_snapshot(data) == library()
    assert snapshot_bytes(read_snapshot(data)) == data


def test_snapshot_hash_changes_with_any_word() -> None:
    assert sha256_hex(snapshot_bytes(library())) != sha256_hex(snapshot_bytes(library(title="另一")))


@given(
    st.builds(
        Parameter,
        id=WORDS,
        title=WORDS,
        value=st.integers(-(2**53) + 1, 2**53 - 1),
        unit=WORDS,
        region=WORDS,
        article=WORDS,
        valid_from=DAYS,
        valid_to=st.none() | DAYS,
        source=WORDS,
        confidence=st.sampled_from(Confidence),
        note=WORDS,
    )
)
def test_from_json_reads_back_what_to_json_wrote(parameter: Parameter) -> None:
    assert from_json(Parameter, json.loads(canonical_bytes(to_json(parameter)))) == parameter


@given(st.builds(FineRange, st.sampled_from(FineParty), st.sampled_from(FineOccasion), st.integers(0, 10**9)))
def test_fines_read_back_with_their_open_lower_end(fine: FineRange) -> None:
    assert from_json(FineRange, to_json(fine)) == fine


ITEM = ["library", "checklists", 0, "sections", 0, "items", 0]


def with_change(path: list[Any], value: Any) -> bytes:
    """Give the snapshot with one value changed."""
    whole = json.loads(snapshot_bytes(library()))
    place = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return canonical_bytes(whole)


def damaged() -> list[bytes]:
    """Give snapshots with one thing wrong each."""
    return [
        b"",
        b"{}",
        b"[]",
        snapshot_bytes(library())[:-1],
        with_change(["format"], 2),
        with_change(["library", "laws"], None),
        with_change(["library", "title"], 3),
        with_change(["library", "laws", 0, "valid_from"], "2021-02-30"),
        with_change(["library", "laws", 0, "confidence"], "certain"),
        with_change(["library", "laws", 0, "provisions", 0, "ref"], "试验法"),
        with_change([*ITEM, "deadline"], "马上"),
        with_change([*ITEM, "is_key"], 1),
    ]


@pytest.mark.parametrize("data", damaged(), ids=range(len(damaged())))
def test_read_snapshot_refuses_what_does_not_fit(data: bytes) -> None:
    with pytest.raises(RefusedFileError, match="标准库快照"):
        read_snapshot(data)


def test_read_snapshot_passes_over_what_a_newer_program_added() -> None:
    assert read_snapshot(with_change([*ITEM, "more"], "x")) == library()


def test_read_snapshot_fills_in_what_an_older_program_did_not_write() -> None:
    older = json.loads(snapshot_bytes(library()))
    del older["library"]["checklists"][0]["sections"][2]["items"][0]["tier"]
    assert read_snapshot(canonical_bytes(older)) == library()


def test_read_snapshot_refuses_a_row_without_what_it_must_have() -> None:
    broken = json.loads(snapshot_bytes(library()))
    del broken["library"]["checklists"][0]["sections"][2]["items"][0]["fact"]
    with pytest.raises(RefusedFileError):
        read_snapshot(canonical_bytes(broken))


def test_to_json_refuses_what_has_no_form() -> None:
    with pytest.raises(TypeError):
        to_json(1.5)
