"""Photographs of the current stop: taken in beside the officer's work, looked at, named, deleted with a way back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.ui.dialogs.photo_viewer import PhotoViewer, Shot, Sight
from app.ui.pages.photo_taking import PhotoTaking
from app.ui.pages.walkthrough_acts import OpenCard, WalkActs
from app.ui.pages.walkthrough_intake import KINDS, Offer, offers_of_files
from app.ui.pages.walkthrough_strip import PhotoStrip, tile_words
from app.ui.tasks import plain
from app.ui.tr import tr
from app.ui.widgets.thumbs import Thumbs
from app.values.enums import Handling, PhotoRole, PhotoView
from app.values.errors import UserError
from app.values.ids import finding_id
from app.values.rows_hazard import HazardRow
from app.values.rows_photo import PhotoRow, PhotoTarget
from app.values.rows_walk import WalkItem

if TYPE_CHECKING:
    from app.ui.context import UiContext


class PhotoDesk(PhotoTaking):
    """Take photographs in and show those of the current stop."""

    def __init__(self, context: "UiContext", page: QWidget) -> None:
        super().__init__(context, page)
        self._page = page
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

    def choose(self) -> None:
        """Let the officer choose files."""
        if not self.strip.choose_tile.lock_reason:
            self._context.ask.open_files(self._page, tr("选择照片"), kinds=KINDS, then=self._on_files_chosen)

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
        self.offer(offers_of_files(paths))

    def offer(self, offers: Sequence[Offer]) -> None:
        """Take the photographs in for the stop that is open."""
        item_id = self._item.id if self._item is not None else ""
        lock = self.strip.choose_tile.lock_reason
        if lock:
            self._context.messages.show_error(UserError(tr("这里不能再加照片：{lock}", lock=lock)))
        elif offers and self._acts is not None:
            role = self.strip.role
            self._acts.photo_target(self._card, item_id=item_id, role=role, then=partial(self._run, tuple(offers)))

    def _run(self, offers: Sequence[Offer], target: PhotoTarget) -> None:
        task = self.take_in(offers, target)
        task.progressed.connect(self.changed)
        self.strip.progress.follow(task)

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

    def _write(self, work: "partial[None]", *, then: "partial[None] | None" = None) -> None:
        def done(_nothing: None) -> None:
            self.changed.emit()
            if then is not None:
                then()

        self._context.tasks.run_write(plain(work), done=done, owner=self)


def caption_of(row: PhotoRow) -> str:
    """Say of a photograph what it shows, who took it and when."""
    return "　".join(part for part in (tile_words(row), row.taken_by, row.taken_text, row.file_name) if part)
