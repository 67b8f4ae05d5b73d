"""The window's Chinese font: the machine's own where it is good, else the one we ship."""

import sys

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app.paths import resource

SHIPPED = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
OWN = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC")


def use_chinese_font(app: QApplication, *, prefer_own: bool = sys.platform in ("win32", "darwin")) -> str:
    """Set the application font to a family with Chinese glyphs and name it."""
    shipped = _register_shipped()
    present = set(QFontDatabase.families())
    own = [family for family in OWN if family in present]
    wanted = [*own, *shipped] if prefer_own else [*shipped, *own]
    families = [*dict.fromkeys(wanted), QFont(app.font()).family()]
    font = QFont(app.font())
    font.setFamilies(families)
    app.setFont(font)
    return families[0]


def hold_still(app: QApplication) -> None:
    """Stop the blinking cursor and the animations, for pictures that are the same twice."""
    from PySide6.QtCore import Qt

    app.setCursorFlashTime(0)
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip):
        app.setEffectEnabled(effect, False)


def _register_shipped() -> list[str]:
    families: list[str] = []
    for name in SHIPPED:
        path = resource("fonts", name)
        if not path.is_file():
            continue
        number = QFontDatabase.addApplicationFont(str(path))
        families += [] if number < 0 else QFontDatabase.applicationFontFamilies(number)
    return families
