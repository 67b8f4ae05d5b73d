"""What a person does with the paper that is open: issue, print, export, sign, seal, serve, add copies, void."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.pages.chosen_files import read_all, read_file, write_file
from app.ui.pages.documents_dialogs import SealDialog, ServiceDialog, SigningDialog
from app.ui.pages.documents_print import PaperPrinting
from app.ui.pages.form_keeper import keep_dialog, keeping
from app.ui.tasks import plain
from app.ui.tr import tr
from app.values.enums import CopyKind, DocumentState, SealState
from app.values.fields_document import ServiceFields, SigningFields
from app.values.rows_document import DocumentCard
from app.values.rows_numbers import PAUSED, PausedNumber

if TYPE_CHECKING:
    from app.services.documents import DocumentService

PDF = "PDF (*.pdf)"
FILES = "PDF、照片 (*.pdf *.jpg *.jpeg *.png)"


class PaperActs(QObject):
    """Do one thing with a paper, tell the user, and say that it was done."""

    done = Signal()

    def __init__(self, context: UiContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.card: DocumentCard | None = None
        self._printing = PaperPrinting(context, page)
        self._printing.done.connect(self.done)

    @property
    def documents(self) -> "DocumentService":
        """The use cases of documents."""
        return self._context.services.documents

    def update(self, **changes: object) -> None:
        """Change the draft that is open."""
        if self.card is not None:
            document_id = self.card.id
            self._write(lambda: self.documents.update(document_id, **changes))

    def keep_typing(self, texts: dict[str, str]) -> None:
        """Keep what is being typed, quietly."""
        if self.card is not None:
            document_id = self.card.id
            work = plain(lambda: self.documents.keep_typing(document_id, texts))
            self._context.tasks.run_write(work, done=lambda _: None, owner=self)

    def issue(self) -> None:
        """Ask once, then issue."""
        card = self.card
        if card is None or card.check is None or not card.check.can_issue:
            return
        number = card.next_number or tr("不编号")
        words = tr("文号：{number}\n签发后内容不能再改，文号不再变。", number=number)
        self._context.ask.confirm(
            self._page, tr("签发{title}？", title=card.title), words, yes=tr("签发"), then=self._on_issue_answered
        )

    def mend(self, target: str) -> bool:
        """Open the dialog that fills in what is missing, and say whether there is one."""
        if target == PAUSED:
            self.resume_numbering()
        elif target.endswith(("party_signature", "witness", "party_reason")):
            self.sign()
        else:
            return False
        return True

    def resume_numbering(self) -> None:
        """Ask for the last numbers on paper, so that papers can be issued again."""
        from app.ui.dialogs.last_numbers import ask_last_numbers

        def ask(paused: tuple[PausedNumber, ...]) -> None:
            if paused:
                ask_last_numbers(self._context, paused, parent=self._page, then=self.done.emit)
            else:
                self.done.emit()

        work = plain(self._context.services.numbering.paused)
        self._context.tasks.run_read(work, done=ask, owner=self, lane="paused")

    def print_one(self, copies: int) -> None:
        """Print so many copies of the paper that is open."""
        card = self.card
        if card is not None and card.state is not DocumentState.DRAFT:
            self._printing.print_papers([(card.id, copies)], card.title)

    def print_set(self, inspection_id: UUID) -> None:
        """Print the whole set in order."""
        self._printing.print_set(inspection_id)

    def export(self) -> None:
        """Write the paper to a file that the user chooses."""
        card = self.card
        if card is not None and card.state is not DocumentState.DRAFT:
            start = f"{card.title}{card.number}.pdf"
            self._context.ask.save_file(
                self._page, tr("导出PDF"), kinds=PDF, then=lambda path: self._save(card.id, path), start=start
            )

    def sign(self) -> None:
        """Register how the other side answered the request to sign."""
        if self.card is not None:
            dialog = SigningDialog(self.card.signing, parent=self._page)
            dialog.given.connect(self._on_signing_given)
            keep_dialog(self._context, dialog, f"signing:{self.card.id}")
            dialog.open()

    def seal(self) -> None:
        """Register the seal."""
        if self.card is not None:
            dialog = SealDialog(self.card.seal, parent=self._page)
            dialog.given.connect(self._on_seal_given)
            dialog.open()

    def serve(self) -> None:
        """Register the service."""
        if self.card is not None:
            now = self._context.services.desk.now()
            dialog = ServiceDialog(self.card.signing, now=now, parent=self._page)
            dialog.given.connect(self._on_service_given)
            dialog.proofs_wanted.connect(partial(self._choose_proofs, dialog))
            keep_dialog(self._context, dialog, f"service:{self.card.id}")
            dialog.open()

    def add_copy(self, kind: CopyKind) -> None:
        """Add a scan or a photograph of the paper."""
        title = tr("添加{kind}", kind=kind.value)
        self._context.ask.open_file(self._page, title, kinds=FILES, then=lambda path: self._take_copy(kind, path))

    def void(self) -> None:
        """Ask why, then void."""
        if self.card is not None:
            self._ask(tr("作废文书"), tr("作废理由（文号不再使用）"), "void", then=self._on_void_reason_given)

    def revoke(self) -> None:
        """Ask for the number of the revoking decision, then for the reason, then revoke."""
        if self.card is not None:
            self._ask(tr("撤销文书"), tr("撤销决定书的文号"), "revoking", then=self._on_revoking_number_given)

    def lift_measures(self) -> None:
        """Ask who agreed, then record that what was suspended may resume."""
        if self.card is not None:
            self._ask(tr("审查同意恢复"), tr("审查同意人（隐患复查合格后填写）"), "resume", then=self._on_agreed_by)

    def give_reason(self, rule: str, message: str) -> None:
        """Ask for the reason that answers a yellow finding."""
        if self.card is not None:
            before = self.card.reasons.get(rule, "")
            self._ask(
                tr("写明理由"), message, f"reason:{rule}", then=partial(self._on_reason_given, rule), start=before
            )

    def _ask(self, title: str, words: str, what: str, *, then: Callable[[str], None], start: str = "") -> None:
        """Ask for a text about the paper that is open; what is typed is kept until it was handed in."""
        keep = keeping(self._context, self._form(what))
        self._context.ask.text(self._page, title, words, then=then, start=start, keep=keep)

    def _form(self, what: str) -> str:
        """Name what is being asked about the paper that is open."""
        return "" if self.card is None else f"{what}:{self.card.id}"

    def split(self) -> None:
        """Make one order for each deadline."""
        if self.card is not None and self.card.can_split:
            document_id = self.card.id
            self._write(lambda: self.documents.split(document_id), said=tr("已按期限分开，共用一个序号。"))

    def _save(self, document_id: UUID, path: Path) -> None:
        work = plain(partial(write_file, path, partial(self.documents.file, document_id)))
        said = tr("已导出：{name}", name=path.name)
        self._context.tasks.run_read(work, done=lambda _: self._context.messages.say(said), owner=self)

    def _take_copy(self, kind: CopyKind, path: Path) -> None:
        card = self.card
        if card is not None:
            documents = self.documents
            self._write(
                lambda: documents.add_copy(card.id, kind, read_file(path)), said=tr("已添加{kind}", kind=kind.value)
            )

    def _on_issue_answered(self, yes: bool) -> None:
        if yes and self.card is not None:
            card = self.card
            self._write(lambda: self.documents.issue(card.id, on=card.on), said=tr("已签发{title}", title=card.title))

    def _on_signing_given(self, fields: SigningFields) -> None:
        card = self.card
        if card is not None:
            work = partial(self.documents.record_signature, card.id, fields)
            self._write(work, said=tr("已登记签收情况"), form=f"signing:{card.id}")

    def _on_seal_given(self, seal: SealState, day: date | None) -> None:
        card = self.card
        if card is not None:
            self._write(lambda: self.documents.register_seal(card.id, seal, day), said=tr("已登记用印"))

    def _choose_proofs(self, dialog: ServiceDialog) -> None:
        """Let the proof be chosen: the receipt as a scan or a photograph."""
        self._context.ask.open_files(dialog, tr("选择送达回执"), kinds=FILES, then=dialog.proofs.add)

    def _on_service_given(self, fields: ServiceFields, paths: Sequence[Path]) -> None:
        card, documents = self.card, self.documents
        if card is not None:
            self._write(
                lambda: documents.serve([card.id], replace(fields, proofs=read_all(paths))),
                said=tr("已登记送达"),
                form=f"service:{card.id}",
            )

    def _on_void_reason_given(self, reason: str) -> None:
        card = self.card
        if card is not None:
            work = partial(self.documents.void, card.id, reason)
            self._write(work, said=tr("已作废，文号不再使用"), form=self._form("void"))

    def _on_reason_given(self, rule: str, text: str) -> None:
        card = self.card
        if card is not None:
            work = partial(self.documents.update, card.id, reasons={rule: text})
            self._write(work, form=self._form(f"reason:{rule}"))

    def _on_agreed_by(self, name: str) -> None:
        card = self.card
        if card is not None:
            work = partial(self.documents.lift_measures, card.id, name)
            self._write(work, said=tr("已登记审查同意恢复"), form=self._form("resume"))

    def _on_revoking_number_given(self, number: str) -> None:
        card = self.card
        if card is None:
            return

        number_form, reason_form = self._form("revoking"), self._form("revoke")

        def work(reason: str) -> None:
            self.documents.revoke(card.id, reason, number)
            self._context.services.form_drafts.drop(number_form)

        def revoke(reason: str) -> None:
            self._write(partial(work, reason), said=tr("已登记撤销"), form=reason_form)

        self._ask(tr("撤销文书"), tr("撤销理由"), "revoke", then=revoke)

    def _write(self, work: Callable[[], object], *, said: str = "", form: str = "") -> None:
        drafts = self._context.services.form_drafts

        def both() -> None:
            work()
            if form:
                drafts.drop(form)

        def finished(_answer: object) -> None:
            if said:
                self._context.messages.say(said)
            self.done.emit()

        self._context.tasks.run_write(plain(both), done=finished, owner=self)
