"""Rows come back from JSON as they went in, and anything else is refused."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.enums import HazardLevel
from app.values.plain_form import NotThisFormError, from_plain, to_plain
from app.values.rows_people import OfficerRow
from app.values.rows_today import TodayView


@dataclass(frozen=True, slots=True)
class Inner:
    """A row within a row."""

    id: UUID
    day: date | None
    level: HazardLevel
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Outer:
    """A row with everything that rows are made of."""

    at: datetime | None
    inner: Inner | None
    rows: Sequence[Inner]
    names: tuple[str, ...]
    counts: Mapping[str, int]
    is_open: bool


INNER = st.builds(Inner)
OUTER = st.builds(Outer, rows=st.lists(INNER, max_size=3).map(tuple), at=st.datetimes(timezones=st.just(UTC)))


@given(row=OUTER)
def test_row_comes_back_as_it_went_in(row: Outer) -> None:
    assert from_plain(Outer, json.loads(json.dumps(to_plain(row)))) == row


@given(officer=st.builds(OfficerRow))
def test_officer_comes_back(officer: OfficerRow) -> None:
    assert from_plain(OfficerRow, json.loads(json.dumps(to_plain(officer)))) == officer


@given(view=st.builds(TodayView, rows=st.just(()), route=st.just(()), paused=st.just(())))
def test_day_comes_back(view: TodayView) -> None:
    assert from_plain(TodayView, json.loads(json.dumps(to_plain(view)))) == view


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {"id": "00", "day": None, "level": "一般", "numbers": []},
        {"id": "0" * 32, "day": "2026-13-01", "level": "一般", "numbers": []},
        {"id": "0" * 32, "day": None, "level": "no such level", "numbers": []},
        {"id": "0" * 32, "day": None, "level": "一般", "numbers": ["1"]},
        {"id": 7, "day": None, "level": "一般", "numbers": 3},
    ],
)
def test_what_is_no_such_row_is_refused(plain: Any) -> None:
    with pytest.raises(NotThisFormError):
        from_plain(Inner, plain)


def test_field_that_is_missing_is_refused() -> None:
    plain = to_plain(Inner(UUID(int=1), None, next(iter(HazardLevel))))
    assert from_plain(Inner, plain).id == UUID(int=1)
    del plain["level"]
    with pytest.raises(NotThisFormError):
        from_plain(Inner, plain)
