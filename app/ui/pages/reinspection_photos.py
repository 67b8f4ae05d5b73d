"""Photographs of a re-inspection on their way in: chosen, pasted or dropped; the enterprise's own kept apart."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.dialogs.photo_viewer import PhotoViewer, Shot, Sight
from app.ui.pages.photo_taking import PhotoTaking
from app.ui.pages.reinspection_pair import caption_of, day_of, view_of
from app.ui.pages.walkthrough_intake import KINDS, Offer, offers_of_files
from app.ui.tr import tr
from app.values.enums import PhotoRole, PhotoSource
from app.values.errors import UserError
from app.values.rows_photo import PhotoTarget
from app.values.rows_reinspection import PairPhoto, ReinspectedRow, ReinspectionView

if TYPE_CHECKING:
    from app.ui.context import UiContext
    from app.ui.pages.reinspection import ReinspectionPage


class PairDesk(PhotoTaking):
    """Take photographs in beside the officer's judging, and show them large."""

    def __init__(self, context: "UiContext", page: "ReinspectionPage") -> None:
        super().__init__(context, page)
        self._page = page
        self.changed.connect(page.refresh)
        self._view: ReinspectionView | None = None
        self._row: ReinspectedRow | None = None
        pair = page.work.pair
        pair.files_wanted.connect(self.choose)
        pair.opened.connect(self._on_opened)
        pair.provided_wanted.connect(self._on_provided_wanted)
        pair.add_provided_wanted.connect(self._on_add_provided_wanted)
        self.take_drops(pair)

    def show_row(self, view: ReinspectionView, row: ReinspectedRow) -> None:
        """Work on the photographs of this item."""
        self._view, self._row = view, row

    def choose(self) -> None:
        """Let the officer choose photographs that were taken now."""
        if self._may_add():
            then = partial(self._on_files_chosen, PhotoSource.OFFICER)
            self._context.ask.open_files(self._page, tr("选择整改后照片"), kinds=KINDS, then=then)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Take the officer's photographs in for the item that is open."""
        self._import(offers, PhotoSource.OFFICER)

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
        if not offers or not self._may_add() or self._view is None or self._row is None:
            return
        target = PhotoTarget(
            inspection_id=self._view.inspection_id,
            hazard_id=self._row.hazard_id,
            outcome_id=self._row.outcome_id,
            role=PhotoRole.AFTER,
            source=source,
        )
        self._page.work.pair.progress.follow(self.take_in(offers, target))

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
