"""The plan is judged by the rules of the papers that come with the check, each finding once."""

from datetime import date
from uuid import UUID

from app.rules.plan_check import plan_verdicts
from app.values.enums import ApprovalMode, InspectionCategory, InspectionManner, InspectionSource
from app.values.facts import ApprovalFact, HelperFact, OfficerFact
from app.values.facts_document import FrequencyFact
from app.values.facts_inspection import InspectionFact
from tests.services.records import at

OURS = UUID(int=1)
DAY = date(2026, 11, 16)


def officer(number: int) -> OfficerFact:
    return OfficerFact(UUID(int=10 + number), f"示例{number}", OURS, f"证{number}", valid_to=date(2028, 1, 1))


GOOD = InspectionFact(
    id=UUID(int=2), authority_id=OURS, officers=(officer(1), officer(2)), category=InspectionCategory.ROUTINE,
    source=InspectionSource.YEARLY_PLAN, manners=(InspectionManner.RANDOM,), law_code="码",
    scheme=ApprovalFact("示例局长", at(DAY, 8), ApprovalMode.PAPER),
)  # fmt: skip


def rules(fact: InspectionFact, **more: object) -> list[str]:
    return [verdict.rule for verdict in plan_verdicts(fact, on=DAY, **more)]  # type: ignore[arg-type]  # tests only


def test_whole_plan_has_no_open_points() -> None:
    assert rules(GOOD) == []


def test_empty_plan_names_every_point_once() -> None:
    found = rules(InspectionFact(id=UUID(int=2), authority_id=OURS))
    assert len(found) == len(set(found))
    assert {"R-OFFICERS", "R-CATEGORY", "R-SOURCE", "R-MANNER", "R-SCHEME", "R-LAW-CODE"} <= set(found)


def test_helper_who_is_an_officer_is_named() -> None:
    assert rules(GOOD, helpers=(HelperFact("示例1"),)) == ["R-HELPER-SIGNS"]


def test_visit_beyond_the_cap_is_named() -> None:
    assert rules(GOOD, frequency=FrequencyFact(4, 3)) == ["R-FREQUENCY"]
    assert rules(GOOD, frequency=FrequencyFact(3, 3)) == []
