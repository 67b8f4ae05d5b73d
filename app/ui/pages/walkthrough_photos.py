"""Photographs of the current stop: taken in beside the officer's work, looked at, named, deleted with a way back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.photo_viewer import PhotoViewer, Shot, Sight
from app.ui.pages.walkthrough_acts import OpenCard, WalkActs
from app.ui.pages.walkthrough_intake import KINDS, Offer, holds_photos, offers_of, offers_of_files, read_in_turn
from app.ui.pages.walkthrough_strip import PhotoStrip, tile_words
from app.ui.tasks import Ticket, plain
from app.ui.text import CHINA
from app.ui.tr import tr
from app.ui.widgets.thumbs import Thumbs
from app.values.enums import Handling, PhotoRole, PhotoView
from app.values.errors import UserError
from app.values.ids import finding_id
from app.values.rows_hazard import HazardRow
from app.values.rows_photo import PhotoBatch, PhotoRow, PhotoTarget
from app.values.rows_walk import WalkItem

if TYPE_CHECKING:
    from app.ui.context import UiContext

SENTENCES = 3


class PhotoDesk(QObject):
    """Take photographs in and show those of the current stop."""

    changed = Signal()

    def __init__(self, context: "UiContext", page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._acts: WalkActs | None = None
        self._thumbs: Thumbs | None = None
        self._rows: tuple[PhotoRow, ...] = ()
        self._item: WalkItem | None = None
        self._hazard: HazardRow | None = None
        self._card: OpenCard | None = None
        context.bell.changed.connect(self._on_changed)
        self.strip = PhotoStrip()
        self.strip.files_wanted.connect(self.choose)
        self.strip.paste_wanted.connect(self.paste)
        self.strip.opened.connect(self.open)
        self.strip.delete_wanted.connect(self._on_delete_wanted)
        self.strip.view_wanted.connect(self._on_view_wanted)

    def open_walk(self, acts: WalkActs) -> None:
        """Work on the photographs of another walk."""
        self._acts, self._rows = acts, ()
        self._thumbs = Thumbs(self._context.services.annotations.shown, self._context.tasks, self)

    def read(self) -> None:
        """Read which photographs there are."""
        if self._acts is not None:
            work = partial(self._context.services.photos.of_inspection, self._acts.inspection_id)
            self._context.tasks.run_read(plain(work), done=self._on_read, owner=self, lane="photos")

    def show_stop(self, item: WalkItem | None, hazard: HazardRow | None, *, card: OpenCard | None, lock: str) -> None:
        """Show the photographs of a stop."""
        if hazard is None or self._hazard is None or hazard.id != self._hazard.id:
            self.strip.roles.choose([PhotoRole.BEFORE])
        self._item, self._hazard, self._card = item, hazard, card
        self.strip.lock(lock)
        self._show()

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

    def choose(self) -> None:
        """Let the officer choose files."""
        if not self.strip.choose_tile.lock_reason:
            self._context.ask.open_files(self._page, tr("选择照片"), kinds=KINDS, then=self._on_files_chosen)

    def paste(self) -> None:
        """Take the photograph or the files of the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if holds_photos(mime):
            self.take(mime)
        else:
            self._context.messages.say(tr("剪贴板中没有照片。请先复制照片文件或者截图。"))

    def take(self, mime: QMimeData) -> None:
        """Take what was pasted or dropped."""
        self._import(offers_of(mime, now=self._context.services.desk.now().astimezone(CHINA)))

    def open(self, row: PhotoRow) -> None:
        """Look at the photographs of this stop in the whole window."""
        read = self._context.services.photos.viewable
        rows = self.strip.rows
        sights = [
            Sight(tile_words(one), (Shot(caption_of(one), partial(read, one.id), one.id, one.marks),)) for one in rows
        ]
        start = next((place for place, one in enumerate(rows) if one.id == row.id), 0)
        viewer = PhotoViewer(
            sights,
            self._context.tasks,
            start=start,
            annotations=self._context.services.annotations,
            parent=self._page.window(),
        )
        viewer.open_full()

    def _on_changed(self, changes: frozenset[tuple[str, object]]) -> None:
        """Show marks that were made in the viewer."""
        if any(kind == "photo" for kind, _ in changes):
            self.read()

    def _on_files_chosen(self, paths: Sequence[Path]) -> None:
        self._import(offers_of_files(paths))

    def _import(self, offers: Sequence[Offer]) -> None:
        item_id = self._item.id if self._item is not None else ""
        lock = self.strip.choose_tile.lock_reason
        if lock:
            self._context.messages.show_error(UserError(tr("这里不能再加照片：{lock}", lock=lock)))
        elif offers and self._acts is not None:
            role = self.strip.role
            self._acts.photo_target(self._card, item_id=item_id, role=role, then=partial(self._run, tuple(offers)))

    def _run(self, offers: Sequence[Offer], target: PhotoTarget) -> None:
        """Take the files in among the readers, so that answers go on being written between two photographs."""
        add = self._context.services.photos.add

        def work(ticket: Ticket) -> PhotoBatch:
            def tell(done: int, name: str) -> None:
                if not ticket.is_cancelled:
                    ticket.progress(done, len(offers), name)

            return add(target, read_in_turn(offers), progress=tell, cancelled=lambda: ticket.is_cancelled)

        task = self._context.tasks.run_read(work, done=self._on_taken, owner=self)
        task.progressed.connect(self.changed)
        self.strip.progress.follow(task)

    def _on_taken(self, batch: PhotoBatch) -> None:
        self.changed.emit()
        if batch.refused:
            self._context.messages.show_error(UserError(refusals_in_words(batch)))
        if batch.added:
            words = tr("已导入 {count} 张照片", count=len(batch.added))
            stopped = tr("，其余已取消") if batch.is_cancelled else ""
            self._context.messages.say(words + stopped, undo=partial(self._delete_all, batch.added))

    def _on_read(self, rows: tuple[PhotoRow, ...]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        if self._thumbs is None:
            return
        handling = None if self._hazard is None else self._hazard.fields.handling
        rows = [row for row in self._rows if self._is_here(row)]
        has_after = any(row.role is PhotoRole.AFTER for row in rows)
        may_be_after = handling is Handling.ON_THE_SPOT or has_after
        self.strip.show_photos(rows, self._thumbs, may_be_after=may_be_after)

    def _is_here(self, row: PhotoRow) -> bool:
        if self._hazard is not None:
            return row.hazard_id == self._hazard.id and row.outcome_id is None
        if self._item is None or row.hazard_id is not None:
            return False
        return row.finding_id == finding_id(row.inspection_id, self._item.item.question)

    def _on_delete_wanted(self, row: PhotoRow) -> None:
        photos = self._context.services.photos
        self._write(partial(photos.delete, row.id), then=partial(self._on_deleted, row.id))

    def _on_deleted(self, photo_id: UUID) -> None:
        restore = partial(self._context.services.photos.restore, photo_id)
        self._context.messages.say(tr("照片已删除"), undo=lambda: self._write(restore))

    def _on_view_wanted(self, row: PhotoRow, view: PhotoView) -> None:
        self._write(partial(self._context.services.photos.mark, row.id, view=view))

    def _delete_all(self, photo_ids: Sequence[UUID]) -> None:
        for photo_id in photo_ids:
            self._write(partial(self._context.services.photos.delete, photo_id))

    def _write(self, work: "partial[None]", *, then: "partial[None] | None" = None) -> None:
        def done(_nothing: None) -> None:
            self.changed.emit()
            if then is not None:
                then()

        self._context.tasks.run_write(plain(work), done=done, owner=self)


def refusals_in_words(batch: PhotoBatch) -> str:
    """Name every file that was left out, the first with their reasons."""
    told = "".join(one.words for one in batch.refused[:SENTENCES])
    rest = batch.refused[SENTENCES:]
    names = "、".join(one.name for one in rest)
    return told + (tr("另有 {count} 个文件没有导入：{names}。", count=len(rest), names=names) if rest else "")


def caption_of(row: PhotoRow) -> str:
    """Say of a photograph what it shows, who took it and when."""
    return "　".join(part for part in (tile_words(row), row.taken_by, row.taken_text, row.file_name) if part)
