"""Days of the demo: working days before and after one another, and moments of a working day."""

from datetime import date, datetime, timedelta

from app.rules.working_days import Calendar
from app.values.days import CIVIL_ZONE

ONE_DAY = timedelta(days=1)


def working_day(day: date, calendar: Calendar, *, step: int) -> date:
    """Give the day, or the nearest worked one in the direction of the step."""
    while not calendar.look_up(day).working:
        day += step * ONE_DAY
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Give an instant by the clock of the country."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CIVIL_ZONE)
