"""Pages put together from the kit alone, to look at and to walk through in tests; the data is made up."""

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.page import Page, PageSpec
from tests.ui.gallery.parts import PartsPage
from tests.ui.gallery.today import TodayPage
from tests.ui.gallery.walk import WalkPage

SPECS = (
    PageSpec("today", "今日", "layout-dashboard", TodayPage),
    PageSpec("enterprises", "企业台账", "building-2", PartsPage),
    PageSpec("inspection", "检查", "clipboard-check", WalkPage),
    PageSpec("hazards", "隐患台账", "triangle-alert", Page),
    PageSpec("reinspection", "复查", "rotate-ccw", Page),
    PageSpec("documents", "文书", "file-text", Page),
    PageSpec("cases", "案件处罚", "gavel", Page),
    PageSpec("statistics", "统计", "chart-column", Page),
    PageSpec("library", "标准库", "library", Page),
    PageSpec("exchange", "数据交换", "arrow-left-right", Page),
    PageSpec("settings", "设置备份", "settings", Page),
)


def gallery_window(messages: Messages | None = None) -> MainWindow:
    """Build a shell with the gallery's pages."""
    window = MainWindow(SPECS, messages or Messages())
    window.nav.show_user("示例甲", "证号 示例0001")
    window.nav.set_count("today", 17)
    window.nav.set_count("reinspection", 3)
    window.lamp.saved("09:41")
    return window
