"""What is typed into a form survives a closed panel, a refusal and a killed process, and ends when it is handed in."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.services.desk import Desk
from app.ui.ask import Ask
from app.ui.dialogs.question import TextQuestion
from app.ui.pages.case import CasePage
from app.ui.pages.cases import CasesPage
from app.ui.pages.documents import DocumentsPage
from app.ui.pages.form_keeper import FormKeeper
from app.ui.pages.received_papers import ReceivedPapersPage
from app.ui.pages.received_papers_extension import AnswerDialog
from app.ui.tasks import Tasks
from app.values.enums import DocumentForm, DocumentState, PaperKind, Procedure
from app.values.fields_received_paper import PaperFields
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, make_recheck
from tests.services.records import DEADLINE
from tests.stores import open_copy
from tests.ui.conftest import HeardMessages
from tests.ui.find import find
from tests.ui.pages.form_trial import SUMMARY
from tests.ui.pages.recheck_room import Room


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office), tasks, messages)
    yield made
    made.rest()


def fill(page: ReceivedPapersPage, room: Room) -> None:
    """Begin a paper of one hazard and let it be kept."""
    page.open_form()
    room.rest()
    page.form.picker.searched.emit("燃气")
    room.rest()
    page.form.picker.hazards[room.recheck.hazards[1]].click()
    page.form.kinds.press(PaperKind.EXTENSION_REQUEST)
    page.form.summary.setPlainText("配件没有到货")
    page.keeper.settle()
    room.rest()


def test_closed_form_opens_with_what_was_typed(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReceivedPapersPage, qtbot)
    fill(page, room)
    QTest.keyClick(page.form.summary, Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    page.open_form()
    room.rest()
    assert page.keeper.bar.isVisible()
    assert page.form.summary.toPlainText() == "配件没有到货"
    assert page.form.asked.isVisible()
    assert page.form.picker.hazard_ids == room.recheck.hazards[:1]


def test_another_window_finds_what_was_typed(room: Room, qtbot: QtBot) -> None:
    fill(room.open(ReceivedPapersPage, qtbot), room)
    page = room.open(ReceivedPapersPage, qtbot)
    page.open_form()
    room.rest()
    assert page.form.fields(()).hazard_ids == room.recheck.hazards[:1]
    assert page.form.kind is PaperKind.EXTENSION_REQUEST


def test_registered_paper_leaves_an_empty_form(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReceivedPapersPage, qtbot)
    fill(page, room)
    page.form.save.click()
    room.rest()
    page.open_form()
    room.rest()
    assert page.form.summary.toPlainText() == ""
    assert page.keeper.bar.isHidden()
    assert Services(room.recheck.desk).form_drafts.kept("received_paper:new") is None


def test_cleared_form_begins_anew_and_is_kept_again(room: Room, qtbot: QtBot) -> None:
    page = room.open(CasesPage, qtbot)
    page.open_form()
    room.rest()
    page.form.cause.setText("未保证报警装置正常使用")
    page.form.procedures.press(Procedure.SUMMARY)
    assert page.slide is not None
    page.slide.dismiss()
    page.open_form()
    page.keeper.bar.clear.click()
    room.rest()
    assert (page.form.cause.text(), page.form.procedures.value) == ("", Procedure.ORDINARY)
    page.form.cause.setText("另一案由")
    page.keeper.settle()
    room.rest()
    kept = Services(room.recheck.desk).form_drafts.kept("case:new")
    assert kept is not None
    assert kept["cause"] == "另一案由"


def test_step_of_a_case_comes_back_with_its_own_kind_only(room: Room, qtbot: QtBot) -> None:
    _, lead = room.recheck.carry_out(NOT_DONE, DONE)
    page = room.open(CasePage, qtbot, lead)
    page.open_next()
    room.rest()
    page.form.number.setText("（渝示）应急立〔2026〕7号")
    page.form.officers.buttons[0].click()
    before = page.form.hand_in()
    assert page.slide is not None
    page.slide.dismiss()
    page.open_next()
    assert page.form.hand_in() == before
    page.form.save.click()
    room.rest()
    assert page.form.isVisible()  # refused: two officers are wanted, and nothing typed is lost
    assert page.form.number.text() == "（渝示）应急立〔2026〕7号"


def answer_of(page: ReceivedPapersPage) -> AnswerDialog:
    view = page.drawer.view
    assert view is not None
    page.acts.ask_answer(view.extensions[0], is_approval=False)
    assert page.acts.answer is not None
    return page.acts.answer


@pytest.fixture
def asked(room: Room, qtbot: QtBot) -> ReceivedPapersPage:
    """Show an application for more time."""
    recheck = room.recheck
    recheck.set_day(DEADLINE)
    paper = PaperFields(
        paper_kind=PaperKind.EXTENSION_REQUEST,
        received_on=DEADLINE,
        inspection_id=recheck.inspection_id,
        hazard_ids=recheck.hazards,
        requested_deadline=DEADLINE + timedelta(days=14),
    )
    return room.open(ReceivedPapersPage, qtbot, recheck.papers.receive(paper))


def test_dialog_left_by_escape_keeps_its_text(asked: ReceivedPapersPage, room: Room) -> None:
    dialog = answer_of(asked)
    room.rest()
    dialog.answer.setPlainText("逾期提出")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    room.rest()
    again = answer_of(asked)
    room.rest()
    assert again.answer.toPlainText() == "逾期提出"
    again.leave.click()
    room.rest()
    last = answer_of(asked)
    room.rest()
    assert last.answer.toPlainText() == ""
    last.close()


def test_answer_that_was_stored_is_not_kept(asked: ReceivedPapersPage, room: Room) -> None:
    dialog = answer_of(asked)
    room.rest()
    dialog.by.setText("示例局长")
    dialog.answer.setPlainText("逾期提出")
    form = f"extension:{dialog.asked.id}:refuse"
    dialog.keep.click()
    room.rest()
    assert Services(room.recheck.desk).form_drafts.kept(form) is None
    assert room.recheck.papers.list()[0].handled_note == "不予延期"


def killed_form(folder: Path) -> None:
    """Let another process fill a form, and kill it as soon as it has acknowledged its draft."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.pages.form_trial", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "kept"
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL


def test_killed_form_opens_with_its_text(store_dir: Path) -> None:
    killed_form(store_dir)
    with open_copy(store_dir) as store:
        kept = Services(Desk(store)).form_drafts.kept("received_paper:new")
        assert kept is not None
        assert kept["kind"] == [PaperKind.EXTENSION_REQUEST]
        assert kept["summary"].startswith(SUMMARY)


def why_void(page: DocumentsPage, room: Room) -> TextQuestion:
    """Ask why the paper is withdrawn, as its button does."""
    page.acts.void()
    question = find(page, TextQuestion)
    room.rest()
    return question


def test_a_reason_outlives_its_dialog_until_it_is_handed_in_or_thrown_away(room: Room, qtbot: QtBot) -> None:
    room.ask = Ask(native_dialogs=False)  # type: ignore[assignment]  # the real questions
    paper = room.recheck.office.issue(DocumentForm.INSPECTION_RECORD)
    page = room.open(DocumentsPage, qtbot, paper)
    question = why_void(page, room)
    question.edit.setPlainText("当事人名称有误")
    question.reject()
    room.rest()
    question = why_void(page, room)
    assert (question.edit.toPlainText(), question.yes.isEnabled()) == ("当事人名称有误", True)
    question.no.click()
    room.rest()
    question = why_void(page, room)
    assert question.edit.toPlainText() == ""
    question.edit.setPlainText("当事人名称有误")
    find(question, FormKeeper).settle()
    room.rest()
    question.yes.click()
    room.rest()
    assert room.recheck.office.document(paper).state is DocumentState.VOID
    assert Services(room.recheck.desk).form_drafts.kept(f"void:{paper}") is None
