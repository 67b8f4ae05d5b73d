"""The page 今日: worst first, everything by keyboard, errors in words, a backup in the background."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.first_look import FirstLook
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.dialogs.last_numbers import LastNumbersDialog
from app.ui.pages.today import TodayPage
from app.ui.pages.today_list import FILTERS
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from app.values.errors import UserError
from app.values.rows_document import PrintOutcome
from app.values.rows_numbers import PausedNumber
from app.values.rows_today import ResumeCard, RouteStop, SafetyCard, TodayRow, TodayView
from app.values.work import Urgency, WorkAction, WorkKind
from tests.ui.conftest import HeardMessages
from tests.ui.find import find

NINE = datetime(2026, 11, 23, 1, tzinfo=UTC)
RESUMED = UUID(int=7)


def row(kind: WorkKind, action: WorkAction, **changes: Any) -> TodayRow:
    """One line of work."""
    made = TodayRow(
        kind=kind, enterprise="示例家具厂", enterprise_id=uuid4(), detail="第1项", due=NINE.date(), left="逾期 3 日",
        urgency=Urgency.LATE, town="甲镇", action=action, target=uuid4(),
    )  # fmt: skip
    return replace(made, **changes)


ROWS = (
    row(WorkKind.OVERDUE, WorkAction.REINSPECT),
    row(WorkKind.SEAL, WorkAction.SEAL),
    row(WorkKind.PRINT, WorkAction.PRINT, enterprise="很长的名字" * 30),
)
VIEW = TodayView(
    today=date(2026, 11, 23),
    authority="示例区应急管理局",
    rows=ROWS,
    counts={WorkKind.OVERDUE: 1, WorkKind.SEAL: 1, WorkKind.PRINT: 1},
    resume=ResumeCard(RESUMED, "示例加油站", 27, 64),
    safety=SafetyCard(NINE, NINE, 0, is_backup_old=False, is_backup_missing=False),
    route=(RouteStop("甲镇", ("示例家具厂",), 1),),
)

PAUSED = PausedNumber("责改", ("责令限期整改指令书",), 2026, first=1, last=200, known=3)


class Day:
    """Services that show a day and note what was asked of them."""

    def __init__(self) -> None:
        self.view: TodayView = VIEW
        self.error: UserError | None = None
        self.backups = 0
        self.listeners: list[Callable[[object], None]] = []
        self.desk = SimpleNamespace(on_change=self._listen)
        self.today = SimpleNamespace(today=self._today, print_list=self._print)
        self.safekeeping = SimpleNamespace(back_up=self._back_up)
        self.resumed: list[object] = []
        self.numbering = SimpleNamespace(resume=self._resume)

    def _listen(self, listener: Callable[[object], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return self.listeners.clear

    def _today(self) -> TodayView:
        if self.error is not None:
            raise self.error
        return self.view

    def _resume(self, last_numbers: object) -> tuple[object, ...]:
        self.resumed.append(last_numbers)
        return ()

    def _print(self) -> PrintOutcome:
        if self.error is not None:
            raise self.error
        return PrintOutcome((), job="printer-1")

    def _back_up(self, *, progress: Callable[[int, int], None]) -> SimpleNamespace:
        self.backups += 1
        progress(1, 1)
        return SimpleNamespace(file=Path("ancha-20261123.db"))


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def page(day: Day, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> TodayPage:
    services: Any = day
    shown = TodayPage(UiContext(tasks=tasks, messages=messages, ask=Ask(), services=services))
    qtbot.addWidget(shown)
    shown.resize(1200, 640)
    shown.show()
    shown.refresh()
    qtbot.waitUntil(lambda: tasks.running == 0)
    return shown


def rows_of(page: TodayPage) -> tuple[TodayRow | None, ...]:
    """Give the rows of the list."""
    return tuple(page.model.row_of(page.model.index(place, 0)) for place in range(page.model.rowCount()))


def test_what_was_kept_is_shown_before_the_store_is_open_and_read_anew_after(
    day: Day, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    context = UiContext(tasks=tasks, messages=messages, ask=Ask(), first_look=FirstLook(VIEW, (), None))
    shown = TodayPage(context)
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    assert rows_of(shown) == ROWS
    assert tasks.running == 0
    day.view = replace(VIEW, rows=ROWS[1:])
    services: Any = day
    context.open_with(services)
    qtbot.waitUntil(lambda: rows_of(shown) == ROWS[1:])


def test_without_anything_kept_the_page_says_that_it_reads(
    day: Day, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    context = UiContext(tasks=tasks, messages=messages, ask=Ask())
    shown = TodayPage(context)
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    assert rows_of(shown) == ()
    services: Any = day
    context.open_with(services)
    qtbot.waitUntil(lambda: rows_of(shown) == ROWS)


def test_the_worst_line_is_current_and_enter_opens_what_it_asks_for(page: TodayPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    with qtbot.waitSignal(page.navigate) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["reinspection", ROWS[0].target]


def test_the_arrow_goes_down_and_enter_opens_the_paper(page: TodayPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.navigate) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["documents", ROWS[1].target]


def test_a_hazard_that_failed_opens_its_lead_or_else_the_list_of_cases(page: TodayPage, qtbot: QtBot) -> None:
    failed = row(WorkKind.FAILED, WorkAction.FILE_CASE)
    for shown, opened in (
        (failed, ["cases", failed.target]),
        (replace(failed, case_id=RESUMED), ["case", RESUMED]),
    ):
        page.model.set_rows([shown])
        page.table.choose_row(0)
        page.table.setFocus()
        with qtbot.waitSignal(page.navigate) as asked:
            QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert asked.args == opened


def test_the_button_of_a_line_is_pressed_by_mouse(page: TodayPage, qtbot: QtBot) -> None:
    index = page.model.index(2, 4)
    place = page.table.action_place(index).center()
    with qtbot.waitSignal(page.navigate) as opened:
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["documents", ROWS[2].target]


def test_the_key_f_goes_through_the_groups_and_back_to_all(page: TodayPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(page.table, Qt.Key.Key_F)
        seen.append((page.filters.current.words if page.filters.current else "全部", page.model.rowCount()))
    assert seen == [("逾期", 1), ("程序补办", 1), ("待打印", 1), ("全部", 3)]


def test_a_filter_is_chosen_and_taken_away_by_mouse(page: TodayPage, qtbot: QtBot) -> None:
    button = page.filters.buttons[FILTERS[2].words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 1
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 3
    assert page.filters.buttons["到期复查"].isHidden()


def test_a_group_that_became_empty_shows_all_again(page: TodayPage, day: Day, tasks: Tasks, qtbot: QtBot) -> None:
    page.filters.choose(FILTERS[0])
    day.view = replace(VIEW, rows=ROWS[1:], counts={WorkKind.SEAL: 1, WorkKind.PRINT: 1})
    page.refresh()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert page.filters.current is None
    assert page.model.rowCount() == 2


def test_ctrl_l_resumes_the_check_that_was_left(page: TodayPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    with qtbot.waitSignal(page.navigate) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == ["walkthrough", RESUMED]


def test_ctrl_n_begins_a_check(page: TodayPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    with qtbot.waitSignal(page.navigate) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == ["new_inspection", None]


def test_p_prints_the_list_and_a_printer_that_refuses_is_told(
    day: Day, page: TodayPage, messages: HeardMessages, qtbot: QtBot
) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert "打印" in messages.notes[0].words
    day.error = UserError("打印机没有接受这份文书。")
    QTest.keyClick(page.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: bool(messages.errors))
    assert messages.errors == ["打印机没有接受这份文书。"]


def test_an_empty_day_says_so_and_offers_a_check(day: Day, page: TodayPage, tasks: Tasks, qtbot: QtBot) -> None:
    day.view = replace(VIEW, rows=(), counts={}, resume=None, route=())
    page.refresh()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert page.region.currentWidget() is page.empty
    assert page.resume.isHidden()
    with qtbot.waitSignal(page.navigate):
        QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)


def test_a_failed_read_is_told_in_words_and_tried_again(day: Day, page: TodayPage, tasks: Tasks, qtbot: QtBot) -> None:
    day.error = UserError("数据文件打不开。")
    page.refresh()
    qtbot.waitUntil(page.error.isVisible)
    assert page.error.words == "数据文件打不开。"
    assert page.model.rowCount() == 3
    day.error = None
    QTest.mouseClick(page.error.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert not page.error.isVisible()


def test_the_backup_runs_in_the_background_and_is_told(
    day: Day, page: TodayPage, messages: HeardMessages, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.safety.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert day.backups == 1
    assert "ancha-20261123.db" in messages.notes[0].words
    assert page.safety.button.isEnabled()


def test_a_change_of_the_data_is_seen_without_leaving_the_page(day: Day, page: TodayPage, qtbot: QtBot) -> None:
    day.view = replace(VIEW, rows=ROWS[:1], counts={WorkKind.OVERDUE: 1})
    for listener in day.listeners:
        listener(frozenset())
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


@pytest.mark.parametrize(
    ("safety", "said"),
    [
        (VIEW.safety, "绿灯"),
        (SafetyCard(None, None, None, is_backup_old=True, is_backup_missing=False), "还没有备份"),
        (SafetyCard(NINE, NINE, 9, is_backup_old=True, is_backup_missing=False), "9 日"),
        (SafetyCard(NINE, NINE, 1, is_backup_old=False, is_backup_missing=True), "不在原处"),
        (SafetyCard(NINE, NINE, 0, is_backup_old=False, is_backup_missing=False, is_only_here=True), "U盘"),
    ],
)
def test_the_safety_card_says_its_state_in_words(page: TodayPage, safety: SafetyCard, said: str) -> None:
    page.safety.show_card(safety, today=VIEW.today)
    assert said in page.safety.sentence


def test_paused_numbering_shows_a_card_that_opens_the_dialog(
    day: Day, page: TodayPage, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    assert not page.paused.isVisible()
    day.view = replace(VIEW, paused=(PAUSED,))
    page.refresh()
    qtbot.waitUntil(page.paused.isVisible)
    assert page.paused.y() < page.safety.y()
    page.paused.button.setFocus()
    QTest.keyClick(page.paused.button, Qt.Key.Key_Return)
    dialog = find(page, LastNumbersDialog)
    dialog.rows[0].edit.setText("4")
    day.view = VIEW
    dialog.keep.click()
    qtbot.waitUntil(lambda: not page.paused.isVisible())
    assert day.resumed == [{"责改": 4}]
    assert "编号已恢复" in messages.notes[0].words


def test_the_paused_card_is_seen_where_the_other_cards_have_no_room(
    day: Day, page: TodayPage, tasks: Tasks, qtbot: QtBot
) -> None:
    day.view = replace(VIEW, paused=(PAUSED,))
    page.refresh()
    qtbot.waitUntil(page.paused.isVisible)
    page.set_layout(Layout.NARROW)
    qtbot.waitUntil(page.paused.isVisible)
    assert not page.safety.isVisible()
    page.set_layout(Layout.WIDE)
    qtbot.waitUntil(lambda: page.paused.isVisible() and page.safety.isVisible())
    assert page.paused.y() < page.safety.y()


def test_the_cards_give_way_where_there_is_no_room(page: TodayPage) -> None:
    page.set_layout(Layout.NARROW)
    assert page.safety.isVisible() is False
    page.set_layout(Layout.WIDE)
    assert page.safety.isVisible()


def test_every_kind_and_action_of_work_has_its_words(page: TodayPage, qtbot: QtBot) -> None:
    rows = [row(kind, action) for kind in WorkKind for action in WorkAction]
    page.model.set_rows(rows)
    shown = {page.model.index(place, column).data() for place in range(len(rows)) for column in range(5)}
    assert "" not in shown
    assert None not in shown
