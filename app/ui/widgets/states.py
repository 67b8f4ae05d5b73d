"""What a region shows when it has nothing, is waiting, has failed, or is working."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.ui.theme import Height, Space, Tone, Type, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label

if TYPE_CHECKING:
    from app.ui.tasks import Task

SHOW_LOADING_AFTER_MS = 200
SHOW_PROGRESS_AFTER_MS = 1000


class EmptyState(QWidget):
    """One icon, one sentence, one button."""

    action_chosen = Signal()

    def __init__(self, icon: str, sentence: str, *, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Label(sentence, tone=Tone.SUB, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = Button(action)
        self.button.clicked.connect(self.action_chosen)
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.CARD)
        layout.addStretch(1)
        layout.addWidget(IconMark(icon, tone=Tone.SUB, size=32), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.button.setVisible(bool(action))

    def say(self, sentence: str, *, action: str = "") -> None:
        """Say why there is nothing, and what the button does."""
        self._sentence.setText(sentence)
        self.button.say(action)
        self.button.setVisible(bool(action))


class LoadingRows(QWidget):
    """Grey rows of the real height, shown only when the wait is longer than a moment."""

    def __init__(self, *, row_height: int = Height.TABLE_ROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._is_shown = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_LOADING_AFTER_MS)
        self._timer.timeout.connect(self._on_waited)
        self.setAccessibleName(tr("正在读取"))

    def start(self) -> None:
        """Begin to wait."""
        self._is_shown = False
        self._timer.start()
        self.update()

    def stop(self) -> None:
        """The wait is over."""
        self._timer.stop()
        self._is_shown = False
        self.update()

    @property
    def is_shown(self) -> bool:
        return self._is_shown

    def _on_waited(self) -> None:
        self._is_shown = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_shown:
            return
        painter = QPainter(self)
        paint_placeholder_rows(painter, self.rect(), look().px(self._row_height))
        painter.end()


class ErrorBar(Card):
    """What failed, that nothing changed, and a way to try again."""

    retry_chosen = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(soft="bad", margin=Space.CONTROL, parent=parent)
        self._words = Label(tone=Tone.BAD, wrap=True)
        self.retry = Button(tr("重试"), icon="rotate-ccw")
        self.retry.clicked.connect(self.retry_chosen)
        self.close_button = Button(icon="x", name=tr("关闭提示"))
        self.close_button.clicked.connect(self._on_closed)
        row = self.row(IconMark("circle-alert", tone=Tone.BAD), self._words, self.retry, self.close_button)
        row.setStretch(1, 1)
        self.hide()

    def tell(self, sentence: str, *, may_retry: bool = True) -> None:
        """Show the sentence at the top of the region."""
        self._words.setText(sentence)
        self.retry.setVisible(may_retry)
        self.show()

    def _on_closed(self) -> None:
        self.hide()
        self.dismissed.emit()

    @property
    def words(self) -> str:
        return self._words.text()


class ProgressBar(QWidget):
    """A bar, a count and 取消; it comes only when the work lasts longer than a second."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._words = Label("", size=Type.LABEL, tone=Tone.SUB)
        self._track = Track()
        self.cancel = Button(tr("取消"), icon="x")
        self.cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CARD)
        for part, stretch in ((self._words, 0), (self._track, 1), (self.cancel, 0)):
            layout.addWidget(part, stretch)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_PROGRESS_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, task: "Task") -> None:
        """Show how far a task is, and let it be cancelled."""
        self.set_progress(0, 0, tr("正在准备"))
        task.progressed.connect(self.set_progress)
        done, total, words = task.ticket.step
        if total:
            self.set_progress(done, total, words)
        task.ended.connect(self._on_ended)
        self.cancelled.connect(task.cancel)
        self._timer.start()

    def set_progress(self, done: int, total: int, words: str = "") -> None:
        """Show a count such as 照片 12 / 100."""
        count = f"{done} / {total}" if total else ""
        self._words.setText(" ".join(part for part in (words, count) if part))
        self._track.set_part(done / total if total else 0)

    @property
    def words(self) -> str:
        return self._words.text()

    def _on_ended(self) -> None:
        self._timer.stop()
        self.hide()


class Track(QWidget):
    """A filled track, such as how many items are judged."""

    def __init__(
        self, part: float = 0.0, *, tone: Tone = Tone.ACTION, height: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._part, self._tone, self._thick = part, tone, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float, *, tone: Tone | None = None) -> None:
        """Fill this part of the track, 0 to 1."""
        self._part = part
        self._tone = tone if tone is not None else self._tone
        self.setAccessibleName(f"{part:.0%}")
        self.update()

    @property
    def part(self) -> float:
        return self._part

    def sizeHint(self) -> QSize:
        return QSize(look().px(112), look().px(self._thick))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        worn = look()
        paint.bar(painter, self.rect(), self._part, colour=worn.tone(self._tone), worn=worn)
        painter.end()


class Region(QStackedWidget):
    """A region that shows its content, its empty state, or its loading rows, under one error bar's rule."""

    def __init__(self, content: QWidget, empty: EmptyState, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content, self.empty, self.loading = content, empty, LoadingRows()
        for part in (self.content, self.empty, self.loading):
            self.addWidget(part)

    def show_loading(self) -> None:
        """Wait; the grey rows come after a moment."""
        self.loading.start()
        self.setCurrentWidget(self.loading)

    def show_rows(self, count: int) -> None:
        """Show the content, or say that there is nothing."""
        self.loading.stop()
        self.setCurrentWidget(self.content if count else self.empty)


def paint_placeholder_rows(painter: QPainter, place: QRect, height: int) -> None:
    """Paint grey rows where rows will be."""
    colour = look().colour("na_soft")
    for number, top in enumerate(range(place.y(), place.bottom(), height)):
        width = place.width() * (50 + 13 * (number % 3)) // 100
        row = QRect(place.x() + 12, top + height // 4, max(40, width - 24), height // 2)
        paint.box(painter, row, paint.Box(colour, None, 0, 4))
