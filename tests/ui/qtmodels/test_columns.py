"""A cell says to a reader what it shows to the eye."""

from app.ui.qtmodels.columns import Cell, action, chip, two_line
from app.ui.theme import Tone


def test_spoken_words_hold_every_part() -> None:
    assert two_line("示例家具厂", "3项未复查").spoken == "示例家具厂，3项未复查"
    assert action("打印", locked="缺签名").spoken == "打印，缺签名"
    assert Cell("甲镇").spoken == "甲镇"


def test_kinds_of_cell_are_told_apart() -> None:
    assert chip("逾期", Tone.BAD).is_chip
    assert action("去复查").is_action
    assert two_line("甲", "乙").strong
