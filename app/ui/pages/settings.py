"""设置: how this machine looks, who may use it, how it is locked, where copies go, its numbers and its people."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.settings_part import SettingsPart
from app.ui.theme import Space, look
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.scroll import Scroll, in_the_middle
from app.ui.widgets.tab_row import Tab, TabRow

WIDEST = 900


@dataclass(frozen=True)
class Part:
    """One part of the settings; its module is loaded when it is first looked at."""

    key: str
    words: str
    place: str


PARTS = (
    Part("looks", "显示", "settings_looks:LooksPart"),
    Part("access", "PIN 与锁定", "settings_access:AccessPart"),
    Part("encryption", "加密", "settings_encryption:EncryptionPart"),
    Part("backups", "备份", "settings_backups:BackupsPart"),
    Part("people", "执法人员", "settings_people:PeoplePart"),
    Part("authority", "执法机关", "settings_authority:AuthorityPart"),
    Part("numbers", "文号号段", "settings_numbers:NumbersPart"),
    Part("office", "内勤", "settings_office:OfficePart"),
)


class SettingsPage(Page):
    """Show one part of the settings at a time; each decision holds at once."""

    title = "设置"
    subtitle = "改了就生效，只影响本机。"
    key_hints = (KeyHint("← →", "换一类"), KeyHint("Ctrl+Shift+L", "锁定"))

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.parts: dict[str, SettingsPart] = {}
        self.tabs = TabRow([Tab(part.key, part.words) for part in PARTS])
        self.tabs.chosen.connect(self.open_part)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, 0)
        column.setSpacing(Space.CARD)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read the part again that is looked at."""
        self.open_part(self.tabs.current)

    def enter(self, payload: object) -> None:
        """Open the part that another page asked for."""
        if isinstance(payload, str) and payload in self.tabs.buttons:
            self.tabs.choose(payload)

    def leave(self) -> None:
        """Keep what is being typed."""
        part = self.parts.get(self.tabs.current)
        if part is not None:
            part.leave()

    def open_part(self, key: str) -> None:
        """Show a part, building it on its first visit."""
        if key not in self.parts:
            self.parts[key] = self._build(next(part for part in PARTS if part.key == key))
        part = self.parts[key]
        self._stack.setCurrentIndex(list(self.parts).index(key))
        part.refresh()

    def _build(self, wanted: Part) -> SettingsPart:
        module, _, name = wanted.place.partition(":")
        make: Callable[[UiContext], SettingsPart] = getattr(import_module(f"app.ui.pages.{module}"), name)
        part = make(self._context)
        part.setMaximumWidth(look().px(WIDEST))
        scroll = Scroll()
        scroll.body.setContentsMargins(0, 0, 0, Space.PAGE)
        scroll.body.addLayout(in_the_middle(part))
        scroll.body.addStretch(1)
        self._stack.addWidget(scroll)
        return part
