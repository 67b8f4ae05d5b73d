"""冲突: what waits for a person at any later time; each decision is written at once, with its reason."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.exchange_board import Board, Waiting
from app.ui.tasks import plain
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.states import EmptyState, ErrorBar, Region
from app.values.errors import UserError
from app.values.rows_import import Decision, LikelySame

if TYPE_CHECKING:
    from app.services.catalogue import Services


class ConflictsPart(QWidget):
    """List what is open, and settle it."""

    counted = Signal(int)
    paper_wanted = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._is_read = False
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry)
        nothing = tr("没有冲突，没有重复的文号，也没有重复登记的单位。")
        self.board = Board(is_final=True, nothing=nothing)
        self.board.settled.connect(self._on_settled)
        self.board.paper_wanted.connect(self.paper_wanted)
        self.board.join_wanted.connect(self._on_join)
        self.board.apart_wanted.connect(self._on_apart)
        self.region = Region(self.board, EmptyState("circle-check", nothing))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD)
        column.addWidget(self.error)
        column.addWidget(self.region, 1)

    def refresh(self) -> None:
        """Read again what is open."""
        if not self._is_read:
            self.region.show_loading()
        read = plain(partial(_read, self._context.services))
        self._context.tasks.run_read(read, done=self._show, owner=self, lane="open", failed=self._tell)

    def _show(self, waiting: Waiting) -> None:
        self._is_read = True
        self.error.hide()
        self.board.show_waiting(waiting, {})
        self.region.show_rows(len(waiting.entries))
        self.counted.emit(len(waiting.entries))

    def _on_settled(self, decision: Decision) -> None:
        conflicts = self._context.services.conflicts
        self._write(lambda: conflicts.resolve_all([decision]), tr("已定，理由记入修改记录"))

    def _on_join(self, pair: LikelySame, reason: str) -> None:
        joining = self._context.services.joining
        self._write(
            lambda: joining.join(pair.keep_id, pair.other_id, reason),
            tr("已合并为{name}", name=pair.keep_name),
            undo=pair.other_id,
        )

    def _on_apart(self, pair: LikelySame) -> None:
        joining = self._context.services.joining
        self._write(lambda: joining.wave_off(pair.keep_id, pair.other_id), tr("以后不再提示这两家"))

    def _write(self, work: Callable[[], None], words: str, *, undo: UUID | None = None) -> None:
        def done(_answer: object) -> None:
            back = None if undo is None else partial(self._separate, undo)
            self._context.messages.say(words, undo=back, undo_words=tr("拆开"))
            self.refresh()

        self._context.tasks.run_write(plain(work), done=done, owner=self, failed=self._tell)

    def _separate(self, other_id: UUID) -> None:
        joining = self._context.services.joining
        self._write(lambda: joining.separate(other_id, tr("合并后随即撤销")), tr("已拆开"))

    def _tell(self, error: UserError) -> None:
        self._is_read = True
        self.region.show_rows(len(self.board.waiting.entries))
        self.error.tell(str(error))

    def _on_retry(self) -> None:
        self.error.hide()
        self.refresh()


def _read(services: "Services") -> Waiting:
    conflicts = services.conflicts
    open_ones = tuple(conflicts.sides(line.entity_id) for line in conflicts.list())
    return Waiting(open_ones, conflicts.clashes(), services.joining.proposals())
