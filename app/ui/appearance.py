"""How the window looks on this machine: theme and text size, kept beside the data and not in it."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.theme import SCALES, Look, ThemeName, look, wear
from app.ui.tr import tr
from app.values.errors import UserError

THEME_WORDS = {ThemeName.LIGHT: "浅色", ThemeName.DARK: "深色", ThemeName.SUNLIGHT: "户外高对比"}


def kept_look(file: Path) -> Look:
    """Read the look that was chosen last; a file that is missing or damaged gives the plain one."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        theme, scale = ThemeName(kept["theme"]), int(kept["scale"])
    except (OSError, ValueError, KeyError, TypeError):
        return Look()
    return Look(theme, scale) if scale in SCALES else Look()


def keep_look(file: Path, chosen: Look) -> None:
    """Write the look down, whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps({"theme": chosen.theme.value, "scale": chosen.scale}), encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise UserError("显示方式已改变，但没有记下来，下次打开仍是原来的。", hint="请检查磁盘空间和权限。") from error


class AppearanceMenu(QMenu):
    """Let the officer choose theme and text size, or another officer sit down."""

    look_chosen = Signal(object)
    change_of_officer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("显示与人员"))
        worn = look()
        self._add_choices(
            [(tr(words), Look(theme, worn.scale)) for theme, words in THEME_WORDS.items()],
            is_worn=lambda one: one == worn,
        )
        self.addSeparator()
        self._add_choices(
            [(tr("字号 {scale}%", scale=scale), Look(worn.theme, scale)) for scale in SCALES],
            is_worn=lambda one: one == worn,
        )
        self.addSeparator()
        change = self.addAction(tr("换执法人员"))
        change.triggered.connect(self.change_of_officer_asked)

    def _add_choices(self, choices: list[tuple[str, Look]], *, is_worn: Callable[[Look], bool]) -> None:
        group = QActionGroup(self)
        for words, offered in choices:
            action = QAction(words, self, checkable=True, checked=is_worn(offered))
            group.addAction(action)
            self.addAction(action)
            action.triggered.connect(lambda _on, new=offered: self.look_chosen.emit(new))

    def open_over(self, widget: QWidget) -> None:
        """Open the menu above the widget that asked for it."""
        corner = widget.mapToGlobal(QPoint(0, 0))
        self.popup(QPoint(corner.x(), corner.y() - self.sizeHint().height()))


class Wardrobe(QObject):
    """Open the menu from the navigation, dress the window, and remember it for the next start."""

    officer_change_asked = Signal()

    def __init__(self, app: QApplication, window: MainWindow, messages: Messages, *, file: Path) -> None:
        super().__init__(window)
        self._app, self._window, self._messages, self._file = app, window, messages, file
        window.nav.appearance_asked.connect(self.open_menu)

    def open_menu(self) -> AppearanceMenu:
        """Show what can be chosen."""
        menu = AppearanceMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.look_chosen.connect(self.dress)
        menu.change_of_officer_asked.connect(self.officer_change_asked)
        menu.open_over(self._window.nav.appearance)
        return menu

    def dress(self, chosen: Look) -> None:
        """Wear the look at once; if it cannot be remembered, say so."""
        wear(self._app, chosen)
        try:
            keep_look(self._file, chosen)
        except UserError as error:
            self._messages.show_error(error)
