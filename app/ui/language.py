"""Qt's own dialogs, calendars and menus in the user's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def speak_chinese(app: QApplication) -> bool:
    """Make Chinese the default of dates and of Qt's own words; tell whether Qt brought its words along."""
    QLocale.setDefault(CHINESE)
    words = QTranslator(app)
    found = words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(words)
