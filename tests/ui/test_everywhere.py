"""F1 and Ctrl+K answer on every page, and the navigation counts what waits after every commit."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.ui.context import UiContext
from app.ui.dialogs.finder import Finder, destination
from app.ui.everywhere import Everywhere
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.help_steps import EVERYWHERE, STEPS
from app.ui.pages.registry import PAGES
from app.ui.tasks import Tasks
from app.ui.widgets.bars import KeyHint
from app.values.enums import PaperKind
from app.values.fields_received_paper import PaperFields
from app.values.rows_found import FoundKind, FoundRow
from tests.services.papers import Office
from tests.services.rechecks import Recheck, make_recheck
from tests.services.records import DEADLINE
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import settle
from tests.ui.pages.recheck_room import ManyAnswers

KEYS = ("today", "enterprises", "inspections", "reinspections", "documents", "cases", "received_papers", "walkthrough")


class BarePage(Page):
    """A page that notes what it was told to open."""

    key_hints = (KeyHint("Ctrl+N", "新建"),)

    def __init__(self) -> None:
        super().__init__()
        self.entered: list[object] = []

    def enter(self, payload: object) -> None:
        self.entered.append(payload)


@pytest.fixture
def recheck(office: Office) -> Recheck:
    made = make_recheck(office)
    made.set_day(DEADLINE - timedelta(days=2))
    return made


@pytest.fixture
def context(recheck: Recheck, tasks: Tasks, messages: HeardMessages) -> UiContext:
    made = UiContext(tasks=tasks, messages=messages, ask=ManyAnswers())
    made.services = Services(recheck.desk)
    recheck.desk.on_change(made.bell.changed.emit)
    return made


@pytest.fixture
def window(qtbot: QtBot, messages: HeardMessages) -> MainWindow:
    made = MainWindow([PageSpec(key, key, "settings", BarePage) for key in KEYS], messages)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def everywhere(context: UiContext, window: MainWindow, tasks: Tasks, messages: HeardMessages) -> Iterator[Everywhere]:
    made = Everywhere(context, window)
    window.go("today")
    yield made
    settle(tasks)
    assert not messages.bugs


def search(everywhere: Everywhere, window: MainWindow, tasks: Tasks, words: str) -> Finder:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = everywhere.finder
    assert finder is not None
    finder.search.edit.setText(words)
    finder.search.edit.returnPressed.emit()
    settle(tasks)
    return finder


def opened(window: MainWindow) -> object:
    page = window.current_page
    assert isinstance(page, BarePage)
    return page.entered[-1]


def test_enter_opens_the_first_result_on_its_page(
    everywhere: Everywhere, window: MainWindow, tasks: Tasks, recheck: Recheck
) -> None:
    finder = search(everywhere, window, tasks, "燃气")
    QTest.keyClick(finder.search.edit, Qt.Key.Key_Down)
    row = finder.table.current_row
    QTest.keyClick(finder.search.edit, Qt.Key.Key_Return)
    assert row.kind is FoundKind.INSPECTION
    assert (window.current, opened(window)) == ("walkthrough", recheck.inspection_id)
    assert everywhere.finder is None


def test_nothing_found_says_so_and_escape_closes(everywhere: Everywhere, window: MainWindow, tasks: Tasks) -> None:
    finder = search(everywhere, window, tasks, "没有这个单位")
    assert finder.words.text() == "没有找到“没有这个单位”。"
    assert finder.table.isHidden()
    QTest.keyClick(finder.search.edit, Qt.Key.Key_Escape)
    assert everywhere.finder is None


def test_nobody_searches_before_somebody_sat_down(everywhere: Everywhere, window: MainWindow) -> None:
    window.nav.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert everywhere.finder is None


def test_every_kind_of_result_has_a_page(recheck: Recheck) -> None:
    known = {entry.key for entry in PAGES}
    for kind in FoundKind:
        row = FoundRow(kind=kind, id=recheck.inspection_id, title="", inspection_id=recheck.inspection_id)
        assert destination(row)[0] in known
    planned = FoundRow(kind=FoundKind.INSPECTION, id=recheck.inspection_id, title="", is_planned=True)
    assert destination(planned) == ("new_inspection", recheck.inspection_id)


def test_f1_shows_the_steps_and_keys_of_the_page_once(everywhere: Everywhere, window: MainWindow) -> None:
    window.go("documents")
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = everywhere.help
    assert shown is not None
    assert shown.steps == STEPS["documents"]
    assert shown.keys[0] == KeyHint("Ctrl+N", "新建")
    everywhere.show_help()
    assert everywhere.help is shown
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert everywhere.help is None


def test_every_page_has_its_help() -> None:
    assert {entry.key for entry in PAGES} <= STEPS.keys()
    assert all(step.endswith("。") for steps in STEPS.values() for step in steps)
    assert {"F1", "Ctrl+K"} <= {hint.key for hint in EVERYWHERE}


def test_counts_follow_a_commit_though_no_page_was_opened(
    everywhere: Everywhere, window: MainWindow, recheck: Recheck, qtbot: QtBot
) -> None:
    counts = window.nav.buttons
    qtbot.waitUntil(lambda: window.nav.isEnabled() and counts["received_papers"].count == 0)
    recheck.papers.receive(
        PaperFields(
            paper_kind=PaperKind.REINSPECTION_REQUEST,
            received_on=recheck.desk.today(),
            inspection_id=recheck.inspection_id,
            hazard_ids=recheck.hazards,
        )
    )
    qtbot.waitUntil(lambda: (counts["received_papers"].count, counts["reinspections"].count) == (1, 1))
    assert window.built_pages() == ("today",)
