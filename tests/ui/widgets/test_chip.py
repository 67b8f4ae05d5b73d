"""Chips say a state by icon, word and colour."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, Tone, wear
from app.ui.widgets.chip import Chip, IconMark


@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_has_an_icon_and_a_word(qtbot: QtBot, tone: Tone) -> None:
    chip = Chip("待查", tone=tone)
    qtbot.addWidget(chip)
    assert chip.icon
    assert chip.accessibleName() == "待查"
    assert chip.grab().toImage().pixelColor(4, 14) == Look().soft(tone)


def test_chip_is_28_high_and_24_in_lists_and_grows_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    chip, small = Chip("红", tone=Tone.BAD), Chip("红", tone=Tone.BAD, small=True)
    qtbot.addWidget(chip)
    qtbot.addWidget(small)
    assert (chip.sizeHint().height(), small.sizeHint().height()) == (28, 24)
    wear(qapp, Look(scale=130))
    assert chip.sizeHint().height() == round(28 * 1.3)


def test_show_state_changes_word_tone_and_name(qtbot: QtBot) -> None:
    chip = Chip("未查", tone=Tone.NA)
    qtbot.addWidget(chip)
    chip.show_state("不符合", tone=Tone.BAD, icon="x")
    assert (chip.words, chip.tone, chip.icon, chip.accessibleName()) == ("不符合", Tone.BAD, "x", "不符合")


def test_icon_mark_changes_its_state(qtbot: QtBot) -> None:
    mark = IconMark("clock", tone=Tone.WARN, name="待查")
    qtbot.addWidget(mark)
    before = mark.grab().toImage()
    mark.show_state("circle-check", tone=Tone.OK)
    assert mark.grab().toImage() != before
