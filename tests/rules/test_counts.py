from datetime import date

import pytest

from app.rules.counts import (
    CountedHazard,
    HazardCounts,
    Rate,
    count_hazards,
    due_rate,
    in_time_rate,
    rectification_rate,
)
from app.values.enums import Handling
from app.values.enums import HazardState as S
from tests.rules import make as m

TODAY = date(2026, 12, 5)
HAZARDS = (
    m.make_hazard(1, state=S.PASSED),
    m.make_hazard(2, state=S.ORDERED),
    m.make_hazard(3, state=S.ORDERED, deadline=TODAY),
    m.make_hazard(4, state=S.PASSED, handling=Handling.ON_THE_SPOT, deadline=None),
    m.make_hazard(5, state=S.TRANSFERRED, handling=Handling.TRANSFER, deadline=None),
    m.make_hazard(6, state=S.VOID),
    m.make_hazard(7, handling=Handling.ADVICE),
    m.make_major(8, state=S.SUSPENDED, deadline=None),
)


def test_count_hazards_leaves_out_advice_and_void() -> None:
    counts = count_hazards(HAZARDS, today=TODAY)

    assert counts == HazardCounts(
        total=6, major=1, on_the_spot=1, by_deadline=3, rectified=2, transferred=1, still_open=3, overdue=1
    )
    assert counts.ordinary == 5


def test_rectification_rate_leaves_out_what_was_transferred() -> None:
    rate = rectification_rate(HAZARDS)

    assert (rate.part, rate.base, rate.text) == (2, 5, "40.0%")


def test_due_rate_counts_the_deadline_of_today() -> None:
    rate = due_rate([CountedHazard(one) for one in HAZARDS], today=TODAY)

    assert (rate.part, rate.base) == (1, 3)


@pytest.mark.parametrize(
    ("reported_on", "passed_on", "in_time"),
    [
        (m.DEADLINE, date(2026, 12, 4), 1),
        (date(2026, 12, 2), date(2026, 12, 4), 0),
        (None, m.DEADLINE, 1),
        (None, date(2026, 12, 2), 0),
        (None, None, 0),
    ],
)
def test_in_time_rate_takes_the_report_before_the_reinspection(
    reported_on: date | None, passed_on: date | None, in_time: int
) -> None:
    counted = CountedHazard(HAZARDS[0], passed_on, reported_on)

    assert in_time_rate([counted], today=TODAY).part == in_time


@pytest.mark.parametrize(
    ("part", "base", "text"),
    [(0, 0, "—"), (0, 3, "0.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (3, 3, "100.0%"), (1, 2000, "0.1%")],
)
def test_rate_is_written_with_one_place(part: int, base: int, text: str) -> None:
    assert Rate(part, base, "").text == text
