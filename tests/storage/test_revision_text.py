"""The bytes that are put together out of a row are those that were hashed."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.storage.revision_text import bytes_of_row
from app.storage.revisions import _row
from app.values.revision import Revision

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20) | st.sampled_from(['"', "\\", "\t\n", "“"])
HASHES = st.lists(st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}"), max_size=3, unique=True)
IDS = st.uuids().map(str)


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    """Draw any well-formed revision."""
    body: dict[str, Any] = draw(st.dictionaries(st.sampled_from(["fact", "place", "tags", "n"]), TEXT | st.none()))
    seq = draw(st.integers(1, 9))
    return Revision(
        kind="hazard",
        entity_id=draw(IDS),
        schema=2,
        needs=1,
        parents=tuple(sorted(draw(HASHES))),
        hlc=f"{draw(st.integers(0, 2**64 - 1)):016x}",
        device=draw(IDS),
        seq=seq,
        prev=None if seq == 1 else "a" * 64,
        actor=draw(IDS | st.none()),
        reason=draw(TEXT | st.none()),
        deleted=draw(st.booleans()),
        changed=tuple(sorted(body)),
        body=body,
    )


@given(revision=revisions())
def test_bytes_of_a_row_are_those_of_its_revision(revision: Revision) -> None:
    assert bytes_of_row(_row(revision)) == revision.to_bytes()


def test_a_row_whose_body_is_not_in_canonical_form_still_gives_the_true_bytes() -> None:
    revision = Revision(
        kind="hazard",
        entity_id="00000000-0000-7000-8000-000000000001",
        schema=1,
        needs=1,
        parents=(),
        hlc="0" * 16,
        device="00000000-0000-7000-8000-000000000002",
        seq=1,
        prev=None,
        actor=None,
        reason=None,
        deleted=False,
        changed=("fact",),
        body={"fact": "甲"},
    )
    row = list(_row(revision))
    row[-1] = json.dumps({"fact": "甲"})
    assert bytes_of_row(row) == revision.to_bytes()
