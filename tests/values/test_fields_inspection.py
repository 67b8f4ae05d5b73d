"""What is kept of an open card comes back as it was."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.values.enums import ApprovalMode, InspectionCategory, InspectionManner, InspectionSource, SignerRole
from app.values.facts import NOBODY, PersonFact
from app.values.fields_inspection import FIELDS, Helper, from_plain, to_plain

WORDS = st.text(min_size=1, max_size=8)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "enterprise_id": st.uuids(),
        "officer_ids": st.lists(st.uuids(), max_size=3).map(tuple),
        "helpers": st.lists(st.builds(Helper, WORDS, WORDS, WORDS), max_size=2).map(tuple),
        "category": st.none() | st.sampled_from(InspectionCategory),
        "source": st.sampled_from(InspectionSource),
        "manner": st.lists(st.sampled_from(InspectionManner), max_size=3).map(tuple),
        "matter": st.text(max_size=8),
        "scheme_mode": st.sampled_from(ApprovalMode),
        "scheme_approved_at": st.none() | MOMENTS,
        "scheme_paper_due": st.none() | DAYS,
        "notice_served_at": MOMENTS,
        "party": st.builds(PersonFact, WORDS, st.none() | st.sampled_from(SignerRole), WORDS, WORDS),
        "checklists": st.lists(WORDS, max_size=2).map(tuple),
    },
)


@given(changes=CHANGES)
def test_changes_come_back_from_a_draft_as_they_were(changes: dict[str, Any]) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(changes)))) == changes


def test_nobody_comes_back_as_nobody() -> None:
    assert from_plain(to_plain({"party": NOBODY})) == {"party": NOBODY}


def test_field_that_nobody_knows_is_left_out() -> None:
    assert from_plain({"gone": 1, "enterprise_id": str(UUID(int=1))}) == {"enterprise_id": UUID(int=1)}
    assert "gone" not in FIELDS
