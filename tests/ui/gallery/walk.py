"""One item of a checklist with the hazard editor beside it; the data is made up."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.theme import Height, Layout, Space, Tone, Type, Weight, Width, look
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.overlay import SidePanel, SlideOver
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.states import Track
from app.ui.widgets.text_edit import TextEdit

STAGES = {
    "检查诊断": StageMark.CURRENT,
    "行政处罚": StageMark.LATER,
    "整改复查": StageMark.LATER,
    "闭环": StageMark.LATER,
}


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
            self.keys.add(str(number), partial(self.answers.press, value))

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
                Choice("yes", "符合", "check", "1", Tone.OK),
                Choice("no", "不符合", "x", "2", Tone.BAD),
                Choice("na", "不适用", "minus", "3", Tone.NA),
                Choice("later", "待查", "clock", "4", Tone.WARN),
            ],
            name="检查结果",
            columns=4,
            height=Height.ANSWER,
        )
        row.choose(["no"])
        return row

    def _centre(self) -> QWidget:
        scroll = Scroll()
        scroll.body.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        scroll.body.addWidget(self._item("4.5", "加油机接地、防静电跨接完好", Chip("符合", tone=Tone.OK)))
        card = Card(edge="current")
        title = Label("卸油口可燃气体报警器在检定有效期内且运行正常", size=Type.CARD, weight=Weight.BOLD, wrap=True)
        card.row(
            Label("4.6", size=Type.DENSE, tone=Tone.SUB), title, Chip("重点", tone=Tone.WARN, icon="star")
        ).setStretch(1, 1)
        look_at = Label("看检定证书、标签日期；现场通气测试或查自检记录。", size=Type.DENSE, tone=Tone.SUB, wrap=True)
        card.row(IconMark("eye", tone=Tone.SUB), look_at).setStretch(1, 1)
        card.body.addWidget(self.answers)
        law = Card(quiet=True, margin=Space.CARD)
        law.row(
            IconMark("scale", tone=Tone.ACTION),
            Label("法律依据", size=Type.DENSE, weight=Weight.BOLD, tone=Tone.ACTION),
            Label("2 条", size=Type.LABEL, tone=Tone.SUB),
            None,
            IconMark("chevron-up", tone=Tone.SUB),
        )
        law.body.addWidget(
            Label("示例条文：生产经营单位必须对安全设备进行经常性维护、保养，并定期检测。", size=Type.DENSE, wrap=True)
        )
        card.body.addWidget(law)
        card.row(
            Label("照片 3", size=Type.LABEL, weight=Weight.BOLD),
            Label("全景 → 部位 → 细节", size=Type.LABEL, tone=Tone.SUB),
            None,
            Button("标注", icon="pencil", key="E"),
        )
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
        texts = {
            "事实": "卸油口北侧报警器2026年8月14日检定到期，仍在使用；主机无自检记录。",
            "整改要求": "送检合格后使用；检定期间配便携式报警器并作记录。",
            "涉嫌违法行为": "未对安全设备定期检测。",
        }
        editors = {name: TextEdit(name=name) for name in texts}
        for name, edit in editors.items():
            edit.fill(texts[name])
            panel.body.addWidget(Field(name, edit))
        for name, row in self._choices().items():
            words = "12月8日前（含当日），12月9日起为逾期" if name == "整改期限" else ""
            panel.body.addWidget(Field(name, row, words=words))
        panel.body.setSpacing(Space.CONTROL)
        panel.body.addStretch(1)
        panel.add_action(Button("删除", icon="trash-2"))
        panel.add_action(Button("保存并下一项", kind=Kind.PRIMARY, key="Ctrl+Enter"), stretch=1)
        return panel, editors["事实"]

    def _choices(self) -> dict[str, ChoiceRow]:
        levels = [
            Choice("一般", "一般", "check", tone=Tone.WARN),
            Choice("重大", "重大", "octagon-alert", tone=Tone.BAD),
        ]
        tags = [Choice(word, word, tone=Tone.WARN) for word in ("重大风险", "重大隐患", "突出违法行为")]
        ways = [Choice(word, word) for word in ("当场整改", "限期整改", "现场处理", "立案", "移送", "建议")]
        days = [Choice(word, word) for word in ("立即", "3日", "7日", "15日", "其他")]
        rows = {
            "级别": ChoiceRow(levels, name="级别", columns=2, dense=True),
            "标签": ChoiceRow(tags, name="标签", multi=True, columns=3, dense=True),
            "处理方式": ChoiceRow(ways, name="处理方式", columns=3, dense=True),
            "整改期限": ChoiceRow(days, name="整改期限", columns=5, dense=True),
        }
        for row, chosen in zip(rows.values(), ("一般", "重大风险", "限期整改", "15日"), strict=True):
            row.choose([chosen])
        return rows
