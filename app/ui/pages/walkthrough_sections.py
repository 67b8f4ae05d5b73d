"""The sections of a walk: a column at the left, or one list to drop down where the window is narrow."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.theme import Height, Look, Radius, Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.emptying import empty
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import Scroll
from app.values.enums import HazardState
from app.values.rows_walk import Walk, WalkSection

EXTRA = "清单外隐患"
# Below this width the section's name has more need of the room than its place among the others.
ROOM_FOR_PLACE = 300


class SectionRow(Button):
    """One section: its title, how many items fail, and how far it is."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, height=Height.ITEM, parent=parent)
        self._failed, self._state, self._is_done = 0, "", False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, *, failed: int, judged: int, total: int) -> None:
        """Show the red count, and a tick or done of total."""
        self._failed, self._is_done = failed, judged == total
        self._state = f"{judged}/{total}" if total else ""
        spoken = tr("已查完") if self._is_done else tr("已查 {judged}，共 {total} 项", judged=judged, total=total)
        failing = tr("，不符合 {failed} 项", failed=failed) if failed else ""
        self.setAccessibleDescription(spoken + failing)
        self.setToolTip(f"{self.text()}　{spoken}{failing}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(Width.SECTIONS - 2 * Space.CONTROL), look().px(Height.ITEM))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(100), look().px(Height.ITEM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        if self.isChecked():
            ground = paint.Box(worn.colour("pri_soft"), worn.colour("pri"), 2, Radius.CONTROL)
            paint.box(painter, self.rect(), ground)
        elif self._is_touched():
            paint.box(painter, self.rect(), paint.Box(worn.colour("na_soft"), None, 0, Radius.CONTROL))
        right = paint_counts(painter, self.rect().adjusted(0, 0, -worn.px(8), 0), worn, self.counts)
        painter.setPen(worn.colour("text"))
        left = worn.px(12)
        _paint_title(painter, QRect(left, 0, right - left, self.height()), self.text(), worn)
        painter.end()

    @property
    def counts(self) -> tuple[int, str, bool]:
        return self._failed, self._state, self._is_done


def _paint_title(painter: QPainter, place: QRect, words: str, worn: Look) -> None:
    """Paint a title in one line, or smaller in two where one has no room for it."""
    painter.setFont(worn.font(Type.BODY, weight=Weight.MEDIUM))
    if painter.fontMetrics().horizontalAdvance(words) <= place.width():
        paint.line_of_text(painter, place, words)
        return
    painter.setFont(worn.font(Type.LABEL, weight=Weight.MEDIUM))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere
    painter.drawText(place, flags, words)


def paint_counts(painter: QPainter, place: QRect, worn: Look, counts: tuple[int, str, bool]) -> int:
    """Paint the tick or the figures and the red count from the right; tell where they begin."""
    failed, state, is_done = counts
    right = place.right()
    if is_done and state:
        size = worn.px(20)
        spot = QRect(right - size, place.center().y() - size // 2 + 1, size, size)
        icons.draw(painter, spot, "circle-check", worn.colour("ok"))
        right -= size + worn.px(6)
    elif state:
        painter.setFont(worn.font(Type.LABEL))
        width = painter.fontMetrics().horizontalAdvance(state) + 1
        painter.setPen(QColor(worn.colour("sub")))
        paint.line_of_text(painter, QRect(right - width, place.y(), width, place.height()), state, right=True)
        right -= width + worn.px(6)
    if failed:
        size_of = paint.chip_size(worn, str(failed), icon="x")
        top = place.center().y() - size_of.height() // 2 + 1
        spot = QRect(right - size_of.width(), top, size_of.width(), size_of.height())
        paint.chip(painter, spot, str(failed), icon="x", tone=Tone.BAD, worn=worn)
        right -= size_of.width() + worn.px(6)
    return right


class SectionColumn(QWidget):
    """All sections in groups, and below them how many hazards there are."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[int, SectionRow] = {}
        self._titles: tuple[str, ...] = ()
        self._scroll = Scroll(gap=Space.PAIR)
        self.summary = HazardSummary()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.CONTROL, Space.CARD, Space.CONTROL, Space.CARD)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.summary)

    def show_walk(self, walk: Walk, *, current: int) -> None:
        """Show every section with its counts; the rows are built once for a walk."""
        titles = (*(f"{one.group}/{one.title}" for one in walk.sections), EXTRA if walk.extra_hazards else "")
        if titles != self._titles:
            self._titles = titles
            self._build(walk)
        for section in walk.sections:
            self.rows[section.place].show_counts(failed=section.failed, judged=section.judged, total=len(section.items))
        if walk.extra_hazards:
            self.rows[len(walk.sections) + 1].show_counts(failed=len(walk.extra_hazards), judged=0, total=0)
        self.summary.show_walk(walk)
        self.mark(current)

    def mark(self, current: int) -> None:
        """Show which section is open."""
        for place, row in self.rows.items():
            row.setChecked(place == current)
        if current in self.rows:
            self._scroll.ensureWidgetVisible(self.rows[current], 0, look().px(Height.ITEM))

    def _build(self, walk: Walk) -> None:
        body = self._scroll.body
        empty(body)
        self.rows.clear()
        group = ""
        for section in walk.sections:
            if section.group != group:
                group = section.group
                body.addWidget(_heading(group, first=not self.rows))
            self._add_row(section.place, section.title)
        if walk.extra_hazards:
            self._add_row(len(walk.sections) + 1, tr(EXTRA))
        body.addStretch(1)

    def _add_row(self, place: int, title: str) -> None:
        row = SectionRow(title)
        row.clicked.connect(lambda _on, place=place: self.chosen.emit(place))
        self.rows[place] = row
        self._scroll.body.addWidget(row)


def _heading(words: str, *, first: bool) -> QWidget:
    heading = QWidget()
    line = QHBoxLayout(heading)
    line.setContentsMargins(Space.CARD, 0 if first else Space.CONTROL, Space.PAIR, 0)
    line.addWidget(Label(words, size=Type.LABEL, weight=Weight.BOLD, tone=Tone.SUB, wrap=True), 1)
    if first:
        line.addWidget(Label("PgUp/PgDn", size=Type.LABEL, tone=Tone.SUB))
    return heading


class HazardSummary(Card):
    """How many hazards were found so far, ordinary and major."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.CONTROL, parent=parent)
        self.body.addWidget(Label(tr("本次隐患"), size=Type.LABEL, weight=Weight.BOLD, tone=Tone.SUB))
        self.chips = HazardChips()
        self.body.addWidget(self.chips)

    def show_walk(self, walk: Walk) -> None:
        """Count the hazards of a walk."""
        self.chips.show_walk(walk)


class HazardChips(QWidget):
    """一般 and 重大, counted; advice is no hazard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ordinary = Chip(tr("一般 {count}", count=0), tone=Tone.WARN, icon="triangle-alert")
        self.major = Chip(tr("重大 {count}", count=0), tone=Tone.BAD, icon="octagon-alert")
        row = FlowLayout(self, gap=Space.CONTROL)
        row.addWidget(self.ordinary)
        row.addWidget(self.major)

    def show_walk(self, walk: Walk) -> None:
        """Count the hazards of a walk."""
        counted = [one for one in walk.hazards if not one.is_advice and one.state is not HazardState.VOID]
        major = sum(one.is_major for one in counted)
        self._show(self.ordinary, tr("一般 {count}", count=len(counted) - major), Tone.WARN, "triangle-alert")
        self._show(self.major, tr("重大 {count}", count=major), Tone.BAD, "octagon-alert")

    def _show(self, chip: Chip, words: str, tone: Tone, icon: str) -> None:
        is_none = words.endswith(" 0")
        chip.show_state(words, tone=Tone.NA if is_none else tone, icon=icon)


class SectionPicker(Button):
    """The open section with its counts; a press drops the list of all sections down."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", icon="list-tree", trailing="chevron-down", name=tr("分区"), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sections: tuple[WalkSection, ...] = ()
        self._extra = 0
        self._counts = (0, "", False)
        self._place = ""
        self.clicked.connect(self._on_pressed)

    def show_walk(self, walk: Walk, *, current: int) -> None:
        """Show the open section of a walk."""
        self._sections, self._extra = walk.sections, len(walk.extra_hazards)
        found = next((one for one in walk.sections if one.place == current), None)
        self.setText(tr(EXTRA) if found is None else found.title)
        self._counts = (
            (self._extra, "", False)
            if found is None
            else (found.failed, f"{found.judged}/{len(found.items)}", found.is_done)
        )
        self._place = tr("分区 {place} / {count}", place=current, count=len(walk.sections) + bool(self._extra))
        self.setAccessibleName(tr("分区 {title}", title=self.text()))
        self.update()

    def menu(self) -> QMenu:
        """Build the list of all sections."""
        menu = QMenu(self)
        for section in self._sections:
            counts = f"{section.judged}/{len(section.items)}"
            failed = tr("　不符合 {failed}", failed=section.failed) if section.failed else ""
            action = menu.addAction(f"{section.title}　{counts}{failed}")
            action.triggered.connect(lambda _on=False, place=section.place: self.chosen.emit(place))
        if self._extra:
            action = menu.addAction(f"{tr(EXTRA)}　{self._extra}")
            action.triggered.connect(lambda _on=False: self.chosen.emit(len(self._sections) + 1))
        return menu

    def sizeHint(self) -> QSize:
        return QSize(look().px(340), look().px(Height.CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        paint.box(painter, self.rect(), self._box(worn))
        size, middle = worn.px(paint.ICON), self.height() // 2
        icons.draw(painter, QRect(worn.px(12), middle - size // 2, size, size), "list-tree", worn.colour("pri"))
        right = self.width() - worn.px(12) - size
        icons.draw(painter, QRect(right, middle - size // 2, size, size), "chevron-down", worn.colour("text"))
        right = self._paint_place(painter, right, worn)
        right = paint_counts(painter, QRect(0, 0, right - worn.px(10), self.height()), worn, self._counts)
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.BODY, weight=Weight.BOLD))
        left = worn.px(12) + size + worn.px(10)
        paint.line_of_text(painter, QRect(left, 0, right - left, self.height()), self.text())
        painter.end()

    def _paint_place(self, painter: QPainter, right: int, worn: Look) -> int:
        """Say which section of how many it is, unless the section's own name would have no room for it."""
        if self.width() < worn.px(ROOM_FOR_PLACE):
            return right
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.LABEL))
        width = painter.fontMetrics().horizontalAdvance(self._place) + 1
        right -= width + worn.px(10)
        paint.line_of_text(painter, QRect(right, 0, width, self.height()), self._place)
        return right

    def _on_pressed(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))
