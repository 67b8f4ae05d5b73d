"""Amounts of penalties: additional fine, instalments, daily penalty, tiers, and the limits of procedures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.values.errors import UserError

YUAN = 100
DEGREES = 10


class Party(StrEnum):
    """Whom a ceiling or threshold distinguishes."""

    CITIZEN = "公民"
    ORGANISATION = "法人或者其他组织"


class PenaltyKind(StrEnum):
    """Kinds of penalties that decide about a procedure."""

    WARNING = "警告"
    FINE = "罚款"
    SUSPENSION = "责令停产停业"
    REVOCATION = "吊销许可证件"
    CLOSURE = "责令关闭"
    RESTRICTION = "限制从业"


class Tier(StrEnum):
    """Steps of discretion."""

    LIGHT = "从轻"
    ORDINARY = "一般"
    HEAVY = "从重"


ALWAYS_HEARD = frozenset({PenaltyKind.SUSPENSION, PenaltyKind.REVOCATION, PenaltyKind.CLOSURE, PenaltyKind.RESTRICTION})
SUMMARY_KINDS = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE})


@dataclass(frozen=True, slots=True)
class PartyLimit:
    """A dated amount that differs for citizens and organisations, as the library gives it."""

    citizen_cents: int
    organisation_cents: int
    valid_from: date
    valid_to: date | None = None

    def for_party(self, party: Party) -> int:
        """Choose the amount for the party."""
        return self.citizen_cents if party is Party.CITIZEN else self.organisation_cents

    def is_in_force(self, on: date) -> bool:
        """Say whether the amount is in force on the day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Surcharge:
    """The additional fine for late payment, and whether the fine itself caps it."""

    cents: int
    capped: bool


@dataclass(frozen=True, slots=True)
class DailyPenalty:
    """The continued daily penalty with the days it was counted over."""

    first_day: date
    days: int
    total_cents: int


@dataclass(frozen=True, slots=True)
class Thirds:
    """The range of a fine in three tiers; a boundary belongs to the lighter one."""

    min_cents: int
    light_to: int
    ordinary_to: int
    max_cents: int

    def tier(self, cents: int) -> Tier:
        """Tell the tier of an amount within the range."""
        if not self.min_cents <= cents <= self.max_cents:
            raise ValueError("金额不在法定幅度内")
        if self.min_cents == self.max_cents:
            return Tier.ORDINARY
        if cents <= self.light_to:
            return Tier.LIGHT
        return Tier.ORDINARY if cents <= self.ordinary_to else Tier.HEAVY


def surcharge(fine_cents: int, *, days_late: int, days_suspended: int = 0, percent: int) -> Surcharge:
    """Work out the additional fine: so many per cent a day, never above the fine (行政处罚法 72)."""
    grown = fine_cents * percent * max(0, days_late - days_suspended) // 100
    return Surcharge(min(fine_cents, grown), capped=grown >= fine_cents > 0)


def instalments(total_cents: int, parts: int) -> tuple[int, ...]:
    """Propose equal parts in whole yuan with the rest in the last (行政处罚法 66); the approval decides."""
    each = total_cents // parts // YUAN * YUAN if parts > 0 else 0
    if each < YUAN:
        raise UserError("每期至少一元。", hint="请减少期数。")
    return (*[each] * (parts - 1), total_cents - each * (parts - 1))


def daily_penalty(original_fine_cents: int, *, correction_order_day: date, recheck_day: date) -> DailyPenalty:
    """Multiply the original fine by the days from after the order to the re-check (安全生产法 112)."""
    days = (recheck_day - correction_order_day).days
    if days < 0:
        raise ValueError("复查日早于责令改正日")
    return DailyPenalty(
        first_day=date.fromordinal(correction_order_day.toordinal() + 1),
        days=days,
        total_cents=original_fine_cents * days,
    )


def thirds(min_cents: int | None, max_cents: int) -> Thirds:
    """Cut a range at three and seven tenths, rounded down to the fen; no lower end in the law is nothing."""
    least = min_cents or 0
    width = max_cents - least
    if width < 0:
        raise ValueError("幅度下限高于上限")
    return Thirds(least, least + width * 3 // DEGREES, least + width * 7 // DEGREES, max_cents)


def needs_hearing(kind: PenaltyKind, *, cents: int, party: Party, threshold: PartyLimit) -> bool:
    """Say whether the party must be told of its right to a hearing (行政处罚法 63; 以上 includes the number)."""
    if kind in ALWAYS_HEARD:
        return True
    return kind is PenaltyKind.FINE and cents >= threshold.for_party(party)


def allows_summary(
    kind: PenaltyKind, *, cents: int, party: Party, ceiling: PartyLimit, floor_cents: int | None = None
) -> bool:
    """Say whether a penalty may be imposed on the spot (行政处罚法 51; 以下 includes the number).

    A tier that begins above the ceiling may not be squeezed under it.
    """
    most = ceiling.for_party(party)
    return kind in SUMMARY_KINDS and cents <= most and (floor_cents or 0) <= most
