"""One package of the inbox beside the list: who made it, what it holds, and why it cannot be imported."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.exchange_work import size_in_words
from app.ui.text import day_and_hour
from app.ui.theme import Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import Drawer
from app.values.rows_office import InboxRow, InboxState


class InboxDrawer(Drawer):
    """Show one package."""

    passphrase_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.passphrase: Button | None = None

    def show_row(self, row: InboxRow) -> None:
        """Show a package."""
        self.title.setText(row.file.name)
        empty(self.body)
        facts = Card(quiet=True)
        for name, text in _facts(row):
            facts.body.addWidget(Label(f"{name}：{text}", size=Type.DENSE, wrap=True))
        self.body.addWidget(facts)
        if row.why:
            card = Card(soft="bad" if row.state is InboxState.REFUSED else "")
            card.body.addWidget(Label(tr("为什么不能导入"), weight=Weight.MEDIUM))
            card.body.addWidget(Label(row.why, size=Type.DENSE, tone=Tone.BAD, wrap=True))
            self.body.addWidget(card)
        self.passphrase = None
        if row.state is InboxState.LOCKED:
            self.passphrase = Button(tr("输入口令…"), icon="key")
            self.passphrase.clicked.connect(self.passphrase_wanted)
            self.body.addWidget(self.passphrase)
        self.body.addStretch(1)


def _facts(row: InboxRow) -> list[tuple[str, str]]:
    made = None if row.made_at is None else day_and_hour(row.made_at)
    found = [
        (tr("情况"), row.state.value),
        (tr("设备"), row.maker),
        (tr("人员"), row.officer),
        (tr("单位"), row.authority),
        (tr("写成"), made),
        (tr("范围"), row.what),
        (tr("大小"), size_in_words(row.size)),
        (tr("放进文件夹"), day_and_hour(row.changed_at)),
    ]
    return [(name, text) for name, text in found if text]
