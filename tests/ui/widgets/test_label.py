"""Words take the sizes and tones of the theme and are never read as markup."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, Tone, Type, Weight, wear
from app.ui.widgets.label import Elided, Label


@pytest.mark.parametrize("size", list(Type))
@pytest.mark.parametrize("scale", [100, 130])
def test_label_has_the_size_of_its_kind(qapp: QApplication, qtbot: QtBot, size: Type, scale: int) -> None:
    wear(qapp, Look(scale=scale))
    label = Label("字", size=size, weight=Weight.BOLD)
    qtbot.addWidget(label)
    label.show()
    assert label.font().pixelSize() == round(size * scale / 100)
    assert label.font().bold()


def test_tone_changes_the_colour(qtbot: QtBot) -> None:
    label = Label("逾期 3 日", tone=Tone.SUB)
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText) == Look().colour("sub")
    label.set_tone(Tone.BAD)
    assert label.palette().color(QPalette.ColorRole.WindowText) == Look().colour("bad")


def test_name_with_angle_brackets_stays_text(qtbot: QtBot) -> None:
    label = Label("<b>示例</b>")
    plain = Label("示例")
    qtbot.addWidget(label)
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()


def test_long_name_is_cut_and_told_whole_in_the_tooltip(qtbot: QtBot) -> None:
    label = Elided("示例市示例区示例街道示例路示例新材料科技有限公司")
    qtbot.addWidget(label)
    label.resize(100, 24)
    label.grab()
    assert label.toolTip() == label.text()
    assert label.minimumSizeHint().width() < 100
    label.resize(900, 24)
    label.grab()
    assert label.toolTip() == ""
