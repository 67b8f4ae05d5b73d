"""The window writes Chinese without any font of the machine."""

from PySide6.QtGui import QFont, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from app.ui.fonts import hold_still, use_chinese_font


def test_shipped_font_is_used_where_the_machine_has_none(qapp: QApplication) -> None:
    assert use_chinese_font(qapp, prefer_own=False) == "Noto Sans SC"
    assert QFontInfo(qapp.font()).family() == "Noto Sans SC"


def test_shipped_font_has_the_characters_of_the_trade(qapp: QApplication) -> None:
    use_chinese_font(qapp, prefer_own=False)
    for weight in (QFont.Weight.Normal, QFont.Weight.Bold):
        font = QFont(qapp.font())
        font.setWeight(weight)
        assert all(QRawFont.fromFont(font).supportsCharacter(ord(c)) for c in "责令限期整改指令书〔２０２６〕，。镕堃")


def test_cursor_stands_still_for_pictures(qapp: QApplication) -> None:
    hold_still(qapp)
    assert qapp.cursorFlashTime() <= 0
