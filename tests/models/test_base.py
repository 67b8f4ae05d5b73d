"""A row and its body say the same."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from app.models.base import apply_body, body_of, fields_of, fill_defaults, laid_values, row_values
from app.models.forms import BodyError
from app.models.types import instant, thaw
from app.values.canonical import canonical_bytes
from tests.storage.kinds import TrialEnterprise, TrialHazard, TrialInspection

ID = UUID("0192f3a0-0000-7000-8000-000000000001")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=10)
HAZARDS = st.fixed_dictionaries(
    {},
    optional={
        "fact": st.none() | TEXT,
        "inspection_id": st.none() | st.uuids(),
        "hazard_ids": st.lists(st.uuids(), max_size=3).map(tuple),
        "photo_blob": st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex),
        "found_at": st.none() | st.integers(0, 4 * 10**12).map(instant),
        "fine_cents": st.none() | st.integers(0, 10**12),
        "tags": st.lists(TEXT, max_size=3).map(tuple),
        "is_at_once": st.booleans(),
        "deadline": st.none() | st.dates(),
        "closing": st.none() | st.dictionaries(st.sampled_from(["day", "by"]), TEXT),
        "extra": st.dictionaries(st.sampled_from(["colour", "sound"]), st.none() | TEXT),
    },
)


def make(**values: Any) -> TrialHazard:
    """Return a hazard with its defaults filled in."""
    hazard = TrialHazard(id=ID, **values)
    fill_defaults(hazard)
    return hazard


@given(values=HAZARDS)
def test_body_applied_to_another_row_gives_the_same_body(values: dict[str, Any]) -> None:
    body = body_of(make(**values))
    canonical_bytes(body)
    other = make()
    apply_body(other, body)
    assert body_of(other) == thaw(body)


@given(values=HAZARDS)
def test_laid_values_are_what_the_columns_bind(values: dict[str, Any]) -> None:
    body = body_of(make(**values))
    row = row_values(TrialHazard, body)
    laid = laid_values(TrialHazard, body)
    columns = [*(field.column for field in fields_of(TrialHazard)), TrialHazard.__table__.columns["extra"]]
    for column, value in zip(columns, laid, strict=True):
        bind = column.type.bind_processor(dialect())
        assert value == (bind(row[column.name]) if bind else row[column.name]), column.name


def test_body_has_the_forms_of_the_log() -> None:
    hazard = make(
        inspection_id=ID,
        hazard_ids=(ID,),
        found_at=datetime(2026, 11, 16, 1, 10, tzinfo=UTC),
        fine_cents=100,
        deadline=date(2026, 12, 1),
    )
    body = body_of(hazard)
    assert body["inspection_id"] == str(ID)
    assert body["hazard_ids"] == [str(ID)]
    assert body["found_at"] == 1_794_791_400_000
    assert (body["fine_cents"], body["deadline"], body["is_at_once"], body["fact"]) == (100, "2026-12-01", False, None)
    assert not {"id", "deleted", "conflicts", "updated_at", "updated_hlc", "extra"} & body.keys()


def test_json_is_frozen_when_it_is_assigned() -> None:
    hazard = make(tags=["一", {"b": [1]}])
    assert hazard.tags == ("一", {"b": (1,)})
    hazard.closing = {"day": "2026-12-01"}
    with pytest.raises(TypeError):
        hazard.closing["day"] = "2026-12-02"


def test_body_of_a_kind_without_a_lifecycle_has_none() -> None:
    enterprise = TrialEnterprise(name="某厂")
    fill_defaults(enterprise)
    assert body_of(enterprise).keys() == {"name", "grid", "sectors"}


def test_lifecycle_that_a_kind_lacks_is_carried_only_where_it_says_something() -> None:
    inspection = TrialInspection()
    fill_defaults(inspection)
    apply_body(inspection, {"state": "draft", "level": None, "deadline": "2026-12-01", "closing": None})
    assert dict(inspection.extra) == {"deadline": "2026-12-01"}
    assert body_of(inspection)["deadline"] == "2026-12-01"


def test_field_that_a_body_lacks_takes_its_default() -> None:
    hazard = make(tags=("一",), fact="旧")
    apply_body(hazard, {})
    assert (hazard.tags, hazard.fact, hazard.is_at_once) == ((), None, False)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("fact", 3),
        ("inspection_id", "no id"),
        ("inspection_id", str(ID).upper().replace("-", "") + "0"),
        ("hazard_ids", "text"),
        ("photo_blob", "ab"),
        ("found_at", "2026"),
        ("found_at", True),
        ("fine_cents", "100"),
        ("deadline", "2026-13-01"),
        ("deadline", "20261201"),
        ("is_at_once", 1),
        ("is_at_once", None),
    ],
)
def test_body_that_does_not_fit_a_field_is_refused(key: str, value: Any) -> None:
    for read in (row_values, laid_values):
        with pytest.raises(BodyError, match=f"hazard.{key}"):
            read(TrialHazard, {key: value})
