"""The three stages of the loop as arrows."""

import pytest

from app.reports.engine.blocks import Place, Room, Type
from app.reports.engine.sheet import Sheet
from app.reports.stage_bar import StageBar
from app.values.loop import LoopStage
from tests.reports.golden import flat, page_texts
from tests.reports.inside import signs_outside

ROOM = Room(459.0, Type(11, 20))
SHORT = LoopStage("检查诊断", "2026-11-10", ("检查1次　发现隐患6项",), "已完成")


def height(*stages: LoopStage) -> float:
    return sum(strip.height for strip in StageBar(stages).strips(ROOM))


def drawn(*stages: LoopStage) -> bytes:
    sheet, y = Sheet(title="闭环"), 100.0
    for strip in StageBar(stages).strips(ROOM):
        strip.draw(Place(sheet, 68.0, y))
        y += strip.height
    sheet.next_page()
    return sheet.finish()


def test_stages_are_numbered_and_carry_their_states() -> None:
    text = flat(page_texts(drawn(SHORT, SHORT, SHORT))[0])
    assert all(sign in text for sign in "①②③")
    assert text.count("已完成") == 3


def test_a_long_line_makes_the_bar_deeper_not_wider() -> None:
    long = LoopStage("检查诊断", "2026-11-10", ("检查很多次，" * 12,), "已完成")
    assert height(SHORT, long, SHORT) > height(SHORT, SHORT, SHORT) + 40
    assert signs_outside(drawn(SHORT, long, SHORT), side=68) == []


@pytest.mark.parametrize("words", ["很长的名字" * 20, ""])
def test_name_and_state_shrink_into_their_shapes(words: str) -> None:
    stage = LoopStage(words, words, (), words)
    assert signs_outside(drawn(stage, stage, stage), side=68) == []
