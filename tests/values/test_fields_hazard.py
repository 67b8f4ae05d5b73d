"""What stands in an open card comes back as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from app.values.enums import Handling, HazardLevel, HazardTag
from app.values.fields_hazard import HazardFields, fields_from_json, fields_to_json

TEXTS = ("fact", "demand", "charge", "place", "criterion", "judged_by", "level_reason", "transfer_to", "responsible")


WRITTEN = st.builds(
    HazardFields,
    **{name: st.text() for name in TEXTS},
    tags=st.lists(st.sampled_from(HazardTag), unique=True).map(tuple),
    level=st.sampled_from(HazardLevel),
    handling=st.none() | st.sampled_from(Handling),
    deadline=st.none() | st.dates(),
    violations=st.lists(st.text(min_size=1), max_size=3).map(tuple),
    is_at_once=st.booleans(),
)


@given(WRITTEN)
def test_fields_come_back_from_json(fields: HazardFields) -> None:
    assert fields_from_json(fields_to_json(fields)) == fields


def test_draft_that_lacks_fields_reads_as_a_new_card() -> None:
    assert fields_from_json({}) == HazardFields()


def test_major_hazard_wants_criterion_and_judge() -> None:
    assert not HazardFields().wants_criterion
    major = HazardFields(level=HazardLevel.MAJOR, criterion="城镇燃气标准/5/1")
    assert major.wants_criterion
    assert not HazardFields(level=HazardLevel.MAJOR, criterion="城镇燃气标准/5/1", judged_by="示例员甲").wants_criterion
