"""Tests of dated numbers and periods."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.library import NotInForceError, UnknownRefError
from app.rules.library_figures import parameter_on, period_on
from tests.rules.small_library import NEW, library

LIMIT = library().parameters[0]
WAIT = library().periods[0]
OLDER = replace(LIMIT, value=50, valid_from=date(2000, 1, 1), valid_to=date(2021, 8, 31))
LOCAL = replace(LIMIT, value=300, region="重庆")


@pytest.mark.parametrize(("on", "value"), [(date(2021, 8, 31), 50), (NEW, 200)])
def test_parameter_on_gives_the_number_of_the_day(on: date, value: int) -> None:
    assert parameter_on([LIMIT, OLDER], "limit", on=on).value == value


def test_parameter_on_prefers_the_region_and_falls_back_to_the_country() -> None:
    assert parameter_on([LIMIT, LOCAL], "limit", on=NEW, region="重庆").value == 300
    assert parameter_on([LIMIT, LOCAL], "limit", on=NEW, region="四川").value == 200
    assert parameter_on([LIMIT, LOCAL], "limit", on=NEW).value == 200


def test_parameter_on_never_takes_the_country_for_a_day_before_the_regions_own() -> None:
    with pytest.raises(NotInForceError):
        parameter_on([OLDER, LOCAL], "limit", on=date(2020, 1, 1), region="重庆")


def test_period_on_refuses_unknown_names_and_days_without_a_version() -> None:
    assert period_on([WAIT], "wait", on=NEW).n == 5
    with pytest.raises(UnknownRefError, match="没有"):
        period_on([WAIT], "other", on=NEW)
    with pytest.raises(NotInForceError, match="2000-01-01"):
        period_on([WAIT], "wait", on=date(2000, 1, 1))
