"""What stands beside an item without a hazard: the hazards found so far, and a way to record a free one."""

from uuid import UUID

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.text import label, look_of
from app.ui.theme import Radius, Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import SidePanel
from app.values.rows_hazard import HazardRow
from app.values.rows_walk import Walk

HEIGHT = 60


class HazardButton(Button):
    """One hazard in two lines: its number and level, and what was seen."""

    def __init__(self, hazard: HazardRow, parent: QWidget | None = None) -> None:
        words = hazard.fields.fact or tr("尚未填写事实")
        super().__init__(words, height=HEIGHT, name=tr("隐患 {number}", number=hazard.number), parent=parent)
        self._hazard = hazard
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, fields = look(), self._hazard.fields
        painter = QPainter(self)
        shape = paint.Box(self._touched(worn.colour("panel")), worn.colour("line2"), worn.chip_border, Radius.CONTROL)
        paint.box(painter, self.rect(), shape)
        tone, icon = look_of(fields.level)
        size = worn.px(paint.ICON)
        icons.draw(painter, QRect(worn.px(12), worn.px(9), size, size), icon, worn.tone(tone))
        painter.setPen(worn.tone(tone))
        painter.setFont(worn.font(Type.LABEL, weight=Weight.BOLD))
        left = worn.px(12) + size + worn.px(8)
        state = tr("隐患 {number}　{level}", number=self._hazard.number, level=label(fields.level))
        how = f"　{label(fields.handling)}" if fields.handling is not None else ""
        top = QRect(left, worn.px(6), self.width() - left - worn.px(8), worn.px(24))
        paint.line_of_text(painter, top, state + how)
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.DENSE))
        paint.line_of_text(painter, top.translated(0, worn.px(24)), self.text())
        painter.end()


class HazardPanel(SidePanel):
    """List the hazards of the walk."""

    hazard_chosen = Signal(object)
    free_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("本次隐患"), parent=parent)
        self.buttons: dict[UUID, HazardButton] = {}
        self._rows: tuple[HazardRow, ...] | None = None
        self._hint = Label("", size=Type.DENSE, tone=Tone.SUB, wrap=True)
        self.free = Button(tr("另记隐患"), icon="plus", key="Ctrl+N")
        self.free.clicked.connect(self.free_wanted)
        self.body.setSpacing(Space.CONTROL)
        self.add_action(self.free, stretch=1)
        self.close_button.hide()

    def show_walk(self, walk: Walk) -> None:
        """Show every hazard; built anew only when one has changed."""
        if walk.hazards == self._rows:
            return
        self._rows = walk.hazards
        while self.body.count():
            widget = self.body.takeAt(0).widget()
            if widget is not None and widget is not self._hint:
                widget.hide()
                widget.deleteLater()
        self._hint.setText(
            tr("本项没有隐患。判为“不符合”（按 2），这里就打开隐患编辑。")
            if walk.hazards
            else tr("还没有发现隐患。判为“不符合”（按 2），按标准表述记下隐患并打开编辑。")
        )
        self.body.addWidget(self._hint)
        self.buttons = {}
        for hazard in walk.standing_hazards:
            button = HazardButton(hazard)
            button.clicked.connect(lambda _on, one=hazard.id: self.hazard_chosen.emit(one))
            self.buttons[hazard.id] = button
            self.body.addWidget(button)
        self.body.addStretch(1)

    def lock(self, reason: str) -> None:
        """Keep free hazards from being recorded, with the reason."""
        if reason:
            self.free.lock(reason)
        else:
            self.free.unlock()
