"""延期: only what was applied for in time gives a new day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.models.hazard import Extension
from app.models.reinspection import ReceivedPaper
from app.values.enums import ExtensionState, HazardState, PaperKind
from app.values.errors import UserError
from app.values.fields_received_paper import ExtensionFields, PaperFields
from tests.services.papers import Office
from tests.services.rechecks import Recheck, make_recheck
from tests.services.records import DEADLINE

LATER = DEADLINE + timedelta(days=14)


@pytest.fixture
def recheck(office: Office) -> Recheck:
    made = make_recheck(office)
    made.set_day(DEADLINE)
    return made


def apply(recheck: Recheck, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "inspection_id": recheck.inspection_id,
        "hazard_ids": recheck.hazards[:1],
        "applied_on": DEADLINE,
        "new_deadline": LATER,
        "grounds": "配件没有到货",
    }
    return recheck.extensions.apply(ExtensionFields(**(values | changes)))


def test_an_approval_gives_the_new_day_to_its_hazards_only(recheck: Recheck) -> None:
    recheck.extensions.approve(apply(recheck), by="示例局长")
    first, second = (recheck.office.hazard_row(one) for one in recheck.hazards)
    assert (first.state, first.deadline) == (HazardState.EXTENDED, LATER)
    assert (second.state, second.deadline) == (HazardState.ORDERED, DEADLINE)


def test_an_approval_may_give_another_day_than_was_asked_for(recheck: Recheck) -> None:
    day = DEADLINE + timedelta(days=5)
    recheck.extensions.approve(apply(recheck), by="示例局长", new_deadline=day)
    assert recheck.office.hazard_row(recheck.hazards[0]).deadline == day


def test_an_approval_without_a_later_day_changes_nothing(recheck: Recheck) -> None:
    asked = apply(recheck, new_deadline=None)
    with pytest.raises(UserError, match="没有写明新期限"):
        recheck.extensions.approve(asked, by="示例局长")
    with recheck.office.store.read() as uow:
        assert uow.session.get_one(Extension, asked).state is ExtensionState.APPLIED


def test_a_refusal_leaves_the_old_day(recheck: Recheck) -> None:
    recheck.extensions.refuse(apply(recheck), by="示例局长", answer="理由不成立")
    row = recheck.office.hazard_row(recheck.hazards[0])
    assert (row.state, row.deadline) == (HazardState.ORDERED, DEADLINE)


def test_a_refusal_wants_its_reason(recheck: Recheck) -> None:
    asked = apply(recheck)
    with pytest.raises(UserError, match="理由"):
        recheck.extensions.refuse(asked, by="示例局长")


def test_an_answer_is_given_once(recheck: Recheck) -> None:
    asked = apply(recheck)
    recheck.extensions.refuse(asked, by="示例局长", answer="理由不成立")
    with pytest.raises(UserError, match="已经答复"):
        recheck.extensions.approve(asked, by="示例局长")


def test_an_answer_wants_its_approver(recheck: Recheck) -> None:
    asked = apply(recheck)
    with pytest.raises(UserError, match="批准人"):
        recheck.extensions.approve(asked, by=" ")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hazard_ids": ()}, "没有选择"),
        ({"hazard_ids": (UUID(int=5),)}, "不属于这次检查"),
        ({"applied_on": date(2030, 1, 1)}, "晚于今天"),
    ],
)
def test_apply_refuses_what_cannot_be(recheck: Recheck, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        apply(recheck, **changes)


def test_hazards_of_two_deadlines_are_applied_for_apart(office: Office) -> None:
    recheck = make_recheck(office, hazards=({}, {"deadline": LATER}))
    with pytest.raises(UserError, match="期限不同"):
        apply(recheck, hazard_ids=recheck.hazards)


def test_an_answer_handles_the_application(recheck: Recheck) -> None:
    paper = PaperFields(
        paper_kind=PaperKind.EXTENSION_REQUEST,
        received_on=DEADLINE,
        inspection_id=recheck.inspection_id,
        hazard_ids=recheck.hazards,
        requested_deadline=LATER,
    )
    paper_id = recheck.papers.receive(paper)
    (asked,) = recheck.papers.view(paper_id).extensions
    recheck.extensions.approve(asked.id, by="示例局长")
    with recheck.office.store.read() as uow:
        assert uow.session.get_one(ReceivedPaper, paper_id).handled_note == "批准延期"
