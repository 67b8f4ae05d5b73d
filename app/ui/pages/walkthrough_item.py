"""The items of a section: closed ones as rows, the current one as a card with its answers, law and photographs."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.pages.walkthrough_course import Course, Stop
from app.ui.text import label, look_of
from app.ui.theme import Height, Radius, Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.values.enums import FindingResult
from app.values.rows_hazard import HazardRow
from app.values.rows_walk import Basis, WalkItem

ANSWERS = (
    FindingResult.CONFORMS,
    FindingResult.FAILS,
    FindingResult.NOT_APPLICABLE,
    FindingResult.PENDING,
)


class ItemRow(Button):
    """A closed item: its number, its words in one line, and its answer as a chip."""

    def __init__(self, number: str, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(words, height=Height.ITEM, name=f"{number} {words}", parent=parent)
        self._number, self._chips = number, tuple[tuple[str, Tone, str], ...]()
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, *chips: tuple[str, Tone, str]) -> None:
        """Show what stands at the right, as words, tone and icon."""
        self._chips = chips
        self.setAccessibleDescription("，".join(words for words, _tone, _icon in chips))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(Height.ITEM))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(Height.ITEM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        ground = self._touched(worn.colour("panel"))
        paint.box(painter, self.rect(), paint.Box(ground, worn.colour("line2"), worn.chip_border, Radius.CARD))
        right = self.width() - worn.px(12)
        for words, tone, icon in reversed(self._chips):
            size = paint.chip_size(worn, words, icon=icon)
            place = QRect(right - size.width(), (self.height() - size.height()) // 2, size.width(), size.height())
            paint.chip(painter, place, words, icon=icon, tone=tone, worn=worn)
            right -= size.width() + worn.px(8)
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.DENSE))
        left = worn.px(16)
        width = max(worn.px(40), painter.fontMetrics().horizontalAdvance(self._number) + worn.px(14))
        paint.line_of_text(painter, QRect(left, 0, width, self.height()), self._number)
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.BODY))
        left += width
        paint.line_of_text(painter, QRect(left, 0, right - left, self.height()), self.text())
        painter.end()


class BasisCard(Card):
    """法律依据 of an item; its head folds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(quiet=True, margin=Space.CARD, gap=Space.PAIR, parent=parent)
        self._count = Label("", size=Type.LABEL, tone=Tone.SUB)
        self._penalty = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self.fold = Button(tr("法律依据"), kind=Kind.GHOST, icon="scale", key="L", trailing="chevron-up")
        self.fold.clicked.connect(self.toggle)
        self.body.setContentsMargins(Space.PAIR, 0, Space.CARD, Space.PAIR)
        self.row(self.fold, self._count, self._penalty).setStretch(2, 1)
        self._texts = QWidget()
        self._lines = QVBoxLayout(self._texts)
        self._lines.setContentsMargins(Space.CONTROL, 0, 0, Space.PAIR)
        self._lines.setSpacing(Space.PAIR)
        self.body.addWidget(self._texts)

    def show_basis(self, basis: Sequence[Basis], *, penalty: str, criteria: Sequence[str]) -> None:
        """Show the provisions of an item, their penalty, and the criteria of 重大事故隐患."""
        empty(self._lines)
        for one in basis:
            self._lines.addWidget(Label(f"{one.citation}：{one.text}", size=Type.DENSE, wrap=True))
        for words in criteria:
            self._lines.addWidget(
                Label(tr("判定标准　{words}", words=words), size=Type.DENSE, tone=Tone.BAD, wrap=True)
            )
        self._count.setText(tr("{count} 条", count=len(basis)))
        self._penalty.setText(tr("罚则：{penalty}", penalty=penalty) if penalty else "")
        self.setVisible(bool(basis or criteria))

    def toggle(self) -> None:
        """Fold or unfold."""
        is_open = not self._texts.isHidden()
        self._texts.setVisible(not is_open)
        self.fold.trailing = "chevron-down" if is_open else "chevron-up"
        self.fold.update()

    @property
    def is_folded(self) -> bool:
        return self._texts.isHidden()


class ItemCard(Card):
    """The current item with its four answers; or a hazard of no item, without them."""

    answered = Signal(object)

    def __init__(self, photos: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(edge="current", gap=Space.CARD, parent=parent)
        self._number = Label("", size=Type.DENSE, tone=Tone.SUB)
        self.title = Label("", size=Type.CARD, weight=Weight.BOLD, wrap=True)
        self._key = Chip(tr("重点"), tone=Tone.WARN, icon="star")
        self.row(self._number, self.title, self._key, gap=Space.CARD).setStretch(1, 1)
        self._how = Label("", size=Type.DENSE, tone=Tone.SUB, wrap=True)
        self._how_mark = IconMark("eye", tone=Tone.SUB)
        self.row(self._how_mark, self._how).setStretch(1, 1)
        self.answers = ChoiceRow(_choices(), name=tr("检查结果"), columns=4, height=Height.ANSWER, may_be_empty=True)
        for button in self.answers.buttons:
            button.clicked.connect(lambda _on, value=button.choice.value: self.answered.emit(value))
        self.body.addWidget(self.answers)
        self.edit = Button("", icon="pencil", key="Enter")
        self.edit.hide()
        self.body.addWidget(self.edit)
        self.basis = BasisCard()
        self.body.addWidget(self.basis)
        self.body.addWidget(photos)

    def show_item(self, item: WalkItem) -> None:
        """Show an item of a checklist."""
        self._number.setText(item.number)
        self.title.setText(item.item.text)
        self._key.setVisible(item.item.is_key)
        self._show_how(item.item.how)
        self.answers.show()
        self.choose(item.result)
        self.basis.show_basis(item.basis, penalty=item.penalty, criteria=item.criteria)

    def show_free(self, hazard: HazardRow) -> None:
        """Show a hazard that no item asks for."""
        self._number.setText(hazard.number)
        self.title.setText(tr("清单外发现的隐患"))
        self._key.hide()
        self._show_how(hazard.fields.fact)
        self.answers.hide()
        self.basis.hide()

    def show_hazard(self, hazard: HazardRow | None) -> None:
        """Offer to open the hazard of the item, where its card does not stand beside it."""
        self.edit.setVisible(hazard is not None)
        if hazard is not None:
            self.edit.say(tr("编辑隐患 {number}　{fact}", number=hazard.number, fact=hazard.fields.fact))

    def choose(self, result: FindingResult | None) -> None:
        """Show an answer without giving it."""
        self.answers.choose([] if result is None else [result])

    def lock(self, reason: str) -> None:
        """Keep the answers from being pressed, with the reason; an empty one lets them be pressed."""
        for button in self.answers.buttons:
            if reason:
                button.lock(reason)
            else:
                button.unlock()

    def _show_how(self, words: str) -> None:
        self._how.setText(words)
        self._how.setVisible(bool(words))
        self._how_mark.setVisible(bool(words))


class ItemList(QWidget):
    """One section: a row for each stop, and the card in the place of the current one."""

    stop_chosen = Signal(object)

    def __init__(self, card: ItemCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self.rows: dict[Stop, ItemRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CONTROL)
        self._column.addWidget(card)

    def show_stop(self, course: Course, stop: Stop) -> None:
        """Open a stop; the rows are made anew only for another section."""
        wanted = course.in_section(stop.section)
        if list(self.rows) != list(wanted):
            self._build(course, wanted)
        self.refresh(course)
        for one, row in self.rows.items():
            row.setVisible(one != stop)
        self._column.removeWidget(self._card)
        place = list(self.rows).index(stop) if stop in self.rows else 0
        self._column.insertWidget(place, self._card)

    def refresh(self, course: Course) -> None:
        """Show the answers anew."""
        for stop, row in self.rows.items():
            row.show_chips(*_chips(course, stop))

    def _build(self, course: Course, stops: Sequence[Stop]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for stop in stops:
            item, hazard = course.item(stop), course.hazard(stop)
            if item is not None:
                row = ItemRow(item.number, item.item.text)
            else:
                row = ItemRow("" if hazard is None else hazard.number, _fact_of(hazard))
            row.clicked.connect(lambda _on, stop=stop: self.stop_chosen.emit(stop))
            self.rows[stop] = row
            self._column.addWidget(row)


def _fact_of(hazard: HazardRow | None) -> str:
    return "" if hazard is None else hazard.fields.fact or tr("尚未填写事实")


def _choices() -> list[Choice]:
    return [
        Choice(result, label(result), look_of(result)[1], str(number), look_of(result)[0])
        for number, result in enumerate(ANSWERS, start=1)
    ]


def _chips(course: Course, stop: Stop) -> list[tuple[str, Tone, str]]:
    item = course.item(stop)
    if item is None:
        hazard = course.hazard(stop)
        return [] if hazard is None else [_level_chip(hazard)]
    chips = [(tr("重点"), Tone.WARN, "star")] if item.item.is_key and not item.is_judged else []
    if item.result is None:
        return [*chips, (tr("未查"), Tone.NA, "circle")]
    tone, icon = look_of(item.result)
    return [*chips, (label(item.result), tone, icon)]


def _level_chip(hazard: HazardRow) -> tuple[str, Tone, str]:
    tone, icon = look_of(hazard.fields.level)
    return label(hazard.fields.level), tone, icon
