"""Values typed on a line become what their fields hold."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.typed_values import read_changes, read_value
from app.values.enums import Handling, HazardLevel
from app.values.errors import UsageError


@dataclass(frozen=True)
class Card:
    """One field of each kind."""

    words: str = ""
    count: int | None = None
    day: date | None = None
    at: datetime | None = None
    level: HazardLevel = HazardLevel.ORDINARY
    handling: Handling | None = None
    refs: tuple[str, ...] = ()
    is_at_once: bool = False
    owner: UUID | None = None


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert read_value(date | None, day.isoformat()) == day


@given(st.integers(-(10**9), 10**9))
def test_every_number_is_read_back(number: int) -> None:
    assert read_value(int | None, str(number)) == number


@pytest.mark.parametrize("level", HazardLevel)
def test_every_choice_is_read_back(level: HazardLevel) -> None:
    assert read_changes(Card, {"level": level.value}) == {"level": level}


def test_an_empty_text_is_nothing_where_nothing_is_allowed() -> None:
    assert read_changes(Card, {"day": "", "handling": " ", "count": "", "words": "", "refs": ""}) == {
        "day": None,
        "handling": None,
        "count": None,
        "words": "",
        "refs": (),
    }


def test_lists_instants_and_flags() -> None:
    changes = read_changes(Card, {"refs": "甲、乙, 丙", "at": "2026-11-16T09:10", "is_at_once": "是"})
    assert changes["refs"] == ("甲", "乙", "丙")
    assert changes["at"] == datetime(2026, 11, 16, 1, 10, tzinfo=UTC)
    assert changes["is_at_once"] is True


@pytest.mark.parametrize(
    ("name", "text"), [("day", "昨天"), ("count", "三"), ("at", "九点"), ("level", "大"), ("is_at_once", "也许")]
)
def test_a_value_that_does_not_fit_is_refused_with_its_field(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=name):
        read_changes(Card, {name: text})


@pytest.mark.parametrize("name", ["nonsense", "owner"])
def test_a_field_that_nobody_may_type_is_refused_by_name(name: str) -> None:
    with pytest.raises(UsageError, match=name):
        read_changes(Card, {name: "x"})
