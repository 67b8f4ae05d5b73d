"""Step 3: the officers with their certificates, helpers apart, the person on site, when the notice was shown."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules.joint_check import may_join
from app.ui.text import day_in_sentence
from app.ui.theme import Space, Tone, Type, Weight, Width
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit, MomentEdit
from app.ui.widgets.option import Option
from app.ui.widgets.scroll import Scroll
from app.values.clock import Clock
from app.values.enums import SignerRole
from app.values.facts import PersonFact
from app.values.fields_inspection import Helper, InspectionFields
from app.values.rows_people import OfficerRow

LEAST = 2


class HelperLine(QWidget):
    """One helper: name, unit, what he helps with."""

    edited = Signal()
    removed = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit(name=tr("第{n}名协助人员姓名", n=number), hint=tr("姓名"))
        self.unit = LineEdit(name=tr("第{n}名协助人员单位", n=number), hint=tr("单位"))
        self.role = LineEdit(name=tr("第{n}名协助人员身份", n=number), hint=tr("专家、网格员等"))
        remove = Button(kind=Kind.GHOST, icon="x", name=tr("移除第{n}名协助人员", n=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        for part, stretch in ((self.name, 3), (self.unit, 4), (self.role, 3), (remove, 0)):
            row.addWidget(part, stretch)
        for line in (self.name, self.unit, self.role):
            line.edited.connect(self.edited)
        remove.clicked.connect(self.removed)

    @property
    def helper(self) -> Helper:
        return Helper(self.name.words, self.unit.words, self.role.words)


class PeopleStep(QWidget):
    """Ask who goes, who helps, and who is met there."""

    changed = Signal(str, object)

    def __init__(self, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options: dict[UUID, Option] = {}
        self.helpers: list[HelperLine] = []
        self._chosen: list[UUID] = []
        self._own: set[UUID] = set()
        self._clock = clock
        left, right = self._officers(), self._party()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def show_fields(self, fields: InspectionFields, *, officers: Sequence[OfficerRow], on: date, clock: Clock) -> None:
        """Show what is planned, without telling anyone."""
        self._clock = clock
        self._chosen = list(fields.officer_ids)
        others = may_join(fields.manner)
        self._show_officers([row for row in officers if row.is_own or others or row.id in self._chosen], on)
        for line in list(self.helpers):
            self._drop(line)
        for helper in fields.helpers:
            line = self._append()
            for edit, words in ((line.name, helper.name), (line.unit, helper.unit), (line.role, helper.role)):
                edit.fill(words)
        self.name.fill(fields.party.name)
        self.position.fill(fields.party.position)
        self.phone.fill(fields.party.phone)
        self.role.choose([fields.party.role])
        self.notice_at.set_moment(fields.notice_served_at)
        self.place.fill(fields.place)

    @property
    def first(self) -> QWidget:
        """Give what is asked first."""
        return next((option for option in self.options.values() if option.isEnabled()), self.name)

    def _officers(self) -> Card:
        card, body = _card()
        body.addWidget(Label(tr("执法人员"), size=Type.CARD, weight=Weight.BOLD))
        self.rule = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        body.addWidget(self.rule)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CONTROL)
        body.addLayout(self._rows)
        body.addWidget(Label(tr("协助人员"), size=Type.CARD, weight=Weight.BOLD))
        words = tr("专家、网格员等只协助，不签名，不代替执法人员。")
        body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self._helper_rows = QVBoxLayout()
        self._helper_rows.setSpacing(Space.CONTROL)
        body.addLayout(self._helper_rows)
        self.add_helper = Button(tr("加一名协助人员"), kind=Kind.GHOST, icon="plus")
        self.add_helper.clicked.connect(self._on_helper_added)
        row = QHBoxLayout()
        row.addWidget(self.add_helper)
        row.addStretch(1)
        body.addLayout(row)
        body.addStretch(1)
        return card

    def _party(self) -> Card:
        card, body = _card()
        body.addWidget(Label(tr("现场人员"), size=Type.CARD, weight=Weight.BOLD))
        words = tr("到现场再填也可以，打印检查记录前补齐。")
        body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self.name = LineEdit(name=tr("现场人员姓名"), hint=tr("姓名"))
        self.position = LineEdit(name=tr("现场人员职务"), hint=tr("职务"))
        self.phone = LineEdit(name=tr("现场人员电话"), hint=tr("电话"), longest=40)
        self.role = ChoiceRow([Choice(one, one.value) for one in SignerRole], name=tr("现场人员身份"), dense=True)
        self.place = LineEdit(name=tr("检查场所"), hint=tr("例如 充装间、配电室"))
        self.notice_at = MomentEdit(name=tr("检查通知书出示时间"))
        self.now = Button(tr("现在"), icon="clock")
        self.now.clicked.connect(self._on_now_pressed)
        notice = FoldingRow([(self.notice_at, 1), (self.now, 0)])
        for words, second, part in (
            (tr("姓名"), "", self.name),
            (tr("身份"), tr("单选"), self.role),
            (tr("职务"), "", self.position),
            (tr("电话"), "", self.phone),
            (tr("检查场所"), "", self.place),
            (tr("通知书"), tr("出示时间"), notice),
        ):
            body.addWidget(Field(words, part, second=second, label_width=Width.LABEL_WIZARD))
        body.addStretch(1)
        for line in (self.name, self.position, self.phone):
            line.edited.connect(self._on_party_edited)
        self.role.chosen.connect(self._on_party_edited)
        self.place.edited.connect(lambda words: self.changed.emit("place", words.strip()))
        self.notice_at.moment_changed.connect(lambda moment: self.changed.emit("notice_served_at", moment))
        return card

    def _show_officers(self, officers: Sequence[OfficerRow], on: date) -> None:
        empty(self._rows)
        self.options = {}
        self._own = {row.id for row in officers if row.is_own}
        for row in officers:
            last = tr("　有效期至 {day}", day=day_in_sentence(row.valid_to)) if row.valid_to is not None else ""
            whose = "" if row.is_own else f"{row.authority_name}　"
            second = tr("{whose}证号 {number}{last}", whose=whose, number=row.certificate, last=last)
            option = Option(row.name, second=second)
            option.setChecked(row.id in self._chosen)
            if not row.is_valid(on) and row.id not in self._chosen:
                option.lock(tr("证号 {number}　执法证不在有效期内", number=row.certificate))
            option.clicked.connect(lambda _on=False, officer=row.id: self._on_officer_pressed(officer))
            self.options[row.id] = option
            self._rows.addWidget(option)
        self._say_rule()

    def _say_rule(self) -> None:
        missing = max(0, LEAST - len([one for one in self._chosen if one in self._own]))
        words = (
            tr("两名以上，证件当日有效。") if not missing else tr("两名以上，证件当日有效。还差 {n} 名。", n=missing)
        )
        self.rule.setText(words)
        self.rule.set_tone(Tone.WARN if missing else Tone.SUB)

    def _append(self) -> HelperLine:
        line = HelperLine(len(self.helpers) + 1)
        line.edited.connect(self._on_helpers_edited)
        line.removed.connect(lambda: self._on_helper_removed(line))
        self.helpers.append(line)
        self._helper_rows.addWidget(line)
        return line

    def _drop(self, line: HelperLine) -> None:
        self.helpers.remove(line)
        self._helper_rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_officer_pressed(self, officer_id: UUID) -> None:
        is_taken = self.options[officer_id].isChecked()
        left = [one for one in self._chosen if one != officer_id]
        self._chosen = [*left, officer_id] if is_taken else left
        self._say_rule()
        self.changed.emit("officer_ids", tuple(self._chosen))

    def _on_helper_added(self) -> None:
        self._append().name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_helper_removed(self, line: HelperLine) -> None:
        self._drop(line)
        self._on_helpers_edited()

    def _on_helpers_edited(self) -> None:
        self.changed.emit("helpers", tuple(line.helper for line in self.helpers if line.helper.name))

    def _on_party_edited(self, *_: object) -> None:
        role = self.role.value
        person = PersonFact(
            name=self.name.words,
            role=role if isinstance(role, SignerRole) else None,
            position=self.position.words,
            phone=self.phone.words,
        )
        self.changed.emit("party", person)

    def _on_now_pressed(self) -> None:
        if self._clock is not None:
            moment = self._clock.now()
            self.notice_at.set_moment(moment)
            self.changed.emit("notice_served_at", moment)


def _card() -> tuple[Card, QVBoxLayout]:
    card = Card(margin=0)
    scroll = Scroll(gap=Space.CARD)
    scroll.body.setContentsMargins(20, Space.PAGE, 20, Space.PAGE)
    card.body.addWidget(scroll)
    return card, scroll.body
