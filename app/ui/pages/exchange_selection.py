"""What a package is to hold: since the last one, all, some days, or some inspections; with photographs or without."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.tasks import plain
from app.ui.text import day_in_field, label
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Label
from app.ui.widgets.option import Mark, Option
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.select import DayEdit
from app.values.package import Selection, SelectionKind
from app.values.rows_inspection import InspectionRow

MOST_OFFERED = 40
LIST_HEIGHT = 220
LABEL_WIDTH = 88


class SelectionForm(QWidget):
    """Ask which records a package is to hold."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = (
            Choice(SelectionKind.LAST, tr("上次移交以后")),
            Choice(SelectionKind.ALL, tr("全部")),
            Choice(SelectionKind.DAYS, tr("按日期")),
            Choice(SelectionKind.INSPECTIONS, tr("按检查")),
        )
        self.kinds = ChoiceRow(kinds, name=tr("移交什么"))
        self.kinds.choose([SelectionKind.LAST])
        self.kinds.chosen.connect(self._on_kind)
        self.first, self.last = DayEdit(name=tr("从")), DayEdit(name=tr("到"))
        for day in (self.first, self.last):
            day.day_changed.connect(lambda _day: self.changed.emit())
        self.photos = ChoiceRow([Choice(True, tr("带照片")), Choice(False, tr("不带照片"))], name=tr("照片"))
        self.photos.choose([True])
        self.photos.chosen.connect(lambda _value: self.changed.emit())
        self.options: list[tuple[InspectionRow, Option]] = []
        self._list = Scroll(gap=Space.CONTROL)
        self._list.setFixedHeight(LIST_HEIGHT)
        self._lay_out()
        self._dress()

    @property
    def selection(self) -> Selection | None:
        """Give what was asked for; None while a day or an inspection is still to be chosen."""
        kind, with_photos = self.kinds.value, bool(self.photos.value)
        if kind is SelectionKind.DAYS:
            first, last = self.first.day, self.last.day
            if (first is None and last is None) or (first is not None and last is not None and first > last):
                return None
            return Selection(SelectionKind.DAYS, first_day=first, last_day=last, with_photos=with_photos)
        if kind is SelectionKind.INSPECTIONS:
            chosen = tuple(row.id for row, option in self.options if option.isChecked())
            if not chosen:
                return None
            return Selection(SelectionKind.INSPECTIONS, inspection_ids=chosen, with_photos=with_photos)
        return Selection(SelectionKind(str(kind)), with_photos=with_photos)

    def offer(self, context: UiContext) -> None:
        """Offer the latest inspections."""
        inspections = context.services.inspections

        def read() -> list[InspectionRow]:
            rows = inspections.rows(inspections.search()[:MOST_OFFERED])
            return [row for row in rows if row.started_at is not None]

        context.tasks.run_read(plain(read), done=self._show, owner=self, lane="offer")

    def _show(self, rows: list[InspectionRow]) -> None:
        empty(self._list.body)
        self.options = []
        for row in rows:
            day = "" if row.started_at is None else day_in_field(row.started_at.date())
            second = "　".join(part for part in (day, label(row.state), tr("隐患 {n} 项", n=row.hazards)) if part)
            option = Option(row.enterprise, second=second, mark=Mark.CHECK)
            option.toggled.connect(lambda _on: self.changed.emit())
            self.options.append((row, option))
            self._list.body.addWidget(option)
        if not rows:
            self._list.body.addWidget(Label(tr("还没有检查。")))
        self._list.body.addStretch(1)

    def _on_kind(self, _kind: object) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        self._days.setVisible(self.kinds.value is SelectionKind.DAYS)
        self._list.setVisible(self.kinds.value is SelectionKind.INSPECTIONS)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        self._days = FoldingRow(
            [(Field(tr("从"), self.first, label_width=LABEL_WIDTH), 1), (Field(tr("到"), self.last), 1)]
        )
        column.addWidget(Field(tr("移交什么"), self.kinds, label_width=LABEL_WIDTH))
        column.addWidget(self._days)
        column.addWidget(self._list)
        column.addWidget(Field(tr("照片"), self.photos, label_width=LABEL_WIDTH))
