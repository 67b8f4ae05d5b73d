"""The demo officer fills in the blanks of the standard wording."""

from datetime import date
from random import Random

import pytest

from app.rules.blanks import BLANKS, unfilled
from app.services.demo.wording import fill_in

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("blank", sorted(BLANKS))
def test_fill_in_knows_a_word_for_every_blank(blank: str) -> None:
    filled = fill_in(f"发现{blank}。", chance=Random(1), day=DAY, place="瓶库")
    assert unfilled(filled) == ()
    assert filled.startswith("发现")
    assert filled.endswith("。")


def test_fill_in_writes_the_place_of_the_visit_and_a_day_before_it() -> None:
    filled = fill_in("〔地点〕自〔日期〕以来无记录。", chance=Random(1), day=DAY, place="瓶库")
    assert filled.startswith("瓶库自2026年")


def test_fill_in_is_the_same_from_the_same_chance() -> None:
    text = "〔人员〕从事〔作业〕作业，涉及〔数量〕处。"
    first, second = (fill_in(text, chance=Random(7), day=DAY, place="厨房") for _ in range(2))
    assert first == second
