"""The drawer of one party: what happened last is the first line."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.enterprises_columns import LICENCE_LOOKS, RISK_WORDS
from app.ui.text import day_in_field, day_in_list, label, look_of
from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.round_mark import RoundMark
from app.ui.widgets.tab_row import Tab, TabRow
from app.values.days import civil_day, short_day
from app.values.enums import ProductionState
from app.values.rows_enterprise import EnterpriseDetail, Moment, TimelineEntry

MOMENTS = {
    Moment.VISIT: ("clipboard-check", Tone.ACTION),
    Moment.HAZARDS: ("triangle-alert", Tone.WARN),
    Moment.DOCUMENT: ("file-text", Tone.ACTION),
    Moment.SERVICE: ("send", Tone.ACTION),
    Moment.PAPER: ("inbox", Tone.ACTION),
    Moment.REINSPECTION: ("rotate-ccw", Tone.ACTION),
    Moment.CASE: ("gavel", Tone.BAD),
    Moment.CLOSED: ("circle-check", Tone.OK),
}
TABS = (("basics", "概况"), ("licences", "证照"), ("visits", "检查"), ("hazards", "隐患"), ("timeline", "时间线"))


class PartyPanel(SidePanel):
    """A drawer that may also lie in a slide-over: Esc is its page's, or the slide-over's, and never both."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(look().px(Width.DRAWER))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(look().px(Width.DRAWER))


class PartyDrawer(QWidget):
    """Fill a side panel with everything that is known of a party."""

    inspection_chosen = Signal(object)
    plan_chosen = Signal(object)
    edit_chosen = Signal(object)

    def __init__(self, panel: SidePanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.detail: EnterpriseDetail | None = None
        self._today = date.min
        self._chips = FlowLayout(gap=Space.CONTROL)
        self._facts = Card(quiet=True, margin=Space.CARD, gap=6)
        self.tabs = TabRow([Tab(key, words) for key, words in TABS])
        self.tabs.choose("timeline")
        self.tabs.chosen.connect(self._show_tab)
        panel.top.addLayout(self._chips)
        panel.top.addWidget(self._facts)
        panel.top.addWidget(self.tabs)
        self.plan = Button(tr("新建检查"), kind=Kind.PRIMARY, icon="clipboard-plus")
        self.edit = Button(tr("编辑"), icon="pencil")
        self.plan.clicked.connect(self._on_plan_pressed)
        self.edit.clicked.connect(self._on_edit_pressed)
        panel.add_action(self.plan, stretch=1)
        panel.add_action(self.edit)
        self.hide()

    def show_detail(self, detail: EnterpriseDetail, *, today: date) -> None:
        """Show a party."""
        self.detail, self._today = detail, today
        self.panel.title.setText(detail.row.name)
        self._show_chips(detail)
        self._show_facts(detail)
        for key, count in (
            ("licences", len(detail.licences)),
            ("visits", len(detail.visits)),
            ("hazards", len(detail.hazards)),
        ):
            self.tabs.set_count(key, count or None)
        self._show_tab(self.tabs.current)

    def _show_chips(self, detail: EnterpriseDetail) -> None:
        empty(self._chips)
        if detail.row.risk is not None:
            tone, icon = look_of(detail.row.risk)
            self._chips.addWidget(Chip(RISK_WORDS[detail.row.risk], tone=tone, icon=icon))
        if detail.row.production_state is not None:
            running = detail.row.production_state is ProductionState.RUNNING
            tone, icon = (Tone.OK, "check") if running else (Tone.NA, "minus")
            self._chips.addWidget(Chip(detail.row.production_state.value, tone=tone, icon=icon))
        counted, cap = detail.frequency.routine, detail.frequency.routine_cap
        words = tr("日常检查 {n} / {cap} 次", n=counted, cap=cap) if cap else tr("日常检查 {n} 次", n=counted)
        over = cap is not None and counted >= cap
        self._chips.addWidget(Chip(words, tone=Tone.WARN if over else Tone.NA, icon="repeat-2"))

    def _show_facts(self, detail: EnterpriseDetail) -> None:
        empty(self._facts.body)
        fields, row = detail.fields, detail.row
        principal = "　".join(part for part in (fields.principal, _tail(fields.principal_phone)) if part)
        self._facts.row(*_pair(tr("统一社会信用代码"), row.uscc or fields.other_code or "—"))
        for words, unit in ((tr("施工单位"), fields.builder), (tr("监理单位"), fields.supervisor)):
            if unit:
                self._facts.row(*_pair(words, unit))
        self._facts.row(*_pair(tr("主要负责人"), principal or "—"))
        urgent = next((one for one in detail.licences if one.valid_to is not None), None)
        if urgent is not None and urgent.valid_to is not None:
            tone, icon = LICENCE_LOOKS[urgent.state]
            line = self._facts.row(*_pair(urgent.name, tr("{day}到期", day=short_day(urgent.valid_to)), tone=tone))
            left = (urgent.valid_to - self._today).days
            if tone is not Tone.PLAIN:
                words = tr("剩 {n} 日", n=left) if left >= 0 else tr("过期 {n} 日", n=-left)
                line.addWidget(Chip(words, tone=tone, icon=icon, small=True))

    def _show_tab(self, key: str) -> None:
        column = self.panel.body
        empty(column)
        if self.detail is None:
            return
        fill: dict[str, Callable[[EnterpriseDetail], Sequence[QWidget]]] = {
            "basics": _basics,
            "licences": _licences,
            "visits": self._visits,
            "hazards": self._hazards,
            "timeline": self._timeline,
        }
        parts = fill[key](self.detail)
        for part in parts or [Label(tr("还没有{what}。", what=dict(TABS)[key]), tone=Tone.SUB)]:
            column.addWidget(part)
        column.addStretch(1)

    def _timeline(self, detail: EnterpriseDetail) -> list[QWidget]:
        return [self._entry(entry) for entry in detail.timeline]

    def _entry(self, entry: TimelineEntry) -> QWidget:
        icon, tone = MOMENTS[entry.moment]
        on = tr("今日") if entry.on == self._today else day_in_list(entry.on)
        if entry.on.year != self._today.year:
            on = f"{entry.on:%Y}\n{on}"
        day = Label(on, size=Type.SMALL, tone=Tone.SUB)
        day.setFixedWidth(look().px(44))
        return _line([day, RoundMark(icon, tone=tone)], entry.title, entry.detail)

    def _visits(self, detail: EnterpriseDetail) -> list[QWidget]:
        parts: list[QWidget] = []
        for visit in detail.visits:
            day = tr("未开始") if visit.started_at is None else day_in_field(civil_day(visit.started_at))
            category = visit.category.value if visit.category is not None else ""
            words = tr("{day}　{category}检查", day=day, category=category)
            second = tr(
                "{state}　隐患 {n} 项，未闭环 {left} 项",
                state=label(visit.state),
                n=visit.hazards,
                left=visit.open_hazards,
            )
            button = Button(icon="arrow-right", name=tr("打开{words}", words=words), kind=Kind.GHOST)
            button.clicked.connect(partial(self.inspection_chosen.emit, visit))
            parts.append(_line([IconMark("clipboard-check", tone=Tone.ACTION)], words, second, button))
        return parts

    def _hazards(self, detail: EnterpriseDetail) -> list[QWidget]:
        parts: list[QWidget] = []
        for hazard in detail.hazards:
            tone, icon = look_of(hazard.level)
            last = tr("　{day}前", day=short_day(hazard.deadline)) if hazard.deadline is not None else ""
            second = f"{hazard.level.value}　{label(hazard.state)}{last}"
            mark = IconMark(icon if hazard.is_open else "circle-check", tone=tone if hazard.is_open else Tone.OK)
            parts.append(_line([mark], hazard.fact or tr("（没有填写事实）"), second))
        return parts

    def _on_plan_pressed(self) -> None:
        if self.detail is not None:
            self.plan_chosen.emit(self.detail.row.id)

    def _on_edit_pressed(self) -> None:
        if self.detail is not None:
            self.edit_chosen.emit(self.detail)


def _basics(detail: EnterpriseDetail) -> list[QWidget]:
    fields = detail.fields
    pairs = (
        (tr("类型"), fields.party_kind.value),
        (tr("别名"), "、".join(fields.aliases)),
        (tr("行业"), "、".join(fields.sectors)),
        (tr("镇街"), " ".join(part for part in (fields.town, fields.village, fields.grid) if part)),
        (tr("地址"), fields.address or fields.registered_address),
        (tr("法定代表人"), " ".join(part for part in (fields.legal_representative, fields.legal_position) if part)),
        (tr("安全管理人"), " ".join(part for part in (fields.safety_manager, fields.safety_manager_phone) if part)),
        (tr("电话"), fields.phone or fields.principal_phone),
        (tr("从业人数"), "" if fields.staff_count is None else tr("{n} 人", n=fields.staff_count)),
        (tr("主管部门"), fields.department),
        (tr("备注"), fields.note),
    )
    parts: list[QWidget] = []
    for words, value in pairs:
        if value:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            name = Label(words, size=Type.LABEL, tone=Tone.SUB)
            name.setFixedWidth(look().px(88))
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(value, size=Type.DENSE, wrap=True), 1)
            parts.append(holder)
    return parts


def _licences(detail: EnterpriseDetail) -> list[QWidget]:
    parts: list[QWidget] = []
    for one in detail.licences:
        tone, icon = LICENCE_LOOKS[one.state]
        day = tr("有效期至 {day}", day=day_in_field(one.valid_to)) if one.valid_to is not None else tr("没有登记有效期")
        second = "　".join(part for part in (one.number, day) if part)
        shown = Tone.OK if tone is Tone.PLAIN else tone
        parts.append(
            _line([IconMark(icon, tone=shown)], one.name, second, Chip(one.state, tone=shown, icon=icon, small=True))
        )
    return parts


def _line(marks: Sequence[QWidget], words: str, second: str, *more: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, Space.PAIR)
    row.setSpacing(Space.CONTROL)
    for mark in marks:
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(words, size=Type.DENSE, weight=Weight.MEDIUM, wrap=True))
    if second:
        column.addWidget(Label(second, size=Type.SMALL, tone=Tone.SUB, wrap=True))
    row.addLayout(column, 1)
    for part in more:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


def _pair(words: str, value: str, *, tone: Tone = Tone.PLAIN) -> tuple[QWidget, QWidget]:
    name = Elided(words, size=Type.LABEL, tone=Tone.SUB)
    name.setFixedWidth(look().px(120))
    shown = Elided(value, size=Type.DENSE, weight=Weight.NORMAL if tone is Tone.PLAIN else Weight.MEDIUM, tone=tone)
    return name, shown


def _tail(phone: str) -> str:
    return tr("尾号 {tail}", tail=phone[-4:]) if len(phone) >= 4 else ""
