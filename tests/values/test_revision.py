"""Revisions: bytes, hash, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.canonical import canonical_bytes, parse_canonical, sha256_hex
from app.values.revision import REVISION_KEYS, Revision, RevisionRefusedError
from tests.vector_files import read_vectors, vector_names

REFUSED = read_vectors("canonical/refused.json")
# c09 shows bytes only: its `changed` is not ascending, so as a revision it is refused like x12.
UNSORTED = "canonical/c09-null-true-false.json"
WELL_FORMED = [name for name in vector_names("canonical/c*.json") if name != UNSORTED]
SMALLEST: dict[str, Any] = read_vectors("canonical/c02-chinese.json")["object"]


@pytest.mark.parametrize("name", WELL_FORMED)
def test_revision_of_the_vectors_keeps_its_bytes_and_hash(name: str) -> None:
    vector = read_vectors(name)
    revision = Revision.from_bytes(bytes.fromhex(vector["utf8_hex"]))
    assert revision.rev_id == vector["sha256"]
    assert revision.to_bytes().hex() == vector["utf8_hex"]
    assert canonical_bytes({key: getattr(revision, key) for key in REVISION_KEYS}).hex() == vector["utf8_hex"]


@pytest.mark.parametrize("name", WELL_FORMED)
def test_revision_made_from_its_parts_has_the_same_bytes(name: str) -> None:
    vector = read_vectors(name)
    parts = {**vector["object"], "parents": tuple(vector["object"]["parents"])}
    revision = Revision(**{**parts, "changed": tuple(parts["changed"])})
    revision.check()
    assert revision.to_bytes().hex() == vector["utf8_hex"]
    assert revision.rev_id == vector["sha256"]


@pytest.mark.parametrize("case", REFUSED["refused"], ids=lambda case: f"{case['id']} {case['why']}")
def test_from_bytes_refuses_what_is_no_revision(case: Any) -> None:
    data = bytes.fromhex(case["utf8_hex"])
    assert sha256_hex(data) == case["sha256"]
    with pytest.raises(RevisionRefusedError, match=r"[一-鿿]"):
        Revision.from_bytes(data)


def test_from_bytes_accepts_the_text_that_the_refused_ones_were_made_of() -> None:
    assert Revision.from_bytes(REFUSED["accepted"]["text"].encode()).seq == 1


@pytest.mark.parametrize(
    "slip",
    [
        {"kind": ""},
        {"kind": "Hazard"},
        {"kind": None},
        {"entity_id": "0192f3a0"},
        {"schema": 0, "needs": 0},
        {"schema": True, "needs": True},
        {"parents": ["ab"]},
        {"parents": ["f" * 64, "f" * 64]},
        {"hlc": "01a2071577a3000"},
        {"hlc": "01A2071577A30001"},
        {"seq": 0},
        {"seq": 2},
        {"prev": "f" * 64},
        {"actor": "officer"},
        {"reason": 1},
        {"deleted": 0},
        {"changed": ["fact", "fact", "place"]},
        {"body": []},
        {"body": None},
        {"body": {"fact": "a", "place": "b", "hazard_id": "x"}, "changed": ["fact", "hazard_id", "place"]},
        {"body": {"fact": "a", "place": {"at": [{"taken_at": "2026"}]}}},
        {"body": {"fact": "a", "place": {"taken_at": 2**53 - 1}}},
        {"body": {"fact": "a", "place": {"taken_at": -(2**53) + 1}}},
        {"body": {"fact": "a", "place": [{"fine_cents": True}]}},
        {"body": {"fact": "a", "place": {"photo_ids": [None]}}},
        {"body": {"fact": "a", "place": {"original_blob": "F" * 64}}},
        {"body": {"fact": "a", "place": {"name_sealed": "张三"}}},
    ],
    ids=repr,
)
def test_from_bytes_refuses_a_slip_of_form(slip: dict[str, Any]) -> None:
    with pytest.raises(RevisionRefusedError):
        Revision.from_bytes(canonical_bytes({**SMALLEST, **slip}))


def test_from_bytes_refuses_the_vector_whose_changed_is_not_ascending() -> None:
    with pytest.raises(RevisionRefusedError, match="changed"):
        Revision.from_bytes(bytes.fromhex(read_vectors(UNSORTED)["utf8_hex"]))


def test_from_bytes_refuses_what_is_no_object() -> None:
    with pytest.raises(RevisionRefusedError, match="不是对象"):
        Revision.from_bytes(b"[]")


def test_body_cannot_be_changed_in_place() -> None:
    body: dict[str, Any] = {"fact": "a", "place": [1, 2]}
    revision = Revision(**{**SMALLEST, "parents": (), "changed": ("fact", "place"), "body": body})
    before = revision.rev_id
    body["fact"] = "b"
    body["place"].append(3)
    opened: Any = revision.body
    with pytest.raises(TypeError):
        opened["fact"] = "c"
    assert (revision.body["fact"], revision.body["place"]) == ("a", (1, 2))
    assert revision.rev_id == before == sha256_hex(revision.to_bytes())


def test_revisions_are_equal_when_their_hashes_are() -> None:
    data = canonical_bytes(SMALLEST)
    one, other = Revision.from_bytes(data), Revision.from_bytes(data)
    later = Revision.from_bytes(canonical_bytes({**SMALLEST, "reason": "更正"}))
    assert one == other
    assert len({one, other, later}) == 2
    assert one != later


def test_known_as_takes_the_hash_of_the_log() -> None:
    data = canonical_bytes(SMALLEST)
    assert Revision.from_bytes(data).known_as("a" * 64).rev_id == "a" * 64
    assert Revision.from_bytes(data).known_as(sha256_hex(data)) == Revision.from_bytes(data)


def test_read_as_renames_and_keeps_bytes_and_hash() -> None:
    revision = Revision.from_bytes(canonical_bytes(SMALLEST))
    newer = revision.read_as(body={"note": "a"}, changed=("note",))
    assert (newer.body, newer.changed) == ({"note": "a"}, ("note",))
    assert newer.rev_id == revision.rev_id
    assert newer.to_bytes() == revision.to_bytes()


@given(st.binary(max_size=200))
def test_from_bytes_refuses_rubbish_in_words(data: bytes) -> None:
    with pytest.raises(RevisionRefusedError):
        Revision.from_bytes(data)


@given(st.integers(0, len(canonical_bytes(SMALLEST)) - 1), st.integers(1, 255))
def test_one_changed_byte_is_refused_or_changes_the_hash(place: int, flip: int) -> None:
    data = bytearray(canonical_bytes(SMALLEST))
    data[place] ^= flip
    try:
        revision = Revision.from_bytes(bytes(data))
    except RevisionRefusedError:
        return
    assert revision.rev_id != sha256_hex(canonical_bytes(SMALLEST))
    assert canonical_bytes(parse_canonical(bytes(data))) == bytes(data)
