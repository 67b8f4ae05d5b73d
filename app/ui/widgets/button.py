"""Buttons: primary, second, ghost and danger, with an icon, a key cap, and a lock that says why."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Height, Look, Radius, Type, Weight, look
from app.ui.widgets import paint


class Kind(StrEnum):
    """How much a button asks for the eye."""

    PRIMARY = "primary"
    SECOND = "second"
    GHOST = "ghost"
    DANGER = "danger"


class Button(QAbstractButton):
    """A button that paints itself from the look."""

    def __init__(
        self,
        words: str = "",
        *,
        kind: Kind = Kind.SECOND,
        icon: str = "",
        key: str = "",
        name: str = "",
        trailing: str = "",
        height: int = Height.CONTROL,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self.icon_name, self.key, self.trailing = kind, icon, key, trailing
        self._height = height
        self.gap, self.pad = (5, 8) if dense else (8, 13)
        self._type = Type.DENSE if dense else Type.BODY
        self._reason, self._is_spared = "", False
        self.setText(words)
        self.setAccessibleName(name or words)
        if name and not words:
            self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, words: str) -> None:
        """Change the words, and with them the name that a reader speaks."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        self.kind = kind
        self.update()

    def set_icon(self, name: str) -> None:
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def spare_words(self, spared: bool) -> None:
        """Show the icon alone where there is no room; the tooltip and the reader still say the words."""
        if spared == self._is_spared:
            return
        self._is_spared = spared
        self._tell_tip()
        self.updateGeometry()
        self.update()

    @property
    def whole_width(self) -> int:
        """How wide the button is with all its words."""
        worn = look()
        return max(self._content_width(worn, self.text()) + 2 * worn.px(self.pad), worn.px(Height.TOUCH))

    def lock(self, reason: str) -> None:
        """Disable the button and say why; the page also shows the reason in words near it."""
        self._reason = reason
        self.setEnabled(False)
        self._tell_tip()
        self.setAccessibleDescription(reason)
        self.updateGeometry()

    def unlock(self) -> None:
        """Let the button be pressed again."""
        self._reason = ""
        self.setEnabled(True)
        self._tell_tip()
        self.setAccessibleDescription("")
        self.updateGeometry()

    @property
    def lock_reason(self) -> str:
        return self._reason

    def sizeHint(self) -> QSize:
        worn = look()
        width = self._content_width(worn, self._shown_words()) + 2 * worn.px(self.pad)
        height = worn.px(self._height)
        return QSize(max(width, worn.px(Height.TOUCH)), height)

    def minimumSizeHint(self) -> QSize:
        """Give up the margins first, then let the words be cut."""
        worn = look()
        least = min(self._content_width(worn, self._shown_words()), worn.px(96)) + worn.px(8)
        return QSize(max(least, worn.px(Height.TOUCH)), worn.px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter like Space: an inspector in gloves does not tell them apart."""
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        paint.box(painter, self.rect(), self._box(worn))
        self._paint_content(painter, worn)
        painter.end()

    def _shown_icon(self) -> str:
        is_locked = not self.isEnabled() and bool(self._reason)
        # Without words a lock would no longer say which button it is.
        return "lock" if is_locked and not self._is_spared else self.icon_name

    def _font_size(self) -> Type:
        return self._type

    def _shown_words(self) -> str:
        return "" if self._is_spared else self.text()

    def _tell_tip(self) -> None:
        """Say on the tooltip what is not written on the button, and why it is locked."""
        name = "" if self._shown_words() else self.accessibleName()
        self.setToolTip("：".join(part for part in (name, self._reason) if part))

    def _content_width(self, worn: Look, words: str) -> int:
        metrics = QFontMetrics(worn.font(self._font_size(), weight=Weight.MEDIUM))
        parts = [metrics.horizontalAdvance(words) + 1] if words else []
        if self._shown_icon():
            parts.append(worn.px(paint.ICON))
        if self.key:
            parts.append(paint.key_cap_width(worn, self.key))
        if self.trailing:
            parts.append(worn.px(paint.ICON))
        return sum(parts) + max(0, len(parts) - 1) * worn.px(self.gap)

    def _box(self, worn: Look) -> paint.Box:
        if not self.isEnabled():
            return paint.Box(worn.colour("na_soft"), worn.colour("line"), 1, Radius.CONTROL, dashed=True)
        if self.kind is Kind.PRIMARY:
            return paint.Box(self._touched(worn.colour("pri")), None, 0)
        if self.kind is Kind.GHOST:
            return paint.Box(worn.colour("pri_soft") if self._is_touched() else None, None, 0)
        edge = worn.colour("bad") if self.kind is Kind.DANGER else worn.colour("line")
        return paint.Box(self._touched(worn.colour("panel")), edge, worn.button_border)

    def _ink(self, worn: Look) -> tuple[QColor, QColor]:
        """Give the colours of the words and of the icon."""
        if not self.isEnabled():
            return worn.colour("na"), worn.colour("na")
        if self.kind is Kind.PRIMARY:
            return worn.colour("pri_text"), worn.colour("pri_text")
        if self.kind is Kind.GHOST:
            return worn.colour("pri"), worn.colour("pri")
        if self.kind is Kind.DANGER:
            return worn.colour("bad"), worn.colour("bad")
        return worn.colour("text"), worn.colour("pri")

    def _is_touched(self) -> bool:
        return self.isDown() or self.underMouse()

    def _touched(self, fill: QColor) -> QColor:
        """Shade a fill a little under the pointer and more when pressed."""
        if not self._is_touched():
            return fill
        factor = 112 if self.isDown() else 105
        return fill.darker(factor) if fill.lightness() > 40 else fill.lighter(140)

    def _paint_content(self, painter: QPainter, worn: Look) -> None:
        words, picture = self._ink(worn)
        pad, gap, size = worn.px(self.pad), worn.px(self.gap), worn.px(paint.ICON)
        content = min(self._content_width(worn, self._shown_words()), self.width() - 8)
        left = max(4, (self.width() - content) // 2) if content + 2 * pad >= 0 else pad
        right = left + content
        middle = self.height() // 2
        shown = self._shown_icon()
        if shown:
            icons.draw(painter, QRect(left, middle - size // 2, size, size), shown, picture)
            left += size + gap
        if self.trailing:
            right -= size
            icons.draw(painter, QRect(right, middle - size // 2, size, size), self.trailing, words)
            right -= gap
        if self.key:
            cap = paint.key_cap_width(worn, self.key)
            right -= cap
            paint.key_cap(painter, QRect(right, 0, cap, self.height()), self.key, worn=worn, colour=words)
            right -= gap
        if self._shown_words():
            painter.setPen(words)
            painter.setFont(worn.font(self._font_size(), weight=Weight.MEDIUM))
            paint.line_of_text(painter, QRect(left, 0, right - left + 1, self.height()), self.text())
