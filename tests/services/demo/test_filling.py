"""Every blank that standard wording may have is filled."""

from datetime import date
from random import Random

from app.rules.blanks import BLANKS, unfilled
from app.services.demo.filling import filled

DAY = date(2026, 11, 23)


def test_every_kind_of_blank_is_filled_wherever_it_stands() -> None:
    text = "".join(f"在{blank}与{blank}，" for blank in sorted(BLANKS))
    done = filled(text, place="配电间", day=DAY, chance=Random(1))
    assert not unfilled(done)
    assert "配电间" in done


def test_what_is_no_blank_stays() -> None:
    assert filled("按（示例）应急责改〔2026〕1号", place="门厅", day=DAY, chance=Random(1)).endswith("〔2026〕1号")
