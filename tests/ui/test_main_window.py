"""The shell paints first, builds pages when they are visited, and fits the room there is."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.bug_report import BugReport
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.theme import Layout, Look, wear
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button
from app.ui.widgets.overlay import SidePanel, SlideOver
from app.values.errors import UserError
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all


class Notebook(Page):
    """A page that writes down what the shell asked of it."""

    key_hints = (KeyHint("F1", "帮助"),)

    def __init__(self) -> None:
        super().__init__()
        self.done: list[object] = []
        self.top = Button("新增", parent=self)
        self.secret = Button("藏", parent=self)
        self.secret.hide()

    def refresh(self) -> None:
        self.done.append("refresh")

    def enter(self, payload: object) -> None:
        self.done.append(payload)

    def leave(self) -> None:
        self.done.append("leave")

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self.done.append(layout)

    def top_widgets(self) -> tuple[Button, ...]:
        return self.top, self.secret


SPECS = (
    PageSpec("today", "今日", "layout-dashboard", Notebook),
    PageSpec("enterprises", "企业台账", "building-2", Notebook),
    PageSpec("walk", "检查中", "clipboard-check", Notebook, in_nav=False, nav_key="enterprises"),
)


@pytest.fixture
def window(qtbot: QtBot, messages: HeardMessages) -> MainWindow:
    made = MainWindow(SPECS, messages, version="1.0")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def notebook(window: MainWindow) -> Notebook:
    page = window.current_page
    assert isinstance(page, Notebook)
    return page


def test_no_page_is_built_before_the_shell_is_painted(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.grab().isNull()
    assert window.built_pages() == ()
    with qtbot.waitSignal(window.page_shown):
        window.open_first("today")
        assert window.built_pages() == ()
    assert window.built_pages() == ("today",)


def test_page_is_built_once_and_refreshed_at_each_visit(window: MainWindow) -> None:
    window.go("today")
    first = notebook(window)
    window.go("enterprises")
    window.go("today")
    assert notebook(window) is first
    assert first.done.count("refresh") == 2
    assert first.done.count("leave") == 1


def test_page_takes_the_user_to_another_with_what_it_needs(window: MainWindow) -> None:
    window.go("today")
    notebook(window).navigate.emit("walk", "企业 7")
    assert window.current == "walk"
    assert notebook(window).done == [Layout.WIDE, "企业 7", "refresh"]
    assert window.nav.buttons["enterprises"].isChecked()


def test_unknown_place_changes_nothing(window: MainWindow) -> None:
    window.go("today")
    window.go("nowhere")
    assert window.current == "today"


def test_alt_and_a_digit_go_to_a_page(qtbot: QtBot, window: MainWindow) -> None:
    window.go("today")
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current == "enterprises"


def test_press_in_the_navigation_goes_to_a_page(window: MainWindow) -> None:
    QTest.mouseClick(window.nav.buttons["enterprises"], Qt.MouseButton.LeftButton)
    assert window.current == "enterprises"


def test_digits_go_nowhere_before_it_is_known_who_works_here(window: MainWindow) -> None:
    window.go("today")
    window.nav.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current == "today"
    window.nav.setEnabled(True)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current == "enterprises"
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert window.current == "enterprises"


@pytest.mark.parametrize(
    ("width", "layout", "nav", "top"),
    [(1366, Layout.WIDE, 152, 72), (1339, Layout.MEDIUM, 64, 72), (1093, Layout.NARROW, 64, 64)],
)
def test_shell_fits_the_width(window: MainWindow, width: int, layout: Layout, nav: int, top: int) -> None:
    window.go("today")
    window.resize(width, 768)
    assert (window.layout_now, window.nav.width(), window._top.height()) == (layout, nav, top)
    assert notebook(window).layout_now is layout


def test_larger_text_takes_the_layout_of_a_narrower_window(qapp: QApplication, window: MainWindow) -> None:
    wear(qapp, Look(scale=130))
    assert window.layout_now is Layout.NARROW
    assert window.nav.width() == round(64 * 1.3)


def test_icons_alone_keep_their_names_for_readers(window: MainWindow) -> None:
    window.resize(1093, 614)
    button = window.nav.buttons["today"]
    window.nav.set_count("today", 17)
    assert button.toolTip() == "今日（Alt+1）"
    assert button.accessibleName() == "今日，17 项"


def test_count_of_a_page_stands_in_the_navigation(window: MainWindow) -> None:
    window.go("today")
    notebook(window).count_changed.emit("today", 17)
    assert window.nav.buttons["today"].count == 17
    window.nav.set_count("nowhere", 3)


def test_widget_that_its_page_hides_stays_hidden_in_the_bar(window: MainWindow) -> None:
    window.go("today")
    page = notebook(window)
    assert page.top.isVisible()
    assert not page.secret.isVisible()
    window.go("enterprises")
    assert not page.top.isVisible()
    window.go("today")
    page.secret.show()
    assert page.secret.isVisible()


def test_changed_heading_is_shown_at_once(window: MainWindow) -> None:
    window.go("today")
    notebook(window).set_heading("示例加油站有限公司", "日常检查")
    assert window._top.title == "示例加油站有限公司"


def test_error_stands_above_the_page_until_it_is_tried_again(window: MainWindow, messages: HeardMessages) -> None:
    tries: list[bool] = []
    messages.show_error(UserError("没有读出来，记录没有变化。"), retry=lambda: tries.append(True))
    assert window._error.isVisible()
    window._error.retry.click()
    assert (tries, window._error.isVisible()) == ([True], False)


def test_error_that_cannot_be_tried_again_can_be_closed(window: MainWindow, messages: HeardMessages) -> None:
    messages.show_error(UserError("文号已被占用。", hint="请换一个号。"))
    assert not window._error.retry.isVisible()
    window._error.close_button.click()
    assert not window._error.isVisible()


def test_note_is_shown_and_can_be_taken_back(window: MainWindow, messages: HeardMessages) -> None:
    undone: list[bool] = []
    messages.say("已删除。", undo=lambda: undone.append(True))
    assert window.toast.words == "已删除。"
    window.toast.undo.click()
    assert undone == [True]


def test_many_mistakes_show_one_dialog(qtbot: QtBot, window: MainWindow, messages: HeardMessages) -> None:
    window.go("today")
    for _ in range(3):
        messages.report_bug(ValueError("坏了"))
    dialogs = find_all(window, BugReport)
    assert len(dialogs) == 1
    assert "ValueError: 坏了" in dialogs[0].details.toPlainText()
    dialogs[0].save.click()
    assert notebook(window).done[-1] == "leave"
    dialogs[0].accept()
    messages.report_bug(ValueError("又坏了"))
    assert window._bug is not None
    window._bug.accept()


def test_closing_keeps_what_is_being_typed(qtbot: QtBot, window: MainWindow) -> None:
    window.go("today")
    with qtbot.waitSignal(window.closing):
        window.close()
    assert notebook(window).done[-1] == "leave"


def test_shell_needs_neither_the_database_nor_the_reports() -> None:
    code = (
        "import sys, app.ui.main_window, app.ui.fonts, app.ui.ask, app.ui.tasks\n"
        "late = {'sqlalchemy', 'alembic', 'reportlab', 'PIL', 'pypdfium2', 'PySide6.QtSvg', 'PySide6.QtPrintSupport'}\n"
        "print(sorted(late & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"


def test_a_note_with_a_way_back_goes_with_its_page_and_a_plain_one_stays(
    window: MainWindow, messages: HeardMessages
) -> None:
    window.go("today")
    messages.say("本区 5 项记为符合", undo=lambda: None)
    window.go("enterprises")
    assert not window.toast.isVisible()
    messages.say("已保存。")
    window.go("today")
    assert window.toast.isVisible()


def test_what_slid_over_a_page_closes_when_another_page_is_opened(window: MainWindow) -> None:
    window.go("today")
    slide = SlideOver(notebook(window).overlay_room, SidePanel("闭环"))
    slide.present()
    assert slide.isVisible()
    window.go("enterprises")
    assert not slide.isVisible()
