"""The lock beside a private text: it stays on this machine unless a package is asked to take it along."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label
from app.values.private_text import KEPT_HERE


class PrivateMark(QWidget):
    """A lock and what it means, or a private text behind it."""

    def __init__(self, words: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.PAIR)
        self._label = Label(words or tr(KEPT_HERE), size=Type.LABEL, tone=Tone.SUB, wrap=True)
        row.addWidget(IconMark("lock", tone=Tone.SUB, size=18, name=tr("保密")))
        row.addWidget(self._label, 1)

    @property
    def words(self) -> str:
        return self._label.text()
