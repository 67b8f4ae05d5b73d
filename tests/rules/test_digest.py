"""The line that two machines compare."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.digest import digest, digest_bytes
from tests.vector_files import read_vectors

HASHES = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)


@pytest.mark.parametrize("case", read_vectors("canonical/digest.json"), ids=lambda case: case["id"])
def test_digest_of_the_vectors(case: Any) -> None:
    assert digest_bytes(case["rev_ids"], case["blobs_named_and_held"]).hex() == case["bytes_hex"]
    assert digest(case["rev_ids"], case["blobs_named_and_held"]) == case["digest"]


@given(st.lists(HASHES, max_size=6), st.lists(HASHES, max_size=6), st.randoms())
def test_digest_knows_no_order_and_no_repetition(rev_ids: list[str], blobs: list[str], random: Random) -> None:
    expected = digest(rev_ids, blobs)
    assert digest(random.sample(rev_ids, len(rev_ids)), random.sample(blobs, len(blobs))) == expected
    assert digest(rev_ids * 2, blobs * 2) == expected


@given(st.sets(HASHES, max_size=5), HASHES)
def test_digest_changes_with_every_revision_and_blob(rev_ids: set[str], another: str) -> None:
    rev_ids -= {another}
    assert len({digest(rev_ids, ()), digest({*rev_ids, another}, ()), digest(rev_ids, [another])}) == 3
