"""Icons are ours to ship, follow the theme, and never vanish when a control is checked."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.ui import icons, text
from app.ui.theme import Look, ThemeName, Tone, wear
from app.ui.widgets.paint import TONE_ICONS
from app.ui.widgets.stage_bar import MARK_ICONS

DRAWN = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", DRAWN)
def test_icon_is_a_stroke_on_a_grid_of_24_in_the_colour_given(name: str) -> None:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert 'stroke-width="2"' in drawing


def test_licence_of_the_icons_is_shipped_beside_them() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_every_icon_named_in_the_window_exists() -> None:
    named = set(TONE_ICONS.values()) | set(MARK_ICONS.values()) | {icon for _, (_tone, icon) in text._LOOKS}
    for path in Path(icons.__file__).parent.rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    assert named <= set(DRAWN)


def ink(image: QImage) -> QColor:
    """Give the colour of the most opaque pixel."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=QColor.alpha)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_pixmap_is_sharp_at_the_device_ratio(qapp: QApplication, ratio: float) -> None:
    made = icons.pixmap("check", QColor("#B3141B"), size=20, ratio=ratio)
    assert made.width() == round(20 * ratio)
    assert made.deviceIndependentSize().width() == pytest.approx(20)
    assert ink(made.toImage()).name() == "#b3141b"


def test_icon_has_a_picture_for_off_and_another_for_on(qapp: QApplication) -> None:
    made = icons.icon("x", off=Tone.BAD)
    off = made.pixmap(20, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    on = made.pixmap(20, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert ink(off).name() == Look().tone(Tone.BAD).name()
    assert ink(on).name() == Look().colour("pri_text").name()


def test_icon_takes_the_colour_of_the_theme_worn(qapp: QApplication) -> None:
    wear(qapp, Look(ThemeName.DARK))
    made = icons.icon("x", off=Tone.BAD).pixmap(20, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    assert ink(made).name() == Look(ThemeName.DARK).tone(Tone.BAD).name()
