from datetime import UTC, date, datetime

import pytest

from app.values.enums import Handling, HazardState
from tests.rules import make as m


@pytest.mark.parametrize("state", list(HazardState))
def test_hazard_is_open_until_it_is_passed_transferred_or_void(state: HazardState) -> None:
    closed = {HazardState.PASSED, HazardState.TRANSFERRED, HazardState.VOID}

    assert m.make_hazard(state=state).is_open is (state not in closed)


def test_advice_is_never_open() -> None:
    assert not m.make_hazard(handling=Handling.ADVICE).is_open


@pytest.mark.parametrize(
    ("applied_on", "old_deadline", "is_in_time"),
    [
        (date(2026, 12, 1), m.DEADLINE, True),
        (date(2026, 12, 2), m.DEADLINE, False),
        (None, m.DEADLINE, False),
        (date(2026, 12, 1), None, False),
    ],
)
def test_extension_is_in_time_up_to_the_last_day_itself(
    applied_on: date | None, old_deadline: date | None, is_in_time: bool
) -> None:
    assert m.make_extension(applied_on=applied_on, old_deadline=old_deadline).is_in_time is is_in_time


def test_inspection_begins_on_the_civil_day_of_china() -> None:
    inspection = m.make_inspection(started_at=datetime(2026, 11, 15, 16, 30, tzinfo=UTC))

    assert inspection.started_on == date(2026, 11, 16)
    assert m.make_inspection(started_at=None).started_on is None
