"""A day or moment that is not filled yet is typed like any other, and emptied again.

Without this the words 未填 take every figure that is typed, and the edit throws all of them away.
"""

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit

_STEPS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_BETWEEN = " -:/."
_ERASE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


def takes_key(edit: QDateTimeEdit, event: QKeyEvent) -> bool:
    """Begin with today under the first figure or step, empty what is erased as a whole; tell whether that was all."""
    line = edit.lineEdit()
    if event.text() and event.text() in _BETWEEN and _has_just_come(edit):
        return True
    is_open = edit.dateTime() == edit.minimumDateTime()
    is_whole = is_open or line.selectedText() == line.text()
    if event.key() in _ERASE and is_whole:
        edit.setDateTime(edit.minimumDateTime())
        return True
    is_step = is_open and event.key() in _STEPS
    if is_step or (is_whole and event.text()[:1].isdecimal()):
        if is_open:
            edit.setDateTime(QDateTime(QDate.currentDate(), QTime(0, 0)))
        edit.setSelectedSection(QDateTimeEdit.Section.YearSection)
    return is_step


def leaves_whole(edit: QDateTimeEdit) -> bool:
    """Tell whether Tab leaves the edit at once: 未填 has no parts, and Qt would go round in it for ever."""
    return edit.dateTime() == edit.minimumDateTime()


def _has_just_come(edit: QDateTimeEdit) -> bool:
    """Tell whether the last figure has already moved on to this part, so that the sign between them adds nothing."""
    section = edit.currentSection()
    return edit.currentSectionIndex() > 0 and edit.lineEdit().selectedText() == edit.sectionText(section)
