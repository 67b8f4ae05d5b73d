"""What the page of a re-inspection asks of the services: begin, judge, leave out, end, write the opinion."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.ui.tasks import plain
from app.ui.tr import tr
from app.values.enums import DocumentForm, OutcomeNext, OutcomeResult
from app.values.errors import UserError
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_reinspection import ReinspectionView

if TYPE_CHECKING:
    from app.services.reinspections import ReinspectionService
    from app.ui.context import UiContext
    from app.ui.page import Page
    from app.ui.pages.reinspection_start import StartPanel


class ReinspectionActs(QObject):
    """Write in the one writing thread, and tell the page what came of it."""

    begun = Signal(object)
    saved = Signal()

    def __init__(self, context: "UiContext", page: "Page") -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._view: ReinspectionView | None = None

    @property
    def service(self) -> "ReinspectionService":
        return self._context.services.reinspections

    def begin(self, asked: "StartPanel") -> None:
        """Begin with what was chosen."""
        if asked.start is None or asked.begin.lock_reason:
            return
        work = partial(
            self.service.begin,
            asked.start.inspection_id,
            asked.chosen_officers,
            asked.at.moment or self._context.services.desk.now(),
            manner=asked.manner,
            hazard_ids=asked.chosen_items,
        )
        self._context.tasks.run_write(plain(work), done=self.begun.emit, owner=self)

    def judge(self, view: ReinspectionView, hazard_id: UUID, fields: OutcomeFields) -> None:
        """Save an outcome."""
        self._write(partial(self.service.judge, view.id, hazard_id, fields))

    def keep_typing(self, view: ReinspectionView, hazard_id: UUID, seen: str, reason: str) -> None:
        """Keep what is being typed; nobody has to be told."""
        keep = partial(self.service.keep_typing, view.id, hazard_id, seen=seen, next_reason=reason)
        self._context.tasks.run_write(plain(keep), done=_nothing, owner=self)

    def leave_out(self, view: ReinspectionView, hazard_id: UUID) -> None:
        """Take an item out of this visit."""
        self._write(partial(self.service.leave_out, view.id, hazard_id))

    def open_opinion(self, view: ReinspectionView) -> None:
        """Open the opinion, begin it, or ask first whether the re-inspection ends."""
        self._view = view
        if view.opinion_id is not None:
            self._page.navigate.emit("documents", view.opinion_id)
        elif view.is_ended:
            self._draft(None)
        else:
            words, yes = ending_words(view), tr("结束并出意见书")
            self._context.ask.confirm(self._page, tr("结束复查"), words, yes=yes, then=self._on_end_answered)

    def _on_end_answered(self, is_wanted: bool) -> None:
        if is_wanted and self._view is not None:
            work = partial(self.service.end, self._view.id)
            self._context.tasks.run_write(plain(work), done=self._draft, owner=self)

    def _draft(self, _lead: object) -> None:
        if self._view is None:
            return
        draft = partial(
            self._context.services.documents.draft,
            self._view.inspection_id,
            DocumentForm.REINSPECTION_OPINION,
            reinspection_id=self._view.id,
        )
        self._context.tasks.run_write(plain(draft), done=self._on_drafted, failed=self._on_refused, owner=self)

    def _on_drafted(self, document_id: UUID) -> None:
        self._page.navigate.emit("documents", document_id)

    def _write(self, work: Callable[[], object]) -> None:
        self._context.tasks.run_write(plain(work), done=self._on_saved, failed=self._on_refused, owner=self)

    def _on_saved(self, _answer: object) -> None:
        self.saved.emit()

    def _on_refused(self, error: UserError) -> None:
        self._context.messages.show_error(error)
        self.saved.emit()


def ending_words(view: ReinspectionView) -> str:
    """Say what the end of a re-inspection makes of its items."""
    done = sum(1 for one in view.items if one.result is OutcomeResult.DONE)
    failed = [one for one in view.items if one.result is OutcomeResult.NOT_DONE]
    cases = sum(1 for one in failed if one.next_step is OutcomeNext.CASE)
    words = tr("已整改 {done} 项，未整改 {failed} 项。", done=done, failed=len(failed))
    if cases:
        words += tr("其中 {count} 项移交立案，将生成立案线索。", count=cases)
    return words + tr("结束后结论不能再改。")


def _nothing(_answer: object) -> None:
    """The draft is kept; nobody has to be told."""
