"""A failed item makes its hazard in standard wording."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.standard_hazard import standard_hazard
from app.values.enums import Confidence, Handling, HazardLevel
from app.values.library import Item
from app.values.reference import Ref

DAY = date(2026, 11, 16)
ITEM = Item(
    id="09-03",
    question="09-03",
    text="探测器有效",
    how="看标签",
    evidence=(),
    violations=(Ref("安全生产法", 36, 2),),
    penalised_by=(),
    standards=(),
    level=HazardLevel.ORDINARY,
    criteria=(Ref("城镇燃气标准", 5, 1),),
    fact="〔地点〕探测器失效。",
    demand="更换探测器。",
    deadline=15,
    is_key=True,
    confidence=Confidence.VERIFIED,
)


def test_standard_hazard_takes_the_words_and_provisions_of_the_item() -> None:
    made = standard_hazard(ITEM, checklist="城镇燃气", ordered_on=DAY)
    assert (made.fact, made.demand, made.violations) == ("〔地点〕探测器失效。", "更换探测器。", ("安全生产法/36/2",))
    assert (made.item_no, made.checklist, made.handling) == ("09-03", "城镇燃气", Handling.DEADLINE)


def test_standard_hazard_counts_the_usual_deadline_from_the_day() -> None:
    assert standard_hazard(ITEM, checklist="城镇燃气", ordered_on=DAY).deadline == date(2026, 12, 1)


def test_standard_hazard_is_due_at_once_where_the_item_says_so() -> None:
    made = standard_hazard(replace(ITEM, deadline="立即"), checklist="城镇燃气", ordered_on=DAY)
    assert (made.is_at_once, made.deadline) == (True, DAY)


@pytest.mark.parametrize(
    ("level", "criteria", "proposed"),
    [
        (HazardLevel.MAJOR, ITEM.criteria, "城镇燃气标准/5/1"),
        (HazardLevel.MAJOR, (*ITEM.criteria, Ref("城镇燃气标准", 6)), ""),
        (HazardLevel.ORDINARY, ITEM.criteria, ""),
    ],
)
def test_standard_hazard_proposes_a_criterion_only_where_there_is_one(
    level: HazardLevel, criteria: tuple[Ref, ...], proposed: str
) -> None:
    made = standard_hazard(replace(ITEM, level=level, criteria=criteria), checklist="城镇燃气", ordered_on=DAY)
    assert (made.level, made.criterion, made.judged_by) == (level, proposed, "")
