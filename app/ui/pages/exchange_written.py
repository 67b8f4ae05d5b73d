"""The package that was just written, and those that were written before."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.exchange_work import size_in_words
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Elided, Label
from app.values.record_words import kind_word
from app.values.rows_handover import HandoverRow

MOST_SHOWN = 10


class WrittenCard(Card):
    """Say what was written, where it lies, and how it is known again."""

    folder_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge="ok", parent=parent)
        self._file = Path()
        head = self.row(IconMark("package-check", tone=Tone.OK, size=28))
        head.addWidget(Label(tr("已写成并读回核对"), size=Type.CARD, weight=Weight.BOLD), 1)
        self.open_folder = Button(tr("打开文件夹"), icon="folder-open")
        self.open_folder.clicked.connect(lambda: self.folder_wanted.emit(self._file))
        head.addWidget(self.open_folder)
        self._facts = Label(wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._warning = Label(tone=Tone.WARN, wrap=True)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._warning)
        self.hide()

    def show_written(self, made: HandoverRow) -> None:
        """Show one package."""
        self._file = made.file
        held = "、".join(tr("{word} {n}", word=kind_word(kind), n=n) for kind, n in made.records.items() if n)
        lines = (
            str(made.file),
            tr(
                "{size}　{what}　交给{recipient}",
                size=size_in_words(made.size),
                what=made.what,
                recipient=made.recipient,
            ),
            tr("{held}；修订 {revisions} 条，原件 {blobs} 个", held=held, revisions=made.revisions, blobs=made.blobs),
            tr("校验码 {root}", root=made.root),
        )
        self._facts.setText("\n".join(lines))
        missing = tr("有 {n} 个原件不在本机，没有带上；补回后再移交。", n=made.missing) if made.missing else ""
        self._warning.setText(missing)
        self._warning.setVisible(bool(missing))
        self.show()

    @property
    def words(self) -> str:
        return self._facts.text()


class HistoryCard(Card):
    """List the packages that were written, the last one first."""

    folder_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=Space.CARD, parent=parent)
        self.body.addWidget(Label(tr("以前移交的"), size=Type.CARD, weight=Weight.BOLD))
        self._room = QVBoxLayout()
        self._room.setSpacing(Space.CARD)
        self.body.addLayout(self._room)

    def show_history(self, history: Sequence[HandoverRow]) -> None:
        """Show the latest packages."""
        empty(self._room)
        for made in history[:MOST_SHOWN]:
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Elided(made.file.name, size=Type.DENSE, weight=Weight.BOLD))
            facts = (day_and_hour(made.at), made.recipient, made.what, size_in_words(made.size))
            words.addWidget(Elided("　".join(facts), size=Type.LABEL, tone=Tone.SUB))
            row = add_row(self._room, IconMark("package", tone=Tone.SUB))
            row.addLayout(words, 1)
            if made.is_sealed:
                row.addWidget(Chip(tr("有口令"), tone=Tone.NA, icon="lock"))
            button = Button(icon="folder-open", name=tr("打开 {file} 所在的文件夹", file=made.file.name))
            button.clicked.connect(partial(self._on_pressed, made.file))
            row.addWidget(button)
        if not history:
            self._room.addWidget(Label(tr("还没有写过数据包。"), size=Type.DENSE, tone=Tone.SUB))

    def _on_pressed(self, file: Path, _on: bool = False) -> None:
        self.folder_wanted.emit(file)
