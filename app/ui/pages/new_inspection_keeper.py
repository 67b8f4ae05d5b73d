"""Holds the plan that the wizard shows: reads it, keeps what is typed within a second, stores it when it is left."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.context import UiContext
from app.ui.pages.new_inspection_reading import PlanRead, begin_plan, read_plan, settle_and_judge
from app.ui.tasks import plain
from app.ui.tr import tr
from app.values.errors import UserError
from app.values.fields_inspection import InspectionFields
from app.values.rows_inspection import WalkPlan

KEEP_MS = 700


class PlanKeeper(QObject):
    """Keep one plan at a time."""

    plan_read = Signal(object)
    lists_read = Signal(object)
    judged = Signal(object)
    check_begun = Signal(object)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.read: PlanRead | None = None
        self._changes: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._on_keep_due)

    @property
    def fields(self) -> InspectionFields | None:
        """What was read, with what was filled in since."""
        return None if self.read is None else replace(self.read.fields, **self._changes)

    @property
    def inspection_id(self) -> UUID | None:
        return None if self.read is None else self.read.head.id

    def forget(self) -> None:
        """Hold no plan any more; what was filled in is stored first."""
        self.settle()
        self.read = None

    def begin(self, enterprise_id: UUID) -> None:
        """Begin a plan for a party, or give the plan at hand to another party."""
        services = self._context.services
        if self.inspection_id is not None:
            self.note("enterprise_id", enterprise_id)
            self.settle(then=self.reload)
            return
        self._context.tasks.run_write(plain(lambda: begin_plan(services, enterprise_id)), done=self.load, owner=self)

    def load(self, inspection_id: UUID) -> None:
        """Read a plan."""
        services = self._context.services
        self._context.tasks.run_read(
            plain(lambda: read_plan(services, inspection_id)), done=self._on_read, owner=self, lane="plan"
        )

    def reload(self) -> None:
        """Read the plan at hand again."""
        if self.inspection_id is not None:
            self.load(self.inspection_id)

    def note(self, key: str, value: object) -> None:
        """Remember what was filled in; it is kept a moment later."""
        if self.read is not None:
            self._changes[key] = value
            self._timer.start()

    def choose_lists(self, sectors: tuple[str, ...]) -> None:
        """Take these lists along, and count what they ask."""
        self.note("checklists", sectors)
        fields, plans = self.fields, self._context.services.plans
        if fields is not None:
            enterprise_id = fields.enterprise_id
            self._context.tasks.run_read(
                plain(lambda: plans.lists(enterprise_id, sectors)), done=self._on_lists_read, owner=self, lane="lists"
            )

    def settle(self, then: Callable[[], None] | None = None) -> None:
        """Make one change of what was filled in."""
        inspection_id, changes = self.inspection_id, self._take()
        if inspection_id is None or not changes:
            return
        inspections = self._context.services.inspections

        def stored(_nothing: object) -> None:
            if then is not None:
                then()

        self._write(lambda: inspections.settle(inspection_id, changes), changes, stored)

    def judge(self) -> None:
        """Store what was filled in, and ask what is still open."""
        inspection_id, changes, services = self.inspection_id, self._take(), self._context.services
        if inspection_id is not None:
            self._write(lambda: settle_and_judge(services, inspection_id, changes), changes, self.judged.emit)

    def start(self) -> None:
        """Begin the check, or go on with it."""
        read, changes = self.read, self._take()
        if read is None:
            return
        inspections = self._context.services.inspections

        def work() -> UUID:
            if changes:
                inspections.settle(read.head.id, changes)
            if read.head.started_at is None:
                inspections.begin(read.head.id)
            return read.head.id

        self._write(work, changes, self.check_begun.emit)

    def fill_as_last_time(self) -> None:
        """Fill in what was planned last time."""
        inspection_id, plans = self.inspection_id, self._context.services.plans
        if inspection_id is not None:
            self._context.tasks.run_read(
                plain(lambda: plans.as_last_time(inspection_id)), done=self._on_last_read, owner=self, lane="last"
            )

    def _write(self, work: Callable[[], Any], changes: dict[str, Any], done: Callable[[Any], None]) -> None:
        self._context.tasks.run_write(
            plain(work), done=done, owner=self, failed=lambda error: self._on_not_stored(error, changes)
        )

    def _take(self) -> dict[str, Any]:
        """Take what was filled in, to be stored as one change."""
        self._timer.stop()
        changes, fields = self._changes, self.fields
        if self.read is not None and fields is not None:
            self.read = replace(self.read, fields=fields)
        self._changes = {}
        return changes

    def _on_read(self, read: PlanRead) -> None:
        self.read, self._changes = read, {}
        self.plan_read.emit(read)

    def _on_lists_read(self, plan: WalkPlan) -> None:
        if self.read is not None:
            self.read = replace(self.read, plan=plan)
            self.lists_read.emit(plan)

    def _on_keep_due(self) -> None:
        inspection_id, changes = self.inspection_id, dict(self._changes)
        if inspection_id is not None and changes:
            inspections = self._context.services.inspections
            self._context.tasks.run_write(
                plain(lambda: inspections.keep_draft(inspection_id, changes)), done=_nothing, owner=self
            )

    def _on_not_stored(self, error: UserError, changes: dict[str, Any]) -> None:
        """Keep what could not be stored in hand, and say why."""
        self._changes = changes | self._changes
        self._context.messages.show_error(error)

    def _on_last_read(self, values: dict[str, Any]) -> None:
        """Fill in what is empty; what was filled in by hand stays."""
        fields = self.fields
        if fields is None:
            return
        taken = {key: value for key, value in values.items() if value and not getattr(fields, key)}
        if not taken:
            self._context.messages.say(tr("上次没有可照填的内容。"))
            return
        self._changes |= taken
        self.settle(then=self.reload)


def _nothing(_answer: object) -> None:
    """A draft that was kept needs no answer."""
