"""A page tells the shell when its heading changes."""

from pytestqt.qtbot import QtBot

from app.ui.page import Page
from app.ui.theme import Layout


def test_changed_heading_is_told(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.header_changed):
        page.set_heading("示例加油站有限公司", "日常检查")
    assert (page.title, page.subtitle) == ("示例加油站有限公司", "日常检查")


def test_plain_page_has_no_bars_of_its_own_and_takes_its_layout(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    assert not [*page.top_widgets(), *page.bottom_left_widgets(), *page.bottom_right_widgets()]
    page.set_layout(Layout.NARROW)
    assert page.layout_now is Layout.NARROW
