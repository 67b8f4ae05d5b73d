"""A new case: of which check, about which hazards, by which procedure, against whom."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.match_picker import MatchPicker
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.private_mark import PrivateMark
from app.values.enums import Procedure
from app.values.fields_case import CaseFields

WIDTH = 560


class CaseForm(SidePanel):
    """Collect what a case begins with; it is opened by whoever hears `save_wanted`."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("新建案件"), parent=parent)
        self.picker = MatchPicker()
        self.picker.changed.connect(self._show_lock)
        self.procedures = ChoiceRow(
            [Choice(one, tr("{name}程序", name=one.value)) for one in Procedure], name=tr("程序")
        )
        self.parties = ChoiceRow([Choice(False, tr("单位")), Choice(True, tr("个人"))], name=tr("当事人类型"))
        self.party = LineEdit(name=tr("当事人"), hint=tr("不填即为被检查单位"), longest=120)
        self.identity = LineEdit(name=tr("身份证号"), hint=tr("个人、个体工商户经营者填写"), longest=40)
        self.identity.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.cause = LineEdit(name=tr("案由"), longest=200)
        self.why = Label("", size=Type.LABEL, tone=Tone.WARN, wrap=True)
        self.save = Button(tr("建立案件"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.save.clicked.connect(self.save_wanted)
        self.body.setSpacing(Space.CARD)
        parts: tuple[QWidget, ...] = (
            self.picker,
            Field(tr("程序"), self.procedures, words=tr("案情复杂或者罚款较大的用普通程序")),
            Field(tr("当事人"), self.parties),
            Field(tr("姓名名称"), self.party),
            Field(tr("身份证号"), self.identity),
            PrivateMark(),
            Field(tr("案由"), self.cause),
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_action(self.why, stretch=1)
        self.add_action(self.save)

    def present(self) -> None:
        """Begin a new case."""
        self.picker.clear()
        self.procedures.choose([Procedure.ORDINARY])
        self.parties.choose([False])
        for line in (self.party, self.identity, self.cause):
            line.fill("")
        self._show_lock()

    def fields(self) -> CaseFields:
        """Give what was filled in."""
        procedure = self.procedures.value
        return CaseFields(
            inspection_id=self.picker.chosen,
            hazard_ids=self.picker.hazard_ids,
            procedure=procedure if isinstance(procedure, Procedure) else Procedure.ORDINARY,
            is_person=bool(self.parties.value),
            party_name=self.party.words,
            party_identity=self.identity.words,
            cause=self.cause.words,
        )

    def controls(self) -> Mapping[str, QWidget]:
        """Name what is kept of a case that is not opened yet."""
        return {
            "match": self.picker,
            "procedure": self.procedures,
            "is_person": self.parties,
            "party": self.party,
            "identity": self.identity,
            "cause": self.cause,
        }

    def _show_lock(self) -> None:
        reason = "" if self.picker.chosen is not None else tr("请先选择对应的检查")
        self.why.setText(reason)
        if reason:
            self.save.lock(reason)
        else:
            self.save.unlock()
