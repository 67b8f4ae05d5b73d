"""The day's work list put together from the kit; the data is made up."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.theme import Layout, Space, Tone, Type, Weight, look
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.big_button import BigButton
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.choice import Choice, ChoiceRow, FilterButton
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Label, rule
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.table import Table


@dataclass(frozen=True)
class Matter:
    """One line of the made-up work list."""

    kind: str
    tone: Tone
    icon: str
    name: str
    second: str
    left: str
    left_tone: Tone
    town: str
    act: str


MATTERS = (
    Matter(
        "逾期",
        Tone.BAD,
        "circle-alert",
        "示例家具厂",
        "3项未复查，应于11月20日前复查",
        "逾期 3 日",
        Tone.BAD,
        "甲镇",
        "去复查",
    ),
    Matter(
        "到期复查",
        Tone.WARN,
        "calendar-clock",
        "示例加油站有限公司",
        "责改 示例〔2026〕12号，共5项",
        "今日到期",
        Tone.WARN,
        "甲镇",
        "去复查",
    ),
    Matter(
        "执法码备案",
        Tone.WARN,
        "qr-code",
        "示例粮油店（经营者：示例丙）",
        "未取得执法码，原因：系统停机",
        "剩 1 工作日",
        Tone.WARN,
        "乙街道",
        "填备案",
    ),
    Matter(
        "补盖章",
        Tone.WARN,
        "stamp",
        "示例纺织有限公司",
        "现场检查记录、责改指令书",
        "今日",
        Tone.PLAIN,
        "甲镇",
        "登记用印",
    ),
    Matter(
        "企业已报整改",
        Tone.ACTION,
        "inbox",
        "示例塑料制品厂",
        "整改报告 11月22日收，4项待核",
        "剩 4 日",
        Tone.PLAIN,
        "乙街道",
        "对项",
    ),
    Matter(
        "待打印", Tone.ACTION, "printer", "示例餐饮店", "检查记录2份、责改指令书3份", "离场前", Tone.SUB, "丙镇", "打印"
    ),
    Matter(
        "未完成检查",
        Tone.ACTION,
        "clipboard-list",
        "示例涂装车间（工地）",
        "已查 12 / 48 项，缺被检查人签名",
        "11月21日始",
        Tone.SUB,
        "丙镇",
        "继续",
    ),
    Matter(
        "未交换数据",
        Tone.ACTION,
        "unplug",
        "本机 12 条记录",
        "上次导出 11月20日，内勤尚未确认",
        "满 3 日",
        Tone.SUB,
        "—",
        "导出",
    ),
)


def matter_columns() -> list[Column[Matter]]:
    return [
        Column("事项", lambda m: chip(m.kind, m.tone, icon=m.icon), 148),
        Column("对象与内容", lambda m: two_line(m.name, m.second)),
        Column("时限", lambda m: Cell(m.left, tone=m.left_tone, strong=m.left_tone is not Tone.SUB), 112),
        Column("镇街", lambda m: Cell(m.town), 84),
        Column("", lambda m: action(m.act), 110),
    ]


class TodayPage(Page):
    """The work list of the day."""

    title = "今日"
    subtitle = "11月23日　星期一　示例区应急管理局"
    key_hints = (
        KeyHint("↑ ↓", "选事项"),
        KeyHint("Enter", "办理"),
        KeyHint("F", "筛选"),
        KeyHint("P", "打印今日单"),
        KeyHint("F1", "帮助"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox("企业、电话尾号、文号尾数、法条", key="Ctrl+K")
        self.duty = ChoiceRow(
            [Choice("out", "外勤", "footprints"), Choice("in", "内勤", "building")], name="外勤或内勤", columns=2
        )
        self.duty.choose(["out"])
        self.model = ListModel(matter_columns(), self)
        self.table = Table(name="事项")
        self.table.setModel(self.model)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.CARD)
        row.setSpacing(Space.PAGE)
        row.addLayout(self._left(), 1)
        row.addLayout(self._right())

    def refresh(self) -> None:
        self.model.set_rows(MATTERS)
        self.table.choose_row(0)

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self.search, self.duty

    def _left(self) -> QVBoxLayout:
        new = BigButton(
            "新建检查", second="选企业或扫企业码，四步开始", kind=Kind.PRIMARY, icon="clipboard-plus", key="Ctrl+N"
        )
        self.resume = BigButton("继续上次", icon="play", key="Ctrl+L")
        self.resume.show_second("示例加油站有限公司　加油区 4.6", count="27 / 64 项", part=27 / 64)
        column = QVBoxLayout()
        column.setSpacing(Space.CARD)
        big = QHBoxLayout()
        big.setSpacing(Space.CARD)
        big.addWidget(new, 4)
        big.addWidget(self.resume, 5)
        column.addLayout(big)
        flow = FlowLayout()
        flow.addWidget(Button("全部 17", kind=Kind.PRIMARY, dense=True))
        for icon, words, tone in (
            ("circle-alert", "逾期 2", Tone.BAD),
            ("calendar-clock", "到期复查 3", Tone.WARN),
            ("stamp", "程序补办 3", Tone.WARN),
            ("printer", "待打印 4", Tone.PLAIN),
            ("clipboard-list", "未完成 2", Tone.PLAIN),
            ("inbox", "企业来文 2", Tone.PLAIN),
            ("unplug", "未交换 1", Tone.PLAIN),
        ):
            flow.addWidget(FilterButton(words, icon=icon, tone=tone))
        column.addLayout(flow)
        card = Card(margin=1)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        return column

    def _right(self) -> QVBoxLayout:
        self._side = QWidget()
        self._side.setFixedWidth(look().px(304))
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        safe = Card(edge="ok", gap=10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label("数据安全", size=Type.CARD, weight=Weight.BOLD))
        words.addWidget(Label("绿灯：全部已落盘并校验", size=Type.LABEL, weight=Weight.BOLD, tone=Tone.OK))
        head = safe.row(IconMark("shield-check", tone=Tone.OK, size=28))
        head.addLayout(words, 1)
        safe.body.addWidget(rule())
        for icon, what, value, tone in (
            ("hard-drive", "最后改动", "09:41", Tone.OK),
            ("database-backup", "备份（已回读）", "今日 08:05", Tone.OK),
            ("unplug", "未交换数据", "3 日　12 条", Tone.WARN),
        ):
            safe.row(
                IconMark(icon, tone=tone),
                Label(what, size=Type.DENSE),
                None,
                Label(value, size=Type.LABEL, weight=Weight.BOLD, tone=tone),
            )
        safe.row(Button("立即备份"), Button("导出数据包"))
        column.addWidget(safe)
        column.addWidget(self._route(), 1)
        holder = QVBoxLayout()
        holder.addWidget(self._side)
        return holder

    def _route(self) -> Card:
        route = Card()
        route.row(
            Label("今日路线", size=Type.CARD, weight=Weight.BOLD), None, Button("排路线", kind=Kind.GHOST, icon="route")
        )
        for town, what, count in (("甲镇", "家具厂、加油站等", 2), ("乙街道", "粮油店、塑料厂", 1)):
            both = QVBoxLayout()
            both.addWidget(Label(town, size=Type.DENSE, weight=Weight.BOLD))
            both.addWidget(Label(what, size=Type.LABEL, tone=Tone.SUB))
            line = route.row(IconMark("map-pin", tone=Tone.ACTION))
            line.addLayout(both, 1)
            line.addWidget(Chip(f"复查 {count}", tone=Tone.WARN, icon="calendar-clock"))
        route.body.addStretch(1)
        route.body.addWidget(Button("生成出发包（7 家）", icon="package"))
        return route

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self._side.setVisible(layout is not Layout.NARROW)
        self.search.setVisible(layout is not Layout.NARROW)
