"""Every control in every state, beside a drawer; the data is made up."""

from datetime import date

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.ui.page import Page
from app.ui.theme import Space, Tone, Weight
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice import FilterButton
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Label
from app.ui.widgets.option import Mark, Option
from app.ui.widgets.overlay import Drawer
from app.ui.widgets.photo_tile import AddTile, PhotoTile
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.select import DayEdit, Select
from app.ui.widgets.states import EmptyState
from app.ui.widgets.tab_row import Tab, TabRow
from app.ui.widgets.text_edit import TextEdit


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
        scroll.body.addLayout(self._options())
        scroll.body.addLayout(self._choosers())
        self.wrong = Field("整改期限", TextEdit(name="期限", rows=1), side="above", words="单位：日")
        self.wrong.set_error("期限早于检查当日。请改为今日或以后的日期。")
        scroll.body.addWidget(self.wrong)
        scroll.body.addWidget(EmptyState("calendar-clock", "没有到期复查。", action="看全部"))
        scroll.body.addStretch(1)
        row.addWidget(scroll, 1)
        self.drawer = Drawer("示例加油站有限公司")
        self.drawer.top.addWidget(
            TabRow([Tab("a", "概况"), Tab("b", "证照", 3), Tab("c", "检查", 6), Tab("d", "时间线")])
        )
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
            Button("新增企业", kind=Kind.PRIMARY, icon="plus", key="Ctrl+N"),
            Button("从 Excel 导入", icon="file-up"),
            Button("导出表格", kind=Kind.GHOST, icon="download"),
            Button("删除", kind=Kind.DANGER, icon="trash-2"),
            locked,
            chosen,
            Button("镇街：全部", trailing="chevron-down"),
        )
        for place, part in enumerate(parts):
            grid.addWidget(part, place // 4, place % 4)
        return grid

    def _options(self) -> QGridLayout:
        grid = QGridLayout()
        taken = Option("加油站检查表", second="2026年第2版", chip="推荐", figure="48 项")
        taken.setChecked(True)
        follow = Option("移交立案", second="事实：逾期未整改；今日生成立案线索", mark=Mark.RADIO, tone=Tone.BAD)
        follow.setChecked(True)
        late = Option("按批准的延期", mark=Mark.RADIO)
        late.lock("无到期前提出的延期申请")
        law = Option("主要负责人履职", second="《安全生产法》第二十一条", mark=Mark.LOCKED, figure="6 项")
        for place, option in enumerate((taken, Option("有限空间检查表", second="2025年第1版"), follow, late, law)):
            grid.addWidget(option, place // 2, place % 2)
        return grid

    def _choosers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.select = Select(name="镇街")
        self.select.fill([("甲镇", 1), ("乙街道", 2)], value=2)
        self.day = DayEdit(name="签发日期")
        self.day.set_day(date(2026, 11, 23))
        tile = PhotoTile("部位", is_annotated=True)
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(QColor("#7FA8C9"))
        tile.show_image(image)
        add = AddTile("拍照", icon="camera", key="F2")
        for part in (self.select, self.day, tile, PhotoTile("细节"), add):
            row.addWidget(part)
        return row

    def _chips(self) -> FlowLayout:
        flow = FlowLayout()
        for tone, words in (
            (Tone.OK, "符合"),
            (Tone.BAD, "不符合"),
            (Tone.WARN, "待查"),
            (Tone.NA, "未查"),
            (Tone.ACTION, "待打印"),
        ):
            flow.addWidget(Chip(words, tone=tone))
            flow.addWidget(Chip(words, tone=tone, small=True))
        return flow
