"""The one way from a sentence in the code to a sentence on the window."""

from PySide6.QtCore import QCoreApplication


def tr(sentence: str, **places: object) -> str:
    """Give a sentence in the user's language with its named places filled."""
    words = QCoreApplication.translate("ancha", sentence)
    return words.format(**places) if places else words
