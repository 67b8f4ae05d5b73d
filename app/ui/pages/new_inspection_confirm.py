"""Step 4: what was planned at one look, and what is still open; nothing of it stops the check."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import Scroll
from app.values.enums import ApprovalMode
from app.values.fields_inspection import InspectionFields
from app.values.rows_inspection import WalkPlan
from app.values.rows_people import OfficerRow
from app.values.verdict import Verdict

PROCEDURE, PEOPLE = 1, 2
# The step on which a field is filled in.
PLACES = {"officer_ids": PEOPLE, "helpers": PEOPLE, "party": PEOPLE, "notice_served_at": PEOPLE}


class ConfirmStep(QWidget):
    """Look over the plan, and go back to what is open."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        left, right = Card(margin=0), Card(margin=0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        self._summary, self._points = Scroll(gap=Space.CARD), Scroll(gap=Space.CARD)
        for card, scroll in ((left, self._summary), (right, self._points)):
            scroll.body.setContentsMargins(20, Space.PAGE, 20, Space.PAGE)
            card.body.addWidget(scroll)

    def show_plan(
        self, fields: InspectionFields, *, party: str, officers: Sequence[OfficerRow], plan: WalkPlan
    ) -> None:
        """Show what was planned."""
        body = self._summary.body
        empty(body)
        body.addWidget(Label(tr("核对后开始检查"), size=Type.CARD, weight=Weight.BOLD))
        names = {row.id: row.name for row in officers}
        for words, value in (
            (tr("检查对象"), party),
            (tr("类别来源"), _joined(_word(fields.category), _word(fields.source), fields.source_note)),
            (tr("检查方式"), "、".join(one.value for one in fields.manner)),
            (tr("检查事项"), fields.matter),
            (tr("方案审批"), _approval(fields)),
            (
                tr("执法码"),
                fields.law_code or (tr("未取得：{why}", why=fields.no_code_reason) if fields.no_code_reason else ""),
            ),
            (
                tr("检查表"),
                _joined("、".join(fields.checklists), tr("{n} 项", n=plan.items) if plan is not None else ""),
            ),
            (tr("执法人员"), "、".join(names[one] for one in fields.officer_ids if one in names)),
            (tr("协助人员"), "、".join(one.name for one in fields.helpers)),
            (tr("现场人员"), _joined(fields.party.name, fields.party.position, fields.party.phone)),
            (tr("通知书"), "" if fields.notice_served_at is None else day_and_hour(fields.notice_served_at)),
        ):
            body.addWidget(_line(words, value))
        body.addStretch(1)

    def show_points(self, points: Sequence[Verdict]) -> None:
        """Show what is still open, each with the way to it."""
        body = self._points.body
        empty(body)
        head = tr("还有 {n} 处待补", n=len(points)) if points else tr("没有待补的内容")
        body.addWidget(Label(head, size=Type.CARD, weight=Weight.BOLD))
        words = tr("现在可以开始检查，打印相应文书前补齐即可。") if points else tr("可以开始检查。")
        body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        for point in points:
            body.addWidget(self._point(point))
        body.addStretch(1)

    def _point(self, point: Verdict) -> Card:
        card = Card(soft="bad" if point.stops else "warn", margin=Space.CARD)
        tone = Tone.BAD if point.stops else Tone.WARN
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(point.message, size=Type.DENSE, wrap=True))
        words.addWidget(Label(point.article.citation, size=Type.SMALL, tone=Tone.SUB, wrap=True))
        fill = Button(tr("去填"), icon="arrow-left")
        fill.setAccessibleName(tr("去填：{what}", what=point.message))
        key = point.target.removeprefix("inspection.")
        fill.clicked.connect(partial(self.step_chosen.emit, PLACES.get(key, PROCEDURE)))
        row = card.row(IconMark("circle-alert", tone=tone))
        row.addLayout(words, 1)
        row.addWidget(fill)
        return card


def _line(words: str, value: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    name = Label(words, size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB)
    name.setFixedWidth(look().px(88))
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(value or tr("未填"), size=Type.DENSE, tone=Tone.PLAIN if value else Tone.SUB, wrap=True), 1)
    return holder


def _approval(fields: InspectionFields) -> str:
    if fields.scheme_mode is None:
        return ""
    at = "" if fields.scheme_approved_at is None else day_and_hour(fields.scheme_approved_at)
    due = ""
    if fields.scheme_mode is ApprovalMode.PHONE and fields.scheme_paper_due is not None:
        due = tr("{day}前补办", day=fields.scheme_paper_due.isoformat())
    return _joined(fields.scheme_mode.value, fields.scheme_approved_by, at, due)


def _code(fields: InspectionFields) -> str:
    if fields.law_code or not fields.no_code_reason:
        return fields.law_code
    return tr("未取得：{why}", why=fields.no_code_reason)


def _joined(*parts: str) -> str:
    return "　".join(part for part in parts if part)


def _word(value: object) -> str:
    return "" if value is None else str(getattr(value, "value", value))
