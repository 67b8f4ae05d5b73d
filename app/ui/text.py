"""Words on the window: sentences with named places, labels of states, days and hours as people write them."""

from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from app.ui.theme import Tone
from app.ui.tr import tr
from app.values.enums import (
    CaseState,
    Confidence,
    DocumentState,
    ExtensionState,
    FindingResult,
    HazardLevel,
    HazardState,
    InspectionState,
    OutcomeResult,
    RiskLevel,
    SignState,
)
from app.values.state_labels import CASE_STATES, DOCUMENT_STATES, HAZARD_STATES, INSPECTION_STATES

__all__ = [
    "CHINA",
    "day_and_hour",
    "day_in_field",
    "day_in_list",
    "day_in_sentence",
    "day_in_title",
    "deadline_in_words",
    "hour",
    "label",
    "look_of",
    "time_left",
    "tr",
]

CHINA = timezone(timedelta(hours=8))
WEEKDAYS = "一二三四五六日"

_LABELS: tuple[tuple[StrEnum, str], ...] = (
    *INSPECTION_STATES.items(),
    *HAZARD_STATES.items(),
    *DOCUMENT_STATES.items(),
    *CASE_STATES.items(),
    (SignState.SIGNED, "已签名"),
    (SignState.REFUSED, "拒绝签名"),
    (SignState.ABSENT, "不在场"),
    (SignState.UNABLE, "不能签名"),
    (ExtensionState.APPLIED, "待审批"),
    (ExtensionState.APPROVED, "已批准"),
    (ExtensionState.REFUSED, "未批准"),
    (Confidence.VERIFIED, "已核实"),
    (Confidence.SECONDARY, "转引"),
    (Confidence.UNVERIFIED, "未核实"),
)

# How a state looks: its tone and its icon. The icon's shape says it without the colour.
_LOOKS: tuple[tuple[StrEnum, tuple[Tone, str]], ...] = (
    (FindingResult.CONFORMS, (Tone.OK, "check")),
    (FindingResult.FAILS, (Tone.BAD, "x")),
    (FindingResult.NOT_APPLICABLE, (Tone.NA, "minus")),
    (FindingResult.PENDING, (Tone.WARN, "clock")),
    (HazardLevel.ORDINARY, (Tone.WARN, "triangle-alert")),
    (HazardLevel.MAJOR, (Tone.BAD, "octagon-alert")),
    (OutcomeResult.DONE, (Tone.OK, "check")),
    (OutcomeResult.NOT_DONE, (Tone.BAD, "x")),
    (RiskLevel.RED, (Tone.BAD, "circle-alert")),
    (RiskLevel.ORANGE, (Tone.WARN, "triangle-alert")),
    (RiskLevel.YELLOW, (Tone.WARN, "info")),
    (RiskLevel.BLUE, (Tone.ACTION, "circle")),
    (InspectionState.DRAFT, (Tone.ACTION, "pencil")),
    (InspectionState.CLOSED, (Tone.OK, "circle-check")),
    (HazardState.PASSED, (Tone.OK, "circle-check")),
    (HazardState.FAILED, (Tone.BAD, "x")),
    (HazardState.DUE, (Tone.WARN, "calendar-clock")),
    (HazardState.SUSPENDED, (Tone.BAD, "ban")),
    (HazardState.SUPERVISED, (Tone.BAD, "flag")),
    (HazardState.ORDERED, (Tone.WARN, "clock")),
    (HazardState.IMMEDIATE, (Tone.WARN, "clock")),
    (HazardState.EXTENDED, (Tone.WARN, "calendar")),
    (DocumentState.DRAFT, (Tone.WARN, "file-pen")),
    (DocumentState.ISSUED, (Tone.ACTION, "file-check")),
    (DocumentState.SIGNED, (Tone.OK, "check")),
    (DocumentState.SERVED, (Tone.OK, "circle-check")),
    (DocumentState.ARCHIVED, (Tone.NA, "archive")),
    (CaseState.CLOSED, (Tone.OK, "circle-check")),
    (CaseState.PERFORMED, (Tone.OK, "check")),
    (Confidence.VERIFIED, (Tone.OK, "check")),
    (Confidence.SECONDARY, (Tone.WARN, "info")),
    (Confidence.UNVERIFIED, (Tone.BAD, "circle-alert")),
)


# States of different records are the same word in storage (draft, closed, void), so the class belongs to the key.
_LABELS_BY_CLASS = {(type(value), value.value): words for value, words in _LABELS}
_LOOKS_BY_CLASS = {(type(value), value.value): shown for value, shown in _LOOKS}


def label(value: StrEnum) -> str:
    """Give the word on the window for a value; most lists of the trade are stored in their own words."""
    return _LABELS_BY_CLASS.get((type(value), value.value), value.value)


def look_of(value: StrEnum) -> tuple[Tone, str]:
    """Give the tone and the icon of a state."""
    return _LOOKS_BY_CLASS.get((type(value), value.value), (Tone.NA, "circle"))


def day_in_sentence(day: date) -> str:
    """Write 2026年12月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_in_field(day: date) -> str:
    """Write 2026-12-08."""
    return day.isoformat()


def day_in_list(day: date) -> str:
    """Write 12-08."""
    return f"{day:%m-%d}"


def day_in_title(day: date) -> str:
    """Write 11月23日　星期一."""
    return f"{day.month}月{day.day}日　星期{WEEKDAYS[day.weekday()]}"


def hour(moment: datetime) -> str:
    """Write 09:41 by the clock of the country, whatever the machine's zone."""
    return f"{moment.astimezone(CHINA):%H:%M}"


def day_and_hour(moment: datetime) -> str:
    """Write 2026-11-23 09:12 by the clock of the country."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def deadline_in_words(last_day: date) -> str:
    """Write the last day and the first overdue day."""
    overdue = last_day + timedelta(days=1)
    first, after = f"{last_day.month}月{last_day.day}日", f"{overdue.month}月{overdue.day}日"
    return tr("{last}前（含当日），{overdue}起为逾期", last=first, overdue=after)


def time_left(days: int) -> tuple[str, Tone]:
    """Say how many days are left, and how urgent that is."""
    if days < 0:
        return tr("逾期 {days} 日", days=-days), Tone.BAD
    if days == 0:
        return tr("今日到期"), Tone.WARN
    return tr("剩 {days} 日", days=days), Tone.WARN if days <= 3 else Tone.PLAIN
