"""闲置锁定: when nothing was touched for some minutes, or at once, all is covered until the officer is back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.secret_edit import EyeButton, SecretEdit

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "Ctrl+Shift+L"
WIDE = 420
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_KEPT_OUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut})


class LockCover(QWidget):
    """Cover the whole window and ask for the secret."""

    given = Signal(str)

    def __init__(self, window: QMainWindow, *, title: str, label: str, digits: bool) -> None:
        super().__init__(window)
        self.setObjectName("shell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("已锁定"))
        self.edit = SecretEdit(name=label, digits=digits, longest=8 if digits else 200)
        self.back = Button(tr("继续工作"), kind=Kind.PRIMARY)
        self.error = Label(tone=Tone.BAD, wrap=True)
        self.error.hide()
        self.edit.returnPressed.connect(self.back.click)
        self.edit.edited.connect(self._on_edited)
        self.back.clicked.connect(self._on_back)
        card = Card(gap=Space.CARD)
        card.setMaximumWidth(look().px(WIDE))
        card.row(IconMark("lock", tone=Tone.ACTION, size=24), Label(title, size=Type.ITEM, weight=Weight.BOLD), None)
        card.body.addWidget(Label(tr("正在填写的内容都在，没有丢。"), size=Type.LABEL, tone=Tone.SUB, wrap=True))
        card.body.addWidget(Field(label, self.edit, side="above"))
        card.body.addWidget(self.error)
        eye = EyeButton([self.edit])
        eye.setHidden(digits)
        card.row(eye, None, self.back)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        card.setMinimumWidth(look().px(WIDE))
        window.installEventFilter(self)

    def tell(self, words: str) -> None:
        """Say why the window stays covered."""
        self.edit.hide_again()
        self.error.setText(words)
        self.error.show()
        self.back.unlock()
        self.edit.setFocus()

    def present(self) -> None:
        """Lie over everything."""
        self._fill_window()
        self.show()
        self.raise_()
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fill_window()
        return super().eventFilter(watched, event)

    def _fill_window(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())

    def _on_edited(self, _words: str) -> None:
        if self.edit.text():
            self.error.hide()

    def _on_back(self) -> None:
        if self.edit.text():
            self.back.lock(tr("正在核对"))
            self.given.emit(self.edit.text())


class IdleLock(QObject):
    """Watch for signs of life; when there are none for too long, ask to be locked."""

    idle = Signal()

    def __init__(self, app: QApplication, window: QMainWindow) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.cover: LockCover | None = None

    def wait(self, minutes: int) -> None:
        """Lock after so many minutes without a sign of life; none at all means never."""
        self._timer.stop()
        self._timer.setInterval(minutes * 60_000)
        if minutes:
            self._timer.start()
        self._watch()

    @property
    def is_locked(self) -> bool:
        return self.cover is not None

    def lock(self, *, title: str, label: str, digits: bool, given: "Callable[[str], object]") -> None:
        """Cover the window and put every other window of ours away until the secret was right."""
        if self.cover is not None:
            return
        self._focus = QApplication.focusWidget()
        self._hidden = [one for one in self._app.topLevelWidgets() if one is not self._window and one.isVisible()]
        for one in self._hidden:
            one.hide()
        self.cover = LockCover(self._window, title=title, label=label, digits=digits)
        self.cover.given.connect(given)
        self._watch()
        self.cover.present()

    def unlock(self) -> None:
        """Lay everything open as it was."""
        cover, self.cover = self.cover, None
        if cover is None:
            return
        cover.hide()
        cover.deleteLater()
        hidden, self._hidden = self._hidden, []
        for one in hidden:
            if isValid(one):
                one.show()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        if self._timer.interval():
            self._timer.start()
        self._watch()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def _watch(self) -> None:
        """See every event of the program only where that is needed: it costs time with each of them."""
        self._app.removeEventFilter(self)
        if self._timer.interval() or self.cover is not None:
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        if self.cover is None:
            return False
        if kind == QEvent.Type.Show:
            self._put_away(watched)
        if kind not in _KEPT_OUT:
            return False
        return not self._belongs_to_cover(watched, event)

    def _put_away(self, watched: QObject) -> None:
        """Keep a window that opens while nobody is there, such as a question of finished work, for later."""
        if not isinstance(watched, QWidget) or not watched.isWindow() or watched in (self._window, *self._hidden):
            return
        self._hidden.append(watched)
        QTimer.singleShot(0, watched, watched.hide)

    def _belongs_to_cover(self, watched: QObject, event: QEvent) -> bool:
        """Tell whether a key is meant for the cover; the system's windows deliver each key before their widgets do."""
        if event.type() == QEvent.Type.Shortcut:
            return False
        if not isinstance(watched, QWidget):
            return True
        cover = self.cover
        return cover is not None and (watched is cover or cover.isAncestorOf(watched))
