"""The look of this machine: chosen from a menu, worn at once, kept for the next start."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.appearance import AppearanceMenu, Wardrobe, keep_look, kept_look
from app.ui.main_window import MainWindow
from app.ui.theme import SCALES, Look, ThemeName, look
from app.values.errors import UserError
from tests.ui.conftest import HeardMessages


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("scale", SCALES)
def test_a_kept_look_comes_back(tmp_path: Path, theme: ThemeName, scale: int) -> None:
    file = tmp_path / "data" / "look.json"
    keep_look(file, Look(theme, scale))
    assert kept_look(file) == Look(theme, scale)
    assert [path.name for path in file.parent.iterdir()] == ["look.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": "pink", "scale": 100}', '{"theme": "dark", "scale": 999}'])
def test_a_damaged_look_gives_the_plain_one(tmp_path: Path, text: str) -> None:
    file = tmp_path / "look.json"
    file.write_text(text, encoding="utf-8")
    assert kept_look(file) == Look()


def test_a_look_that_cannot_be_kept_is_told_in_words(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="没有记下来"):
        keep_look(blocked / "look.json", Look())


def test_the_menu_offers_every_theme_and_size_and_marks_what_is_worn(qtbot: QtBot) -> None:
    menu = AppearanceMenu()
    qtbot.addWidget(menu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["浅色", "深色", "户外高对比", "字号 100%", "字号 115%", "字号 130%", "换执法人员"]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["浅色", "字号 100%"]


@pytest.fixture
def window(qtbot: QtBot, messages: HeardMessages) -> MainWindow:
    made = MainWindow((), messages)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_theme_from_the_menu_is_worn_at_once_and_kept(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, messages: HeardMessages, tmp_path: Path
) -> None:
    wardrobe = Wardrobe(qapp, window, messages, file=tmp_path / "look.json")
    opened: list[AppearanceMenu] = []
    window.nav.appearance_asked.disconnect()
    window.nav.appearance_asked.connect(lambda: opened.append(wardrobe.open_menu()))
    window.nav.appearance.click()
    dark = next(action for action in opened[0].actions() if action.text() == "深色")
    dark.trigger()
    opened[0].close()
    assert look() == Look(ThemeName.DARK)
    assert kept_look(tmp_path / "look.json") == Look(ThemeName.DARK)


def test_a_look_that_cannot_be_kept_is_worn_all_the_same(
    qapp: QApplication, window: MainWindow, messages: HeardMessages, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Wardrobe(qapp, window, messages, file=tmp_path / "file" / "look.json").dress(Look(ThemeName.SUNLIGHT))
    assert look().theme is ThemeName.SUNLIGHT
    assert "没有记下来" in messages.errors[0]
