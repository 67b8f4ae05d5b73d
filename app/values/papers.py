"""What the papers of an inspection say: a service fills these in, `app/reports` draws them, the content hash is theirs.

Sentences that cite the law come in as text, taken from dated data; no number of the law stands in the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.values.days import short_day, to_ms

# What depends on the content and so cannot be part of it.
IMPRINT = ("content_hash", "qr_text", "draft")


@dataclass(frozen=True, slots=True)
class PaperHeader:
    """What every paper has: whose it is, what it is called, its number, its copies."""

    authority: str
    title: str
    number: str
    copies: str
    issued: date | None = None
    heading: str = "安全生产行政执法文书"
    content_hash: str = ""
    qr_text: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class PaperOfficer:
    """An officer with the number of the certificate."""

    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """A person of the party, with post and telephone."""

    name: str = ""
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PaperParty:
    """Who is inspected."""

    name: str
    code: str = ""
    address: str = ""
    principal: PaperPerson = PaperPerson()
    on_site: PaperPerson = PaperPerson()


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick."""

    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """The paragraph on 复议 and 诉讼; {body} and {court} stand in the wording for the two names."""

    wording: str
    body: str
    court: str


class RefusalKind(StrEnum):
    """Why a party did not sign."""

    REFUSED = "拒绝"
    ABSENT = "不在场"
    UNABLE = "不能书写"


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a party did not sign, why, who saw it or what recorded it, and when and to whom it was reported."""

    kind: RefusalKind
    reason: str = ""
    witness: str = ""
    recording: str = ""
    reported: str = ""


def paper_object(paper: Any) -> dict[str, Any]:
    """Give the content of a paper as plain values, days as text and instants as milliseconds, without its imprint."""
    content = _plain(paper)
    assert isinstance(content, dict)
    return {"paper": type(paper).__name__, **content}


def _plain(value: Any) -> Any:
    """Turn a value into what canonical JSON knows."""
    if is_dataclass(value):
        left_out = IMPRINT if isinstance(value, PaperHeader) else ()
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in left_out}
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a paper")


def column_day(day: date | None, *, beside: date | None) -> str:
    """Write a deadline as in a column of deadlines: the year where the paper bears another; at once without a day."""
    if day is None:
        return "立即"
    return short_day(day) if beside is None or day.year == beside.year else f"{day.year}年\n{short_day(day)}"


def item_list(numbers: Sequence[int]) -> str:
    """Write item numbers as a list: 1、2、4."""
    return "、".join(str(number) for number in numbers)
