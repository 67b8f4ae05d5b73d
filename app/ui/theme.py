"""Colours, type sizes, spaces and heights of the window, and the one way to change them while it runs.

The look hangs on the QApplication as its palette and its font do: a widget asks `look()` when it paints and hears of a
change through `QEvent.StyleChange`, so nothing is handed down through a hundred constructors.
"""

import re
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from functools import cached_property

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.values.mark_colours import CASE, INK


class ThemeName(StrEnum):
    """The three looks an officer can choose."""

    LIGHT = "light"
    DARK = "dark"
    SUNLIGHT = "sunlight"


class Tone(StrEnum):
    """What a colour says; the icon and the word beside it say the same."""

    PLAIN = "plain"
    SUB = "sub"
    ACTION = "action"
    OK = "ok"
    BAD = "bad"
    WARN = "warn"
    NA = "na"


@dataclass(frozen=True)
class Tokens:
    """Name every colour of one theme once."""

    bg: str
    panel: str
    panel2: str
    line: str
    line2: str
    text: str
    sub: str
    pri: str
    pri_text: str
    pri_soft: str
    ok: str
    ok_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    na: str
    na_soft: str
    on_state: str
    nav: str
    nav_text: str
    nav_sel: str
    focus: str


_LIGHT = (
    "F3F5F8 FFFFFF F7F9FC 7F8DA1 DDE3EB 0B1524 44526A 0B57C2 FFFFFF E3EDFC 0B6B3A DDF3E6 B3141B FCE4E4 "
    "8A4B00 FFF0D6 44526A E7EBF0 FFFFFF 0E2340 D5DFEE 1E4A86 C85F00"
)
_DARK = (
    "0F141B 18202B 1E2835 70829B 2C3848 F3F6FA B4C0D0 69A7FF 06152B 1B3355 5FD598 123524 FF8B8B 451A1E "
    "FFC46B 43310F B4C0D0 2A3544 0F141B 0A0F16 C5D0DF 23436F FFB04D"
)
_SUNLIGHT = (
    "FFFFFF FFFFFF FFFFFF 000000 5A5A5A 000000 1F1F1F 003A9B FFFFFF DEEAFF 00501F FFFFFF 9B0008 FFFFFF "
    "6B3500 FFFFFF 2B2B2B FFFFFF FFFFFF 000000 FFFFFF 003A9B E06A00"
)


def _tokens(colours: str) -> Tokens:
    return Tokens(*(f"#{colour}" for colour in colours.split()))


TOKENS = {
    ThemeName.LIGHT: _tokens(_LIGHT),
    ThemeName.DARK: _tokens(_DARK),
    ThemeName.SUNLIGHT: _tokens(_SUNLIGHT),
}

# A photo and a dimmed page look the same in every theme.
PHOTO_GROUND = QColor(26, 31, 39)
PHOTO_STRIP = QColor(20, 26, 36, 235)
ON_PHOTO = QColor(255, 255, 255)
MARK_INK = QColor(*INK)
MARK_EDGE = QColor(*CASE)
CHOSEN_MARK = QColor(31, 111, 235)
DIM = QColor(11, 21, 36, 115)
SHADOW = QColor(0, 0, 0, 90)
NO_SHADOW = QColor(0, 0, 0, 0)

SCALES = (100, 115, 130)


class Type(IntEnum):
    """Text sizes in logical pixels at 100 %."""

    FIGURE = 32
    COUNT = 24
    NAME = 22
    TITLE = 20
    ITEM = 18
    CARD = 17
    BODY = 16
    DENSE = 15
    LABEL = 14
    SMALL = 13


class Weight(IntEnum):
    """Text weights in use."""

    NORMAL = 400
    MEDIUM = 600
    BOLD = 700


class Space(IntEnum):
    """Gaps on the grid of eight; they do not grow with the text."""

    PAIR = 4
    CONTROL = 8
    CARD = 12
    PAGE = 16


class Radius(IntEnum):
    """Corners."""

    CHIP = 6
    CONTROL = 8
    CARD = 10


class Height(IntEnum):
    """Heights at 100 %; they grow with the text."""

    TOP = 72
    TOP_NARROW = 64
    BOTTOM = 60
    BOTTOM_NARROW = 56
    CONTROL = 44
    ANSWER = 52
    VERDICT = 56
    NAV_ROW = 48
    NAV_ROW_NARROW = 44
    ITEM = 48
    TABLE_HEAD = 36
    TABLE_ROW = 52
    CHIP = 28
    CHIP_IN_LIST = 24
    TOUCH = 44


class Width(IntEnum):
    """Widths at 100 %."""

    NAV = 152
    NAV_ICONS = 64
    SECTIONS = 200
    EDITOR = 400
    REINSPECTION = 336
    DRAWER = 392
    SLIDE_OVER = 432
    LABEL_EDITOR = 64
    LABEL_WIZARD = 88


class Layout(IntEnum):
    """How much room the window has."""

    WIDE = 3
    MEDIUM = 2
    NARROW = 1


WIDE_FROM = 1340
MEDIUM_FROM = 1100


@dataclass(frozen=True)
class Look:
    """Hold one theme at one text scale and answer what a widget needs to paint itself."""

    theme: ThemeName = ThemeName.LIGHT
    scale: int = 100

    @property
    def tokens(self) -> Tokens:
        return TOKENS[self.theme]

    @cached_property
    def colours(self) -> dict[str, QColor]:
        return {field.name: QColor(getattr(self.tokens, field.name)) for field in fields(Tokens)}

    @property
    def is_sunlight(self) -> bool:
        return self.theme is ThemeName.SUNLIGHT

    @property
    def field_border(self) -> float:
        return 2.0 if self.is_sunlight else 1.0

    @property
    def button_border(self) -> float:
        return 2.0 if self.is_sunlight else 1.5

    @property
    def chip_border(self) -> float:
        return 1.5 if self.is_sunlight else 1.0

    def px(self, size: float) -> int:
        """Grow a size with the text scale."""
        return round(size * self.scale / 100)

    def colour(self, token: str) -> QColor:
        return self.colours[token]

    def tone(self, tone: Tone) -> QColor:
        """Give the text colour of a tone."""
        return self.colours[{Tone.PLAIN: "text", Tone.ACTION: "pri"}.get(tone, tone.value)]

    def soft(self, tone: Tone) -> QColor:
        """Give the quiet ground on which a tone's text stands."""
        return self.colours[{Tone.PLAIN: "panel", Tone.SUB: "panel", Tone.ACTION: "pri_soft"}.get(tone, f"{tone}_soft")]

    def on(self, tone: Tone) -> QColor:
        """Give the text colour on a ground filled with a tone."""
        return self.colours["pri_text" if tone is Tone.ACTION else "on_state"]

    def font(self, size: Type = Type.BODY, *, weight: Weight = Weight.NORMAL) -> QFont:
        font = QFont(QApplication.font())
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.Bold if weight >= Weight.MEDIUM else QFont.Weight.Normal)
        return font

    def layout_for(self, width: int) -> Layout:
        """Choose the layout for a window width; larger text needs more room."""
        logical = width * 100 / self.scale
        if logical >= WIDE_FROM:
            return Layout.WIDE
        return Layout.MEDIUM if logical >= MEDIUM_FROM else Layout.NARROW


_PROPERTY = "anchaLook"


def look() -> Look:
    """Give the look the application wears now."""
    app = QApplication.instance()
    worn = app.property(_PROPERTY) if app is not None else None
    return worn if isinstance(worn, Look) else Look()


def wear(app: QApplication, new: Look) -> None:
    """Dress the running application; every widget hears a StyleChange."""
    app.setProperty(_PROPERTY, new)
    app.setPalette(_palette(new))
    app.setFont(new.font())
    app.setStyleSheet(style_sheet(new))


def style_sheet(worn: Look) -> str:
    """Fill the one template with colours and scaled sizes."""
    template = resource("qss", "window.qss").read_text(encoding="utf-8")
    values = {field.name: getattr(worn.tokens, field.name) for field in fields(Tokens)}
    values["field_border"] = f"{worn.field_border:.0f}px"

    def fill(found: re.Match[str]) -> str:
        name, number = found.group(1), found.group(2)
        return values[name] if name else f"{worn.px(float(number))}px"

    return re.sub(r"@(?:([a-z_0-9]*[a-z][a-z_0-9]*)|\((\d+)\))", fill, template)


def _palette(worn: Look) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: "bg", role.WindowText: "text", role.Base: "panel", role.AlternateBase: "panel2", role.Text: "text",
        role.Button: "panel", role.ButtonText: "text", role.Highlight: "pri", role.HighlightedText: "pri_text",
        role.ToolTipBase: "panel", role.ToolTipText: "text", role.PlaceholderText: "sub", role.Link: "pri",
    }  # fmt: skip
    palette = QPalette()
    for place, token in pairs.items():
        palette.setColor(place, worn.colour(token))
    for place in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, worn.colour("na"))
    return palette


def contrast(first: str, second: str) -> float:
    """Give the WCAG contrast ratio of two colours such as #0B1524."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
