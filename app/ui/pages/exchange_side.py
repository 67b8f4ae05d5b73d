"""One side of a conflict: who, when, why, and every field marked as the same or not."""

from PySide6.QtCore import Signal

from app.ui.pages.exchange_choices import side_names
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.label import Elided, Label
from app.values.rows_import import ConflictSides, Origin, SideRow


class SideCard(Card):
    """Show one side; `button` takes it as it stands and is laid where it stays in sight."""

    taken = Signal(int)

    def __init__(self, conflict: ConflictSides, at: int) -> None:
        super().__init__(margin=Space.CARD, gap=Space.CONTROL)
        side = conflict.sides[at]
        self.at, self.name = at, side_names(conflict)[at]
        self._mark = IconMark("circle", tone=Tone.SUB, size=24)
        icon = "laptop" if side.origin is Origin.HERE else "package"
        title = Label(self.name, size=Type.CARD, weight=Weight.BOLD)
        device = Elided("" if side.device_label == self.name else side.device_label, size=Type.LABEL, tone=Tone.SUB)
        self.row(IconMark(icon, tone=Tone.ACTION), title, device, None, self._mark)
        who = "　".join(part for part in (side.person or tr("没有登记的人"), side.role) if part)
        self.row(
            IconMark("user", tone=Tone.SUB, size=18),
            Elided(who, size=Type.DENSE, weight=Weight.BOLD),
            IconMark("clock", tone=Tone.SUB, size=18),
            Label(day_and_hour(side.at)[5:], size=Type.DENSE),
            None,
            gap=Space.PAIR,
        )
        reason = tr("理由：{reason}", reason=side.reason) if side.reason else tr("没有写理由")
        row = self.row(IconMark("quote", tone=Tone.SUB, size=18), Label(reason, size=Type.DENSE, wrap=True), gap=4)
        row.setStretch(1, 1)
        if side.is_deleted:
            self.body.addWidget(Chip(tr("这一边删除了这条记录"), tone=Tone.BAD, icon="trash-2"))
        for line in sorted(conflict.rows, key=lambda line: not line.is_different):
            self.body.addWidget(FieldLine(line, at))
        self.body.addStretch(1)
        self.button = Button(tr("用{side}", side=self.name), key=str(at + 1) if at < 2 else "")
        self.button.clicked.connect(lambda: self.taken.emit(at))

    def show_taken(self, taken: bool) -> None:
        """Say whether this side is the one that was taken."""
        self.set_edge("current" if taken else "")
        self._mark.show_state("circle-check" if taken else "circle", tone=Tone.ACTION if taken else Tone.SUB)
        self.button.set_kind(Kind.PRIMARY if taken else Kind.SECOND)
        self.button.set_icon("check" if taken else "")


class FieldLine(Card):
    """One field of one side, with what a person must look at marked."""

    def __init__(self, line: SideRow, at: int) -> None:
        super().__init__(
            soft="warn" if line.is_different else "", quiet=not line.is_different, margin=Space.CONTROL, gap=0
        )
        name = Label(line.label, size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB, wrap=True)
        name.setFixedWidth(look().px(Width.LABEL_EDITOR))
        text = line.texts[at] if at < len(line.texts) else ""
        value = Label(text, size=Type.DENSE, weight=Weight.BOLD if line.is_different else Weight.NORMAL, wrap=True)
        different = Chip(tr("不同"), tone=Tone.WARN, icon="diff", small=True)
        chip = different if line.is_different else Chip(tr("相同"), tone=Tone.NA, icon="equal", small=True)
        row = self.row(name, value, chip)
        row.setStretch(1, 1)
        self.setAccessibleName(f"{line.label}：{text}")
