"""A figure that filters paints in every look and says what it counts."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, ThemeName, Tone, wear
from app.ui.widgets.count_button import HEIGHT, CountButton


@pytest.fixture
def button(qtbot: QtBot) -> CountButton:
    made = CountButton("冲突", second="两边都改过", icon="hash", tone=Tone.BAD)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("width", [104, 240])
def test_it_paints_chosen_and_empty_at_any_width(
    button: CountButton, qapp: QApplication, theme: ThemeName, width: int
) -> None:
    wear(qapp, Look(theme, 130))
    button.resize(width, button.sizeHint().height())
    for count in (0, 12_345):
        button.set_count(count)
        button.setChecked(count > 0)
        assert not button.grab().isNull()
    assert button.count == 12_345


def test_it_speaks_its_figure(button: CountButton) -> None:
    button.set_count(3)
    assert button.accessibleName() == "冲突 3"
    assert button.accessibleDescription() == "两边都改过"
    assert button.sizeHint().height() == HEIGHT
