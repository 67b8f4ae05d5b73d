"""Words on the window in the sizes, weights and tones of the theme."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.ui.theme import Tone, Type, Weight


class Label(QLabel):
    """Plain words; rich text is off, so what an enterprise is called cannot become markup."""

    def __init__(
        self,
        words: str = "",
        *,
        size: Type = Type.BODY,
        weight: Weight = Weight.NORMAL,
        tone: Tone = Tone.PLAIN,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("type", str(int(size)))
        self.setProperty("weight", str(int(weight)))
        self.setProperty("tone", tone.value)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_tone(self, tone: Tone) -> None:
        self.setProperty("tone", tone.value)
        restyle(self)


class Elided(Label):
    """One line that is cut with an ellipsis where it is too long, and told whole in its tooltip."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("安全…"), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
        self.setToolTip(self.text() if shown != self.text() else "")


def rule(parent: QWidget | None = None) -> QFrame:
    """Draw a thin line between two groups."""
    line = QFrame(parent)
    line.setObjectName("rule")
    return line


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at a changed property again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
