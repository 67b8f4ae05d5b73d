"""文号号段: how far each range of this machine is used, and a new range from the office."""

from PySide6.QtWidgets import QVBoxLayout

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import add_row
from app.ui.widgets.chip import Chip
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.values.rows_numbers import NumberUse

NEARLY_USED = 5  # a fifth of the range is left


class NumbersPart(SettingsPart):
    """Show the ranges, and take a new one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        used = self.card(tr("本机的号段"), tr("每台电脑一段，互不重叠，每年从头使用。"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CONTROL)
        used.body.addLayout(self._rows)
        new = self.card(tr("换一段"), tr("向本单位的文号登记人领取后填写，所有文书同用这一段；已经用过的号不受影响。"))
        self.first = LineEdit(name=tr("起号"), hint=tr("例如 201"), longest=6)
        self.last = LineEdit(name=tr("止号"), hint=tr("例如 400"), longest=6)
        self.keep = Button(tr("启用这一段"), kind=Kind.PRIMARY)
        self.keep.clicked.connect(self._on_keep)
        for line in (self.first, self.last):
            line.edited.connect(self._check)
        new.row(Field(tr("起号"), self.first, side="above"), Field(tr("止号"), self.last, side="above"), None)
        new.row(None, self.keep)
        self._check()

    def refresh(self) -> None:
        """Read how far the ranges are used."""
        self.read(self.context.services.numbering.ranges, self._show)

    def _show(self, uses: tuple[NumberUse, ...]) -> None:
        empty(self._rows)
        for use in uses:
            words = tr("{first}—{last} 号，已用到 {known}，还有 {left} 个", **_places(use))
            parts = [Label("、".join(use.titles) or use.key, wrap=True), Label(words, size=Type.LABEL, tone=Tone.SUB)]
            chip = _chip(use)
            add_row(self._rows, parts[0], None, parts[1], *([chip] if chip is not None else []))

    def _check(self, _words: str = "") -> None:
        if self._range() is None:
            self.keep.lock(tr("请填起号和止号"))
        else:
            self.keep.unlock()

    def _range(self) -> tuple[int, int] | None:
        first, last = self.first.words, self.last.words
        if not (first.isdecimal() and last.isdecimal()) or not 1 <= int(first) <= int(last):
            return None
        return int(first), int(last)

    def _on_keep(self) -> None:
        wanted = self._range()
        if wanted is None:
            return
        setup = self.context.services.setup
        self.write(lambda: setup.set_range(*wanted), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.context.messages.say(tr("新号段已启用"))
        self.first.fill("")
        self.last.fill("")
        self._check()
        self.refresh()


def _places(use: NumberUse) -> dict[str, int]:
    return {"first": use.first, "last": use.last, "known": use.known, "left": use.left}


def _chip(use: NumberUse) -> Chip | None:
    if use.is_paused:
        return Chip(tr("暂停，等最后文号"), tone=Tone.BAD)
    if use.left * NEARLY_USED <= use.last - use.first + 1:
        return Chip(tr("快用完了"), tone=Tone.WARN)
    return None
