"""Photographs of a re-inspection on their way in: chosen, pasted or dropped; the enterprise's own kept apart."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication

from app.ui.dialogs.photo_viewer import PhotoViewer, Shot, Sight
from app.ui.pages.reinspection_pair import caption_of, day_of, view_of
from app.ui.pages.walkthrough_intake import KINDS, Offer, holds_photos, offers_of, offers_of_files, read_in_turn
from app.ui.pages.walkthrough_photos import refusals_in_words
from app.ui.tasks import Ticket, plain
from app.ui.text import CHINA
from app.ui.tr import tr
from app.values.enums import PhotoRole, PhotoSource
from app.values.errors import UserError
from app.values.rows_photo import PhotoBatch, PhotoTarget
from app.values.rows_reinspection import PairPhoto, ReinspectedRow, ReinspectionView

if TYPE_CHECKING:
    from app.ui.context import UiContext
    from app.ui.pages.reinspection import ReinspectionPage


class PairDesk(QObject):
    """Take photographs in beside the officer's judging, and show them large."""

    def __init__(self, context: "UiContext", page: "ReinspectionPage") -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._view: ReinspectionView | None = None
        self._row: ReinspectedRow | None = None
        pair = page.work.pair
        pair.files_wanted.connect(self.choose)
        pair.opened.connect(self._on_opened)
        pair.provided_wanted.connect(self._on_provided_wanted)
        pair.add_provided_wanted.connect(self._on_add_provided_wanted)
        pair.setAcceptDrops(True)
        pair.installEventFilter(self)

    def show_row(self, view: ReinspectionView, row: ReinspectedRow) -> None:
        """Work on the photographs of this item."""
        self._view, self._row = view, row

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not holds_photos(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.take(event.mimeData())
        return True

    def choose(self) -> None:
        """Let the officer choose photographs that were taken now."""
        if self._may_add():
            then = partial(self._on_files_chosen, PhotoSource.OFFICER)
            self._context.ask.open_files(self._page, tr("选择整改后照片"), kinds=KINDS, then=then)

    def paste(self) -> None:
        """Take the photograph or the files of the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if holds_photos(mime):
            self.take(mime)
        else:
            self._context.messages.say(tr("剪贴板中没有照片。请先复制照片文件或者截图。"))

    def take(self, mime: QMimeData) -> None:
        """Take what was pasted or dropped."""
        now = self._context.services.desk.now().astimezone(CHINA)
        self._import(offers_of(mime, now=now), PhotoSource.OFFICER)

    def _may_add(self) -> bool:
        if self._view is None or self._row is None:
            return False
        if self._view.is_ended:
            words = tr("本次复查已经结束，不能再加照片。情况有变化的，请再复查一次。")
            self._context.messages.show_error(UserError(words))
            return False
        return True

    def _on_files_chosen(self, source: PhotoSource, paths: Sequence[Path]) -> None:
        self._import(offers_of_files(paths), source)

    def _on_add_provided_wanted(self) -> None:
        if self._may_add():
            then = partial(self._on_files_chosen, PhotoSource.ENTERPRISE)
            self._context.ask.open_files(self._page, tr("选择企业提供的照片"), kinds=KINDS, then=then)

    def _import(self, offers: Sequence[Offer], source: PhotoSource) -> None:
        """Take the files in among the readers, so that judging goes on between two photographs."""
        if not offers or not self._may_add() or self._view is None or self._row is None:
            return
        target = PhotoTarget(
            inspection_id=self._view.inspection_id,
            hazard_id=self._row.hazard_id,
            outcome_id=self._row.outcome_id,
            role=PhotoRole.AFTER,
            source=source,
        )
        add = self._context.services.photos.add

        def work(ticket: Ticket) -> PhotoBatch:
            def tell(done: int, name: str) -> None:
                if not ticket.is_cancelled:
                    ticket.progress(done, len(offers), name)

            return add(target, read_in_turn(offers), progress=tell, cancelled=lambda: ticket.is_cancelled)

        task = self._context.tasks.run_read(work, done=self._on_taken, owner=self)
        self._page.work.pair.progress.follow(task)

    def _on_taken(self, batch: PhotoBatch) -> None:
        self._page.refresh()
        if batch.refused:
            self._context.messages.show_error(UserError(refusals_in_words(batch)))
        if batch.added:
            words = tr("已导入 {count} 张照片", count=len(batch.added))
            self._context.messages.say(words, undo=partial(self._delete_all, batch))

    def _delete_all(self, batch: PhotoBatch) -> None:
        for photo_id in batch.added:
            delete = partial(self._context.services.photos.delete, photo_id)
            self._context.tasks.run_write(plain(delete), done=lambda _nothing: self._page.refresh(), owner=self)

    def _on_opened(self, row: ReinspectedRow) -> None:
        """Look at both sides in the whole window, pair by pair."""
        pairs = _pairs(row)
        sights = [
            Sight(tr("第 {number} 项", number=row.number), tuple(self._shot(one) for one in pair)) for pair in pairs
        ]
        self._open_viewer(sights)

    def _open_viewer(self, sights: Sequence[Sight]) -> None:
        annotations = self._context.services.annotations
        PhotoViewer(sights, self._context.tasks, annotations=annotations, parent=self._page.window()).open_full()

    def _on_provided_wanted(self) -> None:
        if self._row is not None:
            sights = [Sight(tr("企业提供"), (self._shot(one),)) for one in self._row.provided]
            self._open_viewer(sights)

    def _shot(self, photo: PairPhoto) -> Shot:
        caption = "　".join((caption_of(photo), day_of(photo)))
        return Shot(caption, partial(self._context.services.photos.viewable, photo.id), photo.id, photo.marks)


def _pairs(row: ReinspectedRow) -> list[tuple[PairPhoto, ...]]:
    """Set each photograph before beside the last one after of the same view, and what is left by itself."""
    left = list(row.after)
    pairs: list[tuple[PairPhoto, ...]] = []
    for before in row.before:
        match = next((one for one in reversed(left) if view_of(one) == view_of(before)), None)
        pairs.append((before,) if match is None else (before, match))
        if match is not None:
            left.remove(match)
    return [*pairs, *((one,) for one in left)]
