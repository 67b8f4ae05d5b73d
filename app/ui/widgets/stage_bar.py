"""Where a matter stands: 检查诊断 › 行政处罚 › 整改复查 › 闭环."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Look, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint


class StageMark(StrEnum):
    """How far one stage is."""

    DONE = "done"
    CURRENT = "current"
    LATER = "later"
    NOT_NEEDED = "not_needed"


MARK_ICONS = {
    StageMark.DONE: "circle-check",
    StageMark.CURRENT: "circle-dot",
    StageMark.LATER: "circle",
    StageMark.NOT_NEEDED: "circle-minus",
}
MARK_WORDS = {
    StageMark.DONE: "已完成",
    StageMark.CURRENT: "进行中",
    StageMark.LATER: "未到",
    StageMark.NOT_NEEDED: "不需要",
}


class StageBar(QWidget):
    """Show the stages in a line with the current one as a pill."""

    def __init__(self, stages: Mapping[str, StageMark], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_stages(stages)

    def show_stages(self, stages: Mapping[str, StageMark]) -> None:
        """Show how far each stage is."""
        self._stages = dict(stages)
        self.setAccessibleName("，".join(f"{words}{tr(MARK_WORDS[mark])}" for words, mark in stages.items()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(sum(self._widths(worn)) + worn.px(28) * max(0, len(self._stages) - 1), worn.px(38))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        left, gap = 0, worn.px(28)
        for place, ((words, mark), width) in enumerate(zip(self._stages.items(), self._widths(worn), strict=True)):
            if place:
                arrow = QRect(left, 0, gap, self.height()).adjusted(worn.px(5), 0, -worn.px(5), 0)
                icons.draw(painter, arrow, "chevron-right", worn.colour("sub"))
                left += gap
            self._paint_stage(painter, QRect(left, 0, width, self.height()), words, mark, worn)
            left += width
        painter.end()

    def _pad(self, worn: Look, mark: StageMark) -> int:
        return worn.px(11) if mark is StageMark.CURRENT else worn.px(3)

    def _widths(self, worn: Look) -> list[int]:
        metrics = QFontMetrics(worn.font(Type.BODY, weight=Weight.MEDIUM))
        picture = worn.px(paint.ICON) + worn.px(6)
        return [picture + metrics.horizontalAdvance(w) + 2 * self._pad(worn, m) + 2 for w, m in self._stages.items()]

    def _paint_stage(self, painter: QPainter, place: QRect, words: str, mark: StageMark, worn: Look) -> None:
        is_current = mark is StageMark.CURRENT
        ink = worn.colour({StageMark.CURRENT: "pri_text", StageMark.DONE: "ok"}.get(mark, "sub"))
        if is_current:
            paint.box(painter, place, paint.Box(worn.colour("pri"), None, 0, place.height() / 2))
        size = worn.px(paint.ICON)
        left = place.x() + self._pad(worn, mark)
        icons.draw(painter, QRect(left, place.center().y() - size // 2 + 1, size, size), MARK_ICONS[mark], ink)
        left += size + worn.px(6)
        painter.setPen(ink)
        strong = mark in (StageMark.CURRENT, StageMark.DONE)
        painter.setFont(worn.font(Type.BODY, weight=Weight.MEDIUM if strong else Weight.NORMAL))
        paint.line_of_text(painter, QRect(left, place.y(), place.right() - left + 1, place.height()), words)
