"""挂牌督办: only of a major hazard; 销号 only after it is rectified, with its plan on file and by a person."""

from datetime import date, timedelta

import pytest

from app.rules.transitions import TransitionRefusedError
from app.services.supervision import SupervisionService
from app.values.enums import HazardLevel, HazardState, OutcomeResult, PaperKind
from app.values.errors import UserError
from app.values.fields_received_paper import PaperFields
from app.values.fields_reinspection import OutcomeFields
from app.values.fields_supervision import SupervisionFields
from app.values.rows_supervision import SupervisionCard
from tests.services.papers import Office
from tests.services.rechecks import DONE, RECHECK_DAY, Recheck, make_recheck

LISTED = SupervisionFields(
    body="示例区安全生产委员会", tier="区级", number="示安委督〔2026〕1号", until=date(2027, 1, 31)
)
MAJOR = {
    "level": HazardLevel.MAJOR,
    "criterion": "城镇燃气重大隐患判定标准/5/1/5",
    "judged_by": "示例员甲",
    "safety_reason": "停止充装，能够保证安全。",
}


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office, hazards=(MAJOR, {}))


@pytest.fixture
def supervision(recheck: Recheck) -> SupervisionService:
    return SupervisionService(recheck.desk)


def hand_in_plan(recheck: Recheck) -> None:
    recheck.papers.receive(
        PaperFields(
            paper_kind=PaperKind.TREATMENT_PLAN,
            enterprise_id=recheck.office.scene.enterprise_id,
            inspection_id=recheck.inspection_id,
            hazard_ids=recheck.hazards[:1],
            received_on=recheck.desk.today(),
        )
    )


def test_a_supervised_hazard_stays_so_until_it_is_released(recheck: Recheck, supervision: SupervisionService) -> None:
    hazard = recheck.hazards[0]
    supervision.supervise(hazard, LISTED)
    assert recheck.state() is HazardState.SUPERVISED
    recheck.carry_out(DONE)
    assert recheck.state() is HazardState.SUPERVISED
    assert any("挂牌督办" in one.what for one in recheck.loop.standing(recheck.inspection_id).obstacles)
    hand_in_plan(recheck)
    supervision.release(hazard, by="示例主任")
    row = recheck.office.hazard_row(hazard)
    assert row.state is HazardState.PASSED
    assert row.closing == {"day": RECHECK_DAY.isoformat(), "by": "示例主任", "ground": "督办销号"}
    assert row.supervision["no"] == "示安委督〔2026〕1号"


def test_release_asks_for_outcome_plan_and_person(recheck: Recheck, supervision: SupervisionService) -> None:
    hazard = recheck.hazards[0]
    supervision.supervise(hazard, LISTED)
    with pytest.raises(TransitionRefusedError, match="复查没有确认整改完成"):
        supervision.release(hazard, by="示例主任")
    recheck.carry_out(DONE)
    with pytest.raises(TransitionRefusedError, match="五落实"):
        supervision.release(hazard, by="示例主任")
    hand_in_plan(recheck)
    with pytest.raises(TransitionRefusedError, match="没有销号批准人"):
        supervision.release(hazard, by=" ")
    assert recheck.state() is HazardState.SUPERVISED


def test_what_failed_last_is_not_released(recheck: Recheck, supervision: SupervisionService) -> None:
    hazard = recheck.hazards[0]
    supervision.supervise(hazard, LISTED)
    hand_in_plan(recheck)
    recheck.carry_out(OutcomeFields(result=OutcomeResult.NOT_DONE, seen="没有更换。"))
    with pytest.raises(TransitionRefusedError, match="复查没有确认整改完成"):
        supervision.release(hazard, by="示例主任")


def test_an_ordinary_hazard_or_one_without_a_body_is_not_listed(
    recheck: Recheck, supervision: SupervisionService
) -> None:
    with pytest.raises(TransitionRefusedError, match="不是重大事故隐患"):
        supervision.supervise(recheck.hazards[1], LISTED)
    with pytest.raises(TransitionRefusedError, match="没有填写督办单位"):
        supervision.supervise(recheck.hazards[0], SupervisionFields(body=" "))


def test_days_out_of_order_are_refused(recheck: Recheck, supervision: SupervisionService) -> None:
    hazard, later = recheck.hazards[0], recheck.desk.today() + timedelta(days=1)
    with pytest.raises(UserError, match="挂牌日期晚于今天"):
        supervision.supervise(hazard, SupervisionFields(body="示例区安委会", listed_on=later))
    with pytest.raises(UserError, match="督办期限早于挂牌日期"):
        supervision.supervise(hazard, SupervisionFields(body="示例区安委会", until=date(2026, 11, 1)))
    supervision.supervise(hazard, LISTED)
    recheck.carry_out(DONE)
    hand_in_plan(recheck)
    with pytest.raises(UserError, match="销号日期晚于今天"):
        supervision.release(hazard, by="示例主任", on=later)
    with pytest.raises(UserError, match="销号日期早于复查日期"):
        supervision.release(hazard, by="示例主任", on=RECHECK_DAY - timedelta(days=1))


def test_the_card_says_what_was_listed_and_nothing_before(recheck: Recheck, supervision: SupervisionService) -> None:
    hazard = recheck.hazards[0]
    assert supervision.card(hazard) == SupervisionCard()
    supervision.supervise(hazard, LISTED)
    assert supervision.card(hazard) == SupervisionCard(
        body=LISTED.body, tier="区级", number=LISTED.number, listed_on=recheck.desk.today(), until=LISTED.until
    )
