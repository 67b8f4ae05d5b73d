"""闭环: what is still in the way of closing an inspection, the closing, and the report about the whole loop."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.chosen_files import write_file
from app.ui.tasks import plain
from app.ui.text import day_in_sentence
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import SidePanel, SlideOver
from app.values.enums import InspectionState
from app.values.rows_loop import ObstacleRow, Standing

if TYPE_CHECKING:
    from app.ui.context import UiContext
    from app.ui.page import Page

PDF = "PDF (*.pdf)"
# Which page mends what: the first part of an obstacle's target names the kind of record.
PLACES = {"hazard": "reinspection", "case": "case", "document": "documents"}


class LoopPanel(SidePanel):
    """Name every obstacle with the way to remove it; closing is locked while there is one."""

    go_wanted = Signal(str, object)
    close_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("闭环"), parent=parent)
        self.standing: Standing | None = None
        self.marked = ChoiceRow([Choice(True, tr("照片印标注"), icon="pencil")], name=tr("照片标注"), multi=True)
        self.marked.choose([True])
        self.report = Button(tr("闭环报告"), icon="file-down")
        self.report.clicked.connect(self.report_wanted)
        self.end = Button(tr("办理闭环"), kind=Kind.PRIMARY, icon="circle-check")
        self.end.clicked.connect(self.close_wanted)
        self.body.setSpacing(Space.CARD)
        self.top.addWidget(self.marked)
        self.add_action(self.report)
        self.add_action(self.end, stretch=1)

    def show_standing(self, standing: Standing) -> None:
        """Show where the inspection stands."""
        self.standing = standing
        empty(self.body)
        self.body.addWidget(Label(standing.enterprise, weight=Weight.MEDIUM, wrap=True))
        self.body.addWidget(self._sentence(standing))
        for one in standing.obstacles:
            self.body.addWidget(self._obstacle(one))
        self.body.addStretch(1)
        if standing.may_close:
            self.end.unlock()
        else:
            self.end.lock(self._lock(standing))

    def _sentence(self, standing: Standing) -> Label:
        if standing.state is InspectionState.CLOSED:
            return Label(tr("本次检查已经闭环。"), tone=Tone.OK, wrap=True)
        if standing.obstacles:
            words = tr("还有 {count} 件事没有办结：", count=len(standing.obstacles))
            return Label(words, tone=Tone.WARN, wrap=True)
        day = "" if standing.earliest is None else tr("最后一次办理：{day}", day=day_in_sentence(standing.earliest))
        return Label(tr("全部办结，可以闭环。") + day, tone=Tone.OK, wrap=True)

    def _lock(self, standing: Standing) -> str:
        if standing.state is InspectionState.CLOSED:
            return tr("已经闭环")
        return tr("还有 {count} 件事", count=len(standing.obstacles)) if standing.obstacles else tr("检查还没有结束")

    def _obstacle(self, one: ObstacleRow) -> Card:
        card = Card(edge="bad", margin=Space.CARD, gap=Space.PAIR)
        words = Label(one.what, size=Type.DENSE, weight=Weight.MEDIUM, wrap=True)
        card.row(IconMark("circle-alert", tone=Tone.BAD), words).setStretch(1, 1)
        card.body.addWidget(Label(f"{one.who}：{one.action}", size=Type.LABEL, tone=Tone.SUB, wrap=True))
        kind, _, rest = one.target.partition(":")
        go = Button(tr("去办"), icon="arrow-right", dense=True)
        go.clicked.connect(partial(self._on_go_pressed, kind, rest.partition(".")[0]))
        card.row(None, go)
        return card

    def _on_go_pressed(self, kind: str, record_id: str) -> None:
        """A hazard is looked at again by its inspection; cases and papers open by themselves."""
        wanted = self.standing.inspection_id if kind == "hazard" and self.standing is not None else UUID(record_id)
        self.go_wanted.emit(PLACES[kind], wanted)


class LoopDesk(QObject):
    """Open the panel over a page, close loops, write reports."""

    def __init__(self, context: "UiContext", page: "Page") -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._inspection: UUID | None = None
        self.panel = LoopPanel()
        self.panel.hide()
        self.slide: SlideOver | None = None
        self.panel.go_wanted.connect(self._on_go_wanted)
        self.panel.close_wanted.connect(self._on_close_wanted)
        self.panel.report_wanted.connect(self._on_report_wanted)

    def open(self, inspection_id: UUID) -> None:
        """Show where an inspection stands."""
        self._inspection = inspection_id
        self._context.tasks.run_read(
            plain(partial(self._context.services.loop.standing, inspection_id)),
            done=self._on_read,
            owner=self,
            lane="standing",
        )

    def _on_read(self, standing: Standing) -> None:
        self.panel.show_standing(standing)
        if self.slide is None:
            self.slide = SlideOver(self._page.overlay_room, self.panel, keep=self._page.overlay_keep)
        if self.slide.isHidden():
            self.slide.present(self.panel.report)

    def _on_go_wanted(self, place: str, wanted: object) -> None:
        if self.slide is not None:
            self.slide.dismiss()
        self._page.navigate.emit(place, wanted)

    def _on_close_wanted(self) -> None:
        if self._inspection is not None:
            close = partial(self._context.services.loop.close, self._inspection)
            self._context.tasks.run_write(plain(close), done=self._on_closed, owner=self)

    def _on_closed(self, _nothing: None) -> None:
        self._context.messages.say(tr("已办理闭环"))
        if self._inspection is not None:
            self.open(self._inspection)
        self._page.refresh()

    def _on_report_wanted(self) -> None:
        self._context.ask.save_file(
            self._page, tr("闭环报告另存为"), kinds=PDF, then=self._on_place_chosen, start=tr("闭环报告.pdf")
        )

    def _on_place_chosen(self, path: Path) -> None:
        if self._inspection is not None:
            with_marks = bool(self.panel.marked.values)
            report = partial(self._context.services.loop.report, self._inspection, with_marks=with_marks)
            work = partial(write_file, path, report)
            self._context.tasks.run_read(plain(work), done=self._on_written, owner=self)

    def _on_written(self, path: Path) -> None:
        self._context.messages.say(tr("已另存：{name}", name=path.name))
