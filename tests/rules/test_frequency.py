from datetime import date

import pytest

from app.rules.frequency import VisitFact, YearCount, cap_of, count_year, exceeds_cap
from app.values.enums import InspectionCategory as C
from app.values.enums import InspectionState as S

DAY = date(2026, 3, 2)


def test_count_year_counts_routine_and_special_apart_and_nothing_else() -> None:
    visits = (
        VisitFact(DAY, C.ROUTINE, S.CLOSED),
        VisitFact(date(2026, 12, 31), C.ROUTINE, S.DRAFT),
        VisitFact(DAY, C.SPECIAL, S.ENDED),
        VisitFact(DAY, C.LEAD, S.ENDED),
        VisitFact(DAY, C.IMMEDIATE, S.ENDED),
        VisitFact(DAY, C.ROUTINE, S.VOID),
        VisitFact(date(2025, 12, 31), C.ROUTINE, S.CLOSED),
        VisitFact(None, C.ROUTINE, S.DRAFT),
        VisitFact(DAY, None, S.DRAFT),
    )

    assert count_year(visits, year=2026) == YearCount(2026, routine=2, special=1)


@pytest.mark.parametrize(
    ("category", "cap", "exceeds"),
    [
        (C.ROUTINE, 3, False),
        (C.ROUTINE, 2, True),
        (C.ROUTINE, None, False),
        (C.SPECIAL, 2, False),
        (C.SPECIAL, 1, True),
        (C.LEAD, 0, False),
        (C.IMMEDIATE, 0, False),
    ],
)
def test_exceeds_cap_looks_at_one_more_visit(category: C, cap: int | None, exceeds: bool) -> None:
    assert exceeds_cap(YearCount(2026, routine=2, special=1), category, cap=cap) is exceeds


def test_cap_is_read_by_keys_that_a_record_may_hold() -> None:
    settings = {"frequency_caps": {"routine": 3}}
    assert cap_of(settings, C.ROUTINE) == 3
    assert cap_of(settings, C.SPECIAL) is None
    assert cap_of(None, C.ROUTINE) is None
