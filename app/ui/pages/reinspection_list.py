"""The items of a re-inspection in a column: number, what it is, by when, and how it was judged."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.pages.reinspections import URGENT
from app.ui.text import look_of
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.scroll import Scroll
from app.values.rows_reinspection import ReinspectedRow, ReinspectionView

HEIGHT = 66
WIDTH = 204


class ItemButton(Button):
    """One item; the current one has the frame of the action."""

    def __init__(self, row: ReinspectedRow, parent: QWidget | None = None) -> None:
        super().__init__(row.fact, height=HEIGHT, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_row(row)

    def show_row(self, row: ReinspectedRow) -> None:
        """Show another state of the item."""
        self.row = row
        verdict = row.result.value if row.result is not None else tr("待判")
        self.setAccessibleName(tr("第{number}项，{fact}，{verdict}", number=row.number, fact=row.fact, verdict=verdict))
        self.setToolTip(row.fact)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(WIDTH), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = worn.colour("pri_soft") if chosen else self._touched(worn.colour("panel"))
        edge = worn.colour("pri" if chosen else "line2")
        paint.box(painter, self.rect(), paint.Box(fill, edge, 2 if chosen else 1))
        left, right, half = worn.px(35), self.width() - worn.px(8), self.height() // 2
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
        paint.line_of_text(painter, QRect(worn.px(11), worn.px(8), worn.px(22), worn.px(24)), str(self.row.number))
        painter.setPen(worn.colour("text"))
        paint.line_of_text(painter, QRect(left, worn.px(8), right - left, worn.px(24)), self.row.fact)
        chip = self._paint_chip(painter, right, half)
        urgent = URGENT[self.row.urgency]
        painter.setPen(worn.tone(urgent if urgent is Tone.BAD else Tone.SUB))
        painter.setFont(worn.font(Type.SMALL))
        paint.line_of_text(
            painter, QRect(left, half + worn.px(2), chip - left - worn.px(4), worn.px(24)), self._until()
        )
        painter.end()

    def _until(self) -> str:
        row = self.row
        if row.deadline is None or URGENT[row.urgency] is Tone.BAD:
            return row.left
        return tr("{month}月{day}日前", month=row.deadline.month, day=row.deadline.day)

    def _paint_chip(self, painter: QPainter, right: int, half: int) -> int:
        """Paint the verdict at the lower right, and tell where it begins."""
        worn = look()
        words, tone, icon = tr("待判"), Tone.NA, "circle"
        if self.row.result is not None:
            words = self.row.result.value
            tone, icon = look_of(self.row.result)
        size = paint.chip_size(worn, words, icon=icon, small=True)
        place = QRect(right - size.width(), half + worn.px(3), size.width(), size.height())
        paint.chip(painter, place, words, icon=icon, tone=tone, worn=worn)
        return place.x()


class ItemList(QWidget):
    """Choose an item, and see what the enterprise reported."""

    chosen = Signal(object)
    paper_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[UUID, ItemButton] = {}
        self._order = Elided(size=Type.LABEL, weight=Weight.BOLD, tone=Tone.SUB)
        self._scroll = Scroll(gap=Space.CONTROL)
        self._scroll.body.addStretch(1)
        self.paper = Button(tr("企业来件"), icon="inbox", dense=True)
        self.paper.clicked.connect(self._on_paper_pressed)
        self._paper_words = Label("", size=Type.SMALL, tone=Tone.SUB, wrap=True)
        self._paper_id: UUID | None = None
        self._paper_card = Card(margin=Space.CONTROL, gap=Space.PAIR)
        self._paper_card.body.addWidget(self.paper)
        self._paper_card.body.addWidget(self._paper_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._order)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._paper_card)

    def show_view(self, view: ReinspectionView) -> None:
        """Show the items of a re-inspection."""
        self._order.setText(view.order_name or tr("没有责令文书"))
        if list(self.buttons) != [row.hazard_id for row in view.items]:
            self._build(view.items)
        for row in view.items:
            self.buttons[row.hazard_id].show_row(row)
        self._show_paper(view)

    def choose(self, hazard_id: UUID) -> None:
        """Show an item as the current one without telling anyone."""
        button = self.buttons.get(hazard_id)
        if button is not None:
            button.setChecked(True)
            self._scroll.ensureWidgetVisible(button, 0, Space.PAGE)

    def _build(self, rows: Sequence[ReinspectedRow]) -> None:
        for button in self.buttons.values():
            button.deleteLater()
        self.buttons = {row.hazard_id: ItemButton(row) for row in rows}
        for place, (hazard_id, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _on=False, wanted=hazard_id: self.chosen.emit(wanted))
            self._scroll.body.insertWidget(place, button)

    def _show_paper(self, view: ReinspectionView) -> None:
        paper = next(iter(view.papers), None)
        self._paper_card.setVisible(paper is not None)
        if paper is not None:
            self._paper_id = paper.id
            self.paper.say(tr("企业{kind}", kind=paper.kind.value))
            day = paper.received_on
            self._paper_words.setText(
                tr("{month}月{day}日收，{count} 项已对应", month=day.month, day=day.day, count=paper.items)
            )

    def _on_paper_pressed(self) -> None:
        self.paper_wanted.emit(self._paper_id)
