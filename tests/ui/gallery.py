"""Pages put together from the kit alone, to look at and to walk through in tests; the data is made up."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.page import Page, PageSpec
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.theme import Height, Layout, Space, Tone, Type, Weight, Width, look
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.big_button import BigButton
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.choice import Choice, ChoiceRow, FilterButton
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Elided, Label, rule
from app.ui.widgets.overlay import Drawer, SidePanel, SlideOver
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.states import EmptyState, Track
from app.ui.widgets.tab_row import Tab, TabRow
from app.ui.widgets.table import Table
from app.ui.widgets.text_edit import TextEdit


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
    Matter("逾期", Tone.BAD, "circle-alert", "示例家具厂", "3项未复查，应于11月20日前复查", "逾期 3 日", Tone.BAD, "甲镇", "去复查"),
    Matter("到期复查", Tone.WARN, "calendar-clock", "示例加油站有限公司", "责改 示例〔2026〕12号，共5项", "今日到期", Tone.WARN, "甲镇", "去复查"),
    Matter("执法码备案", Tone.WARN, "qr-code", "示例粮油店（经营者：示例丙）", "未取得执法码，原因：系统停机", "剩 1 工作日", Tone.WARN, "乙街道", "填备案"),
    Matter("补盖章", Tone.WARN, "stamp", "示例纺织有限公司", "现场检查记录、责改指令书", "今日", Tone.PLAIN, "甲镇", "登记用印"),
    Matter("企业已报整改", Tone.ACTION, "inbox", "示例塑料制品厂", "整改报告 11月22日收，4项待核", "剩 4 日", Tone.PLAIN, "乙街道", "对项"),
    Matter("待打印", Tone.ACTION, "printer", "示例餐饮店", "检查记录2份、责改指令书3份", "离场前", Tone.SUB, "丙镇", "打印"),
    Matter("未完成检查", Tone.ACTION, "clipboard-list", "示例涂装车间（工地）", "已查 12 / 48 项，缺被检查人签名", "11月21日始", Tone.SUB, "丙镇", "继续"),
    Matter("未交换数据", Tone.ACTION, "unplug", "本机 12 条记录", "上次导出 11月20日，内勤尚未确认", "满 3 日", Tone.SUB, "—", "导出"),
)  # fmt: skip

STAGES = {
    "检查诊断": StageMark.CURRENT,
    "行政处罚": StageMark.LATER,
    "整改复查": StageMark.LATER,
    "闭环": StageMark.LATER,
}


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
        KeyHint("↑ ↓", "选事项"), KeyHint("Enter", "办理"), KeyHint("F", "筛选"), KeyHint("P", "打印今日单"),
        KeyHint("F1", "帮助"),
    )  # fmt: skip

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
        new = BigButton("新建检查", second="选企业或扫企业码，四步开始", kind=Kind.PRIMARY, icon="clipboard-plus", key="Ctrl+N")
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
            ("circle-alert", "逾期 2", Tone.BAD), ("calendar-clock", "到期复查 3", Tone.WARN), ("stamp", "程序补办 3", Tone.WARN),
            ("printer", "待打印 4", Tone.PLAIN), ("clipboard-list", "未完成 2", Tone.PLAIN), ("inbox", "企业来文 2", Tone.PLAIN),
            ("unplug", "未交换 1", Tone.PLAIN),
        ):  # fmt: skip
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
            ("hard-drive", "本机保存", "09:41", Tone.OK), ("database-backup", "备份（已回读）", "今日 08:05", Tone.OK),
            ("unplug", "未交换数据", "3 日　12 条", Tone.WARN),
        ):  # fmt: skip
            safe.row(
                IconMark(icon, tone=tone), Label(what, size=Type.DENSE), None,
                Label(value, size=Type.LABEL, weight=Weight.BOLD, tone=tone),
            )  # fmt: skip
        safe.row(Button("立即备份"), Button("导出数据包"))
        column.addWidget(safe)
        route = Card()
        route.row(Label("今日路线", size=Type.CARD, weight=Weight.BOLD), None, Button("排路线", kind=Kind.GHOST, icon="route"))
        for town, what, count in (("甲镇", "家具厂、加油站等", 2), ("乙街道", "粮油店、塑料厂", 1)):
            both = QVBoxLayout()
            both.addWidget(Label(town, size=Type.DENSE, weight=Weight.BOLD))
            both.addWidget(Label(what, size=Type.LABEL, tone=Tone.SUB))
            line = route.row(IconMark("map-pin", tone=Tone.ACTION))
            line.addLayout(both, 1)
            line.addWidget(Chip(f"复查 {count}", tone=Tone.WARN, icon="calendar-clock"))
        route.body.addStretch(1)
        route.body.addWidget(Button("生成出发包（7 家）", icon="package"))
        column.addWidget(route, 1)
        holder = QVBoxLayout()
        holder.addWidget(self._side)
        return holder

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self._side.setVisible(layout is not Layout.NARROW)
        self.search.setVisible(layout is not Layout.NARROW)


def photo(words: str) -> QImage:
    """Draw a made-up photo."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#C9CED6"))
    painter = QPainter(image)
    painter.setPen(QColor("#20242B"))
    font = painter.font()
    font.setPixelSize(64)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return image


class WalkPage(Page):
    """One item of a checklist with the hazard editor."""

    title = "示例加油站有限公司"
    subtitle = "日常检查　2026-11-23 09:12　示例甲、示例乙"
    key_hints = (KeyHint("↑ ↓", "换项"), KeyHint("H", "整区符合"), KeyHint("Ctrl+Z", "撤销"), KeyHint("F1", "帮助"))

    def __init__(self) -> None:
        super().__init__()
        self._stages = StageBar(STAGES)
        self._done = QWidget()
        counts = QVBoxLayout(self._done)
        counts.setContentsMargins(0, 0, 0, 0)
        counts.setSpacing(Space.PAIR)
        counts.addStretch(1)
        counts.addWidget(Label("已查 27 / 64 项　42%", size=Type.LABEL, weight=Weight.MEDIUM))
        counts.addWidget(Track(27 / 64))
        counts.addStretch(1)
        self._end = Button("结束检查", kind=Kind.PRIMARY, icon="signature")
        self.panel, self.fact = self._editor()
        self.answers = self._answers()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._centre(), 1)
        self._editor_room = QVBoxLayout()
        self._editor_room.addWidget(self.panel)
        row.addLayout(self._editor_room)
        self.slide: SlideOver | None = None
        self.keys = Shortcuts(self)
        for number, value in enumerate(("yes", "no", "na", "later"), start=1):
            self.keys.add(str(number), lambda wanted=value: self.answers.press(wanted))

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self._stages, self._done, self._end

    def bottom_left_widgets(self) -> tuple[QWidget, ...]:
        self._up = getattr(self, "_up", Button("上一项", icon="chevron-up"))
        self._down = getattr(self, "_down", Button("下一未查项", icon="chevron-down"))
        return self._up, self._down

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self._stages.setVisible(self.width() > 700 or layout is Layout.WIDE)
        if layout is Layout.NARROW:
            self.slide = self.slide or SlideOver(self.overlay_room, self.panel, keep=self.overlay_keep)
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16777215)
            self.slide.present(self.fact)
        else:
            self.panel.setFixedWidth(look().px(Width.EDITOR))

    def _answers(self) -> ChoiceRow:
        row = ChoiceRow(
            [
                Choice("yes", "符合", "check", "1", Tone.OK), Choice("no", "不符合", "x", "2", Tone.BAD),
                Choice("na", "不适用", "minus", "3", Tone.NA), Choice("later", "待查", "clock", "4", Tone.WARN),
            ],
            name="检查结果", columns=4, height=Height.ANSWER,
        )  # fmt: skip
        row.choose(["no"])
        return row

    def _centre(self) -> QWidget:
        scroll = Scroll()
        scroll.body.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        scroll.body.addWidget(self._item("4.5", "加油机接地、防静电跨接完好", Chip("符合", tone=Tone.OK)))
        card = Card(edge="current")
        title = Label("卸油口可燃气体报警器在检定有效期内且运行正常", size=Type.CARD, weight=Weight.BOLD, wrap=True)
        card.row(Label("4.6", size=Type.DENSE, tone=Tone.SUB), title, Chip("重点", tone=Tone.WARN, icon="star")).setStretch(1, 1)
        look_at = Label("看检定证书、标签日期；现场通气测试或查自检记录。", size=Type.DENSE, tone=Tone.SUB, wrap=True)
        card.row(IconMark("eye", tone=Tone.SUB), look_at).setStretch(1, 1)
        card.body.addWidget(self.answers)
        law = Card(quiet=True, margin=Space.CARD)
        law.row(
            IconMark("scale", tone=Tone.ACTION), Label("法律依据", size=Type.DENSE, weight=Weight.BOLD, tone=Tone.ACTION),
            Label("2 条", size=Type.LABEL, tone=Tone.SUB), None, IconMark("chevron-up", tone=Tone.SUB),
        )  # fmt: skip
        law.body.addWidget(Label("示例条文：生产经营单位必须对安全设备进行经常性维护、保养，并定期检测。", size=Type.DENSE, wrap=True))
        card.body.addWidget(law)
        card.row(Label("照片 3", size=Type.LABEL, weight=Weight.BOLD), Label("全景 → 部位 → 细节", size=Type.LABEL, tone=Tone.SUB), None, Button("标注", icon="pencil", key="E"))
        card.row(Button("拍照", icon="camera", key="F2"), Button("导入/粘贴", icon="image-plus", key="Ctrl+V"), None)
        scroll.body.addWidget(card)
        scroll.body.addWidget(self._item("4.7", "站内无易燃物堆放，罩棚下无违规停车", Chip("未查", tone=Tone.NA)))
        scroll.body.addWidget(self._item("4.8", "加油枪拉断阀、紧急切断按钮完好", Chip("未查", tone=Tone.NA)))
        scroll.body.addStretch(1)
        return scroll

    def _item(self, number: str, words: str, state: Chip) -> Card:
        card = Card(margin=9)
        card.row(Label(number, size=Type.DENSE, tone=Tone.SUB), Elided(words), state, gap=Space.PAGE).setStretch(1, 1)
        return card

    def _editor(self) -> tuple[SidePanel, TextEdit]:
        panel = SidePanel("隐患 03")
        panel.head.insertWidget(1, Chip("已自动保存", tone=Tone.OK))
        fact = TextEdit(name="事实")
        fact.fill("卸油口北侧报警器2026年8月14日检定到期，仍在使用；主机无自检记录。")
        demand = TextEdit(name="整改要求")
        demand.fill("送检合格后使用；检定期间配便携式报警器并作记录。")
        breach = TextEdit(name="涉嫌违法行为")
        breach.fill("未对安全设备定期检测。")
        level = ChoiceRow(
            [Choice("1", "一般", "check", tone=Tone.WARN), Choice("2", "重大", "octagon-alert", tone=Tone.BAD)],
            name="级别", columns=2, dense=True,
        )  # fmt: skip
        level.choose(["1"])
        tags = ChoiceRow(
            [Choice(w, w, tone=Tone.WARN) for w in ("重大风险", "重大隐患", "突出违法行为")],
            name="标签", multi=True, columns=3, dense=True,
        )  # fmt: skip
        tags.choose(["重大风险"])
        ways = ChoiceRow([Choice(w, w) for w in ("当场整改", "限期整改", "现场处理", "立案", "移送", "建议")], name="处理方式", columns=3, dense=True)
        ways.choose(["限期整改"])
        days = ChoiceRow([Choice(w, w) for w in ("立即", "3日", "7日", "15日", "其他")], name="整改期限", columns=5, dense=True)
        days.choose(["15日"])
        for name, control in (("事实", fact), ("整改要求", demand), ("涉嫌违法行为", breach), ("级别", level), ("标签", tags), ("处理方式", ways)):
            panel.body.addWidget(Field(name, control))
        panel.body.addWidget(Field("整改期限", days, words="12月8日前（含当日），12月9日起为逾期"))
        panel.body.setSpacing(Space.CONTROL)
        panel.body.addStretch(1)
        panel.add_action(Button("删除", icon="trash-2"))
        panel.add_action(Button("保存并下一项", kind=Kind.PRIMARY, key="Ctrl+Enter"), stretch=1)
        return panel, fact


class PartsPage(Page):
    """Every control in every state, and a drawer."""

    title = "企业台账"
    subtitle = "共 1,286 家　未闭环隐患 73 项"
    key_hints = (KeyHint("/", "搜索"), KeyHint("Esc", "关抽屉"))

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        scroll = Scroll()
        scroll.body.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        self.search = SearchBox("名称、别名、电话尾号")
        self.search.edit.setText("示例")
        scroll.body.addWidget(self.search)
        scroll.body.addLayout(self._buttons())
        scroll.body.addLayout(self._chips())
        self.wrong = Field("整改期限", TextEdit(name="期限", rows=1), side="above", words="单位：日")
        self.wrong.set_error("期限早于检查当日。请改为今日或以后的日期。")
        scroll.body.addWidget(self.wrong)
        scroll.body.addWidget(EmptyState("calendar-clock", "没有到期复查。", action="看全部"))
        scroll.body.addStretch(1)
        row.addWidget(scroll, 1)
        self.drawer = Drawer("示例加油站有限公司")
        self.drawer.top.addWidget(TabRow([Tab("a", "概况"), Tab("b", "证照", 3), Tab("c", "检查", 6), Tab("d", "时间线")]))
        self.drawer.body.addWidget(Label("今日　日常检查　进行中", weight=Weight.BOLD))
        self.drawer.body.addStretch(1)
        self.drawer.add_action(Button("新建检查", kind=Kind.PRIMARY, icon="clipboard-plus"), stretch=1)
        self.drawer.add_action(Button("编辑", icon="pencil"))
        row.addWidget(self.drawer)

    def _buttons(self) -> QGridLayout:
        locked = Button("签发", icon="file-check")
        locked.lock("缺项 2、红 1")
        chosen = FilterButton("行业：危化经营", icon="check")
        chosen.setChecked(True)
        grid = QGridLayout()
        parts = (
            Button("新增企业", kind=Kind.PRIMARY, icon="plus", key="Ctrl+N"), Button("从 Excel 导入", icon="file-up"),
            Button("导出表格", kind=Kind.GHOST, icon="download"), Button("删除", kind=Kind.DANGER, icon="trash-2"), locked,
            chosen, Button("镇街：全部", trailing="chevron-down"),
        )  # fmt: skip
        for place, part in enumerate(parts):
            grid.addWidget(part, place // 4, place % 4)
        return grid

    def _chips(self) -> FlowLayout:
        flow = FlowLayout()
        for tone, words in ((Tone.OK, "符合"), (Tone.BAD, "不符合"), (Tone.WARN, "待查"), (Tone.NA, "未查"), (Tone.ACTION, "待打印")):
            flow.addWidget(Chip(words, tone=tone))
            flow.addWidget(Chip(words, tone=tone, small=True))
        return flow


SPECS = (
    PageSpec("today", "今日", "layout-dashboard", TodayPage),
    PageSpec("enterprises", "企业台账", "building-2", PartsPage),
    PageSpec("inspection", "检查", "clipboard-check", WalkPage),
    PageSpec("hazards", "隐患台账", "triangle-alert", Page),
    PageSpec("reinspection", "复查", "rotate-ccw", Page),
    PageSpec("documents", "文书", "file-text", Page),
    PageSpec("cases", "案件处罚", "gavel", Page),
    PageSpec("statistics", "统计", "chart-column", Page),
    PageSpec("library", "标准库", "library", Page),
    PageSpec("exchange", "数据交换", "arrow-left-right", Page),
    PageSpec("settings", "设置备份", "settings", Page),
)


def gallery_window(messages: Messages | None = None) -> MainWindow:
    """Build a shell with the gallery's pages."""
    window = MainWindow(SPECS, messages or Messages())
    window.nav.show_user("示例甲", "证号 示例0001")
    window.nav.set_count("today", 17)
    window.nav.set_count("reinspection", 3)
    window.lamp.saved("09:41")
    return window
