"""Dialogs of the page of documents: how a paper was signed, sealed and served."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.register_dialog import Register
from app.ui.text import label
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.line_edit import MomentEdit
from app.ui.widgets.row import beside
from app.ui.widgets.scan_list import ScanList
from app.ui.widgets.select import DayEdit, Select
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import SealState, ServiceMethod, SignerRole, SignState
from app.values.facts import SigningFact
from app.values.fields_document import PersonFields, ServiceFields, SigningFields


class SigningDialog(Register):
    """签收: signed, refused, absent or unable; the last three with reason and witness."""

    given = Signal(object)

    def __init__(self, before: SigningFact, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("登记签收"), keep=tr("保存"), parent=parent)
        self.state = ChoiceRow([Choice(one, label(one)) for one in SignState], name=tr("签收情况"), columns=4)
        self.column.addWidget(Field(tr("签收情况"), self.state, label_width=88))
        self.name = self.line(tr("签收人"), value=before.signer.name)
        self.role = Select(name=tr("身份"))
        self.role.fill([(one.value, one) for one in SignerRole], value=before.signer.role)
        self.column.addWidget(Field(tr("身份"), self.role, label_width=88))
        self.why = QWidget()
        inner = QVBoxLayout(self.why)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.CARD)
        self.reason = TextEdit(name=tr("原因"), rows=2)
        self.reason.fill(before.reason)
        witness = before.witness
        self.witness = QLineEdit("" if witness is None else witness.name)
        self.unit = QLineEdit("" if witness is None else witness.unit)
        self.phone = QLineEdit("" if witness is None else witness.phone)
        for words, edit in (
            (tr("原因"), self.reason),
            (tr("见证人"), self.witness),
            (tr("单位"), self.unit),
            (tr("电话"), self.phone),
        ):
            inner.addWidget(Field(words, edit, label_width=88))
        self._controls |= {"state": self.state, "role": self.role, "reason": self.reason}
        self._controls |= {"witness": self.witness, "unit": self.unit, "phone": self.phone}
        self.column.addWidget(self.why)
        self.state.chosen.connect(self._on_state_chosen)
        self.state.choose([before.state])
        self._on_state_chosen(before.state)

    def hand_in(self) -> str:
        state = self.state.value
        if not isinstance(state, SignState):
            return tr("请选择签收情况。")
        reason, seen_by = self.reason.toPlainText().strip(), self.witness.text().strip()
        if state is not SignState.SIGNED and not (reason and seen_by):
            return tr("没有签名的，请写明原因并登记见证人。")
        role = self.role.value
        signer = PersonFields(self.name.text().strip(), None if role is None else SignerRole(str(role)))
        witness = PersonFields(seen_by, unit=self.unit.text().strip(), phone=self.phone.text().strip())
        is_signed = state is SignState.SIGNED
        self.given.emit(SigningFields(state, signer, "" if is_signed else reason, None if is_signed else witness))
        return ""

    def refit(self) -> None:
        self._on_state_chosen(self.state.value)

    def _on_state_chosen(self, state: object) -> None:
        self.why.setVisible(isinstance(state, SignState) and state is not SignState.SIGNED)


class SealDialog(Register):
    """登记用印: how and on which day."""

    given = Signal(object, object)

    def __init__(self, before: SealState | None, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("登记用印"), keep=tr("保存"), parent=parent)
        self.seal = ChoiceRow([Choice(one, one.value) for one in SealState], name=tr("盖章"), columns=3)
        self.seal.choose([before])
        self.day = DayEdit(name=tr("用印日期"))
        self.column.addWidget(Field(tr("盖章"), self.seal, label_width=88))
        self.column.addWidget(Field(tr("用印日期"), self.day, words=tr("不填的按文书日期"), label_width=88))

    def hand_in(self) -> str:
        seal = self.seal.value
        if not isinstance(seal, SealState):
            return tr("请选择预盖、现场盖或者回局补盖。")
        self.given.emit(seal, self.day.day)
        return ""


class ServiceDialog(Register):
    """登记送达: method, time, place, who received it, and what happened where nobody did."""

    given = Signal(object, object)
    proofs_wanted = Signal()

    def __init__(self, signing: SigningFact, *, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(tr("登记送达"), keep=tr("保存"), parent=parent)
        self.method = Select(name=tr("送达方式"))
        self.method.fill([(one.value, one) for one in ServiceMethod], value=ServiceMethod.DIRECT)
        self.column.addWidget(Field(tr("送达方式"), self.method, label_width=88))
        self.at = MomentEdit(name=tr("送达时间"))
        self.at.set_moment(now)
        self.column.addWidget(Field(tr("送达时间"), self.at, label_width=88))
        self.receiver = self.line(tr("收件人"), value=signing.signer.name)
        role = signing.signer.role
        self.role = self.line(tr("身份"), value="" if role is None else role.value)
        self.place = self.line(tr("地点"))
        self.state = ChoiceRow([Choice(one, label(one)) for one in SignState], name=tr("签收情况"), columns=4)
        self.state.choose([SignState.SIGNED])
        self.column.addWidget(Field(tr("签收情况"), self.state, label_width=88))
        self.refusal = self.line(tr("未签原因"))
        self.witness = self.line(tr("见证人"))
        self.unit = self.line(tr("见证单位"))
        self.proofs = ScanList()
        self.choose_proofs = Button(tr("加送达回执"), icon="scan-line", dense=True)
        self.choose_proofs.clicked.connect(self.proofs_wanted)
        self.column.addWidget(
            Field(tr("送达凭证"), beside(self.choose_proofs, self.proofs), words=tr("扫描件或者照片"), label_width=88)
        )
        self._controls |= {"proofs": self.proofs, "method": self.method, "at": self.at, "state": self.state}

    def hand_in(self) -> str:
        state, method, served_at = self.state.value, ServiceMethod(str(self.method.value)), self.at.moment
        refusal, seen_by = self.refusal.text().strip(), self.witness.text().strip()
        if not isinstance(state, SignState):
            return tr("请选择签收情况。")
        if served_at is None:
            return tr("请填写送达时间。")
        if state is SignState.SIGNED and not self.receiver.text().strip():
            return tr("请填写收件人。")
        if state is not SignState.SIGNED and not (refusal and seen_by):
            return tr("没有签收的，请写明原因并登记见证人。")
        witness = PersonFields(seen_by, unit=self.unit.text().strip()) if seen_by else None
        self.given.emit(
            ServiceFields(
                method=method,
                served_at=served_at,
                receiver=self.receiver.text().strip(),
                receiver_role=self.role.text().strip(),
                place=self.place.text().strip(),
                signature=state,
                refusal=refusal,
                witness=witness,
            ),
            self.proofs.paths,
        )
        return ""
