"""联合检查: who signs our papers, and who takes part for another authority."""

from uuid import UUID

import pytest

from app.rules.joint_check import joining, may_join, signing
from app.rules.plan_check import plan_verdicts
from app.values.enums import InspectionManner as M
from tests.rules import make as m

OTHER = m.make_officer(3, authority_id=m.ELSEWHERE)
EVERYBODY = (*m.OFFICERS, OTHER)


@pytest.mark.parametrize(
    ("manners", "signers", "others"),
    [
        ((M.JOINT,), 2, 1),
        ((M.UNANNOUNCED,), 3, 0),
        ((M.JOINT, M.CROSS_DISTRICT), 3, 0),
    ],
)
def test_only_in_a_joint_check_the_officers_of_others_keep_off_our_papers(
    manners: tuple[M, ...], signers: int, others: int
) -> None:
    def count(one: object) -> int:
        return len(one(EVERYBODY, authority_id=m.AUTHORITY, manners=manners))  # type: ignore[operator]

    assert (count(signing), count(joining)) == (signers, others)


def test_officers_of_others_may_be_named_where_authorities_go_together() -> None:
    assert may_join((M.JOINT,))
    assert may_join((M.UNANNOUNCED, M.CROSS_DISTRICT))
    assert not may_join((M.UNANNOUNCED, M.RANDOM))


def codes(*manners: M) -> set[str]:
    inspection = m.make_inspection(officers=EVERYBODY, manners=manners)
    return {one.rule for one in plan_verdicts(inspection, on=m.CHECK_DAY)}


def test_a_joint_plan_with_officers_of_another_authority_is_lawful() -> None:
    assert "R-OTHER-AUTHORITY" in codes(M.UNANNOUNCED)
    assert codes(M.JOINT) == set()


def test_a_joint_plan_still_asks_for_two_officers_of_our_own() -> None:
    alone = m.make_inspection(officers=(m.make_officer(1), OTHER), manners=(M.JOINT,))
    assert "R-OFFICERS" in {one.rule for one in plan_verdicts(alone, on=m.CHECK_DAY)}
    assert OTHER.authority_id == UUID(int=2)
