"""The tokens keep their contrast, and a look changes while the program runs."""

import itertools
import re

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import SCALES, TOKENS, Layout, Look, ThemeName, Tone, Type, Weight, contrast, look, style_sheet, wear

STATES = ("ok", "bad", "warn", "na")
TEXT_PAIRS = [
    *itertools.product(("text", "sub"), ("bg", "panel", "panel2", "pri_soft")),
    *((state, ground) for state in STATES for ground in ("panel", "bg", f"{state}_soft")),
    *(("on_state", state) for state in STATES),
    ("bad", "pri_soft"), ("warn", "pri_soft"), ("ok", "pri_soft"),
    ("pri", "panel"), ("pri", "bg"), ("pri", "pri_soft"), ("pri_text", "pri"),
    ("nav_text", "nav"), ("nav_text", "nav_sel"), ("text", "na_soft"), ("text", "warn_soft"), ("text", "bad_soft"),
]  # fmt: skip


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_is_readable_on_its_ground(theme: ThemeName, pair: tuple[str, str]) -> None:
    ratio = contrast(getattr(TOKENS[theme], pair[0]), getattr(TOKENS[theme], pair[1]))
    assert ratio >= (7 if theme is ThemeName.SUNLIGHT else 4.5)


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("edge", ["line", "focus", "pri", "bad", "warn", "ok"])
def test_borders_and_the_focus_ring_are_seen_on_a_panel(theme: ThemeName, edge: str) -> None:
    assert contrast(getattr(TOKENS[theme], edge), TOKENS[theme].panel) >= 3


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


def test_contrast_agrees_with_the_measured_table() -> None:
    light = TOKENS[ThemeName.LIGHT]
    assert contrast(light.text, light.panel) == pytest.approx(18.3, abs=0.1)
    assert contrast(light.line, light.panel) == pytest.approx(3.4, abs=0.1)


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("scale", SCALES)
def test_style_sheet_leaves_no_place_unfilled(theme: ThemeName, scale: int) -> None:
    filled = style_sheet(Look(theme, scale))
    assert "@" not in filled
    assert TOKENS[theme].panel in filled


def test_style_sheet_grows_its_sizes_with_the_scale() -> None:
    sizes = [int(found) for found in re.findall(r"font-size: (\d+)px", style_sheet(Look(scale=130)))]
    assert max(sizes) == round(32 * 1.3)
    assert min(sizes) == round(13 * 1.3)


def test_fields_have_a_two_pixel_border_in_sunlight() -> None:
    assert Look(ThemeName.SUNLIGHT).field_border == 2
    assert "border: 2px solid #000000" in style_sheet(Look(ThemeName.SUNLIGHT))
    assert Look().field_border == 1


@pytest.mark.parametrize(
    ("width", "scale", "expected"),
    [
        (1366, 100, Layout.WIDE),
        (1340, 100, Layout.WIDE),
        (1339, 100, Layout.MEDIUM),
        (1100, 100, Layout.MEDIUM),
        (1099, 100, Layout.NARROW),
        (1093, 100, Layout.NARROW),
        (1366, 130, Layout.NARROW),
        (1920, 130, Layout.WIDE),
    ],
)
def test_layout_follows_the_width_and_the_text_scale(width: int, scale: int, expected: Layout) -> None:
    assert Look(scale=scale).layout_for(width) is expected


class StyleListener(QObject):
    """Count style changes of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.heard = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.heard += event.type() == QEvent.Type.StyleChange
        return False


def test_wear_changes_colours_sizes_and_tells_every_widget(qapp: QApplication, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    listener = StyleListener(widget)
    wear(qapp, Look(ThemeName.DARK, 115))
    assert look() == Look(ThemeName.DARK, 115)
    assert listener.heard >= 1
    assert qapp.palette().window().color().name().upper() == TOKENS[ThemeName.DARK].bg
    assert look().font(Type.BODY, weight=Weight.MEDIUM).pixelSize() == round(16 * 1.15)


@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_has_its_colours(tone: Tone) -> None:
    assert Look().tone(tone).isValid()
    assert Look().soft(tone).isValid()
    assert Look().on(tone).isValid()
