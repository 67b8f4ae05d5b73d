"""What a plan is chosen from: lists by sector, the clock of the 执法码, open points in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.values.enums import ApprovalMode, InspectionCategory
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.services.records import at


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


def test_lists_of_the_partys_sectors_are_recommended_and_stand_first(day: FirstDay) -> None:
    plan = day.services.plans.lists(day.enterprise_id, ("城镇燃气",))
    assert plan.choices[0].sector == "城镇燃气"
    assert [choice.is_recommended for choice in plan.choices][:2] == [True, False]
    assert [section.title for section in plan.mandatory] == ["主要负责人履职", "三个层级负责人履职"]
    assert plan.mandatory[0].basis == "《中华人民共和国安全生产法》第二十一条"
    with day.services.desk.read() as uow:
        sections = day.services.library.current(uow).walk(("城镇燃气",), day.services.desk.today())
    assert plan.items == sum(len(section.items) for section in sections)


def test_two_lists_ask_a_shared_question_once(day: FirstDay) -> None:
    plans = day.services.plans
    one, other = (plans.lists(day.enterprise_id, (sector,)).items for sector in ("城镇燃气", "通用基础"))
    both = plans.lists(day.enterprise_id, ("城镇燃气", "通用基础")).items
    assert max(one, other) < both < one + other


def test_no_list_asks_nothing_yet_and_still_shows_the_mandatory_sections(day: FirstDay) -> None:
    plan = day.services.plans.lists(day.enterprise_id, ())
    assert plan.items == 0
    assert len(plan.mandatory) == 2


def test_party_without_a_sector_is_recommended_the_general_list(day: FirstDay) -> None:
    enterprises = day.services.enterprises
    enterprises.edit(day.enterprise_id, replace(enterprises.fields(day.enterprise_id), sectors=()))
    defaults = day.services.plans.defaults(day.enterprise_id)
    assert (defaults.checklists, defaults.officer_ids) == (("通用基础",), day.officer_ids[:1])


def test_filing_clock_counts_working_days_and_says_that_the_rule_is_unverified(day: FirstDay) -> None:
    clock = day.services.plans.filing_clock(date(2026, 11, 20))
    assert clock is not None
    assert (clock.last_day, clock.working_days, clock.is_verified) == (date(2026, 11, 25), 3, False)


def test_view_counts_other_visits_and_remembers_what_was_filled_in(day: FirstDay) -> None:
    inspections = day.services.inspections
    before = day.plan(matter="旧事项", scheme_approved_by="示例局长")
    inspections.begin(before)
    now = day.plan(matter="新事项")
    view = day.services.plans.view(day.enterprise_id, now)
    assert view.frequency.of(InspectionCategory.ROUTINE) == 1
    assert set(view.matters) == {"旧事项", "新事项"}
    assert view.approvers == ("示例局长",)


def test_published_matters_of_the_authority_stand_first(day: FirstDay) -> None:
    authority = day.services.setup.state().authority
    assert authority is not None
    day.services.setup.edit_authority(replace(authority, settings={"matters": ["公布的事项"]}))
    day.plan(matter="另写的事项")
    assert day.services.plans.view(day.enterprise_id, None).matters == ("公布的事项", "另写的事项")


def test_open_points_are_the_rules_of_the_papers_and_vanish_when_mended(day: FirstDay) -> None:
    planned = day.plan(officer_ids=day.officer_ids[2:], category=None)
    rules = {point.rule for point in day.services.plans.open_points(planned)}
    assert {"R-OFFICERS", "R-CERTIFICATE", "R-CATEGORY", "R-SCHEME", "R-LAW-CODE"} <= rules
    day.services.inspections.update(
        planned, officer_ids=day.officer_ids[:2], category=InspectionCategory.ROUTINE, law_code="码",
        scheme_mode=ApprovalMode.PAPER, scheme_approved_by="示例局长", scheme_approved_at=at(date(2026, 11, 15), 16),
    )  # fmt: skip
    assert day.services.plans.open_points(planned) == ()


def test_cap_is_warned_of_before_the_check(day: FirstDay) -> None:
    authority = day.services.setup.state().authority
    assert authority is not None
    day.services.setup.edit_authority(replace(authority, settings={"frequency_caps": {"routine": 1}}))
    first, second = day.plan(), day.plan()
    day.services.inspections.begin(first)
    points = {point.rule: point for point in day.services.plans.open_points(second)}
    assert "已达 2 次，超过频次上限 1 次" in points["R-FREQUENCY"].message
    assert "R-FREQUENCY" not in {point.rule for point in day.services.plans.open_points(first)}


def test_plan_that_was_never_begun_is_found_again(day: FirstDay) -> None:
    assert day.services.plans.open_plan(day.enterprise_id) is None
    planned = day.plan()
    assert day.services.plans.open_plan(day.enterprise_id) == planned
    day.services.inspections.begin(planned)
    assert day.services.plans.open_plan(day.enterprise_id) is None


def test_last_plan_is_offered_for_the_next_one(day: FirstDay) -> None:
    first = day.plan(matter="事项", scheme_approved_by="示例局长")
    second = day.plan(category=None, matter="")
    last = day.services.plans.as_last_time(second)
    assert (last["matter"], last["category"], last["officer_ids"]) == (
        "事项",
        InspectionCategory.ROUTINE,
        day.officer_ids[:2],
    )
    assert day.services.plans.as_last_time(first) == {}
