"""Words and blanks as characters."""

import pytest

from app.reports.engine.inline import Blank, Text, Tick, clean, prepare
from app.reports.linebreak import ATOM


@pytest.mark.parametrize(
    ("pasted", "printed"),
    [
        ("甲\r\n乙\u2028丙", "甲\n乙\n丙"),
        ("甲\t乙", "甲 乙"),
        ("\x00甲\u202e乙\ufeff", "甲乙"),
        ("甲\ud83d乙\ufffc", "甲\ufffd乙\ufffd"),
        ("普通文字，不变。", "普通文字，不变。"),
    ],
)
def test_clean_takes_out_what_cannot_be_printed(pasted: str, printed: str) -> None:
    assert clean(pasted) == printed


def test_a_value_that_fits_stays_in_its_blank() -> None:
    prepared = prepare([Text("第"), Blank(3, "1"), Text("项")])
    assert prepared.text == f"第{ATOM}项"
    assert prepared.ems[1] == 3


def test_a_value_longer_than_its_blank_flows_with_the_underline() -> None:
    prepared = prepare([Text("原因"), Blank(4, "不认可第三项的事实"), Text("。")])
    assert ATOM not in prepared.text
    assert prepared.underlined == [False] * 2 + [True] * 9 + [False]


def test_only_an_empty_blank_may_shrink_and_not_below_four_characters() -> None:
    empty, filled = prepare([Blank(16)]), prepare([Blank(16, "值")])
    assert empty.give == [12.0]
    assert filled.give == [0.0]


def test_a_tick_box_takes_about_one_character() -> None:
    assert prepare([Tick(True)]).ems == [pytest.approx(1.0, abs=0.1)]
