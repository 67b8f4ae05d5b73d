"""The calendar and the rules that the vectors were counted with."""

from datetime import date
from typing import Any

from app.rules.periods import PeriodRule, PeriodUnit, Roll
from app.rules.working_days import Calendar, CalendarDay, calendar_from_exceptions
from tests.vector_files import read_vectors

RULES: dict[str, Any] = read_vectors("clocks/rules.json")["rules"]
LAST_COVERED = date(2026, 12, 31)
CHINESE = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋",
    "shifted working day": "调休上班",
    "working day": "工作日",
    "weekend": "周末",
    "statutory day off": "法定节假日",
    "unknown": "2027年放假安排未公布",
    "weekend (2027 arrangements unknown)": "周末（2027年放假安排未公布）",
}


def exceptions() -> list[CalendarDay]:
    """Read the days of 2025 and 2026 that differ from the plain week."""
    rows = read_vectors("clocks/exceptions-2025-2026.json")
    return [CalendarDay(date.fromisoformat(row["day"]), row["working"], CHINESE[row["why"]]) for row in rows]


def vector_calendar() -> Calendar:
    """Build the calendar of the vectors."""
    return calendar_from_exceptions(exceptions(), last_covered=LAST_COVERED)


def vector_rule(name: str) -> PeriodRule:
    """Build a rule of the vectors; the one whose note points at the doubt has a doubtful roll."""
    row = RULES[name]
    roll = Roll.DOUBTFUL if "roll_doubt" in row.get("note", "") else Roll(row["roll"])
    return PeriodRule(
        id=name,
        title=row["zh"],
        n=row["n"],
        unit=PeriodUnit(row["unit"]),
        roll=roll,
        event=row["event"],
        article=row["article"],
        verified=row["verified"],
    )
