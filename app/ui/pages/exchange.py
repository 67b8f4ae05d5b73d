"""数据交换: hand records over, take packages in, settle what two people changed, and take an import back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.theme import Space, Tone, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.chip import Chip
from app.ui.widgets.scroll import Scroll, in_the_middle
from app.ui.widgets.tab_row import Tab, TabRow

WIDEST = 900
SETTLE_MS = 400
EXPORT, IMPORT, CONFLICTS, RECORDS = "export", "import", "conflicts", "records"
CHOOSE_KEYS = (
    KeyHint("1", "用本机"),
    KeyHint("2", "用来包"),
    KeyHint("3", "两边都留"),
    KeyHint("4", "逐栏选"),
    KeyHint("F8", "下一处"),
)
TAB_KEYS = (KeyHint("← →", "换一类"),)


@dataclass(frozen=True)
class Part:
    """One part of the exchange; its module is loaded when it is first looked at."""

    key: str
    words: str
    place: str
    keys: tuple[KeyHint, ...]
    is_column: bool = False


PARTS = (
    Part(EXPORT, "移交", "exchange_export:ExportPart", TAB_KEYS, is_column=True),
    Part(IMPORT, "导入", "exchange_import:ImportPart", TAB_KEYS),
    Part(CONFLICTS, "冲突", "exchange_conflicts:ConflictsPart", CHOOSE_KEYS),
    Part(RECORDS, "记录", "exchange_records:RecordsPart", (KeyHint("P", "另存报告"), KeyHint("Del", "撤销导入"))),
)
SUBTITLES = {
    EXPORT: "把本机的记录写成数据包，交给机关内勤",
    IMPORT: "确认前不改动任何数据；确认后一次写入，可整包撤销",
    CONFLICTS: "两个人同时改了的内容，由人决定；理由记入修改记录",
    RECORDS: "每次导入都可以整包撤销",
}


class ExchangePage(Page):
    """Show one part of the exchange at a time."""

    title = "数据交换"

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.parts: dict[str, Any] = {}
        self.tabs = TabRow([Tab(part.key, part.words) for part in PARTS])
        self.tabs.chosen.connect(self.open_part)
        self.undecided = Chip("", tone=Tone.WARN, icon="git-compare-arrows")
        self.undecided.hide()
        self._stack = QStackedWidget()
        self._room = QWidget()
        room = QVBoxLayout(self._room)
        room.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, 0)
        room.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._room)
        column.addWidget(self._stack, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        context.bell.changed.connect(lambda _changes: self._settle.start())

    def enter(self, payload: object) -> None:
        """Open the part that another page asked for, or verify the files that it names."""
        if isinstance(payload, str) and payload in self.tabs.buttons:
            self.tabs.choose(payload)
        elif isinstance(payload, list):
            self.tabs.choose(IMPORT)
            self.open_part(IMPORT)
            self.parts[IMPORT].read_files([path for path in payload if isinstance(path, Path)])

    def refresh(self) -> None:
        """Read the part again that is looked at."""
        self.open_part(self.tabs.current)

    def top_widgets(self) -> Sequence[QWidget]:
        """Give the buttons of the preview."""
        part = self.parts.get(IMPORT)
        return () if part is None else (part.cancel, part.confirm)

    def bottom_right_widgets(self) -> Sequence[QWidget]:
        """Say how many conflicts nobody decided yet."""
        return (self.undecided,)

    def open_part(self, key: str) -> None:
        """Show a part, building it on its first visit."""
        if key not in self.parts:
            self._build(next(part for part in PARTS if part.key == key))
        self._stack.setCurrentIndex(list(self.parts).index(key))
        self.parts[key].refresh()
        self._dress()

    def _build(self, wanted: Part) -> None:
        module, _, name = wanted.place.partition(":")
        make: Callable[[UiContext], Any] = getattr(import_module(f"app.ui.pages.{module}"), name)
        part = make(self._context)
        self.parts[wanted.key] = part
        self._stack.addWidget(_in_column(part) if wanted.is_column else part)
        if wanted.key == IMPORT:
            part.stage_changed.connect(self._dress)
            part.conflicts_wanted.connect(lambda: self._go(CONFLICTS))
        if wanted.key == CONFLICTS:
            part.counted.connect(lambda count: self.tabs.set_count(CONFLICTS, count or None))
            part.paper_wanted.connect(lambda paper: self.navigate.emit("documents", paper))

    def _go(self, key: str) -> None:
        self.tabs.choose(key)
        self.open_part(key)

    def _dress(self) -> None:
        """Give the preview the whole page, and say by which keys it is worked."""
        current = self.tabs.current
        part = self.parts.get(IMPORT)
        previews = current == IMPORT and part is not None and part.is_previewing
        self._room.setVisible(not previews)
        if part is not None:
            for button in (part.cancel, part.confirm):
                button.setVisible(previews)
        open_count = part.preview.undecided if previews and part is not None else 0
        self.undecided.show_state(
            tr("还有 {n} 处未定，可以先导入", n=open_count), tone=Tone.WARN, icon="git-compare-arrows"
        )
        self.undecided.setVisible(open_count > 0)
        keys = next(one.keys for one in PARTS if one.key == current)
        self.key_hints = (*CHOOSE_KEYS, KeyHint("Ctrl+Z", "撤销选择")) if previews else keys
        self.set_heading(tr("数据交换　导入预览") if previews else tr("数据交换"), tr(SUBTITLES[current]))

    def _on_settled(self) -> None:
        """Read again what a commit elsewhere may have changed; a preview stays as it was."""
        if self.isVisible() and self.tabs.current in self.parts:
            self.parts[self.tabs.current].refresh()


def _in_column(part: QWidget) -> Scroll:
    part.setMaximumWidth(look().px(WIDEST))
    scroll = Scroll()
    scroll.body.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.PAGE)
    scroll.body.addLayout(in_the_middle(part))
    scroll.body.addStretch(1)
    return scroll
