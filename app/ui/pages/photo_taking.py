"""Photographs on their way in: chosen, pasted or dropped, taken in beside the officer's work, with a way back."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.pages.walkthrough_intake import Offer, holds_photos, offers_of, read_in_turn
from app.ui.tasks import Task, Ticket, plain
from app.ui.text import CHINA
from app.ui.tr import tr
from app.values.errors import UserError
from app.values.rows_photo import PhotoBatch, PhotoTarget

if TYPE_CHECKING:
    from app.ui.context import UiContext

SENTENCES = 3


class PhotoTaking(QObject):
    """Take photographs in; a page of its own kind says in `offer` what they belong to."""

    changed = Signal()

    def __init__(self, context: "UiContext", page: QWidget) -> None:
        super().__init__(page)
        self._context = context

    def offer(self, offers: Sequence[Offer]) -> None:
        """Find what the photographs belong to, and take them in."""

    def take_drops(self, widget: QWidget) -> None:
        """Take photographs that are dropped anywhere on the widget."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not holds_photos(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.take(event.mimeData())
        return True

    def paste(self) -> None:
        """Take the photograph or the files of the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if holds_photos(mime):
            self.take(mime)
        else:
            self._context.messages.say(tr("剪贴板中没有照片。请先复制照片文件或者截图。"))

    def take(self, mime: QMimeData) -> None:
        """Take what was pasted or dropped."""
        self.offer(offers_of(mime, now=self._context.services.desk.now().astimezone(CHINA)))

    def take_in(self, offers: Sequence[Offer], target: PhotoTarget) -> Task:
        """Take the files in among the readers, so that work goes on being written between two photographs."""
        add = self._context.services.photos.add

        def work(ticket: Ticket) -> PhotoBatch:
            def tell(done: int, name: str) -> None:
                if not ticket.is_cancelled:
                    ticket.progress(done, len(offers), name)

            return add(target, read_in_turn(offers), progress=tell, cancelled=lambda: ticket.is_cancelled)

        return self._context.tasks.run_read(work, done=self._on_taken, owner=self)

    def _on_taken(self, batch: PhotoBatch) -> None:
        self.changed.emit()
        if batch.refused:
            self._context.messages.show_error(UserError(refusals_in_words(batch)))
        if batch.added:
            words = tr("已导入 {count} 张照片", count=len(batch.added))
            stopped = tr("，其余已取消") if batch.is_cancelled else ""
            self._context.messages.say(words + stopped, undo=partial(self._delete_all, batch.added))

    def _delete_all(self, photo_ids: Sequence[UUID]) -> None:
        for photo_id in photo_ids:
            delete = partial(self._context.services.photos.delete, photo_id)
            self._context.tasks.run_write(plain(delete), done=lambda _nothing: self.changed.emit(), owner=self)


def refusals_in_words(batch: PhotoBatch) -> str:
    """Name every file that was left out, the first with their reasons."""
    told = "".join(one.words for one in batch.refused[:SENTENCES])
    rest = batch.refused[SENTENCES:]
    names = "、".join(one.name for one in rest)
    return told + (tr("另有 {count} 个文件没有导入：{names}。", count=len(rest), names=names) if rest else "")
