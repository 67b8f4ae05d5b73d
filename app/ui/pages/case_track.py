"""The ten stations of a case in a line, each with its day."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Type, Weight, look
from app.ui.widgets import paint
from app.ui.widgets.stage_bar import MARK_ICONS, MARK_WORDS, StageMark
from app.values.rows_case import TrackMark

HEIGHT = 68


class CaseTrack(QWidget):
    """Show how far a case is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Sequence[TrackMark] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_track(self, marks: Sequence[TrackMark]) -> None:
        """Show these stations."""
        self._marks = tuple(marks)
        spoken = [f"{one.name}{MARK_WORDS[StageMark(one.status)]}{one.note}" for one in marks]
        self.setAccessibleName("，".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(600), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(400), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._marks)
        for place, mark in enumerate(self._marks):
            middle = (place + 0.5) * width
            if place:
                self._paint_line(painter, middle - width, middle, StageMark(mark.status))
        for place, mark in enumerate(self._marks):
            self._paint_station(painter, round(place * width), round(width), mark)
        painter.end()

    def _paint_line(self, painter: QPainter, left: float, right: float, status: StageMark) -> None:
        worn = look()
        radius, height = worn.px(13), worn.px(14)
        reached = status in (StageMark.DONE, StageMark.CURRENT, StageMark.NOT_NEEDED)
        pen = QPen(worn.colour("ok" if reached else "line"), 1.6)
        pen.setStyle(Qt.PenStyle.SolidLine if reached else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(left + radius, height), QPointF(right - radius, height))

    def _paint_station(self, painter: QPainter, left: int, width: int, mark: TrackMark) -> None:
        worn = look()
        status = StageMark(mark.status)
        ink = {StageMark.DONE: "ok", StageMark.CURRENT: "pri"}.get(status, "sub")
        size, middle = worn.px(24), left + width // 2
        if status is StageMark.CURRENT:
            halo = QRect(middle - worn.px(17), -worn.px(3), worn.px(34), worn.px(34))
            paint.box(painter, halo, paint.Box(worn.colour("pri_soft"), None, 0, worn.px(17)))
        spot = QRect(middle - size // 2, worn.px(2), size, size)
        icons.draw(painter, spot, MARK_ICONS[status], worn.colour(ink))
        strong = status in (StageMark.DONE, StageMark.CURRENT)
        painter.setPen(worn.colour("pri" if status is StageMark.CURRENT else "text" if strong else "sub"))
        painter.setFont(worn.font(Type.LABEL, weight=Weight.MEDIUM if strong else Weight.NORMAL))
        painter.drawText(QRect(left, worn.px(28), width, worn.px(22)), Qt.AlignmentFlag.AlignCenter, mark.name)
        painter.setPen(worn.colour("pri" if status is StageMark.CURRENT else "sub"))
        painter.setFont(worn.font(Type.SMALL))
        painter.drawText(QRect(left, worn.px(48), width, worn.px(20)), Qt.AlignmentFlag.AlignCenter, mark.note)
