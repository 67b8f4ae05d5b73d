"""One step of a case: the fields that this kind of step asks for, and no others."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.case_panels import range_words
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.select import DayEdit, Select
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import HazardState, NoPenaltyGround, StepKind
from app.values.errors import UserError
from app.values.fields_case import StepFields
from app.values.library import FineOccasion
from app.values.money import figures, parse_yuan
from app.values.rows_case import CaseView, FineChoice, StepRow

K = StepKind
WIDTH = 560
_FINE = ("number", "amount", "fine", "served", "answer_by", "reason", "text")
_NAMED = ("number", "person", "text")
FIELDS: Mapping[StepKind, tuple[str, ...]] = {
    K.LEAD: ("text",),
    K.FILING: ("number", "officers", "person", "text"),
    K.INVESTIGATION: ("officers", "text"),
    K.NOTICE: _FINE,
    K.HEARING_NOTICE: _FINE,
    K.DEFENCE: ("waived", "text"),
    K.LEGAL_REVIEW: ("passed", "person", "text"),
    K.DECISION: ("number", "amount", "fine", "officers", "person", "reason", "text"),
    K.NO_PENALTY: ("number", "ground", "person", "reason", "text"),
    K.SERVICE: ("person", "text"),
    K.PAYMENT: ("amount", "number", "person", "text"),
    K.DEFERRAL: ("number", "person", "reason"),
    K.SURCHARGE: ("amount", "number", "text"),
    K.DAILY_PENALTY: ("number", "amount", "text"),
    K.EXTENSION: ("until", "person", "reason"),
    K.TRANSFER: ("number", "person", "reason"),
    K.WITHDRAWAL: ("person", "reason"),
    K.CLOSING: ("number", "person", "ended", "reason"),
}
NUMBER_WORDS = {K.PAYMENT: "票据号"}
PERSON_WORDS = {K.SERVICE: "收件人", K.PAYMENT: "缴款人"}


class StepForm(SidePanel):
    """Collect one step; the service decides whether it may be made."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.kind = K.FILING
        self.corrected: StepRow | None = None
        self._fines: Sequence[FineChoice] = ()
        self._build()
        self._lay_out()

    def present(self, kind: StepKind, view: CaseView, *, today: date, corrected: StepRow | None = None) -> None:
        """Ask for a step of this kind, or for its correction."""
        self.kind, self.corrected, self._fines = kind, corrected, view.fines
        self.title.setText(tr("更正：{kind}", kind=kind.value) if corrected is not None else kind.value)
        self._fill_officers(view, corrected)
        items: list[tuple[str, object]] = [
            (f"{range_words(one)}　{one.citation}", place) for place, one in enumerate(view.fines)
        ]
        self.fine.fill(items, value=_usual_fine(view, corrected))
        self._fill(corrected, today)
        for name, field in self.fields.items():
            field.setVisible(name == "on" or name in FIELDS.get(kind, ("text",)))
            field.set_error("")
        self.fields["why"].setVisible(corrected is not None)
        self.error.hide()

    def hand_in(self) -> StepFields | None:
        """Give what was filled in, or mark what cannot be read."""
        try:
            cents = parse_yuan(self.amount.words) if self._has("amount") and self.amount.words else None
        except UserError as error:
            self.fields["amount"].set_error(str(error))
            return None
        fine = self._chosen_fine()
        ground = self.ground.value
        return StepFields(
            step=self.kind,
            on=self.on.day,
            number=self.number.words if self._has("number") else "",
            amount_cents=cents,
            provision=fine.ref if fine is not None else "",
            occasion=fine.when if fine is not None else None,
            officer_ids=tuple(one for one in self.officers.values if isinstance(one, UUID))
            if self._has("officers")
            else (),
            persons=({"name": self.person.words},) if self._has("person") and self.person.words else (),
            ground=NoPenaltyGround(ground) if self._has("ground") and isinstance(ground, str) else None,
            reason=self.reason.toPlainText() if self._has("reason") else "",
            text=self.text.toPlainText() if self._has("text") else "",
            served_on=self.served.day if self._has("served") else None,
            answer_by=self.answer_by.day if self._has("answer_by") else None,
            is_defence_waived=self._has("waived") and bool(self.waived.value),
            is_passed=not self._has("passed") or bool(self.passed.value),
            ended_by_law=self.ended.words if self._has("ended") else "",
            until=self.until.day if self._has("until") else None,
        )

    def controls(self) -> Mapping[str, QWidget]:
        """Name what is kept of a step that is not made yet."""
        asked = {
            "number": self.number, "amount": self.amount, "fine": self.fine, "officers": self.officers,
            "person": self.person, "ground": self.ground, "reason": self.reason, "text": self.text,
            "served": self.served, "answer_by": self.answer_by, "waived": self.waived, "passed": self.passed,
            "ended": self.ended, "until": self.until,
        }  # fmt: skip
        return {"on": self.on, "why": self.why} | {name: one for name, one in asked.items() if self._has(name)}

    def tell(self, error: UserError) -> None:
        """Say why the step was refused; what was filled in stays."""
        self.error.setText(str(error))
        self.error.show()

    def _has(self, name: str) -> bool:
        return name in FIELDS.get(self.kind, ("text",))

    def _build(self) -> None:
        self.on, self.served = DayEdit(name=tr("日期")), DayEdit(name=tr("送达日期"))
        self.answer_by, self.until = DayEdit(name=tr("申辩截止")), DayEdit(name=tr("延至"))
        self.number = LineEdit(name=tr("文号"), longest=80)
        self.amount = LineEdit(name=tr("金额"), hint=tr("元，最多两位小数"), longest=20)
        self.fine = Select(name=tr("处罚依据"))
        self.officers = ChoiceRow([], name=tr("执法人员"), multi=True)
        self.person = LineEdit(name=tr("经办批准"), longest=60)
        self.ground = Select(name=tr("不予处罚理由"))
        self.ground.fill([(one.value, one) for one in NoPenaltyGround])
        self.reason = TextEdit(name=tr("理由"), rows=2)
        self.text = TextEdit(name=tr("内容"), rows=2)
        self.waived = ChoiceRow([Choice(False, tr("提出申辩")), Choice(True, tr("书面放弃"))], name=tr("当事人"))
        self.passed = ChoiceRow([Choice(True, tr("通过")), Choice(False, tr("未通过"))], name=tr("审核结论"))
        self.ended = LineEdit(name=tr("终结依据"), hint=tr("没有履行完毕而依法终结的才填"), longest=200)
        self.why = TextEdit(name=tr("更正理由"), rows=2)
        self.save = Button(tr("保存"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.save.clicked.connect(self.save_wanted)

    def _lay_out(self) -> None:
        box = QWidget()
        self._officers_room = QVBoxLayout(box)
        self._officers_room.setContentsMargins(0, 0, 0, 0)
        self._officers_room.addWidget(self.officers)
        reason = tr("低于法定下限、不予处罚、移送、撤销的，写明事实和理由")
        rows: tuple[tuple[str, str, QWidget, str], ...] = (
            ("on", tr("日期"), self.on, ""),
            ("number", tr("文号"), self.number, ""),
            ("fine", tr("处罚依据"), self.fine, tr("只列对该当事人适用的罚则")),
            ("amount", tr("金额"), self.amount, tr("警告等没有罚款的不填")),
            ("served", tr("送达日期"), self.served, tr("还没有送达的先不填，送达后更正本条补登")),
            ("answer_by", tr("申辩截止"), self.answer_by, tr("告知书写明的陈述申辩最后一日")),
            ("waived", tr("当事人"), self.waived, ""),
            ("passed", tr("审核结论"), self.passed, ""),
            ("ground", tr("法定理由"), self.ground, tr("行政处罚法第三十三条")),
            ("officers", tr("执法人员"), box, tr("不少于两人")),
            ("person", tr("批准人"), self.person, ""),
            ("until", tr("延至"), self.until, ""),
            ("ended", tr("终结依据"), self.ended, ""),
            ("reason", tr("理由"), self.reason, reason),
            ("text", tr("内容"), self.text, ""),
            ("why", tr("更正理由"), self.why, tr("留在修改记录中")),
        )
        self.fields = {name: Field(words, control, words=below) for name, words, control, below in rows}
        self.body.setSpacing(Space.CARD)
        self.error = Label("", size=Type.LABEL, tone=Tone.BAD, wrap=True)
        self.error.hide()
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.add_action(self.error, stretch=1)
        self.add_action(self.save)

    def _fill_officers(self, view: CaseView, corrected: StepRow | None) -> None:
        old = self.officers
        names = corrected.officers if corrected is not None else view.handlers
        choices = [Choice(one.id, one.name) for one in view.officers]
        self.officers = ChoiceRow(choices, name=tr("执法人员"), multi=True)
        self.officers.choose([one.id for one in view.officers if one.name in names])
        self._officers_room.replaceWidget(old, self.officers)
        old.deleteLater()

    def _fill(self, step: StepRow | None, today: date) -> None:
        self.on.set_day(today if step is None else step.on)
        self.served.set_day(None if step is None else step.served_on)
        self.answer_by.set_day(None if step is None else step.answer_by)
        self.until.set_day(None)
        self.number.fill("" if step is None else step.number)
        has_amount = step is not None and step.amount_cents is not None
        self.amount.fill(figures(step.amount_cents or 0).removeprefix("¥") if step is not None and has_amount else "")
        self.person.fill("" if step is None else next(iter(step.persons), ""))
        self.ground.choose(None if step is None else step.ground)
        self.reason.fill("" if step is None else step.reason)
        self.text.fill("" if step is None else step.text)
        self.waived.choose([step is not None and step.is_defence_waived])
        self.passed.choose([True])
        self.ended.fill("")
        self.why.fill("")

    def _chosen_fine(self) -> FineChoice | None:
        place = self.fine.value
        return self._fines[place] if self._has("fine") and isinstance(place, int) else None


def _usual_fine(view: CaseView, corrected: StepRow | None) -> int | None:
    """Find the range that the step names; for a new step that of the last notice, else the one that fits the facts.

    What was ordered and not rectified in time is fined by the range for that, everything else by the first one.
    """
    named = [one for one in view.steps if one.provision and one.occasion is not None]
    for step in named[::-1] if corrected is None else [corrected]:
        places = [n for n, one in enumerate(view.fines) if (one.ref, one.when) == (step.provision, step.occasion)]
        if places or corrected is not None:
            return next(iter(places), None)
    is_late = any(one.state is HazardState.FAILED for one in view.hazards)
    wanted = FineOccasion.OVERDUE if is_late else FineOccasion.FIRST
    return next((n for n, one in enumerate(view.fines) if one.when is wanted), None)
