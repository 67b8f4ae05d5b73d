"""A passing note at the foot of the window, with a way back."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.messages import Note
from app.ui.theme import Height, Space, Tone, look
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label

SHOWN_MS = 6000


class Toast(QFrame):
    """Say what was done; one button takes it back."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("card")
        self.setProperty("edge", "current")
        self._host = host
        self._note: Note | None = None
        self._icon = IconMark("circle-check", tone=Tone.OK)
        self._words = Label()
        self.undo = Button(tr("撤销"), icon="undo-2")
        self.undo.clicked.connect(self._on_undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.CONTROL, Space.CONTROL, Space.CONTROL)
        layout.setSpacing(Space.CARD)
        for part in (self._icon, self._words, self.undo):
            layout.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def give(self, note: Note) -> None:
        """Show a note for a few seconds."""
        self._note = note
        self._words.setText(note.words)
        self.setAccessibleName(note.words)
        self.undo.say(note.undo_words)
        self.undo.setVisible(note.undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def leave_page(self) -> None:
        """Take away a note whose 撤销 would change what is not in sight any more."""
        if self._note is not None and self._note.undo is not None:
            self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.setMaximumWidth(self._host.width() - 2 * Space.PAGE)
        self.adjustSize()
        # Two bars from below: the second is that of a panel's own buttons, which a note must not cover.
        bottom = self._host.height() - 2 * look().px(Height.BOTTOM) - Space.CONTROL
        self.move((self._host.width() - self.width()) // 2, max(0, bottom - self.height()))

    def _on_undo(self) -> None:
        self.hide()
        note, self._note = self._note, None
        if note is not None and note.undo is not None:
            note.undo()
