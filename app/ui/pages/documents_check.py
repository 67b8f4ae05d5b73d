"""What stands in the way of a paper: missing fields with the button that mends each, then the verdicts."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.label import Label, rule
from app.values.rows_document import DocumentCheck
from app.values.verdict import Missing, Verdict

CHOSEN = frozenset({"category", "source", "manner", "party_signature", "is_recusal_asked", "handling", "officer_ids"})


class MissingCard(Card):
    """缺项: what the paper still needs; each row goes where it is filled in."""

    mend_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge="bad", margin=Space.CARD, parent=parent)
        self.rows: list[Button] = []

    def show_missing(self, check: DocumentCheck) -> None:
        """Show the missing fields first, then what may also be done by pen."""
        empty(self.body)
        self.rows.clear()
        self.setVisible(bool(check.missing or check.by_pen))
        self.set_edge("bad" if check.missing else "")
        if check.missing:
            self._head(tr("缺项 {count}", count=len(check.missing)), tr("只影响签发，不影响保存"), Tone.BAD)
            for one in check.missing:
                self._row(one, tone=Tone.BAD, picture="circle-alert")
        if check.by_pen:
            self._head(tr("可在纸上补"), tr("签名和勾选可以打印后用笔完成"), Tone.SUB)
            for one in check.by_pen:
                self._row(one, tone=Tone.SUB, picture="pencil")

    def _head(self, words: str, second: str, tone: Tone) -> None:
        self.row(Label(words, weight=Weight.BOLD, tone=tone), Label(second, size=Type.LABEL, tone=Tone.SUB), None)

    def _row(self, one: Missing, *, tone: Tone, picture: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(one.label, size=Type.DENSE, weight=Weight.BOLD, wrap=True))
        words.addWidget(Label(one.hint, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        is_chosen = one.target.rpartition(".")[2] in CHOSEN
        button = Button(tr("去选") if is_chosen else tr("去填"), name=tr("{label}，去填写", label=one.label))
        button.clicked.connect(lambda _on=False, target=one.target: self.mend_chosen.emit(target))
        self.rows.append(button)
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        row.addWidget(IconMark(picture, tone=tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(button)
        self.body.addLayout(row)


class VerdictCard(Card):
    """合法性检查: red stops, yellow asks for a reason; each names its article."""

    mend_chosen = Signal(str)
    reason_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.CARD, parent=parent)
        self.rows: list[Button] = []

    def show_verdicts(self, check: DocumentCheck, reasons: Mapping[str, str]) -> None:
        """Show the verdicts, red first."""
        empty(self.body)
        self.rows.clear()
        red, yellow = len(check.other_red), len(check.yellow)
        chips: list[QWidget | None] = [
            Chip(tr("红 {count}", count=red), tone=Tone.BAD, icon="circle-alert") if red else None,
            Chip(tr("黄 {count}", count=yellow), tone=Tone.WARN, icon="triangle-alert") if yellow else None,
        ]
        passed = [] if check.red or yellow else [Chip(tr("通过"), tone=Tone.OK, icon="circle-check")]
        title = Label(tr("合法性检查"), weight=Weight.BOLD)
        self.row(IconMark("scale", tone=Tone.ACTION), title, None, *[one for one in chips if one is not None], *passed)
        for one in (*check.other_red, *check.yellow):
            self.body.addWidget(rule())
            self._row(one, reasons)

    def _row(self, one: Verdict, reasons: Mapping[str, str]) -> None:
        is_red = one.stops
        tone = Tone.BAD if is_red else Tone.WARN
        words = QVBoxLayout()
        words.setSpacing(0)
        lead = tr("红：{message}", message=one.message) if is_red else tr("黄：{message}", message=one.message)
        words.addWidget(Label(lead, size=Type.DENSE, weight=Weight.MEDIUM, tone=tone, wrap=True))
        words.addWidget(Label(one.article.citation, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        reason = reasons.get(one.rule, "")
        if reason:
            words.addWidget(Label(tr("理由：{reason}", reason=reason), size=Type.DENSE, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        row.addWidget(IconMark("circle-alert" if is_red else "triangle-alert", tone=tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button(one, reason))
        self.body.addLayout(row)

    def _button(self, one: Verdict, reason: str) -> Button:
        if one.stops:
            button = Button(tr("去改"), name=tr("{message}去改正", message=one.message))
            button.clicked.connect(lambda _on=False, target=one.target: self.mend_chosen.emit(target))
        else:
            button = Button(tr("改理由") if reason else tr("写理由"), name=tr("{message}写理由", message=one.message))
            button.clicked.connect(lambda _on=False, rule_code=one.rule: self.reason_asked.emit(rule_code, one.message))
        self.rows.append(button)
        return button


def empty(body: QLayout) -> None:
    """Take everything out of a layout, rows within it included."""
    while body.count():
        item = body.takeAt(0)
        inner = None if item is None else item.layout()
        widget = None if item is None else item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
