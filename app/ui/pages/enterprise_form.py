"""The form of one party; what is typed is kept within a second and becomes one change when it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.select import DayEdit
from app.ui.widgets.states import ErrorBar
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import PartyKind, ProductionState, RiskLevel
from app.values.fields_enterprise import EnterpriseFields, Licence
from app.values.rows_enterprise import EnterpriseTwin
from app.values.uscc import check_uscc

KEEP_MS = 800
TWINS_MS = 300
SITE_ONLY = ("builder", "supervisor")
_LISTS = frozenset({"aliases", "sectors"})
# Key, label and hint of each line, two beside each other.
LINES: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("name", "单位名称（必填）", "照营业执照；没有名称的填经营者姓名或地点"),),
    (("aliases", "别名、招牌名、曾用名", "几个名称用顿号隔开"),),
    (("uscc", "统一社会信用代码", "18 位；没有的留空"), ("other_code", "注册号", "没有信用代码时填写")),
    (("operator", "经营者", "个体工商户填写"), ("industry_code", "国民经济行业代码", "")),
    (("builder", "施工单位", "工地填写，文书以它为当事人"), ("supervisor", "监理单位", "工地填写")),
    (("sectors", "行业（检查表）", "几个行业用顿号隔开"),),
    (("town", "镇街", ""), ("village", "村（社区）", ""), ("grid", "网格", "")),
    (("address", "生产经营地址", ""),),
    (("registered_address", "注册地址", "与生产经营地址不同时填写"),),
    (("legal_representative", "法定代表人", ""), ("legal_position", "职务", "")),
    (("principal", "主要负责人", ""), ("principal_phone", "电话", "")),
    (("safety_manager", "安全管理人", ""), ("safety_manager_phone", "电话", "")),
    (("phone", "单位电话", ""), ("staff_count", "从业人数", "")),
    (("department", "行业主管部门", ""), ("insurance", "安责险保单号", "")),
)


class LicenceLine(QWidget):
    """One licence: its name, number and last day."""

    edited = Signal()
    removed = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit(name=tr("第{n}个证照名称", n=number), hint=tr("证照名称"))
        self.number = LineEdit(name=tr("第{n}个证照编号", n=number), hint=tr("编号"))
        self.valid_to = DayEdit(name=tr("第{n}个证照有效期至", n=number))
        remove = Button(kind=Kind.GHOST, icon="x", name=tr("移除第{n}个证照", n=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        for part, stretch in ((self.name, 4), (self.number, 3), (self.valid_to, 3), (remove, 0)):
            row.addWidget(part, stretch)
        self.name.edited.connect(self.edited)
        self.number.edited.connect(self.edited)
        self.valid_to.day_changed.connect(self.edited)
        remove.clicked.connect(self.removed)

    def fill(self, licence: Licence) -> None:
        """Show a licence."""
        self.name.fill(licence.name)
        self.number.fill(licence.number)
        self.valid_to.set_day(licence.valid_to)

    @property
    def licence(self) -> Licence:
        return Licence(self.name.words, self.number.words, self.valid_to.day)


class EnterpriseForm(SidePanel):
    """Ask for everything that is known of a party; only the name is needed."""

    kept = Signal(object)
    save_chosen = Signal(object)
    twins_asked = Signal(str, str)

    def __init__(self, *, checklists: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.enterprise_id: UUID | None = None
        self.before = EnterpriseFields(name="")
        self.lines: dict[str, LineEdit] = {}
        self.fields: dict[str, Field] = {}
        self.licences: list[LicenceLine] = []
        self._build(checklists)
        self._keep = self._timer(KEEP_MS, lambda: self.kept.emit(self.texts))
        self._ask_twins = self._timer(TWINS_MS, self._on_twins_due)

    def present(self, fields: EnterpriseFields, *, enterprise_id: UUID | None, draft: Mapping[str, Any] | None) -> None:
        """Show a party, with what was typed and never saved."""
        self.enterprise_id, self.before = enterprise_id, fields
        self.title.setText(tr("编辑企业") if enterprise_id is not None else tr("新增企业"))
        self._fill(_texts(fields))
        if draft is not None:
            self._fill(draft)
        self.restored.setVisible(draft is not None)
        self.error.hide()
        self.show_twins(())
        self._judge()

    def show_twins(self, twins: Sequence[EnterpriseTwin]) -> None:
        """Warn of other parties with the same code or name."""
        self.twins.setVisible(bool(twins))
        same_code = any(twin.is_same_code for twin in twins)
        names = "、".join(f"{twin.name}（{twin.uscc or tr('没有代码')}）" for twin in twins)
        words = tr("代码已登记在：{names}。请核对，不要重复录入。", names=names) if same_code else ""
        self._twin_words.setText(words or tr("同名单位已有：{names}。如是同一家，请改编辑那一家。", names=names))

    def fail(self, sentence: str) -> None:
        """Say why it was not saved."""
        self.error.tell(sentence, may_retry=False)
        self.column.verticalScrollBar().setValue(0)

    def stop_timers(self) -> None:
        """Keep nothing any more: the form was saved or given up."""
        self._keep.stop()
        self._ask_twins.stop()

    def flush(self) -> None:
        """Keep at once what is still waiting for its second."""
        if self._keep.isActive():
            self._keep.stop()
            self.kept.emit(self.texts)

    @property
    def texts(self) -> dict[str, Any]:
        """Give what stands in the form as plain values."""
        values: dict[str, Any] = {key: line.text() for key, line in self.lines.items()}
        values["note"] = self.note.toPlainText()
        values["party_kind"] = _word(self.kind.value)
        values["risk"] = _word(self.risk.value)
        values["production_state"] = _word(self.state.value)
        values["insurance_to"] = _iso(self.insurance_to.day)
        values["licences"] = [[one.name, one.number, _iso(one.valid_to)] for one in self._licences()]
        return values

    @property
    def values(self) -> EnterpriseFields:
        """Give what is to be stored; what the form does not ask stays as it was."""
        texts: dict[str, Any] = {key: line.words for key, line in self.lines.items()}
        for key in _LISTS:
            texts[key] = split(texts[key])
        count = texts.pop("staff_count")
        return replace(
            self.before,
            **texts,
            staff_count=int(count) if count.isdecimal() else None,
            note=self.note.toPlainText().strip(),
            party_kind=PartyKind(_word(self.kind.value) or PartyKind.COMPANY),
            risk=RiskLevel(str(self.risk.value)) if self.risk.value else None,
            production_state=ProductionState(str(self.state.value)) if self.state.value else None,
            insurance_to=self.insurance_to.day,
            licences=tuple(one for one in self._licences() if one.name),
        )

    def _licences(self) -> list[Licence]:
        return [line.licence for line in self.licences]

    def _build(self, checklists: Sequence[str]) -> None:
        self.error = ErrorBar()
        self.restored = Label(tr("已恢复上次没有保存的内容。"), size=Type.LABEL, tone=Tone.WARN)
        self._build_twins()
        self.top.addWidget(self.error)
        self.top.addWidget(self.restored)
        self.top.addWidget(self.twins)
        self.kind = ChoiceRow([Choice(kind.value, kind.value) for kind in PartyKind], name=tr("主体类型"), dense=True)
        self.risk = _row(RiskLevel, tr("风险等级"))
        self.state = _row(ProductionState, tr("生产状态"))
        self.body.addWidget(Field(tr("主体类型"), self.kind, side="above"))
        for row in LINES:
            self.body.addLayout(self._line_row(row))
            if row[0][0] == "sectors" and checklists:
                self.sectors = ChoiceRow(
                    [Choice(one, one) for one in checklists], name=tr("常用行业"), multi=True, dense=True
                )
                self.sectors.chosen.connect(self._on_sectors_chosen)
                self.body.addWidget(self.sectors)
        self.body.addWidget(Field(tr("生产状态"), self.state, side="above"))
        self.body.addWidget(Field(tr("风险等级"), self.risk, side="above"))
        self._build_licences()
        self.note = TextEdit(name=tr("备注"), rows=2)
        self.note.edited.connect(self._on_edited)
        self.body.addWidget(Field(tr("备注"), self.note, side="above"))
        self.body.addStretch(1)
        for choice in (self.kind, self.risk, self.state):
            choice.chosen.connect(self._on_edited)
        self.save = Button(tr("保存"), kind=Kind.PRIMARY, icon="save", key="Ctrl+Enter")
        self.save.clicked.connect(self._on_save_pressed)
        self.cancel = Button(tr("不保存"))
        self.cancel.clicked.connect(self.closed)
        self.add_action(self.save, stretch=1)
        self.add_action(self.cancel)

    def _build_twins(self) -> None:
        self.twins = Card(soft="warn", margin=Space.CONTROL)
        self._twin_words = Label("", size=Type.LABEL, tone=Tone.WARN, wrap=True)
        row = self.twins.row(IconMark("triangle-alert", tone=Tone.WARN), self._twin_words)
        row.setStretch(1, 1)

    def _build_licences(self) -> None:
        self.body.addWidget(Label(tr("证照"), size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB))
        self._licence_room = QVBoxLayout()
        self._licence_room.setSpacing(Space.CONTROL)
        self.body.addLayout(self._licence_room)
        self.add_licence = Button(tr("加一个证照"), kind=Kind.GHOST, icon="plus")
        self.add_licence.clicked.connect(self._on_licence_added)
        row = QHBoxLayout()
        row.addWidget(self.add_licence)
        row.addStretch(1)
        self.body.addLayout(row)
        self.insurance_to = DayEdit(name=tr("安责险有效期至"))
        self.insurance_to.day_changed.connect(self._on_edited)
        self.body.addWidget(Field(tr("安责险有效期至"), self.insurance_to, side="above"))

    def _line_row(self, asked: Sequence[tuple[str, str, str]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        for key, words, hint in asked:
            line = LineEdit(name=words, hint=hint)
            line.edited.connect(self._on_edited)
            field = Field(words, line, side="above")
            self.lines[key], self.fields[key] = line, field
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _fill(self, texts: Mapping[str, Any]) -> None:
        for key, line in self.lines.items():
            line.fill(str(texts.get(key) or ""))
        self.note.fill(texts.get("note") or "")
        self.kind.choose([texts.get("party_kind")])
        self.risk.choose([texts.get("risk")])
        self.state.choose([texts.get("production_state")])
        self.insurance_to.set_day(_day(texts.get("insurance_to")))
        for licence in list(self.licences):
            self._drop_licence(licence)
        for name, number, last in texts.get("licences") or ():
            self._append_licence().fill(Licence(name, number, _day(last)))

    def _append_licence(self) -> LicenceLine:
        line = LicenceLine(len(self.licences) + 1)
        line.edited.connect(self._on_edited)
        line.removed.connect(lambda: self._on_licence_removed(line))
        self.licences.append(line)
        self._licence_room.addWidget(line)
        return line

    def _drop_licence(self, line: LicenceLine) -> None:
        self.licences.remove(line)
        self._licence_room.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _judge(self) -> None:
        """Ask a 工地 for its parties, say of the code what can be wrong, and lock what cannot be stored."""
        for key in SITE_ONLY:
            self.fields[key].setVisible(self.kind.value == PartyKind.SITE or bool(self.lines[key].words))
        typed = self.lines["uscc"].words
        verdict = check_uscc(typed) if typed else None
        field = self.fields["uscc"]
        field.set_error("" if verdict is None or verdict.valid else verdict.reason)
        field.set_words("" if verdict is None or not verdict.valid else verdict.warning or tr("校验位正确。"))
        if not self.lines["name"].words:
            self.save.lock(tr("还没有填单位名称"))
        else:
            self.save.unlock()
        if hasattr(self, "sectors"):
            self.sectors.choose(split(self.lines["sectors"].words))

    def _timer(self, wait: int, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(act)
        return timer

    def _on_edited(self, *_: object) -> None:
        self._judge()
        self._keep.start()
        self._ask_twins.start()

    def _on_twins_due(self) -> None:
        self.twins_asked.emit(self.lines["name"].words, self.lines["uscc"].words)

    def _on_sectors_chosen(self, values: list[object]) -> None:
        names = [str(button.choice.value) for button in self.sectors.buttons]
        own = [one for one in split(self.lines["sectors"].words) if one not in names]
        self.lines["sectors"].fill("、".join([*map(str, values), *own]))
        self._on_edited()

    def _on_licence_added(self) -> None:
        self._append_licence().name.setFocus()

    def _on_licence_removed(self, line: LicenceLine) -> None:
        self._drop_licence(line)
        self._on_edited()

    def _on_save_pressed(self) -> None:
        self.error.hide()
        self.save_chosen.emit(self.values)


def split(words: str) -> tuple[str, ...]:
    """Read several names that stand in one line."""
    for sign in "，,；;":
        words = words.replace(sign, "、")
    return tuple(one.strip() for one in words.split("、") if one.strip())


def _texts(fields: EnterpriseFields) -> dict[str, Any]:
    texts: dict[str, Any] = {key: getattr(fields, key) for row in LINES for key, _, _ in row}
    for key in _LISTS:
        texts[key] = "、".join(texts[key])
    texts |= {
        "note": fields.note,
        "party_kind": fields.party_kind.value,
        "risk": _word(fields.risk),
        "production_state": _word(fields.production_state),
        "insurance_to": _iso(fields.insurance_to),
        "licences": [[one.name, one.number, _iso(one.valid_to)] for one in fields.licences],
    }
    return texts


def _row(choices: type[RiskLevel] | type[ProductionState], name: str) -> ChoiceRow:
    return ChoiceRow([Choice(one.value, one.value) for one in choices], name=name, may_be_empty=True, dense=True)


def _word(value: object) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
