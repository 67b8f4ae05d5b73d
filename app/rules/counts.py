"""数: what counts as a hazard, and the rates that are published with their formulas (practice 3.9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.values.enums import Handling, HazardState
from app.values.facts_inspection import HazardFact


@dataclass(frozen=True, slots=True)
class HazardCounts:
    """隐患数 by kind; 建议 and 撤销 are not counted, 当场整改 is."""

    total: int
    major: int
    on_the_spot: int
    by_deadline: int
    rectified: int
    transferred: int
    still_open: int
    overdue: int

    @property
    def ordinary(self) -> int:
        """Count the hazards that are not 重大."""
        return self.total - self.major


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it was divided by, so that a reader can check it."""

    part: int
    base: int
    formula: str

    @property
    def per_mille(self) -> int | None:
        """Give the share in whole per mille, halves up; nothing out of nothing is no share."""
        return None if self.base == 0 else (self.part * 2000 + self.base) // (2 * self.base)

    @property
    def text(self) -> str:
        """Write 85.7%, or a dash where nothing was due."""
        share = self.per_mille
        return "—" if share is None else f"{share // 10}.{share % 10}%"


@dataclass(frozen=True, slots=True)
class CountedHazard:
    """A hazard with the days that the rates ask for; the deadline includes approved extensions."""

    hazard: HazardFact
    passed_on: date | None = None
    reported_on: date | None = None


def is_counted(hazard: HazardFact) -> bool:
    """Tell whether it counts as a 隐患 at all."""
    return not hazard.is_advice and hazard.state is not HazardState.VOID


def count_hazards(hazards: Iterable[HazardFact], *, today: date) -> HazardCounts:
    """Count hazards by kind."""
    counted = [one for one in hazards if is_counted(one)]
    return HazardCounts(
        total=len(counted),
        major=sum(one.is_major for one in counted),
        on_the_spot=sum(one.handling is Handling.ON_THE_SPOT for one in counted),
        by_deadline=sum(one.handling is Handling.DEADLINE for one in counted),
        rectified=sum(one.state is HazardState.PASSED for one in counted),
        transferred=sum(one.state is HazardState.TRANSFERRED for one in counted),
        still_open=sum(one.is_open for one in counted),
        overdue=sum(one.is_open and one.deadline is not None and one.deadline < today for one in counted),
    )


def rectification_rate(hazards: Iterable[HazardFact]) -> Rate:
    """整改率: rectified among all that were found and neither transferred nor withdrawn."""
    base = [one for one in hazards if is_counted(one) and one.state is not HazardState.TRANSFERRED]
    done = sum(one.state is HazardState.PASSED for one in base)
    return Rate(done, len(base), "复查合格（含当场整改）÷（发现 − 移交 − 撤销）")


def due_rate(hazards: Iterable[CountedHazard], *, today: date) -> Rate:
    """到期整改率: rectified among those whose deadline has come."""
    base = _due(hazards, today)
    done = sum(one.hazard.state is HazardState.PASSED for one in base)
    return Rate(done, len(base), "到期已整改 ÷ 到期应整改")


def in_time_rate(hazards: Iterable[CountedHazard], *, today: date) -> Rate:
    """按期整改率: rectified and reported, or else re-inspected, not later than the deadline."""
    base = _due(hazards, today)
    done = sum(one.hazard.state is HazardState.PASSED and _was_in_time(one) for one in base)
    return Rate(done, len(base), "按期整改 ÷ 到期应整改（按企业报告完成日，没有报告的按复查日）")


def _due(hazards: Iterable[CountedHazard], today: date) -> list[CountedHazard]:
    return [
        one
        for one in hazards
        if is_counted(one.hazard) and one.hazard.state is not HazardState.TRANSFERRED
        if one.hazard.deadline is not None and one.hazard.deadline <= today
    ]


def _was_in_time(one: CountedHazard) -> bool:
    done_on = one.reported_on or one.passed_on
    return done_on is not None and one.hazard.deadline is not None and done_on <= one.hazard.deadline
