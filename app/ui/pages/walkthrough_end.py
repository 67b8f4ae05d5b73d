"""结束检查: what is still open, how the other side signed, and the end itself; nothing but the end is mandatory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.pages.walkthrough_acts import WalkActs
from app.ui.pages.walkthrough_item import ItemRow
from app.ui.text import label, look_of
from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import MomentEdit
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import InspectionState, SignState
from app.values.facts import PersonFact, WitnessFact
from app.values.rows_walk import Walk, WalkItem

if TYPE_CHECKING:
    from app.ui.context import UiContext

SIZE = (860, 640)
ROWS_SHOWN = 200
ROWS_HEIGHT = 206
_SIGNED = (SignState.SIGNED, SignState.REFUSED, SignState.ABSENT, SignState.UNABLE)


@dataclass(frozen=True)
class EndAnswer:
    """What was filled in when the check ended; what is empty stays as it was noted before."""

    at: datetime
    place: str
    party: PersonFact | None
    signing: SignState | None
    party_reason: str
    witness: WitnessFact | None
    statement: str
    is_recusal_asked: bool | None
    recusal_reason: str
    summary: str


class EndDialog(QDialog):
    """Show the open items first, then ask how the check ended."""

    item_chosen = Signal(str)
    answered = Signal(object)

    def __init__(self, walk: Walk, *, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("结束检查"))
        self.setModal(True)
        room = QSize(look().px(SIZE[0]), look().px(SIZE[1]))
        self.resize(room if parent is None else room.boundedTo(parent.size() - QSize(Space.PAGE, Space.PAGE)))
        self.rows: dict[str, ItemRow] = {}
        self._noted = walk.inspection
        self._build_fields(now)
        self._fill()
        self.end = Button(tr("结束检查"), kind=Kind.PRIMARY, icon="signature", key="Ctrl+Enter")
        self.end.clicked.connect(self._on_end)
        self.end.setShortcut("Ctrl+Return")
        self.back = Button(tr("继续检查"))
        self.back.clicked.connect(self.reject)
        self._lay_out(walk)
        FocusRing(self)
        self._fit(None)
        self.end.setFocus()

    def answer(self) -> EndAnswer:
        """Tell what was filled in."""
        signing = self.signing.value
        is_without = isinstance(signing, SignState) and signing is not SignState.SIGNED
        name = self.witness.text().strip()
        witness = WitnessFact(name, self.witness_unit.text().strip(), self.witness_phone.text().strip())
        asked = self.recusal.value
        return EndAnswer(
            at=self.at.moment or self._now,
            place=self.place.text().strip(),
            party=self._person(),
            signing=signing if isinstance(signing, SignState) else None,
            party_reason=self.reason.toPlainText().strip() if is_without else "",
            witness=witness if is_without and name else None,
            statement=self.statement.toPlainText().strip(),
            is_recusal_asked=asked if isinstance(asked, bool) else None,
            recusal_reason=self.recusal_reason.toPlainText().strip() if asked is True else "",
            summary=self.summary.toPlainText().strip(),
        )

    def _build_fields(self, now: datetime) -> None:
        self._now = now
        self.at = MomentEdit(name=tr("结束时间"))
        self.at.set_moment(now)
        self.place = _line(tr("检查场所"))
        self.party, self.position, self.phone = (_line(tr(one)) for one in ("姓名", "职务", "电话"))
        signed = [Choice(one, label(one), look_of(one)[1]) for one in _SIGNED]
        self.signing = ChoiceRow(signed, name=tr("被检查单位签名"), columns=4, dense=True, may_be_empty=True)
        self.signing.chosen.connect(self._fit)
        self.reason = TextEdit(name=tr("未签名的原因"), rows=1)
        self.witness, self.witness_unit, self.witness_phone = (_line(tr(one)) for one in ("见证人", "单位", "电话"))
        recusal = [Choice(False, tr("不申请回避")), Choice(True, tr("申请回避"))]
        self.recusal = ChoiceRow(recusal, name=tr("是否申请回避"), columns=2, dense=True, may_be_empty=True)
        self.recusal.chosen.connect(self._fit)
        self.recusal_reason = TextEdit(name=tr("申请回避的理由"), rows=1)
        self.statement = TextEdit(name=tr("被检查单位意见"), rows=1)
        self.summary = TextEdit(name=tr("处理情况"), rows=1)

    def _fill(self) -> None:
        """Show what was noted before."""
        noted = self._noted
        if noted is None:
            return
        self.place.setText(noted.place)
        for line, words in ((self.party, noted.party.name), (self.position, noted.party.position)):
            line.setText(words)
        self.phone.setText(noted.party.phone)
        self.signing.choose([noted.signing.state] if noted.signing.state is not None else [])
        self.reason.fill(noted.signing.reason)
        if noted.signing.witness is not None:
            seen = noted.signing.witness
            lines = (self.witness, self.witness_unit, self.witness_phone)
            for line, words in zip(lines, (seen.name, seen.unit, seen.phone), strict=True):
                line.setText(words)
        self.recusal.choose([] if noted.is_recusal_asked is None else [noted.is_recusal_asked])
        self.recusal_reason.fill(noted.recusal_reason)
        self.summary.fill(noted.summary)

    def _person(self) -> PersonFact | None:
        name = self.party.text().strip()
        role = None if self._noted is None else self._noted.party.role
        return PersonFact(name, role, self.position.text().strip(), self.phone.text().strip()) if name else None

    def _lay_out(self, walk: Walk) -> None:
        scroll = Scroll(gap=Space.CONTROL)
        scroll.body.setContentsMargins(0, 0, Space.CARD, 0)
        for field in self._fields():
            scroll.body.addWidget(field)
        scroll.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        note = tr("签名、印章可以打印后补办；签发文书前再检查缺项。")
        buttons.addWidget(Label(note, size=Type.LABEL, tone=Tone.SUB, wrap=True), 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addWidget(Label(tr("结束检查"), size=Type.ITEM, weight=Weight.BOLD))
        self._add_open_items(column, walk.open_items)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)

    def _add_open_items(self, column: QVBoxLayout, items: Sequence[WalkItem]) -> None:
        words = (
            tr("还有 {count} 项没有判定。可以回去查，也可以保留未查、直接结束。", count=len(items))
            if items
            else tr("全部检查项已判定。")
        )
        self.open_words = Label(words, weight=Weight.MEDIUM, tone=Tone.WARN if items else Tone.OK, wrap=True)
        column.addWidget(self.open_words)
        rows = Scroll(gap=Space.PAIR)
        rows.body.setContentsMargins(0, 0, Space.CARD, 0)
        rows.setMaximumHeight(look().px(ROWS_HEIGHT))
        rows.setVisible(bool(items))
        column.addWidget(rows)
        for item in items[:ROWS_SHOWN]:
            row = ItemRow(item.number, item.item.text)
            pending = item.result is not None
            row.show_chips((tr("待查"), Tone.WARN, "clock") if pending else (tr("未查"), Tone.NA, "circle"))
            row.clicked.connect(lambda _on, one=item.id: self._on_item(one))
            self.rows[item.id] = row
            rows.body.addWidget(row)

    def _fields(self) -> Sequence[QWidget]:
        persons = _side_by_side(self.witness, self.witness_unit, self.witness_phone)
        on_site = _side_by_side(self.party, self.position, self.phone)
        wide = Width.LABEL_WIZARD
        self._reason_field = Field(tr("未签原因"), self.reason, label_width=wide)
        self._witness_field = Field(tr("见证人"), persons, label_width=wide)
        self._recusal_field = Field(tr("回避理由"), self.recusal_reason, label_width=wide)
        return (
            Field(tr("结束时间"), self.at, label_width=wide),
            Field(tr("检查场所"), self.place, label_width=wide),
            Field(tr("现场负责人"), on_site, label_width=wide),
            Field(tr("对方签名"), self.signing, label_width=wide),
            self._reason_field,
            self._witness_field,
            Field(tr("申请回避"), self.recusal, label_width=wide),
            self._recusal_field,
            Field(tr("对方意见"), self.statement, label_width=wide),
            Field(tr("处理情况"), self.summary, label_width=wide),
        )

    def _fit(self, _value: object) -> None:
        signing = self.signing.value
        is_without = signing is not None and signing is not SignState.SIGNED
        self._reason_field.setVisible(is_without)
        self._witness_field.setVisible(is_without)
        self._recusal_field.setVisible(self.recusal.value is True)

    def _on_item(self, item_id: str) -> None:
        self.item_chosen.emit(item_id)
        self.reject()

    def _on_end(self) -> None:
        self.answered.emit(self.answer())
        self.accept()


class Ending(QObject):
    """Do what the button at the top says: begin, end, or go to the papers."""

    item_chosen = Signal(str)

    def __init__(self, context: "UiContext", page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._acts: WalkActs | None = None

    def open_walk(self, acts: WalkActs) -> None:
        """Work on another walk."""
        self._acts = acts

    def ask(self, walk: Walk) -> None:
        """Begin what was planned; end what was begun, with one last look; else go to the papers."""
        if self._acts is None:
            return
        if walk.head.state is not InspectionState.DRAFT:
            self._go_to_papers()
        elif walk.head.started_at is None:
            self._acts.begin()
        else:
            dialog = EndDialog(walk, now=self._context.services.desk.now(), parent=self._page.window())
            dialog.item_chosen.connect(self.item_chosen)
            dialog.answered.connect(self._on_answered)
            dialog.open()

    def resume(self) -> None:
        """Go on with a check that was ended, as long as no paper was issued."""
        if self._acts is not None:
            self._acts.resume()

    def _on_answered(self, answer: EndAnswer) -> None:
        if self._acts is not None:
            services, inspection_id = self._context.services, self._acts.inspection_id
            end = ending(answer, partial(services.inspections.end, inspection_id))

            def work() -> None:
                end()
                services.hazards.settle_on_the_spot(inspection_id)

            self._acts.finish(work, self._go_to_papers)

    def _go_to_papers(self) -> None:
        if self._acts is not None:
            self._page.navigate.emit("documents", self._acts.inspection_id)


def ending(answer: EndAnswer, end: Callable[..., None]) -> Callable[[], None]:
    """Make the call that ends the check as it was filled in."""

    def work() -> None:
        end(
            at=answer.at,
            place=answer.place or None,
            party=answer.party,
            signing=answer.signing,
            party_reason=answer.party_reason or None,
            witness=answer.witness,
            statement=answer.statement or None,
            is_recusal_asked=answer.is_recusal_asked,
            recusal_reason=answer.recusal_reason or None,
            summary=answer.summary or None,
        )

    return work


def _side_by_side(*lines: QLineEdit) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.CONTROL)
    for line in lines:
        row.addWidget(line)
    return box


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
