"""Step 2, at the left: class, source and manner, the matter, the approval, the 执法码 or why there is none."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Label, rule
from app.ui.widgets.line_edit import LineEdit, MomentEdit
from app.ui.widgets.private_mark import PrivateMark
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.select import DayEdit
from app.values.days import short_day
from app.values.enums import ApprovalMode, InspectionCategory, InspectionManner, InspectionSource
from app.values.fields_inspection import InspectionFields
from app.values.private_text import AWAY
from app.values.rows_inspection import FilingClock, PlanView

# Common reasons; any other may be typed.
NO_CODE_REASONS = ("执法系统停机", "现场无网络信号", "突发事件，来不及申领")
CATEGORY_WORDS = {
    InspectionCategory.ROUTINE: "日常检查",
    InspectionCategory.SPECIAL: "专项检查",
    InspectionCategory.IMMEDIATE: "即时检查",
}
HAS_CODE, HAS_NONE = "code", "none"


class ProcedureStep(QWidget):
    """Ask how the inspection came about and who approved it."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock: FilingClock | None = None
        self._build_choices()
        self._build_lines()
        card = Card(margin=0)
        scroll = Scroll(gap=Space.CARD)
        scroll.body.setContentsMargins(20, Space.PAGE, 20, Space.PAGE)
        card.body.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._lay_out(scroll.body)
        self._connect()

    def show_fields(
        self,
        fields: InspectionFields,
        *,
        view: PlanView,
        clock: FilingClock | None,
        away: frozenset[str] = frozenset(),
    ) -> None:
        """Show what is planned, without telling anyone; of a private text that is `away` only where it is."""
        self._clock = clock
        self.category.choose([fields.category])
        self.source.choose([fields.source])
        self.manner.choose(fields.manner)
        self.mode.choose([fields.scheme_mode])
        for line, words in (
            (self.source_note, fields.source_note),
            (self.reporter_name, fields.reporter_name),
            (self.reporter_phone, fields.reporter_phone),
            (self.matter, fields.matter),
            (self.approver, fields.scheme_approved_by),
            (self.law_code, fields.law_code),
            (self.no_code_reason, fields.no_code_reason),
            (self.scheme_note, fields.scheme_note),
        ):
            line.fill(words)
        self.reporter_name.setPlaceholderText(AWAY if "reporter_name" in away else tr("举报人姓名"))
        self.reporter_phone.setPlaceholderText(AWAY if "reporter_phone" in away else tr("联系方式"))
        self.approved_at.set_moment(fields.scheme_approved_at)
        self.paper_due.set_day(fields.scheme_paper_due)
        self._offer(self.matter, view.matters)
        self._offer(self.approver, view.approvers)
        self._offer(self.no_code_reason, NO_CODE_REASONS)
        self.code.choose([HAS_NONE if fields.no_code_reason else HAS_CODE if fields.law_code else None])
        self._show_parts()

    def _build_choices(self) -> None:
        categories = [Choice(one, CATEGORY_WORDS.get(one, one.value)) for one in InspectionCategory]
        self.category = ChoiceRow(categories, name=tr("类别"))
        self.source = ChoiceRow([Choice(one, one.value) for one in InspectionSource], name=tr("来源"), dense=True)
        self.manner = ChoiceRow([Choice(one, one.value) for one in InspectionManner], name=tr("方式"), multi=True)
        words = {ApprovalMode.SYSTEM: tr("系统审批")}
        self.mode = ChoiceRow([Choice(one, words.get(one, one.value)) for one in ApprovalMode], name=tr("方案审批"))
        self.code = ChoiceRow(
            [Choice(HAS_CODE, tr("已取得")), Choice(HAS_NONE, tr("未取得"), tone=Tone.WARN)],
            name=tr("执法码"),
            columns=2,
        )

    def _build_lines(self) -> None:
        self.source_note = LineEdit(name=tr("来源说明"), hint=tr("来源文号或编号"))
        self.reporter_name = LineEdit(name=tr("举报人姓名"), longest=60)
        self.reporter_phone = LineEdit(name=tr("举报人联系方式"), longest=60)
        self.reporter_phone.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.matter = LineEdit(name=tr("检查事项"), hint=tr("照已公布的检查事项清单填写"))
        self.approver = LineEdit(name=tr("批准人"), hint=tr("批准人姓名和职务"))
        self.approved_at = MomentEdit(name=tr("批准时间"))
        self.scheme_note = LineEdit(name=tr("请示内容"), hint=tr("电话请示的内容"))
        self.paper_due = DayEdit(name=tr("补办审批期限"))
        self.law_code = LineEdit(name=tr("执法码"), hint=tr("执法码"))
        self.no_code_reason = LineEdit(name=tr("未取得执法码的原因"), hint=tr("原因，附何证明"))

    def _lay_out(self, body: QVBoxLayout) -> None:
        def field(words: str, second: str, part: QWidget) -> QWidget:
            made = Field(words, part, second=second, label_width=Width.LABEL_WIZARD)
            body.addWidget(made)
            return made

        field(tr("类别"), tr("法定，单选"), self.category)
        field(tr("来源"), tr("单选"), self.source)
        reporter = _row(self.reporter_name, self.reporter_phone, stretches=(2, 3))
        self.reporter = field(tr("举报人"), tr("保密"), _column(reporter, PrivateMark()))
        field(tr("方式"), tr("可多选"), self.manner)
        field(tr("检查事项"), tr("已公布清单"), _row(self.matter, self.source_note, stretches=(3, 2)))
        body.addWidget(rule())
        approval = _row(self.approver, self.approved_at, stretches=(3, 2))
        due = Label(tr("补办期限"), size=Type.LABEL, tone=Tone.SUB)
        self._phone = _row(self.scheme_note, due, self.paper_due, stretches=(3, 0, 2))
        field(tr("方案审批"), tr("检查前批准"), _column(self.mode, approval, self._phone))
        body.addWidget(rule())
        self.code.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = _row(self.code, self.law_code, self.no_code_reason, Label(), stretches=(0, 1, 1, 0))
        code = _column(row, self._build_clock())
        field(tr("执法码"), tr("或原因、证明"), code)
        body.addStretch(1)

    def _build_clock(self) -> Card:
        self.clock = Card(soft="warn", margin=Space.CARD)
        self.clock_words = Label("", size=Type.DENSE, weight=Weight.BOLD, tone=Tone.WARN, wrap=True)
        self.clock_second = Label("", size=Type.LABEL, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.clock_words)
        words.addWidget(self.clock_second)
        row = self.clock.row(IconMark("clock", tone=Tone.WARN, size=24))
        row.addLayout(words, 1)
        return self.clock

    def _connect(self) -> None:
        self.category.chosen.connect(lambda value: self.changed.emit("category", value))
        self.source.chosen.connect(self._on_source_chosen)
        self.manner.chosen.connect(lambda values: self.changed.emit("manner", tuple(values)))
        self.mode.chosen.connect(self._on_mode_chosen)
        self.code.chosen.connect(self._on_code_chosen)
        for key, line in (
            ("source_note", self.source_note),
            ("reporter_name", self.reporter_name),
            ("reporter_phone", self.reporter_phone),
            ("matter", self.matter),
            ("scheme_approved_by", self.approver),
            ("scheme_note", self.scheme_note),
            ("law_code", self.law_code),
            ("no_code_reason", self.no_code_reason),
        ):
            line.edited.connect(lambda words, name=key: self.changed.emit(name, words.strip()))
        self.approved_at.moment_changed.connect(self._on_approved)
        self.paper_due.day_changed.connect(lambda day: self.changed.emit("scheme_paper_due", day))

    def _offer(self, line: LineEdit, words: Sequence[str]) -> None:
        completer = QCompleter(list(words), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setMinimumHeight(look().px(44) * min(len(words), 4))
        line.setCompleter(completer)

    def _show_parts(self) -> None:
        self.reporter.setVisible(self.source.value is InspectionSource.REPORT)
        self._phone.setVisible(self.mode.value is ApprovalMode.PHONE)
        has_none = self.code.value == HAS_NONE
        self.law_code.setVisible(self.code.value == HAS_CODE)
        self.no_code_reason.setVisible(has_none)
        self.clock.setVisible(has_none and self._clock is not None)
        if self._clock is not None:
            self.clock_words.setText(tr("须于{day}下班前备案", day=short_day(self._clock.last_day)))
            unsure = "" if self._clock.is_verified else tr("起算日未核实，以从早为宜。")
            words = tr("未取得执法码的，{n}个工作日内备案（{article}）；开始检查后列入今日清单。{unsure}")
            self.clock_second.setText(
                words.format(n=self._clock.working_days, article=self._clock.article, unsure=unsure)
            )

    def _on_approved(self, moment: datetime | None) -> None:
        self.changed.emit("scheme_approved_at", moment)

    def _on_source_chosen(self, source: object) -> None:
        self._show_parts()
        self.changed.emit("source", source)

    def _on_mode_chosen(self, mode: object) -> None:
        self._show_parts()
        self.changed.emit("scheme_mode", mode)

    def _on_code_chosen(self, value: object) -> None:
        self._show_parts()
        (self.no_code_reason if value == HAS_NONE else self.law_code).setFocus()


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.CONTROL)
    for part in parts:
        column.addWidget(part)
    return holder


def _row(*parts: QWidget, stretches: Sequence[int]) -> QWidget:
    return FoldingRow(list(zip(parts, stretches, strict=True)))
