"""A line for a passphrase or a PIN: hidden unless its owner wants to see it, and never suggested, kept or copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line_edit import LineEdit


class SecretEdit(LineEdit):
    """Take a secret; what stands here is taken as it is typed, spaces included."""

    def __init__(
        self, *, name: str, hint: str = "", digits: bool = False, longest: int = 200, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, hint=hint, longest=longest, parent=parent)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hints | (Qt.InputMethodHint.ImhDigitsOnly if digits else Qt.InputMethodHint.ImhNone))
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def hide_again(self) -> None:
        """Empty the line and hide what is typed next."""
        self.fill("")
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def show_or_hide(self, *, shown: bool) -> None:
        """Let the owner see it; only then an input method for Chinese works."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class EyeButton(Button):
    """Show what stands in the lines, and hide it again."""

    def __init__(self, edits: Sequence[SecretEdit], *, parent: QWidget | None = None) -> None:
        super().__init__(tr("显示口令"), kind=Kind.GHOST, icon="eye", parent=parent)
        self._edits = edits
        self._is_shown = False
        self.clicked.connect(self._on_pressed)

    def hide_again(self) -> None:
        """Hide what is typed next."""
        self._show(False)

    def _on_pressed(self) -> None:
        self._show(not self._is_shown)

    def _show(self, shown: bool) -> None:
        self._is_shown = shown
        self.say(tr("隐藏口令") if shown else tr("显示口令"))
        for edit in self._edits:
            edit.show_or_hide(shown=shown)
