"""一个案件: where it stands, what comes next, its clocks, its steps, and the ranges of the law."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.case_panels import ClockPanel, FinePanel, StepPanel
from app.ui.pages.case_step_form import WIDTH, StepForm
from app.ui.pages.case_track import CaseTrack
from app.ui.pages.form_keeper import FormKeeper, keeping
from app.ui.pages.live_page import LivePage
from app.ui.pages.loop_panel import LoopDesk
from app.ui.tasks import plain
from app.ui.text import tr
from app.ui.theme import Layout, Space, Tone, Type, Weight, look
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import SlideOver
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.states import EmptyState, Region
from app.values.enums import CaseState, Stage, StepKind
from app.values.errors import UserError
from app.values.rows_case import CaseView, StepRow

if TYPE_CHECKING:
    from app.services.cases import CaseService

LEAST_WORDS = 240  # of the next step, or its buttons go below


class CasePage(LivePage):
    """Carry one case on."""

    title = "案件"
    kinds = frozenset({"case", "case_step", "hazard"})
    key_hints = (
        KeyHint("N", "办下一步"),
        KeyHint("S", "其他步骤"),
        KeyHint("Ctrl+Enter", "保存步骤"),
        KeyHint("Esc", "关闭表单"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._case: UUID | None = None
        self.view: CaseView | None = None
        self.slide: SlideOver | None = None
        self._build()
        self._lay_out()
        self._connect()

    @property
    def _service(self) -> "CaseService":
        return self._context.services.cases

    def enter(self, payload: object) -> None:
        """Open a case."""
        if isinstance(payload, UUID) and payload != self._case:
            self._case, self.view = payload, None

    def refresh(self) -> None:
        """Read the case again."""
        if self._case is None:
            self.region.show_rows(0)
            return
        if self.view is None:
            self.region.show_loading()
        self._context.tasks.run_read(
            plain(partial(self._service.view, self._case)),
            done=self._on_read,
            failed=self._on_failed,
            owner=self,
            lane="case",
        )

    def top_widgets(self) -> tuple[QWidget, ...]:
        return (self.stages,)

    def bottom_right_widgets(self) -> tuple[QWidget, ...]:
        return (self.closing,)

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self.stages.setVisible(layout is not Layout.NARROW)
        self._columns.setDirection(
            QHBoxLayout.Direction.TopToBottom if layout is Layout.NARROW else QHBoxLayout.Direction.LeftToRight
        )
        height = 260 if layout is Layout.NARROW else 0
        for panel in (self.clocks, self.steps, self.fines):
            panel.setMinimumHeight(height)

    def open_step(self, kind: StepKind, corrected: StepRow | None = None) -> None:
        """Ask for a step over the page."""
        if self.view is None:
            return
        self.form.present(kind, self.view, today=self._context.services.desk.today(), corrected=corrected)
        if self.slide is None:
            self.slide = SlideOver(self.overlay_room, self.form, width=WIDTH, keep=self.overlay_keep)
            self.slide.closed.connect(self.keeper.close)
        self.slide.present(self.form.on)
        about = corrected.id if corrected is not None else self._case
        self.keeper.open(f"case_step:{kind.name}:{about}", self.form.controls())

    def open_next(self) -> None:
        """Begin the usual next step; a notice that waits for its service is mended instead of made anew."""
        if self.view is not None and self.view.next_kinds:
            self._open(self.view.next_kinds[0])

    def menu(self) -> QMenu:
        """Build the list of all steps that may follow now."""
        menu = QMenu(self)
        for kind in () if self.view is None else self.view.allowed:
            menu.addAction(kind.value).triggered.connect(lambda _on=False, kind=kind: self._open(kind))
        return menu

    def _open(self, kind: StepKind) -> None:
        self.open_step(kind, self._unserved(kind))

    def _unserved(self, kind: StepKind) -> StepRow | None:
        """Find the notice of this kind whose service is not known yet."""
        notices = (StepKind.NOTICE, StepKind.HEARING_NOTICE)
        steps = () if self.view is None or kind not in notices else self.view.steps
        return next((one for one in reversed(steps) if one.step is kind and one.served_on is None), None)

    def _build(self) -> None:
        self.stages = StageBar({stage.value: StageMark.LATER for stage in Stage})
        self.closing = Button(tr("闭环"), icon="circle-check", dense=True)
        self.closing.clicked.connect(self._on_closing_wanted)
        self.closing.hide()
        self.loop = LoopDesk(self._context, self)
        self.track = CaseTrack()
        self.sentence = Label("", size=Type.CARD, weight=Weight.BOLD, wrap=True)
        self.note = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self.next_buttons = QHBoxLayout()
        self.next_buttons.setContentsMargins(0, 0, 0, 0)
        self.next_buttons.setSpacing(Space.CONTROL)
        self.clocks, self.steps, self.fines = ClockPanel(), StepPanel(), FinePanel()
        self.form = StepForm()
        self.form.hide()
        self.keeper = FormKeeper(self._context, self)
        self.form.top.addWidget(self.keeper.bar)
        self.empty = EmptyState("gavel", tr("请先从案件列表选择一个案件。"), action=tr("去案件列表"))

    def _lay_out(self) -> None:
        track = Card(margin=Space.CONTROL)
        track.body.addWidget(self.track)
        coming = Card(edge="current")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.PAIR)
        column.addWidget(self.sentence)
        column.addWidget(self.note)
        words.setMinimumWidth(look().px(LEAST_WORDS))
        buttons = QWidget()
        buttons.setLayout(self.next_buttons)
        mark = IconMark("circle-arrow-right", tone=Tone.ACTION, size=28)
        add_row(coming.body, mark, FoldingRow([(words, 1), (buttons, 0)])).setStretch(1, 1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(Space.CARD)
        for panel, stretch in ((self.clocks, 4), (self.steps, 5), (self.fines, 5)):
            self._columns.addWidget(panel, stretch)
        content = Scroll()
        content.body.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.CARD)
        content.body.addWidget(track)
        content.body.addWidget(coming)
        content.body.addLayout(self._columns, 1)
        self.region = Region(content, self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.error)
        outer.addWidget(self.region, 1)

    def _connect(self) -> None:
        self.empty.action_chosen.connect(self._on_list_wanted)
        self.steps.add_wanted.connect(self._on_add_wanted)
        self.steps.correct_wanted.connect(self._on_correct_wanted)
        self.fines.no_penalty_wanted.connect(partial(self.open_step, StepKind.NO_PENALTY))
        self.fines.not_file_wanted.connect(self._on_not_file_wanted)
        self.form.save_wanted.connect(self._on_save_wanted)
        QShortcut(QKeySequence("Ctrl+Return"), self.form).activated.connect(self.form.save.click)
        keys = Shortcuts(self)
        keys.add("N", self.open_next)
        keys.add("S", self._on_add_wanted)

    def _show(self, view: CaseView) -> None:
        handlers = tr("承办：{names}", names="、".join(view.handlers)) if view.handlers else ""
        about = tr("关联隐患 {count} 项", count=len(view.hazards)) if view.hazards else ""
        parts = (view.title if view.number else view.party, about, handlers)
        self.set_heading(view.number or view.title, "　".join(part for part in parts if part))
        if view.stages:
            self.stages.show_stages({one.stage.value: StageMark(one.status) for one in view.stages})
        self.closing.setVisible(view.inspection_id is not None)
        self.track.show_track(view.track)
        self.sentence.setText(tr("下一步：{words}", words=view.next_step))
        self.note.setText(view.next_note)
        self.note.setVisible(bool(view.next_note))
        self._show_buttons(view)
        self.clocks.show_view(view)
        self.steps.show_view(view)
        is_lead = view.state is CaseState.LEAD and not view.ending
        self.fines.show_view(view, may_end=StepKind.NO_PENALTY in view.allowed, is_lead=is_lead)

    def _show_buttons(self, view: CaseView) -> None:
        empty(self.next_buttons)
        kinds = [kind for kind in view.next_kinds if kind in view.allowed or self._unserved(kind) is not None]
        for place, kind in enumerate(kinds[:3]):
            unserved = self._unserved(kind) is not None
            words = tr("登记送达") if unserved else tr("登记{kind}", kind=kind.value)
            button = Button(words, kind=Kind.SECOND if place else Kind.PRIMARY, key="" if place else "N")
            button.clicked.connect(partial(self._open, kind))
            self.next_buttons.addWidget(button)

    def _on_read(self, view: CaseView) -> None:
        self.view = view
        self.error.hide()
        self.region.show_rows(1)
        self._show(view)

    def _on_failed(self, error: UserError) -> None:
        self.region.show_rows(0 if self.view is None else 1)
        self.error.tell(str(error))

    def _on_add_wanted(self) -> None:
        menu = self.menu()
        if menu.actions():
            menu.popup(self.steps.add.mapToGlobal(self.steps.add.rect().bottomLeft()))

    def _on_correct_wanted(self, step: StepRow) -> None:
        self.open_step(step.step, step)

    def _on_save_wanted(self) -> None:
        fields = self.form.hand_in()
        if fields is None or self._case is None:
            return
        service, case_id, step, why = self._service, self._case, self.form.corrected, self.form.why.toPlainText()

        def work() -> None:
            if step is None:
                service.step(case_id, fields)
            else:
                service.correct(step.id, fields, reason=why)

        self._context.tasks.run_write(plain(work), done=self._on_saved, failed=self.form.tell, owner=self)

    def _on_saved(self, _answer: object) -> None:
        self.keeper.drop()
        if self.slide is not None:
            self.slide.dismiss()
        self.refresh()

    def _on_not_file_wanted(self) -> None:
        keep = keeping(self._context, f"not-filing:{self._case}")
        words = tr("不予立案的理由")
        self._context.ask.text(self, tr("不予立案"), words, then=self._on_reason_given, keep=keep)

    def _on_reason_given(self, reason: str) -> None:
        then = partial(self._on_approver_given, reason)
        self._context.ask.text(self, tr("不予立案"), tr("批准人"), then=then)

    def _on_approver_given(self, reason: str, by: str) -> None:
        case_id, drafts = self._case, self._context.services.form_drafts
        if case_id is None:
            return

        def work() -> None:
            self._service.not_file(case_id, reason=reason, by=by)
            drafts.drop(f"not-filing:{case_id}")

        self._context.tasks.run_write(plain(work), done=self._on_saved, owner=self)

    def _on_closing_wanted(self) -> None:
        if self.view is not None and self.view.inspection_id is not None:
            self.loop.open(self.view.inspection_id)

    def _on_list_wanted(self) -> None:
        self.navigate.emit("cases", None)
