"""The one form of bytes, against the vectors and against itself."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.canonical import (
    DEEPEST,
    GREATEST_INTEGER,
    JsonValue,
    canonical_bytes,
    frozen,
    nfc,
    parse_canonical,
    sha256_hex,
)
from tests.vector_files import read_vectors, vector_names

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[chr(code) for code in range(32)])
    | st.sampled_from('\t\n\\u"/')
)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-GREATEST_INTEGER, GREATEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("name", vector_names("canonical/c*.json"))
def test_bytes_and_hash_of_the_vectors(name: str) -> None:
    vector = read_vectors(name)
    data = canonical_bytes(vector["object"])
    assert data.hex() == vector["utf8_hex"]
    assert len(data) == vector["length"]
    assert sha256_hex(data) == vector["sha256"]
    assert canonical_bytes(parse_canonical(data)) == data


@given(VALUES)
def test_parse_reads_back_what_was_written(value: JsonValue) -> None:
    data = canonical_bytes(value)
    assert parse_canonical(data) == value
    assert canonical_bytes(frozen(value)) == data


@given(VALUES)
def test_bytes_are_those_of_sorted_compact_json(value: JsonValue) -> None:
    assert (
        canonical_bytes(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        {"A": 1},
        {"事实": 1},
        {"1a": 1},
        {"": 1},
        {"a-b": 1},
        {1: 1},
        {"a": {"B": 1}},
        "a\x00b",
        "\r",
        "\x1f",
        "\b",
        "\f",
        "\ud800",
        b"bytes",
        {"a": {1, 2}},
        [[[2.5]]],
        pytest.param(object(), id="object"),
    ],
    ids=repr,
)
def test_canonical_bytes_refuse_what_no_revision_may_hold(value: Any) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        canonical_bytes(value)


@pytest.mark.parametrize("text", ["\\u0000", "\\b", "C:\\new", "a\\\\r", "\t\n", "\x7f\u2028"])
def test_canonical_bytes_keep_a_typed_backslash(text: str) -> None:
    assert parse_canonical(canonical_bytes(text)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"a":1,"a":1}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b"1.0",
        b"1e2",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b'"\\u4e00"',
        b'"\\/"',
        b"\xff",
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf1",
        b"1\n",
        b"1 2",
        b"[" * 100_000 + b"]" * 100_000,
        b"9" * 5000,
        '"a"'.encode("utf-16"),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_parse_canonical_refuses_other_bytes(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_canonical(data)


def test_canonical_bytes_refuse_a_value_too_deep() -> None:
    value: Any = 1
    for _ in range(100_000):
        value = [value]
    with pytest.raises(ValueError, match="嵌套"):
        canonical_bytes(value)


@pytest.mark.parametrize(("depth", "is_read"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_every_reader_draws_the_same_line_at_nested_values(depth: int, is_read: bool) -> None:
    data = b"[" * depth + b"]" * depth
    if is_read:
        assert frozen(parse_canonical(data)) is not None
    else:
        with pytest.raises(ValueError, match="嵌套"):
            parse_canonical(data)


def test_nfc_composes_text_at_any_depth_and_leaves_keys() -> None:
    assert nfc({"a": ["e\u0301", {"b": "e\u0301"}], "c": 1, "d": None}) == {"a": ("é", {"b": "é"}), "c": 1, "d": None}


def test_frozen_cannot_be_changed_in_place() -> None:
    value: Any = frozen({"a": [1, {"b": 2}]})
    with pytest.raises(TypeError):
        value["a"] = 2
    with pytest.raises(TypeError):
        value["a"][1]["b"] = 3
