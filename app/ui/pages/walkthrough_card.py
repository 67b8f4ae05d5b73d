"""The open card of a hazard: what is typed becomes a draft within a second, and one revision when the card is left."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.pages.form_keeper import keeping
from app.ui.pages.walkthrough_acts import OpenCard, WalkActs, voiding
from app.ui.pages.walkthrough_editor import HazardEditor
from app.ui.pages.walkthrough_refs import RefDialog
from app.ui.tasks import plain
from app.ui.theme import Layout
from app.ui.tr import tr
from app.ui.widgets.overlay import SlideOver
from app.ui.widgets.shortcuts import Shortcuts
from app.values.enums import HazardLevel
from app.values.rows_hazard import HazardRow
from app.values.rows_walk import WalkItem

if TYPE_CHECKING:
    from app.ui.context import UiContext

DRAFT_MS = 600


class HazardCard(QObject):
    """Stand between the editor and the store."""

    next_wanted = Signal()
    removed = Signal()
    photos_pasted = Signal(object)
    files_wanted = Signal()

    def __init__(self, context: "UiContext", side: QStackedWidget, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._side, self._page = context, side, page
        self._acts: WalkActs | None = None
        self._item: WalkItem | None = None
        self._row: HazardRow | None = None
        self._slide: SlideOver | None = None
        self._edits, self._has_draft, self._is_narrow = 0, False, False
        self._focus_on: UUID | None = None
        self.open: OpenCard | None = None
        self.editor = HazardEditor()
        self.editor.close_button.hide()
        side.addWidget(self.editor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._on_draft_due)
        self._listen()

    def open_walk(self, acts: WalkActs) -> None:
        """Work on the hazards of another walk."""
        self._acts = acts
        self._forget()

    def begin(self, item: WalkItem, known: HazardRow | None) -> OpenCard:
        """Open the card of an item that fails at once, in standard wording, before it is stored."""
        if known is not None:
            self.show_stop(item, known)
            return self.open or OpenCard(known.id)
        hazards = self._context.services.hazards
        self.open, self._item, self._row, self._has_draft = OpenCard(), item, None, False
        self.editor.show_hazard(
            tr("隐患"),
            hazards.standard(item.item, checklist=item.checklist),
            citations=[one.citation for one in item.basis],
            day=self._context.services.desk.today(),
            default_level=item.item.level,
        )
        self.editor.offer_phrases(item.item.phrases)
        self.editor.lock("")
        self._come_forward()
        return self.open

    def show_stop(self, item: WalkItem | None, row: HazardRow | None) -> None:
        """Show the hazard of the current stop; what is being typed is never overwritten."""
        if row is None:
            if not self._is_awaited(item):
                self._forget()
            return
        if self.open is None or self.open.hazard_id != row.id:
            self.open, self._has_draft = OpenCard(row.id), row.is_draft
            self._fill(item, row)
        elif not self._has_draft and not self.editor.is_dirty and row.fields != self.editor.fields():
            self._fill(item, row)
        self._item, self._row = item, row
        self.editor.show_number(tr("隐患 {number}", number=row.number))
        self.editor.offer_phrases(item.item.phrases if item is not None else ())
        self.editor.lock(row.lock)
        self._come_forward()
        if self._focus_on == row.id:
            self._focus_on = None
            self.focus()

    def focus_when_shown(self, hazard_id: UUID) -> None:
        """Put the focus into the description of a hazard as soon as it is there."""
        self._focus_on = hazard_id

    def close(self) -> None:
        """Make one revision of what was typed since the card was opened."""
        self._timer.stop()
        if self.open is None or self._acts is None or not (self.editor.is_dirty or self._has_draft):
            return
        self._acts.close_card(self.open, self.editor.fields())
        self._has_draft = False
        self.editor.tell_saved()

    def focus(self) -> None:
        """Put the focus into the description, sliding the card over the page where there is no room beside it."""
        fact = self.editor.texts["fact"]
        if self.open is None:
            return
        if self._is_narrow and self._slide is not None:
            self._slide.present(fact)
        fact.setFocus()
        fact.select_blank()

    def dismiss(self) -> None:
        """Slide the card away where it covers the page."""
        if self._slide is not None:
            self._slide.dismiss()

    def fit(self, layout: Layout, *, room: QWidget, keep: QWidget | None) -> None:
        """Stand beside the page, or slide over it where it is narrow."""
        self._is_narrow = layout is Layout.NARROW
        if self._is_narrow:
            if self._slide is None:
                self._slide = SlideOver(room, self.editor, keep=keep)
                Shortcuts(self._slide).add("F2", self.files_wanted.emit)
            elif self.editor.parentWidget() is not self._slide:
                self.editor.setParent(self._slide)
        elif self._side.indexOf(self.editor) < 0:
            self.dismiss()
            self._side.addWidget(self.editor)
            self._side.setCurrentIndex(1 if self.open is not None else 0)
        self.editor.close_button.setVisible(self._is_narrow)

    def _listen(self) -> None:
        editor = self.editor
        editor.edited.connect(self._on_edited)
        editor.photos_pasted.connect(self.photos_pasted)
        editor.refs_wanted.connect(self._on_refs_wanted)
        editor.refs_changed.connect(self._on_refs_changed)
        editor.criterion_wanted.connect(self._on_criterion_wanted)
        editor.delete_wanted.connect(self._on_delete_wanted)
        editor.confirm_wanted.connect(self._on_confirm_wanted)
        editor.next_wanted.connect(self.next_wanted)
        Shortcuts(editor).add("Ctrl+Return", editor.save.click)

    def _come_forward(self) -> None:
        if self._side.indexOf(self.editor) >= 0:
            self._side.setCurrentWidget(self.editor)

    def _is_awaited(self, item: WalkItem | None) -> bool:
        """Tell whether the card stands for a hazard that is just being stored."""
        waits = self.open is not None and self._row is None
        return waits and item is not None and self._item is not None and item.id == self._item.id

    def _fill(self, item: WalkItem | None, row: HazardRow) -> None:
        self.editor.show_hazard(
            tr("隐患 {number}", number=row.number),
            row.fields,
            citations=row.citations,
            day=self._context.services.desk.today(),
            default_level=_default_level(item),
        )

    def _forget(self) -> None:
        self._timer.stop()
        self.open, self._item, self._row, self._has_draft = None, None, None, False
        self.editor.is_dirty = False
        self.dismiss()
        self._side.setCurrentIndex(0)

    def _on_edited(self) -> None:
        self._edits += 1
        if not self._timer.isActive():
            self._timer.start()

    def _on_draft_due(self) -> None:
        if self.open is not None and self._acts is not None:
            self._has_draft = True
            self._acts.keep_draft(self.open, self.editor.fields(), then=partial(self._on_draft_kept, self._edits))

    def _on_draft_kept(self, edits: int) -> None:
        if edits == self._edits:
            self.editor.tell_saved()

    def _on_refs_wanted(self) -> None:
        refs = self.editor.fields().violations
        self._cite(refs, then=partial(self._ask_refs, refs))

    def _on_refs_changed(self, refs: Sequence[str]) -> None:
        self._cite(refs, then=self.editor.show_citations)

    def _cite(self, refs: Sequence[str], *, then: Callable[[tuple[str, ...]], None]) -> None:
        if self._acts is not None:
            cite = partial(self._context.services.hazards.cite, self._acts.inspection_id, tuple(refs))
            self._context.tasks.run_read(plain(cite), done=then, owner=self, lane="refs")

    def _ask_refs(self, refs: Sequence[str], citations: Sequence[str]) -> None:
        taken = list(zip(refs, citations, strict=True))
        dialog = RefDialog(self._context, taken=taken, parent=self._page.window())
        dialog.chosen.connect(self.editor.set_refs)
        dialog.open()

    def _on_criterion_wanted(self) -> None:
        proposed = []
        if self._item is not None:
            refs = [ref.text for ref in self._item.item.criteria]
            proposed = list(zip(refs, self._item.criteria, strict=True))
        ref = self.editor.fields().criterion
        taken = [(ref, dict(proposed).get(ref, ref))] if ref else []
        dialog = RefDialog(self._context, taken=taken, proposed=proposed, is_criterion=True, parent=self._page.window())
        dialog.chosen.connect(self._on_criterion_chosen)
        dialog.open()

    def _on_criterion_chosen(self, refs: Sequence[str], words: Sequence[str]) -> None:
        self.editor.set_criterion(refs[0] if refs else "", words[0] if words else "")

    def _on_delete_wanted(self) -> None:
        if self.open is None or self._acts is None:
            return
        if self._row is not None and self._row.lock:
            title, words = tr("撤销隐患 {number}", number=self._row.number), tr("撤销的理由")
            keep = keeping(self._context, voiding(self.open))
            self._context.ask.text(self._page, title, words, then=partial(self._acts.void, self.open), keep=keep)
            return
        self.close()
        self._acts.remove(self.open, then=self.removed.emit)
        self._forget()

    def _on_confirm_wanted(self) -> None:
        if self.open is not None and self._acts is not None:
            self.close()
            self._acts.confirm_fix(self.open)


def _default_level(item: WalkItem | None) -> HazardLevel | None:
    return None if item is None else item.item.level
