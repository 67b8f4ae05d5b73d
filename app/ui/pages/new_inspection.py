"""新建检查 in four steps: leave any of them and come back; what is filled in is kept within a second."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.destinations import PlanFor
from app.ui.pages.enterprise_editor import EnterpriseEditor
from app.ui.pages.new_inspection_confirm import ConfirmStep
from app.ui.pages.new_inspection_lists import ListsPanel
from app.ui.pages.new_inspection_people import PeopleStep
from app.ui.pages.new_inspection_procedure import CATEGORY_WORDS, ProcedureStep
from app.ui.pages.new_inspection_reading import PlanRead, begin_plan, read_plan, settle_and_judge
from app.ui.pages.new_inspection_target import TargetStep
from app.ui.tasks import plain
from app.ui.theme import Layout, Space, Tone, Type, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.label import Label
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.step_row import Step, StepRow
from app.values.enums import Stage
from app.values.errors import UserError
from app.values.fields_inspection import InspectionFields
from app.values.rows_enterprise import EnterpriseRow
from app.values.rows_inspection import WalkPlan
from app.values.verdict import Verdict

KEEP_MS = 700
LISTS_WIDTH = 392
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
        self._read: PlanRead | None = None
        self._changes: dict[str, Any] = {}
        self._is_entered, self._was_left = False, True
        self.step = TARGET
        self._build()
        keys = Shortcuts(self)
        keys.add("Ctrl+Return", self._on_next_pressed)
        keys.add("F3", self._on_as_last_time)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self._on_keep_due)

    def enter(self, payload: object) -> None:
        """Plan for a party, or go on with a plan."""
        self._is_entered = True
        self._forget()
        if isinstance(payload, PlanFor):
            self._begin(payload.enterprise_id)
        elif isinstance(payload, UUID):
            self._load(payload)

    def refresh(self) -> None:
        """Ask for a party when the page is opened anew."""
        if self._was_left and not self._is_entered:
            self._forget()
            self._show_step(TARGET)
        self._was_left, self._is_entered = False, False

    def leave(self) -> None:
        """Make one change of what was filled in."""
        self._settle()

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
        self.stages.setVisible(layout is Layout.WIDE)
        self.lists.setFixedWidth(look().px(LISTS_WIDTH if layout is Layout.WIDE else 320))

    @property
    def inspection_id(self) -> UUID | None:
        return None if self._read is None else self._read.head.id

    @property
    def fields(self) -> InspectionFields | None:
        """What was read, with what was filled in since."""
        return None if self._read is None else replace(self._read.fields, **self._changes)

    def _build(self) -> None:
        self.stages = StageBar(
            {stage.value: StageMark.CURRENT if stage is Stage.DIAGNOSIS else StageMark.LATER for stage in Stage}
        )
        self.save = Button(tr("存草稿并离开"), icon="log-out")
        self.save.clicked.connect(self._on_save_pressed)
        self.back = Button(tr("上一步"), icon="arrow-left")
        self.back.clicked.connect(self._on_back_pressed)
        self.next = Button(tr("下一步"), kind=Kind.PRIMARY, trailing="arrow-right", key="Ctrl+Enter")
        self.next.clicked.connect(self._on_next_pressed)
        self.reason = Label("", size=Type.LABEL, tone=Tone.SUB)
        self.steps = StepRow(STEPS)
        self.steps.chosen.connect(self._on_step_chosen)
        self.target = TargetStep(self._context)
        self.target.party_chosen.connect(self._on_party_chosen)
        self.target.new_chosen.connect(self._on_new_party)
        self.procedure, self.lists = ProcedureStep(), ListsPanel()
        self.people, self.confirm = PeopleStep(), ConfirmStep()
        self.procedure.changed.connect(self._on_field_changed)
        self.people.changed.connect(self._on_field_changed)
        self.lists.chosen.connect(self._on_lists_chosen)
        self.confirm.step_chosen.connect(self._on_step_chosen)
        self.editor = EnterpriseEditor(self._context, self)
        self.editor.stored.connect(self._begin)
        self._lay_out()

    def _lay_out(self) -> None:
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

    def _forget(self) -> None:
        """Show no plan any more; what was filled in is stored already."""
        self._settle()
        self._read = None
        self.target.show_party("")
        for place, button in enumerate(self.steps.buttons):
            button.show_second(STEPS[place].second, is_done=False)

    def _begin(self, enterprise_id: UUID) -> None:
        services = self._context.services
        if self._read is not None:
            self._on_field_changed("enterprise_id", enterprise_id)
            self._settle(then=lambda: self._load(self._known_id()))
            return
        self._context.tasks.run_write(
            plain(lambda: begin_plan(services, enterprise_id)), done=self._on_begun, owner=self
        )

    def _on_begun(self, inspection_id: UUID) -> None:
        self._load(inspection_id)

    def _known_id(self) -> UUID:
        assert self._read is not None
        return self._read.head.id

    def _load(self, inspection_id: UUID, *, step: int = PROCEDURE) -> None:
        services = self._context.services
        self._context.tasks.run_read(
            plain(lambda: read_plan(services, inspection_id)),
            done=lambda read: self._on_read(read, step),
            owner=self,
            lane="plan",
        )

    def _on_read(self, read: PlanRead, step: int) -> None:
        self._read, self._changes = read, {}
        fields, clock = read.fields, self._context.services.desk.clock
        self.target.show_party(read.head.enterprise)
        self.procedure.show_fields(fields, view=read.view, clock=read.clock)
        self.people.show_fields(fields, officers=read.officers, on=read.today, clock=clock)
        self.lists.show_plan(read.plan, taken=fields.checklists)
        self.lists.show_view(read.view, fields.category)
        self._show_step(step)

    def _show_step(self, step: int) -> None:
        if self._read is None:
            step = TARGET
        self.step = step
        self.steps.show_current(step)
        self.stack.setCurrentIndex(step)
        self.set_heading(self.title, tr("第 {n} 步，共 {all} 步　随时可离开，已填内容不丢", n=step + 1, all=len(STEPS)))
        self._show_bars()
        if step == TARGET:
            self.target.read()
        elif step == CONFIRM:
            self._judge()
        firsts = (self.target.search, self.procedure.category.buttons[0], self.people.first, self.next)
        firsts[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bars(self) -> None:
        self.back.setVisible(self.step > TARGET)
        self.next.unlock()
        if self.step == CONFIRM:
            begun = self._read is not None and self._read.head.started_at is not None
            self.next.say(tr("继续检查") if begun else tr("开始检查"))
        else:
            self.next.say(tr("下一步：{step}", step=STEPS[self.step + 1].words))
        if self._read is None:
            self.next.lock(tr("先选定被检查单位"))
            self.save.hide()
        else:
            self.save.show()
            self._show_answers()
        self.reason.setText(self.next.lock_reason)
        self.header_changed.emit()

    def _show_answers(self) -> None:
        """Say under each step what was answered."""
        fields, read = self.fields, self._read
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

    def _judge(self) -> None:
        """Store what was filled in, and ask what is still open."""
        read, fields = self._read, self.fields
        if read is None or fields is None:
            return
        self.confirm.show_plan(fields, party=read.head.enterprise, officers=read.officers, plan=read.plan)
        services, changes = self._context.services, self._take_changes()
        self._context.tasks.run_write(
            plain(lambda: settle_and_judge(services, read.head.id, changes)),
            done=self._on_judged,
            owner=self,
            failed=lambda error: self._on_not_stored(error, changes),
        )

    def _take_changes(self) -> dict[str, Any]:
        """Take what was filled in, to be stored as one change."""
        self._keep.stop()
        changes, fields = self._changes, self.fields
        if self._read is not None and fields is not None:
            self._read = replace(self._read, fields=fields)
        self._changes = {}
        return changes

    def _settle(self, then: Any = None) -> None:
        inspection_id, changes = self.inspection_id, self._take_changes()
        inspections = self._context.services.inspections if inspection_id is not None else None
        if inspection_id is None or inspections is None or not changes:
            return
        self._context.tasks.run_write(
            plain(lambda: inspections.settle(inspection_id, changes)),
            done=lambda _none: then() if then is not None else None,
            owner=self,
            failed=lambda error: self._on_not_stored(error, changes),
        )

    def _on_not_stored(self, error: UserError, changes: dict[str, Any]) -> None:
        """Keep what could not be stored in hand, and say why."""
        self._changes = changes | self._changes
        self._context.messages.show_error(error)

    def _on_judged(self, points: tuple[Verdict, ...]) -> None:
        self.confirm.show_points(points)

    def _on_field_changed(self, key: str, value: object) -> None:
        if self._read is None:
            return
        self._changes[key] = value
        self._keep.start()
        if key == "category":
            self.lists.show_view(self._read.view, self.procedure.category.value)  # type: ignore[arg-type]  # its own
        self._show_answers()

    def _on_keep_due(self) -> None:
        inspection_id, changes = self.inspection_id, dict(self._changes)
        if inspection_id is None or not changes:
            return
        inspections = self._context.services.inspections
        self._context.tasks.run_write(
            plain(lambda: inspections.keep_draft(inspection_id, changes)), done=_nothing, owner=self
        )

    def _on_lists_chosen(self, sectors: tuple[str, ...]) -> None:
        self._on_field_changed("checklists", sectors)
        if self._read is None:
            return
        plans, enterprise_id = self._context.services.plans, self._read.fields.enterprise_id
        self._context.tasks.run_read(
            plain(lambda: plans.lists(enterprise_id, sectors)), done=self._on_lists_read, owner=self, lane="lists"
        )

    def _on_lists_read(self, plan: WalkPlan) -> None:
        fields = self.fields
        if self._read is not None and fields is not None:
            self._read = replace(self._read, plan=plan)
            self.lists.show_plan(plan, taken=fields.checklists)

    def _on_party_chosen(self, row: EnterpriseRow) -> None:
        self._begin(row.id)

    def _on_new_party(self, name: str) -> None:
        self.editor.open_new(name)

    def _on_step_chosen(self, step: int) -> None:
        self._settle()
        self._show_step(step)

    def _on_back_pressed(self) -> None:
        self._on_step_chosen(max(TARGET, self.step - 1))

    def _on_next_pressed(self) -> None:
        if self._read is None:
            self.target.search.edit.returnPressed.emit()
        elif self.step == CONFIRM:
            self._start()
        else:
            self._on_step_chosen(self.step + 1)

    def _start(self) -> None:
        """Begin the check, or go on with it, and walk."""
        read, changes = self._read, self._take_changes()
        if read is None:
            return
        inspections = self._context.services.inspections

        def work() -> UUID:
            if changes:
                inspections.settle(read.head.id, changes)
            if read.head.started_at is None:
                inspections.begin(read.head.id)
            return read.head.id

        self._context.tasks.run_write(
            plain(work),
            done=lambda begun: self.navigate.emit("walkthrough", begun),
            owner=self,
            failed=lambda error: self._on_not_stored(error, changes),
        )

    def _on_save_pressed(self) -> None:
        self.navigate.emit("inspections", None)

    def _on_as_last_time(self) -> None:
        inspection_id, plans = self.inspection_id, self._context.services.plans
        if inspection_id is None:
            return
        self._context.tasks.run_read(
            plain(lambda: plans.as_last_time(inspection_id)), done=self._on_last_read, owner=self, lane="last"
        )

    def _on_last_read(self, values: dict[str, Any]) -> None:
        """Fill in what was planned last time; what was filled in by hand stays."""
        fields = self.fields
        if fields is None or self._read is None:
            return
        taken = {key: value for key, value in values.items() if value and not getattr(fields, key)}
        if not taken:
            self._context.messages.say(tr("上次没有可照填的内容。"))
            return
        self._changes |= taken
        self._settle(then=lambda: self._load(self._known_id(), step=self.step))


def _nothing(_answer: object) -> None:
    """A draft that was kept needs no answer."""
