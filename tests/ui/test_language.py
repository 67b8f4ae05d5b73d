"""Qt speaks Chinese where it speaks for itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui.language import CHINESE, speak_chinese
from tests.ui.find import find_all


@pytest.fixture
def own_language(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in find_all(qapp, QTranslator):
        qapp.removeTranslator(translator)


def test_qts_own_buttons_are_chinese(qapp: QApplication, own_language: None) -> None:
    assert speak_chinese(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().dayName(1) == "星期一"
    assert CHINESE.language() is QLocale.Language.Chinese
