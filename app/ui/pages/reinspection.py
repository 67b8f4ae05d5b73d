"""整改复查: item by item, before beside after, 已整改 or 未整改, and the opinion when all is judged."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.live_page import LivePage
from app.ui.pages.loop_panel import LoopDesk
from app.ui.pages.reinspection_acts import ReinspectionActs
from app.ui.pages.reinspection_photos import PairDesk
from app.ui.pages.reinspection_start import StartPanel
from app.ui.pages.reinspection_top import ReinspectionTop
from app.ui.pages.reinspection_work import WorkArea
from app.ui.tasks import plain
from app.ui.text import day_and_hour, tr
from app.ui.theme import Layout, Tone
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button
from app.ui.widgets.chip import Chip
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, LoadingRows
from app.values.enums import OutcomeResult
from app.values.errors import UserError
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_reinspection import ReinspectedRow, ReinspectionStart, ReinspectionView


class ReinspectionPage(LivePage):
    """Judge the items of one re-inspection."""

    title = "整改复查"
    kinds = frozenset({"photo", "extension", "received_paper"})
    key_hints = (
        KeyHint("1", "已整改"),
        KeyHint("2", "未整改"),
        KeyHint("↑ ↓", "换项"),
        KeyHint("F2", "加照片"),
        KeyHint("Space", "重叠对比"),
        KeyHint("Ctrl+Enter", "保存并下一项"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._wanted: UUID | None = None
        self.view: ReinspectionView | None = None
        self._current: UUID | None = None
        self._build()
        self._connect()
        self._add_keys()

    def enter(self, payload: object) -> None:
        """Open a re-inspection, or the inspection whose hazards are looked at again."""
        if isinstance(payload, UUID):
            self._wanted = payload
            self.view, self._current = None, None

    def refresh(self) -> None:
        """Read again what the page shows."""
        if self._wanted is None:
            self._stack.setCurrentWidget(self.empty)
            return
        if self.view is None:
            self.loading.start()
            self._stack.setCurrentWidget(self.loading)
        self._context.tasks.run_read(
            plain(partial(self.acts.service.show, self._wanted)),
            done=self._on_read,
            failed=self._on_failed,
            owner=self,
            lane="show",
        )

    def leave(self) -> None:
        """Make a revision of what stands in the panel."""
        self.keep()

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self.top.widgets

    def bottom_right_widgets(self) -> tuple[QWidget, ...]:
        return self.lock_chip, self.closing

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self.work.fit(layout)
        self.top.fit(layout)

    @property
    def row(self) -> ReinspectedRow | None:
        """Give the current item."""
        items = () if self.view is None else self.view.items
        return next((one for one in items if one.hazard_id == self._current), None)

    def keep(self) -> None:
        """Save what stands in the panel if it is no revision yet."""
        if self.work.verdict.is_changed:
            self._judge(self.work.verdict.fields())

    def step(self, by: int) -> None:
        """Go to another item; what stands in the panel is saved first."""
        items = () if self.view is None else self.view.items
        place = next((n for n, one in enumerate(items) if one.hazard_id == self._current), 0)
        if items:
            self.choose(items[min(max(place + by, 0), len(items) - 1)].hazard_id)

    def choose(self, hazard_id: UUID) -> None:
        """Show an item."""
        if hazard_id != self._current:
            self.keep()
        self._current = hazard_id
        self._show_row()

    def _build(self) -> None:
        self.top = ReinspectionTop()
        self.lock_chip = Chip("", tone=Tone.WARN, icon="lock")
        self.lock_chip.hide()
        self.closing = Button(tr("闭环"), icon="circle-check", dense=True)
        self.closing.clicked.connect(self._on_closing_wanted)
        self.loop = LoopDesk(self._context, self)
        self.start = StartPanel()
        self.work = WorkArea(self._context)
        self.loading = LoadingRows()
        self.empty = EmptyState("rotate-ccw", tr("请先从复查列表选择一家企业。"), action=tr("去复查列表"))
        self._stack = QStackedWidget()
        for part in (self.loading, self.empty, self.start, self.work):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.error)
        column.addWidget(self._stack, 1)
        self.photos = PairDesk(self._context, self)
        self.acts = ReinspectionActs(self._context, self)

    def _connect(self) -> None:
        verdict = self.work.verdict
        verdict.judged.connect(self._judge)
        verdict.typed.connect(self._on_typed)
        verdict.next_wanted.connect(self._on_next_wanted)
        verdict.before_wanted.connect(partial(self.step, -1))
        verdict.leave_out_wanted.connect(self._on_leave_out_wanted)
        self.work.list.chosen.connect(self.choose)
        self.work.list.paper_wanted.connect(partial(self.navigate.emit, "received_papers"))
        self.work.chosen.connect(self.choose)
        self.start.begin_wanted.connect(self._on_begin_wanted)
        self.start.last_wanted.connect(self._on_begun)
        self.acts.begun.connect(self._on_begun)
        self.acts.saved.connect(self.refresh)
        self.top.opinion.clicked.connect(self._on_opinion_wanted)
        self.empty.action_chosen.connect(partial(self.navigate.emit, "reinspections", None))

    def _add_keys(self) -> None:
        keys = Shortcuts(self)
        keys.add("1", partial(self._press, OutcomeResult.DONE))
        keys.add("2", partial(self._press, OutcomeResult.NOT_DONE))
        for key, by in (("Up", -1), ("Down", 1), ("PgUp", -1), ("PgDown", 1)):
            keys.add(key, partial(self.step, by))
        keys.add("F2", self.photos.choose)
        keys.add("Ctrl+V", self.photos.paste)
        keys.add("Space", self.work.pair.turn_over)
        keys.add("Ctrl+Return", self._on_next_wanted)
        keys.add("Ctrl+Enter", self._on_next_wanted)

    def _press(self, result: OutcomeResult) -> None:
        if self._stack.currentWidget() is self.work:
            self.work.verdict.press(result)

    def _on_read(self, shown: ReinspectionView | ReinspectionStart) -> None:
        self.error.hide()
        self.loading.stop()
        self.top.show_stages(shown.stages)
        if isinstance(shown, ReinspectionStart):
            self._show_start(shown)
        else:
            self._show_view(shown)

    def _show_start(self, shown: ReinspectionStart) -> None:
        self.view = None
        self._stack.setCurrentWidget(self.start)
        self.start.show_start(shown, now=self._context.services.desk.now())
        self.top.show_start()
        self.lock_chip.hide()
        self.set_heading(shown.enterprise, tr("整改复查　尚未开始"))
        self.start.begin.setFocus()

    def _show_view(self, view: ReinspectionView) -> None:
        self.view = view
        self._wanted = view.id
        self._stack.setCurrentWidget(self.work)
        at = day_and_hour(view.started_at) if view.started_at is not None else ""
        state = tr("已结束") if view.is_ended else ""
        parts = (tr("整改复查"), at, "、".join(view.officers), state)
        self.set_heading(view.enterprise, "　".join(part for part in parts if part))
        self.top.show_view(view)
        self._show_lock(view)
        self.work.show_view(view)
        if self.row is None and view.items:
            unjudged = next((one for one in view.items if one.result is None), view.items[0])
            self._current = unjudged.hazard_id
        self._show_row()

    def _show_lock(self, view: ReinspectionView) -> None:
        self.lock_chip.setVisible(bool(view.left) and not view.is_ended)
        self.lock_chip.show_state(
            tr("还有 {count} 项待判，判完可出意见书", count=view.left), tone=Tone.WARN, icon="lock"
        )

    def _show_row(self) -> None:
        row, view = self.row, self.view
        if row is not None and view is not None:
            self.work.show_row(row, is_locked=view.is_ended)
            self.photos.show_row(view, row)

    def _judge(self, fields: OutcomeFields) -> None:
        """Save an outcome; the answer is read again, so that the page shows what is stored."""
        if self.view is not None and self._current is not None and not self.view.is_ended:
            self.work.verdict.settle()
            self.acts.judge(self.view, self._current, fields)

    def _on_typed(self, seen: str, reason: str) -> None:
        if self.view is not None and self._current is not None:
            self.acts.keep_typing(self.view, self._current, seen, reason)

    def _on_next_wanted(self) -> None:
        if self._stack.currentWidget() is self.start:
            self._on_begin_wanted()
            return
        self.step(1)
        self.keep()

    def _on_leave_out_wanted(self) -> None:
        if self.view is not None and self._current is not None:
            self.work.verdict.settle()
            self.acts.leave_out(self.view, self._current)

    def _on_begin_wanted(self) -> None:
        self.acts.begin(self.start)

    def _on_begun(self, reinspection_id: object) -> None:
        self.enter(reinspection_id)
        self.refresh()

    def _on_opinion_wanted(self) -> None:
        if self.view is not None:
            self.keep()
            self.acts.open_opinion(self.view)

    def _on_closing_wanted(self) -> None:
        shown = self.view if self.view is not None else self.start.start
        if shown is not None:
            self.loop.open(shown.inspection_id)

    def _on_failed(self, error: UserError) -> None:
        self.loading.stop()
        if self.view is None:
            self._stack.setCurrentWidget(self.empty)
        self.error.tell(str(error))
