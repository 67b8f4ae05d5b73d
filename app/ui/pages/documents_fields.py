"""The fields of a draft, and what is known of an issued paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.documents_check import empty
from app.ui.text import day_in_field, day_in_sentence, label
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Label
from app.ui.widgets.select import DayEdit, Select
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import CopyKind, DocumentState, NumberSource, SealState
from app.values.facts import SigningFact
from app.values.rows_document import DocumentCard, TypedText

KEEP_AFTER_MS = 800  # a power cut loses at most the last second of typing


class DraftFields(QWidget):
    """Date, number, seal, deadlines and the parts that may be worded anew."""

    day_chosen = Signal(object)
    source_chosen = Signal(object)
    number_left = Signal(str)
    seal_chosen = Signal(object)
    split_chosen = Signal()
    certificate_answered = Signal(object)
    suspension_chosen = Signal(object)
    typing = Signal(object)
    texts_left = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARD)
        self._build_fixed()
        self._texts = QVBoxLayout()
        self._texts.setSpacing(Space.CARD)
        self._column.addLayout(self._texts)
        self.edits: dict[str, TextEdit] = {}
        self._usual: dict[str, str] = {}
        self._saved: dict[str, str] = {}
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER_MS)
        self._keep.timeout.connect(self._on_paused)

    def _build_fixed(self) -> None:
        self.day = DayEdit(name=tr("签发日期"))
        self.day.day_changed.connect(self.day_chosen)
        self.number = QLineEdit()
        self.number.editingFinished.connect(self._on_number_left)
        self.source = Select(name=tr("文号来源"))
        self.source.value_chosen.connect(self.source_chosen)
        day, source = (
            Field(tr("签发日期"), self.day, side="above"),
            Field(tr("文号来源"), self.source, side="above"),
        )
        self.number_field = Field(tr("文号"), self.number, side="above")
        self._column.addWidget(FoldingRow([(day, 1), (source, 1)]))
        self._column.addWidget(self.number_field)
        choices = [Choice(one, one.value) for one in SealState]
        self.seal = ChoiceRow(choices, name=tr("盖章"))
        self.seal.chosen.connect(self.seal_chosen)
        self.seal_field = Field(tr("盖章"), self.seal, side="above")
        self._column.addWidget(self.seal_field)
        answers = [Choice(True, tr("已看清")), Choice(False, tr("未回答"))]
        self.certificate = ChoiceRow(answers, name=tr("执法证件"), columns=2)
        self.certificate.chosen.connect(self.certificate_answered)
        self.certificate_field = Field(tr("对方回答：执法证件"), self.certificate, side="above")
        self._column.addWidget(self.certificate_field)
        self._build_measures()
        self._build_deadlines()

    def _build_measures(self) -> None:
        """Ask whether a decision on measures suspends (安全生产法 65): usually it follows the level of its hazards."""
        ways = [Choice(True, tr("撤人、停产停业或停止使用")), Choice(False, tr("只责令立即排除"))]
        self.suspends = ChoiceRow(ways, name=tr("现场处理措施"))
        self.suspends.chosen.connect(self.suspension_chosen)
        words = tr("撤人、暂时停产停业、停止使用只对重大事故隐患，恢复前须审查同意")
        self.suspends_field = Field(tr("现场处理措施"), self.suspends, words=words, side="above")
        self._column.addWidget(self.suspends_field)

    def _build_deadlines(self) -> None:
        self.deadlines = Label(wrap=True)
        self.split = Button(tr("按期限分开"), icon="columns-2", key="Ctrl+D")
        self.split.clicked.connect(self.split_chosen)
        self.deadline_field = Card(margin=Space.CARD)
        self.deadline_field.body.addWidget(Label(tr("整改期限"), size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB))
        self.deadline_field.body.addWidget(self.deadlines)
        self.deadline_field.row(None, self.split)
        self._column.addWidget(self.deadline_field)

    def show_card(self, card: DocumentCard) -> None:
        """Show a draft without telling anyone."""
        self._keep.stop()
        self.day.set_day(card.on)
        sources = [(one.value, one) for one in NumberSource]
        self.source.fill(list(sources), value=card.number_source)
        own = card.number_source is NumberSource.DEVICE_RANGE
        self.number.setReadOnly(own)
        self.number.setText(card.next_number)
        self.number.setPlaceholderText(tr("签发时给号") if own else tr("按系统或者登记簿填写"))
        self.number_field.set_words(tr("签发时给号，给出后不再改变") if own else "")
        self.seal_field.setVisible(card.has_seal)
        self.seal.choose([card.seal])
        self.certificate_field.setVisible(card.is_certificate_seen is not None)
        self.certificate.choose([card.is_certificate_seen])
        self.suspends_field.setVisible(card.suspends is not None)
        self.suspends.choose([card.suspends])
        self.deadline_field.setVisible(bool(card.deadlines))
        self.deadlines.setText(card.deadlines)
        self.split.setVisible(card.can_split)
        self._show_texts(card.texts)

    def typed(self) -> dict[str, str]:
        """Give what differs from what was saved; a text that is as usual counts as not typed."""
        now = {name: self._value(name) for name in self.edits}
        return {name: text for name, text in now.items() if text != self._saved[name]}

    def note_saved(self) -> None:
        """Take what stands in the fields as saved."""
        self._keep.stop()
        self._saved = {name: self._value(name) for name in self.edits}

    def _value(self, name: str) -> str:
        text = self.edits[name].toPlainText().strip()
        return "" if text == self._usual[name] else text

    def _show_texts(self, texts: Sequence[TypedText]) -> None:
        names = [one.field.id for one in texts]
        if list(self.edits) != names:
            self._make_edits(texts)
        for one in texts:
            self._usual[one.field.id] = one.usual if one.is_verified else ""
            edit = self.edits[one.field.id]
            shown = one.typed or self._usual[one.field.id]
            if edit.toPlainText() != shown and not edit.hasFocus():
                edit.fill(shown)
        self._saved = {one.field.id: one.typed for one in texts}

    def _make_edits(self, texts: Sequence[TypedText]) -> None:
        empty(self._texts)
        self.edits.clear()
        for one in texts:
            edit = TextEdit(name=one.field.label, rows=one.field.rows)
            hint = one.field.hint if one.is_verified else tr("未核，由执法人员决定是否采用：{text}", text=one.usual)
            edit.edited.connect(lambda _text: self._keep.start())
            edit.left.connect(lambda _text: self._on_left())
            self.edits[one.field.id] = edit
            self._texts.addWidget(Field(one.field.label, edit, words=hint, side="above"))

    def _on_number_left(self) -> None:
        if not self.number.isReadOnly():
            self.number_left.emit(self.number.text().strip())

    def _on_paused(self) -> None:
        changed = self.typed()
        if changed:
            self.typing.emit(changed)

    def _on_left(self) -> None:
        changed = self.typed()
        if changed:
            self.note_saved()
            self.texts_left.emit(changed)


class IssuedPanel(Card):
    """What is known of an issued paper, and what may be registered about it."""

    sign_chosen = Signal()
    seal_chosen = Signal()
    serve_chosen = Signal()
    copy_chosen = Signal(object)
    void_chosen = Signal()
    revoke_chosen = Signal()
    resume_chosen = Signal()
    copy_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.CARD, parent=parent)
        self.files: list[Button] = []
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(Space.CARD)
        self._facts.setColumnStretch(1, 1)
        self.body.addLayout(self._facts)
        self.sign = self._button(tr("登记签收"), "signature", self.sign_chosen)
        self.seal = self._button(tr("登记用印"), "stamp", self.seal_chosen)
        self.serve = self._button(tr("登记送达"), "send", self.serve_chosen)
        self.signed = self._button(tr("添加签名件"), "file-up", None)
        self.scanned = self._button(tr("添加扫描件"), "scan-line", None)
        self.void = self._button(tr("作废"), "ban", self.void_chosen)
        self.revoke = self._button(tr("撤销"), "ban", self.revoke_chosen)
        self.resume = self._button(tr("同意恢复"), "circle-check", self.resume_chosen)
        self.signed.clicked.connect(lambda: self.copy_chosen.emit(CopyKind.SIGNED))
        self.scanned.clicked.connect(lambda: self.copy_chosen.emit(CopyKind.SCANNED))
        flow = FlowLayout(gap=Space.CONTROL)
        acts = (self.sign, self.seal, self.serve, self.resume, self.signed, self.scanned, self.void, self.revoke)
        for button in acts:
            flow.addWidget(button)
        self.body.addLayout(flow)

    def _button(self, words: str, icon: str, chosen: object) -> Button:
        button = Button(words, icon=icon, dense=True)
        if chosen is not None:
            button.clicked.connect(chosen)
        return button

    def show_card(self, card: DocumentCard) -> None:
        """Show an issued paper."""
        empty(self._facts)
        for place, (name, words) in enumerate(issued_facts(card)):
            self._facts.addWidget(Label(name, size=Type.LABEL, tone=Tone.SUB), place, 0)
            self._facts.addWidget(Label(words, size=Type.DENSE, wrap=True), place, 1)
        self._show_files(card)
        standing = card.state not in {DocumentState.VOID, DocumentState.REVOKED}
        self.sign.setVisible(card.state is DocumentState.ISSUED)
        self.seal.setVisible(standing and card.has_seal)
        self.serve.setVisible(card.state in {DocumentState.ISSUED, DocumentState.SIGNED})
        self.resume.setVisible(card.may_resume)
        for button in (self.signed, self.scanned):
            button.setVisible(standing)
        is_voidable = card.state in {DocumentState.ISSUED, DocumentState.SIGNED} and card.served_on is None
        self.void.setVisible(is_voidable)
        self.revoke.setVisible(standing and not is_voidable)

    def _show_files(self, card: DocumentCard) -> None:
        """List the copies below the facts, each with a button that shows it."""
        first = len(issued_facts(card))
        self.files = []
        for place, one in enumerate(card.files, start=first):
            words = f"{one.made_at}　{one.file_sha256[:12].upper()}"
            button = Button(tr("查看"), dense=True, name=tr("查看{kind}", kind=one.kind.value))
            button.clicked.connect(lambda _on=False, kind=one.kind: self.copy_opened.emit(kind))
            self.files.append(button)
            self._facts.addWidget(Label(one.kind.value, size=Type.LABEL, tone=Tone.SUB), place, 0)
            self._facts.addWidget(Label(words, size=Type.DENSE, wrap=True), place, 1)
            self._facts.addWidget(button, place, 2)


def issued_facts(card: DocumentCard) -> list[tuple[str, str]]:
    """List what is known of an issued paper, in words."""
    seal = tr("未登记") if card.seal is None else card.seal.value
    if card.seal is not None and card.sealed_on is not None:
        seal = f"{seal}　{day_in_field(card.sealed_on)}"
    facts = [
        (tr("文号"), card.number or tr("无")),
        (tr("日期"), day_in_sentence(card.on)),
        (tr("状态"), label(card.state)),
        (tr("签收"), signing_words(card.signing) if card.is_own_signing else tr("未登记")),
        (tr("送达"), served_words(card.served_on)),
    ]
    if card.has_seal:
        facts.append((tr("用印"), seal))
    if card.resuming:
        facts.append((tr("恢复"), card.resuming))
    return facts


def served_words(served_on: date | None) -> str:
    """Say when a paper was served."""
    return tr("未登记") if served_on is None else day_in_field(served_on)


def signing_words(signing: SigningFact) -> str:
    """Say how a request to sign was answered."""
    if signing.state is None:
        return tr("未登记")
    parts = [label(signing.state), signing.signer.name, signing.reason]
    if signing.witness is not None:
        parts.append(tr("见证人 {name}", name=signing.witness.name))
    return "　".join(part for part in parts if part)
