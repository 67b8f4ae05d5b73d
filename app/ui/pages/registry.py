"""Which pages there are; a page's module is loaded when the page is first shown."""

from dataclasses import dataclass
from functools import partial
from importlib import import_module

from app.ui.context import UiContext
from app.ui.page import Page, PageSpec


@dataclass(frozen=True)
class PageEntry:
    """Where a page is found, and how the navigation names it."""

    key: str
    title: str
    icon: str
    place: str
    in_nav: bool = True
    nav_key: str = ""


PAGES = (
    PageEntry("today", "今日", "layout-dashboard", "today:TodayPage"),
    PageEntry("enterprises", "企业台账", "building-2", "enterprises:EnterprisesPage"),
    PageEntry("inspections", "检查", "clipboard-check", "inspections:InspectionsPage"),
    PageEntry("hazards", "隐患台账", "triangle-alert", "hazards:HazardsPage"),
    PageEntry("reinspections", "复查", "rotate-ccw", "reinspections:ReinspectionsPage"),
    PageEntry("documents", "文书", "file-text", "documents:DocumentsPage"),
    PageEntry("cases", "案件处罚", "gavel", "cases:CasesPage"),
    PageEntry("received_papers", "收文", "inbox", "received_papers:ReceivedPapersPage"),
    PageEntry("exchange", "数据交换", "arrow-left-right", "exchange:ExchangePage"),
    PageEntry("safety", "数据安全", "shield-check", "safety:SafetyPage"),
    PageEntry("office_inbox", "收件箱", "mail", "office_inbox:InboxPage"),
    PageEntry("office_fleet", "设备与号段", "laptop", "office_fleet:FleetPage"),
    PageEntry("number_register", "文号登记簿", "hash", "number_register:NumberRegisterPage"),
    PageEntry("settings", "设置", "settings", "settings:SettingsPage"),
    PageEntry("new_inspection", "新建检查", "clipboard-plus", "new_inspection:NewInspectionPage", False, "inspections"),
    PageEntry("walkthrough", "检查", "clipboard-check", "walkthrough:WalkthroughPage", False, "inspections"),
    PageEntry("reinspection", "复查", "rotate-ccw", "reinspection:ReinspectionPage", False, "reinspections"),
    PageEntry("case", "案件", "gavel", "case:CasePage", False, "cases"),
    PageEntry("set_up", "首次启动", "settings", "set_up:SetUpPage", False, "today"),
    PageEntry("officer_choice", "选择执法人员", "users", "officer_choice:OfficerChoicePage", False, "today"),
)


def page_specs(context: UiContext) -> tuple[PageSpec, ...]:
    """Describe every page to the shell without loading any of them."""
    return tuple(
        PageSpec(
            entry.key,
            entry.title,
            entry.icon,
            partial(build_page, entry, context),
            in_nav=entry.in_nav,
            nav_key=entry.nav_key,
        )
        for entry in PAGES
    )


def build_page(entry: PageEntry, context: UiContext) -> Page:
    """Load the page's module and make the page."""
    module, _, name = entry.place.partition(":")
    page_class: type[Page] = getattr(import_module(f"app.ui.pages.{module}"), name)
    return page_class(context)  # type: ignore[arg-type]  # every page takes the context
