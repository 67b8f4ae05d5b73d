"""文书: the papers of an inspection, what each still needs, and how it will print."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt

from app.ui.context import UiContext
from app.ui.pages.documents_acts import PaperActs
from app.ui.pages.documents_targets import place_of
from app.ui.pages.documents_view import DocumentsView, copies_menu
from app.ui.pages.live_page import settling
from app.ui.pages.loop_panel import LoopDesk
from app.ui.tasks import plain
from app.ui.text import day_in_field
from app.ui.theme import Layout
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.stage_bar import StageMark
from app.values.enums import CopyKind, DocumentForm, DocumentState, NumberSource
from app.values.errors import UserError
from app.values.rows_document import DocumentCard, DocumentPlace, DocumentTree, RecentInspection

if TYPE_CHECKING:
    from app.services.documents import DocumentService

HEARD = frozenset({"document", "document_copy", "service", "hazard", "inspection", "finding", "photo", "outcome"})


class DocumentsPage(DocumentsView):
    """Choose a paper at the left, mend it in the middle, see it at the right."""

    title = "文书"
    key_hints = (
        KeyHint("F8", "下一缺项"),
        KeyHint("Ctrl+P", "预览"),
        KeyHint("PgDn", "翻页"),
        KeyHint("Ctrl+滚轮", "缩放"),
        KeyHint("Ctrl+Enter", "签发"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context.tasks)
        self._context = context
        self._inspection: UUID | None = None
        self._document: UUID | None = None
        self._wanted: object = None
        self._next_missing = 0
        self.acts = PaperActs(context, self)
        self.loop = LoopDesk(context, self)
        self._settle = settling(self, self._on_settled)
        self._connect()
        self._add_keys()

    @property
    def documents(self) -> "DocumentService":
        """The use cases of documents."""
        return self._context.services.documents

    def enter(self, payload: object) -> None:
        """Open the papers of an inspection, or one paper."""
        self._wanted = payload

    def refresh(self) -> None:
        """Read again what the page shows."""
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, UUID):
            self._read(lambda: self.documents.place(wanted), self._on_placed, lane="tree")
        elif self._inspection is not None:
            self._open(self._inspection, self._document)
        else:
            self._read(self.documents.recent, self._on_recent, lane="tree")

    def leave(self) -> None:
        """Keep what is being typed."""
        changed = self.fields.typed()
        if changed and self.acts.card is not None and self.acts.card.check is not None:
            self.fields.note_saved()
            self.acts.update(texts=changed)

    def _connect(self) -> None:
        tree, acts, issued = self.tree, self.acts, self.issued
        tree.paper_chosen.connect(self._on_paper_chosen)
        tree.form_chosen.connect(self._on_form_chosen)
        tree.lock_chosen.connect(self._on_mend_chosen)
        tree.inspection_chosen.connect(self._open)
        tree.others_wanted.connect(self._on_others_wanted)
        tree.set_chosen.connect(self._on_set_chosen)
        self.empty.action_chosen.connect(lambda: self.navigate.emit("new_inspection", None))
        self.error.retry_chosen.connect(self.refresh)
        for card in (self.missing, self.verdicts):
            card.mend_chosen.connect(self._on_mend_chosen)
        self.verdicts.reason_asked.connect(acts.give_reason)
        self._connect_fields()
        for chosen, act in (
            (issued.sign_chosen, acts.sign),
            (issued.seal_chosen, acts.seal),
            (issued.serve_chosen, acts.serve),
            (issued.copy_chosen, acts.add_copy),
            (issued.void_chosen, acts.void),
            (issued.revoke_chosen, acts.revoke),
            (issued.resume_chosen, acts.lift_measures),
            (issued.copy_opened, self._on_copy_opened),
            (self.look.clicked, self._on_preview_wanted),
            (self.sign.clicked, acts.sign),
            (self.export.clicked, acts.export),
            (self.print.clicked, self._on_print_wanted),
            (self.issue.clicked, acts.issue),
            (self.closing.clicked, self._on_closing_wanted),
        ):
            chosen.connect(act)
        acts.done.connect(self.refresh)
        self.preview.closed.connect(lambda: self.show_preview(False))
        self._context.bell.changed.connect(self._on_changed)

    def _connect_fields(self) -> None:
        fields, acts = self.fields, self.acts
        fields.day_chosen.connect(lambda day: acts.update(on=day))
        fields.source_chosen.connect(lambda source: acts.update(number_source=NumberSource(source)))
        fields.number_left.connect(lambda number: acts.update(number=number))
        fields.seal_chosen.connect(lambda seal: acts.update(seal=seal))
        fields.certificate_answered.connect(lambda seen: acts.update(is_certificate_seen=seen))
        fields.suspension_chosen.connect(lambda suspends: acts.update(suspends=suspends))
        fields.split_chosen.connect(acts.split)
        fields.typing.connect(acts.keep_typing)
        fields.texts_left.connect(lambda texts: acts.update(texts=texts))

    def _add_keys(self) -> None:
        keys = Shortcuts(self)
        keys.add("F8", self._on_next_missing)
        keys.add("Ctrl+P", self._on_preview_wanted)
        keys.add("Ctrl+Return", self.acts.issue)
        keys.add("Ctrl+D", self.acts.split)
        keys.add("PgDown", lambda: self.preview.view.go_to_page(self.preview.view.page + 1))
        keys.add("PgUp", lambda: self.preview.view.go_to_page(self.preview.view.page - 1))

    def _open(self, inspection_id: UUID, document_id: UUID | None = None) -> None:
        self._inspection, self._document = inspection_id, document_id
        self._read(lambda: self.documents.tree(inspection_id), self._on_tree, lane="tree")

    def _open_paper(self, document_id: UUID) -> None:
        self._document = document_id
        self.tree.mark(document_id)
        self._read(lambda: self.documents.card(document_id), self._on_card, lane="card")
        self._read(lambda: self.documents.preview(document_id), self.preview.show_pdf, lane="preview")

    def _read(self, work: object, done: object, *, lane: str) -> None:
        self._context.tasks.run_read(
            plain(work),  # type: ignore[arg-type]  # each caller pairs its work with its answer
            done=done,  # type: ignore[arg-type]
            owner=self,
            lane=lane,
            failed=self._on_failed,
        )

    def _on_placed(self, place: DocumentPlace) -> None:
        self._open(place.inspection_id, place.document_id)

    def _on_recent(self, inspections: tuple[RecentInspection, ...]) -> None:
        self.error.hide()
        self.tree.show_recent(inspections)
        self.middle.setCurrentWidget(self.empty)
        self.empty.button.setVisible(not inspections)
        if not inspections:
            self.empty.say(tr("还没有检查，也就没有文书。"), action=tr("新建检查"))

    def _on_tree(self, tree: DocumentTree) -> None:
        self.error.hide()
        self.tree.show_tree(tree)
        day = "" if tree.started_on is None else day_in_field(tree.started_on)
        self.stages.show_stages({stage.value: StageMark(mark) for stage, mark in tree.stages.items()})
        self.has_stages = True
        self.closing.show()
        self.stages.setVisible(self.layout_now is not Layout.NARROW)
        self.set_heading(tr("文书"), "　".join(part for part in (tree.enterprise, f"{day} {tree.category}") if part))
        known = [line for group in tree.groups for node in group.nodes for line in node.lines]
        ids = [line.id for line in known]
        drafts = [line.id for line in known if line.state is DocumentState.DRAFT]
        chosen = self._document if self._document in ids else next(iter(drafts or ids), None)
        if chosen is None:
            self.acts.card = None
            self.show_no_paper()
        else:
            self._open_paper(chosen)

    def _on_card(self, card: DocumentCard) -> None:
        self.acts.card = card
        self.show_card(card)

    def _on_failed(self, error: UserError) -> None:
        self.error.tell(str(error))
        self.middle.setCurrentWidget(self.paper)

    def _on_paper_chosen(self, document_id: UUID) -> None:
        self.leave()
        self._next_missing = 0
        self._open_paper(document_id)

    def _on_form_chosen(self, form: DocumentForm) -> None:
        inspection_id = self._inspection
        if inspection_id is not None:
            work = plain(lambda: self.documents.draft(inspection_id, form))
            self._context.tasks.run_write(work, done=self._on_drafted, owner=self)

    def _on_drafted(self, document_id: UUID) -> None:
        if self._inspection is not None:
            self._open(self._inspection, document_id)

    def _on_others_wanted(self) -> None:
        self.leave()
        self._inspection = self._document = None
        self.acts.card = None
        self.closing.hide()
        self.show_no_inspection()
        self.refresh()

    def _on_closing_wanted(self) -> None:
        if self._inspection is not None:
            self.loop.open(self._inspection)

    def _on_set_chosen(self) -> None:
        if self._inspection is not None:
            self.acts.print_set(self._inspection)

    def _on_copy_opened(self, kind: CopyKind) -> None:
        card = self.acts.card
        if card is not None:
            self._read(lambda: self.documents.shown_copy(card.id, kind), self.preview.show_pdf, lane="preview")

    def _on_print_wanted(self) -> None:
        card = self.acts.card
        if card is not None:
            self.print_menu = copies_menu(card.copies, self.acts.print_one, parent=self)
            self.print_menu.popup(self.print.mapToGlobal(self.print.rect().topLeft()))

    def _on_mend_chosen(self, target: str) -> None:
        card = self.acts.card
        if self._inspection is None:
            return
        place = None if card is None else place_of(target, card, self._inspection)
        if place is not None:
            self.navigate.emit(*place)
        elif not self.acts.mend(target):
            self.fields.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next_missing(self) -> None:
        rows = [*self.missing.rows, *self.verdicts.rows]
        if rows:
            rows[self._next_missing % len(rows)].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._next_missing += 1

    def _on_preview_wanted(self) -> None:
        self.show_preview(self.layout_now is not Layout.NARROW or not self.preview.isVisible())
        if self.preview.isVisible():
            self.preview.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_changed(self, changes: object) -> None:
        kinds = {kind for kind, _ in changes} if isinstance(changes, frozenset | set) else set()
        if kinds & HEARD:
            self._settle.start()

    def _on_settled(self) -> None:
        if self.isVisible() and self._inspection is not None:
            self.refresh()
