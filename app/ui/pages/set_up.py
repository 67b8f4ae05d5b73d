"""首次启动: the authority, its officers, the numbers that the office gave, and who sits at the keyboard."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.set_up_officer import LEAST, OfficerLines
from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.scroll import Scroll, in_the_middle
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import ErrorBar
from app.values.errors import UserError
from app.values.fields_people import AuthorityFields
from app.values.rows_people import OfficerRow, SetupState

WIDEST = 900
REGION = "重庆"
# What is asked of the authority: key, label, hint, whether the papers need it.
ASKED = (
    ("name", "机关全称", "印在文书落款和标题上", True),
    ("prefix", "区域简称", "文号开头括号内的字，例如 渝铜", True),
    ("word", "机关代字", "文号中的字，例如 应急", True),
    ("region", "适用地区", "本地标准按此选用，例如 重庆", False),
    ("reconsideration_body", "行政复议机关", "印在救济告知中", False),
    ("court", "行政诉讼法院", "印在救济告知中", False),
    ("address", "机关地址", "", False),
    ("phone", "联系电话", "", False),
    ("contact", "联系人", "", False),
    ("supervision_phone", "监督电话", "", False),
)


class SetUpPage(Page):
    """Make this machine ready for the first inspection; nothing is stored before 完成设置."""

    title = "首次启动"
    subtitle = "填一次，以后在设置中可改。内容只存在本机。"
    key_hints = (KeyHint("Tab", "下一栏"), KeyHint("Ctrl+Enter", "完成设置"))

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._build()
        Shortcuts(self).add("Ctrl+Return", self.finish.click)
        self._check()

    def refresh(self) -> None:
        """Show what is known already."""
        setup = self._context.services.setup
        self._context.tasks.run_read(plain(setup.state), done=self._on_read, owner=self, lane="state")
        self.fields["name"].setFocus()

    def bottom_right_widgets(self) -> tuple[QWidget, ...]:
        return self.reason, self.finish

    def _build(self) -> None:
        self.finish = Button(tr("完成设置"), kind=Kind.PRIMARY, icon="check", key="Ctrl+Enter")
        self.finish.clicked.connect(self._on_finish_pressed)
        self.reason = Label("", size=Type.LABEL, tone=Tone.SUB)
        self.error = ErrorBar()
        scroll = Scroll()
        column = QVBoxLayout()
        column.setSpacing(Space.CARD)
        asked = (self._authority(), self._officers(), self._numbers(), self._keyboard(), self._encryption())
        for part in (self.error, self._demo(), *asked):
            column.addWidget(part)
        column.addStretch(1)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(look().px(WIDEST))
        column.setContentsMargins(0, 0, 0, 0)
        scroll.body.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        scroll.body.addLayout(in_the_middle(middle))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll)

    def _demo(self) -> Card:
        """Offer to look around first, as long as nothing was entered."""
        self.demo = Card(soft="action", margin=Space.CARD)
        words = tr("想先看看？载入一个演示片区：人名、企业、编号都是虚构的。演示数据不要与真实检查混用。")
        self.load_demo = Button(tr("载入演示数据"), icon="package")
        self.load_demo.clicked.connect(self._on_demo_pressed)
        row = self.demo.row(Label(words, size=Type.LABEL, wrap=True), self.load_demo)
        row.setStretch(0, 1)
        self.demo.hide()
        return self.demo

    def _authority(self) -> Card:
        card = Card(gap=Space.CARD)
        card.body.addWidget(Label(tr("1　执法机关"), size=Type.CARD, weight=Weight.BOLD))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.PAGE)
        grid.setVerticalSpacing(Space.CARD)
        self.fields: dict[str, LineEdit] = {}
        for place, (key, words, hint, is_needed) in enumerate(ASKED):
            line = LineEdit(name=words, hint=hint)
            line.edited.connect(self._check)
            self.fields[key] = line
            label = f"{words}（必填）" if is_needed else words
            at, span = ((0, 0), 2) if place == 0 else (((place + 1) // 2, (place + 1) % 2), 1)
            grid.addWidget(Field(label, line, side="above"), *at, 1, span)
        self.fields["word"].fill("应急")
        self.fields["region"].fill(REGION)
        card.body.addLayout(grid)
        self.number = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        card.body.addWidget(self.number)
        return card

    def _officers(self) -> Card:
        card = Card(gap=Space.CARD)
        card.body.addWidget(Label(tr("2　执法人员"), size=Type.CARD, weight=Weight.BOLD))
        card.body.addWidget(
            Label(tr("检查须由两名以上执法人员进行，请至少登记两名。"), size=Type.LABEL, tone=Tone.SUB, wrap=True)
        )
        self.officers = OfficerLines()
        self.officers.edited.connect(self._check)
        card.body.addWidget(self.officers)
        return card

    def _numbers(self) -> Card:
        card = Card(gap=Space.CARD)
        card.body.addWidget(Label(tr("3　文号号段"), size=Type.CARD, weight=Weight.BOLD))
        words = tr("向本单位的文号登记人领取，每台电脑一段，互不重叠，每年从头使用。用到八成时会提醒。")
        card.body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self.first = LineEdit(name=tr("起号"), hint=tr("例如 1"), longest=6)
        self.last = LineEdit(name=tr("止号"), hint=tr("例如 200"), longest=6)
        for line in (self.first, self.last):
            line.edited.connect(self._check)
        row = card.row(Field(tr("起号"), self.first, side="above"), Field(tr("止号"), self.last, side="above"), None)
        row.setStretch(2, 1)
        return card

    def _keyboard(self) -> Card:
        card = Card(gap=Space.CARD)
        card.body.addWidget(Label(tr("4　现在由谁使用本机"), size=Type.CARD, weight=Weight.BOLD))
        words = tr("每一处改动都记这个人的名字。下次启动时再选。")
        card.body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self._who_room = QVBoxLayout()
        card.body.addLayout(self._who_room)
        self.who: ChoiceRow | None = None
        self._names: tuple[str, ...] = ()
        return card

    def _encryption(self) -> Card:
        card = Card(gap=Space.CARD)
        card.body.addWidget(Label(tr("5　要不要加密资料"), size=Type.CARD, weight=Weight.BOLD))
        words = tr("加密后，没有口令的人拿到电脑或备份也读不出资料。以后在“设置”里随时可以加密或解除。")
        card.body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        offered = [Choice(False, tr("以后再说")), Choice(True, tr("完成设置后就加密"), "lock")]
        self.encrypt = ChoiceRow(offered, name=tr("要不要加密资料"))
        self.encrypt.choose([False])
        card.body.addWidget(self.encrypt)
        return card

    @property
    def authority(self) -> AuthorityFields:
        texts: dict[str, Any] = {key: line.words for key, line in self.fields.items()}
        return AuthorityFields(**texts)

    @property
    def range(self) -> tuple[int, int] | None:
        first, last = self.first.words, self.last.words
        if not (first.isdecimal() and last.isdecimal()):
            return None
        return int(first), int(last)

    def _check(self) -> None:
        """Say what is still open, and let the number be seen as it will be printed."""
        self._offer_names()
        prefix, word = self.fields["prefix"].words or "渝×", self.fields["word"].words or "应急"
        number = self.range[0] if self.range is not None else 1
        self.number.setText(tr("文号将印成：（{prefix}）{word}责改〔2026〕{n}号", prefix=prefix, word=word, n=number))
        missing = self._missing()
        self.reason.setText(missing)
        if missing:
            self.finish.lock(missing)
        else:
            self.finish.unlock()

    def _missing(self) -> str:
        for key, words, _hint, is_needed in ASKED:
            if is_needed and not self.fields[key].words:
                return tr("还没有填{words}", words=words)
        officers = self.officers.officers
        if len({one.certificate for one in officers if one.name and one.certificate}) < LEAST:
            return tr("还没有填两名执法人员的姓名和证号")
        if self.range is None or not 1 <= self.range[0] <= self.range[1]:
            return tr("还没有填号段的起止号")
        return ""

    def _offer_names(self) -> None:
        names = tuple(one.name for one in self.officers.officers if one.name)
        if names == self._names:
            return
        self._names = names
        before = self.who.value if self.who is not None else 0
        if self.who is not None:
            self._who_room.removeWidget(self.who)
            self.who.deleteLater()
        self.who = ChoiceRow([Choice(at, name, "user") for at, name in enumerate(names)], name=tr("现在由谁使用本机"))
        chosen = before if isinstance(before, int) and before < len(names) else 0
        self.who.choose([chosen])
        self._who_room.addWidget(self.who)

    def _on_demo_pressed(self) -> None:
        self._context.ask.confirm(
            self,
            tr("载入演示数据"),
            tr("本机现在是空的，将写入虚构的企业、检查和文书。要开始真实工作时，请换一个数据文件夹。"),
            yes=tr("载入"),
            then=self._on_demo_answered,
        )

    def _on_demo_answered(self, wanted: bool) -> None:
        if not wanted:
            return
        demo = self._context.services.demo
        self.load_demo.lock(tr("正在载入，约需一分钟"))
        self.load_demo.say(tr("正在载入…"))
        task = self._context.tasks.run_write(
            plain(demo.fill), done=self._on_demo_made, owner=self, failed=self._on_failed
        )
        task.ended.connect(self._on_demo_ended)

    def _on_demo_made(self, _made: object) -> None:
        self.navigate.emit("officer_choice", None)

    def _on_demo_ended(self) -> None:
        self.load_demo.unlock()
        self.load_demo.say(tr("载入演示数据"))

    def _on_read(self, state: SetupState) -> None:
        self.demo.setVisible(state.is_empty)
        if state.authority is not None:
            for key, line in self.fields.items():
                line.fill(getattr(state.authority, key) or line.words)
        self.officers.fill([one.fields for one in state.officers if one.is_own])
        if state.number_range is not None:
            self.first.fill(str(state.number_range[0]))
            self.last.fill(str(state.number_range[1]))
        self._check()

    def _on_finish_pressed(self) -> None:
        if self.range is None:
            return
        self.error.hide()
        services, numbers = self._context.services, self.range
        authority, officers = self.authority, self.officers.officers
        who = self.who.value if self.who is not None else 0

        def work() -> OfficerRow:
            _, officer_ids = services.setup.set_up(authority, officers, *numbers)
            return services.officers.sit_down(officer_ids[who if isinstance(who, int) else 0])

        self._context.tasks.run_write(plain(work), done=self._on_done, owner=self, failed=self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self.error.tell(str(error), may_retry=False)

    def _on_done(self, officer: OfficerRow) -> None:
        self._context.bell.seated.emit(officer)
        if self.encrypt.value:
            self.navigate.emit("settings", "encryption")
        else:
            self.navigate.emit("today", None)
