"""Keys of a page: a single key never fires while somebody types or an input method composes."""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_FUNCTION_KEYS = range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1)
_PRESSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_EDITING = {"Ctrl+Z", "Ctrl+Y", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Shift+Z"}


class Shortcuts(QObject):
    """Hold the keys of one page; they live while the page is seen and nothing lies above it.

    A key that types or edits is switched off, not filtered, while an editor has the focus: so it goes to the editor
    and to its input method as if the shortcut did not exist.
    """

    def __init__(self, scope: QWidget) -> None:
        super().__init__(scope)
        self._scope = scope
        self._keys: list[tuple[QShortcut, QKeySequence]] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def add(self, key: str, act: Callable[[], object]) -> QShortcut:
        """Let a key do something in this page."""
        sequence = QKeySequence(key)
        shortcut = QShortcut(sequence, self._scope)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)
        self._keys.append((shortcut, sequence))
        self._settle(shortcut, sequence, QApplication.focusWidget())
        return shortcut

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for shortcut, sequence in self._keys:
            self._settle(shortcut, sequence, new)

    def _settle(self, shortcut: QShortcut, sequence: QKeySequence, focus: QWidget | None) -> None:
        shortcut.setEnabled(self._may_fire(sequence, focus))

    def _may_fire(self, sequence: QKeySequence, focus: QWidget | None) -> bool:
        if focus is None:
            return True
        if not self._is_on_top(focus):
            return False
        if is_editor(focus):
            return not types_or_edits(sequence)
        if isinstance(focus, QAbstractButton):
            stroke = _stroke(sequence)
            return stroke.key() not in _PRESSING or bool(stroke.keyboardModifiers() & _HELD)
        return True

    def _is_on_top(self, focus: QWidget) -> bool:
        """Tell whether no slide-over lies between the focus and this page."""
        here: QWidget | None = focus
        while here is not None and here is not self._scope:
            if here.property("overlay") and not here.isAncestorOf(self._scope):
                return False
            here = here.parentWidget()
        return True


def is_editor(widget: QWidget) -> bool:
    """Tell whether a widget takes typed text or an input method."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)):
        return True
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QAbstractItemView):
        return widget.state() == QAbstractItemView.State.EditingState
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def types_or_edits(sequence: QKeySequence) -> bool:
    """Tell whether a key means something to an editor: a bare key, or undo, copy and the like."""
    stroke = _stroke(sequence)
    if stroke.keyboardModifiers() & _HELD:
        return sequence.toString() in _EDITING
    return stroke.key() != Qt.Key.Key_Escape and stroke.key().value not in _FUNCTION_KEYS


def _stroke(sequence: QKeySequence) -> QKeyCombination:
    stroke: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs leave out __getitem__
    return stroke
