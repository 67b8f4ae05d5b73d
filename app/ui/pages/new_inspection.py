"""新建检查 in four steps: leave any of them and come back; what is filled in is kept within a second."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.destinations import PlanFor
from app.ui.pages.enterprise_editor import EnterpriseEditor
from app.ui.pages.new_inspection_confirm import ConfirmStep
from app.ui.pages.new_inspection_keeper import PlanKeeper
from app.ui.pages.new_inspection_lists import ListsPanel
from app.ui.pages.new_inspection_people import PeopleStep
from app.ui.pages.new_inspection_procedure import CATEGORY_WORDS, ProcedureStep
from app.ui.pages.new_inspection_reading import PlanRead
from app.ui.pages.new_inspection_target import TargetStep
from app.ui.theme import Layout, Space, Tone, Type, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.label import Label
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.step_row import Step, StepRow
from app.values.enums import InspectionCategory, Stage
from app.values.rows_enterprise import EnterpriseRow
from app.values.rows_inspection import WalkPlan

LISTS_WIDTH, LISTS_WIDTH_NARROW = 392, 320
TARGET, PROCEDURE, PEOPLE, CONFIRM = range(4)
STEPS = (
    Step("检查对象", "选定被检查单位"),
    Step("类别与程序", "类别、方案、执法码、检查表"),
    Step("人员与通知", "两名执法人员、检查通知书"),
    Step("确认", "核对后开始检查"),
)


class NewInspectionPage(Page):
    """Plan an inspection and begin it."""

    title = "新建检查"
    key_hints = (KeyHint("Tab", "下一栏"), KeyHint("F3", "照上次"), KeyHint("Ctrl+Enter", "下一步"))

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._is_entered, self._was_left = False, True
        self._step_wanted = PROCEDURE
        self.step = TARGET
        self.keeper = PlanKeeper(context, self)
        self._build()
        self._connect()

    def enter(self, payload: object) -> None:
        """Plan for a party, or go on with a plan."""
        self._is_entered = True
        self._forget()
        if isinstance(payload, PlanFor):
            self.keeper.begin(payload.enterprise_id)
        elif isinstance(payload, UUID):
            self.keeper.load(payload)

    def refresh(self) -> None:
        """Ask for a party when the page is opened anew."""
        if self._was_left and not self._is_entered:
            self._forget()
            self._show_step(TARGET)
        self._was_left, self._is_entered = False, False

    def leave(self) -> None:
        """Make one change of what was filled in."""
        self.editor.flush()
        self.keeper.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._was_left = True

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self.stages, self.save

    def bottom_left_widgets(self) -> tuple[QWidget, ...]:
        return (self.back,)

    def bottom_right_widgets(self) -> tuple[QWidget, ...]:
        return self.reason, self.next

    def set_layout(self, layout: Layout) -> None:
        """Leave the stages out where there is no room."""
        super().set_layout(layout)
        is_wide = layout is Layout.WIDE
        self.stages.setVisible(is_wide)
        self.lists.setFixedWidth(look().px(LISTS_WIDTH if is_wide else LISTS_WIDTH_NARROW))

    @property
    def inspection_id(self) -> UUID | None:
        return self.keeper.inspection_id

    def _build(self) -> None:
        self.stages = StageBar(
            {stage.value: StageMark.CURRENT if stage is Stage.DIAGNOSIS else StageMark.LATER for stage in Stage}
        )
        self.save = Button(tr("存草稿并离开"), icon="log-out")
        self.back = Button(tr("上一步"), icon="arrow-left")
        self.next = Button(tr("下一步"), kind=Kind.PRIMARY, trailing="arrow-right", key="Ctrl+Enter")
        self.reason = Label("", size=Type.LABEL, tone=Tone.SUB)
        self.steps = StepRow(STEPS)
        self.target = TargetStep(self._context)
        self.procedure, self.lists = ProcedureStep(), ListsPanel()
        self.people, self.confirm = PeopleStep(), ConfirmStep()
        self.editor = EnterpriseEditor(self._context, self)
        second = QWidget()
        row = QHBoxLayout(second)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD)
        row.addWidget(self.procedure, 1)
        row.addWidget(self.lists)
        self.stack = QStackedWidget()
        for part in (self.target, second, self.people, self.confirm):
            self.stack.addWidget(part)
        room = QVBoxLayout()
        room.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.CARD)
        room.addWidget(self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.steps)
        column.addLayout(room, 1)

    def _connect(self) -> None:
        keys = Shortcuts(self)
        keys.add("Ctrl+Return", self._on_next_pressed)
        keys.add("F3", self._on_as_last_time)
        self.save.clicked.connect(self._on_save_pressed)
        self.back.clicked.connect(self._on_back_pressed)
        self.next.clicked.connect(self._on_next_pressed)
        self.steps.chosen.connect(self._on_step_chosen)
        self.confirm.step_chosen.connect(self._on_step_chosen)
        self.target.party_chosen.connect(self._on_party_chosen)
        self.target.party_marked.connect(self._on_party_marked)
        self.target.new_chosen.connect(self.editor.open_new)
        self.editor.stored.connect(self.keeper.begin)
        self.procedure.changed.connect(self._on_field_changed)
        self.people.changed.connect(self._on_field_changed)
        self.lists.chosen.connect(self._on_lists_chosen)
        self.keeper.plan_read.connect(self._on_plan_read)
        self.keeper.lists_read.connect(self._on_lists_read)
        self.keeper.judged.connect(self.confirm.show_points)
        self.keeper.check_begun.connect(self._on_check_begun)

    def _forget(self) -> None:
        """Show no plan any more."""
        self.keeper.forget()
        self._step_wanted = PROCEDURE
        self.target.show_party("")
        for place, button in enumerate(self.steps.buttons):
            button.show_second(STEPS[place].second, is_done=False)

    def _show_step(self, step: int) -> None:
        self.step = step if self.keeper.read is not None else TARGET
        self.steps.show_current(self.step)
        self.stack.setCurrentIndex(self.step)
        words = tr("第 {n} 步，共 {all} 步　随时可离开，已填内容不丢", n=self.step + 1, all=len(STEPS))
        self.set_heading(self.title, words)
        self._show_bars()
        if self.step == TARGET:
            self.target.read()
        elif self.step == CONFIRM:
            self._show_summary()
        firsts = (self.target.search, self.procedure.category.buttons[0], self.people.first, self.next)
        firsts[self.step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bars(self) -> None:
        read = self.keeper.read
        self.back.setVisible(self.step > TARGET)
        self.save.setVisible(read is not None)
        self.next.unlock()
        if self.step < CONFIRM:
            self.next.say(tr("下一步：{step}", step=STEPS[self.step + 1].words))
        else:
            begun = read is not None and read.head.started_at is not None
            self.next.say(tr("继续检查") if begun else tr("开始检查"))
        if read is None and self.target.table.current_row is None:
            self.next.lock(tr("先选定被检查单位"))
        self.reason.setText(self.next.lock_reason)
        self._show_answers()
        self.header_changed.emit()

    def _show_answers(self) -> None:
        """Say under each step what was answered."""
        fields, read = self.keeper.fields, self.keeper.read
        if fields is None or read is None:
            return
        category = "" if fields.category is None else CATEGORY_WORDS.get(fields.category, fields.category.value)
        named = {row.id: row.name for row in read.officers}
        people = "、".join(named[one] for one in fields.officer_ids if one in named)
        is_ready = bool(fields.category and fields.source and fields.manner and fields.checklists)
        for place, words, is_done in (
            (TARGET, read.head.enterprise, True),
            (PROCEDURE, category or STEPS[PROCEDURE].second, is_ready),
            (PEOPLE, people or STEPS[PEOPLE].second, len(fields.officer_ids) > 1),
        ):
            self.steps.buttons[place].show_second(words, is_done=is_done)

    def _show_summary(self) -> None:
        fields, read = self.keeper.fields, self.keeper.read
        if fields is not None and read is not None:
            self.confirm.show_plan(fields, party=read.head.enterprise, officers=read.officers, plan=read.plan)
            self.keeper.judge()

    def _on_plan_read(self, read: PlanRead) -> None:
        clock = self._context.services.desk.clock
        self.target.show_party(read.head.enterprise)
        self.procedure.show_fields(read.fields, view=read.view, clock=read.clock, away=read.away)
        self.people.show_fields(read.fields, officers=read.officers, on=read.today, clock=clock)
        self.lists.show_plan(read.plan, taken=read.fields.checklists)
        self.lists.show_view(read.view, read.fields.category)
        self._show_step(self._step_wanted)

    def _on_lists_read(self, plan: WalkPlan) -> None:
        fields = self.keeper.fields
        if fields is not None:
            self.lists.show_plan(plan, taken=fields.checklists)

    def _on_field_changed(self, key: str, value: object) -> None:
        self.keeper.note(key, value)
        if isinstance(value, InspectionCategory) and self.keeper.read is not None:
            self.lists.show_view(self.keeper.read.view, value)
        self._show_answers()

    def _on_lists_chosen(self, sectors: tuple[str, ...]) -> None:
        self.keeper.choose_lists(sectors)
        self._show_answers()

    def _on_party_chosen(self, row: EnterpriseRow) -> None:
        self._step_wanted = PROCEDURE
        self.keeper.begin(row.id)

    def _on_party_marked(self, _row: object) -> None:
        if self.step == TARGET:
            self._show_bars()

    def _on_step_chosen(self, step: int) -> None:
        self._step_wanted = step
        self.keeper.settle()
        self._show_step(step)

    def _on_back_pressed(self) -> None:
        self._on_step_chosen(max(TARGET, self.step - 1))

    def _on_next_pressed(self) -> None:
        if self.keeper.read is None:
            self.target.choose_current()
        elif self.step == CONFIRM:
            self.keeper.start()
        else:
            self._on_step_chosen(self.step + 1)

    def _on_check_begun(self, inspection_id: UUID) -> None:
        self.navigate.emit("walkthrough", inspection_id)

    def _on_save_pressed(self) -> None:
        self.navigate.emit("inspections", None)

    def _on_as_last_time(self) -> None:
        self._step_wanted = self.step
        self.keeper.fill_as_last_time()
