"""A paper counts on its last day, and is named as near sixty days before."""

from datetime import date, timedelta

import pytest

from app.rules.licences import SOON_DAYS, LicenceState, licence_state, worst_state

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, LicenceState.EXPIRED),
        (0, LicenceState.SOON),
        (SOON_DAYS, LicenceState.SOON),
        (SOON_DAYS + 1, LicenceState.VALID),
    ],
)
def test_state_turns_on_its_edges(days: int, state: LicenceState) -> None:
    assert licence_state(TODAY + timedelta(days=days), today=TODAY) is state


def test_paper_without_a_last_day_counts() -> None:
    assert licence_state(None, today=TODAY) is LicenceState.VALID


def test_worst_paper_speaks_for_all() -> None:
    near, gone = TODAY, TODAY - timedelta(days=1)
    assert worst_state([None, near], today=TODAY) is LicenceState.SOON
    assert worst_state([gone, near], today=TODAY) is LicenceState.EXPIRED
    assert worst_state([], today=TODAY) is LicenceState.NONE
