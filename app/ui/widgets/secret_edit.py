"""A line for a passphrase or a PIN: hidden unless its owner wants to see it, and never suggested, kept or copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.icons import icon
from app.ui.tr import tr
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
        if not digits:
            self._add_eye()

    def hide_again(self) -> None:
        """Empty the line and hide what is typed next."""
        self.fill("")
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def _add_eye(self) -> None:
        """Let the owner see it; only then an input method for Chinese works."""
        self.eye = QAction(icon("eye"), tr("显示或隐藏"), self)
        self.eye.triggered.connect(self._on_eye_pressed)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def _on_eye_pressed(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
