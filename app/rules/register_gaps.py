"""文号登记簿: which numbers of a kind and a year were used, voided, skipped, or stand on two papers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.rules.numbering import SerialSpan, joined


@dataclass(frozen=True, slots=True)
class Holding:
    """A span of numbers that a device was given, and its name."""

    span: SerialSpan
    holder: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers below the last one used that no paper and no void record bears."""

    span: SerialSpan
    holder: str


def gaps(holdings: Iterable[Holding], *, used: Collection[int], voided: Iterable[SerialSpan]) -> tuple[Gap, ...]:
    """List the numbers that were passed over: within each span, up to the last one that was used or voided.

    What lies after the last one in use is still to be given, and no gap. Numbers that nobody was given count as the
    span from the first to the last of them.
    """
    gone = {serial for span in voided for serial in range(span.first, span.last + 1)}
    known = set(used) | gone
    held = list(holdings)
    found = [gap for one in held for gap in _within(one, known)]
    outside = [serial for serial in known if not any(one.span.first <= serial <= one.span.last for one in held)]
    if outside and not held:
        found += _within(Holding(SerialSpan(min(outside), max(outside)), ""), known)
    return tuple(sorted(found, key=lambda gap: gap.span.first))


def _within(holding: Holding, known: Collection[int]) -> list[Gap]:
    span = holding.span
    inside = [serial for serial in known if span.first <= serial <= span.last]
    if not inside:
        return []
    missing = [serial for serial in range(span.first, max(inside)) if serial not in known]
    return [Gap(one, holding.holder) for one in joined(missing)]


def overlapping(span: SerialSpan, others: Iterable[Holding]) -> Holding | None:
    """Find a span that shares a number with this one."""
    return next((one for one in others if one.span.first <= span.last and span.first <= one.span.last), None)


def next_free(size: int, taken: Iterable[SerialSpan]) -> SerialSpan:
    """Propose the numbers after all that were given or used: what was left free between is never filled."""
    last = max((span.last for span in taken), default=0)
    return SerialSpan(last + 1, last + size)
