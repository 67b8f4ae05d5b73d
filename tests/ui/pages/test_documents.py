"""The page of documents, over a real store: begin, mend, issue, print, register, by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.services.printing import PrintError
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.pages.documents import DocumentsPage
from app.ui.pages.documents_dialogs import SealDialog, ServiceDialog, SigningDialog
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from app.values.enums import CopyKind, DocumentForm, DocumentState, NumberSource, SealState, SignState
from tests.services.papers import Office, make_ready_template, open_office
from tests.services.records import desk_of
from tests.ui.conftest import HeardMessages
from tests.ui.find import find

F = DocumentForm
LONG = "很长的名称" * 40


class Answers(Ask):
    """Answer every question at once, and note what was asked."""

    def __init__(self) -> None:
        super().__init__(native_dialogs=False)
        self.asked: list[str] = []
        self.yes = True
        self.words = "当事人在纸上勾选"
        self.path = Path("nowhere")

    def confirm(self, parent: QWidget, title: str, words: str, *, then: Callable[[bool], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.yes)

    def text(self, parent: QWidget, title: str, label: str, *, then: Callable[[str], None], start: str = "") -> None:
        self.asked.append(title)
        then(self.words)

    def open_file(self, parent: QWidget, title: str, *, then: Callable[[Path], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.path)

    def save_file(self, parent: QWidget, title: str, *, then: Callable[[Path], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.path)


@pytest.fixture(scope="session")
def ready_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the compiled library, made once a run."""
    return make_ready_template(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def office(ready_template: Path, tmp_path: Path) -> Iterator[Office]:
    with open_office(ready_template, tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def ask() -> Answers:
    return Answers()


@pytest.fixture
def page(office: Office, tasks: Tasks, messages: HeardMessages, ask: Answers, qtbot: QtBot) -> Iterator[DocumentsPage]:
    services = Services(desk_of(office.store, office.scene))
    shown = DocumentsPage(UiContext(tasks=tasks, messages=messages, ask=ask, services=services))
    qtbot.addWidget(shown)
    for part in (*shown.top_widgets(), *shown.bottom_right_widgets()):
        part.setParent(shown)  # the shell's bars hold them in the window
    shown.resize(1214, 640)
    shown.show()
    shown.activateWindow()
    QTest.qWaitForWindowActive(shown)
    shown.set_layout(Layout.WIDE)
    yield shown
    shown.hide()
    settle(tasks)


def settle(tasks: Tasks) -> None:
    """Wait until nothing is read or written any more."""
    quiet = 0
    for _ in range(400):
        QTest.qWait(5)
        quiet = quiet + 1 if tasks.running == 0 else 0
        if quiet > 3:
            return
    raise AssertionError("the page does not come to rest")


@pytest.fixture
def tell(tasks: Tasks, messages: HeardMessages) -> Iterator[Callable[[], None]]:
    """Come to rest; at the end no bug was met."""
    yield lambda: settle(tasks)
    assert not messages.bugs


def open_page(page: DocumentsPage, payload: object, tell: Callable[[], None]) -> None:
    page.enter(payload)
    page.refresh()
    tell()


def errors_of(page: DocumentsPage) -> list[str]:
    heard = page.acts._context.messages
    assert isinstance(heard, HeardMessages)
    return heard.errors


def order_of(office: Office) -> Any:
    office.hazard()
    return office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)


def test_without_an_inspection_the_page_offers_those_of_late(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, None, tell)
    row = page.tree.rows[office.scene.inspection_id]
    assert row.text() == "示例燃气有限公司"
    assert page.tree.print_set.lock_reason == "先选择一次检查"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    tell()
    assert page.subtitle == "示例燃气有限公司　2026-11-16 日常检查"
    page.tree.others_wanted.emit()
    tell()
    assert office.scene.inspection_id in page.tree.rows
    assert page.title == "文书"


def test_a_form_is_begun_by_a_press_and_a_locked_one_says_why(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, office.scene.inspection_id, tell)
    assert page.tree.rows[F.RECTIFICATION_ORDER].accessibleDescription() == "没有需要责令整改的隐患"
    page.tree.rows[F.INSPECTION_RECORD].click()
    tell()
    assert page.title == "文书　现场检查记录"
    assert page.acts.card is not None
    assert page.acts.card.form is F.INSPECTION_RECORD


def test_a_draft_with_gaps_is_locked_and_f8_goes_through_them(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    office.hazard(demand="", deadline=None)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    open_page(page, draft, tell)
    assert page.issue.lock_reason == "签发前须处理：缺项 2"
    assert page.lock_chip.words == "签发前须处理：缺项 2"
    assert page.state_chip.words == "草稿　缺 2 项"
    QTest.keyClick(page.tree.rows[draft], Qt.Key.Key_F8)
    assert page.missing.rows[0].hasFocus()
    QTest.keyClick(page.missing.rows[0], Qt.Key.Key_F8)
    assert page.missing.rows[1].hasFocus()


def test_a_gap_of_the_walk_leads_to_the_walk_and_one_of_the_scheme_to_its_form(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    seen: list[tuple[str, object]] = []
    page.navigate.connect(lambda key, payload: seen.append((key, payload)))
    hazard = office.hazard(demand="")
    open_page(page, office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER), tell)
    page.missing.rows[0].click()
    page.missing.mend_chosen.emit("inspection.law_code")
    page.missing.mend_chosen.emit("authority.court")
    page.missing.mend_chosen.emit("reinspection.started_at")
    inspection = office.scene.inspection_id
    assert seen == [
        ("walkthrough", (inspection, hazard)),
        ("new_inspection", inspection),
        ("set_up", None),
        ("reinspection", inspection),
    ]


def test_issuing_by_keyboard_asks_once_and_shows_the_number(
    page: DocumentsPage, office: Office, ask: Answers, messages: HeardMessages, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    open_page(page, draft, tell)
    assert page.issue.isEnabled()
    QTest.keyClick(page.tree.rows[draft], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    tell()
    assert ask.asked == ["签发责令限期整改指令书？"]
    assert office.document(draft).number == "（渝示）应急责改〔2026〕1号"
    assert messages.notes[-1].words == "已签发责令限期整改指令书"
    assert page.issued.isVisibleTo(page)
    assert not page.fields.isVisibleTo(page)
    assert page.print.isEnabled()


def test_a_no_issues_nothing(page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None]) -> None:
    draft = order_of(office)
    ask.yes = False
    open_page(page, draft, tell)
    QTest.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    tell()
    assert office.document(draft).state is DocumentState.DRAFT


def test_what_is_typed_is_kept_within_a_second_and_saved_when_the_page_is_left(
    page: DocumentsPage, office: Office, qtbot: QtBot, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    open_page(page, draft, tell)
    edit = page.fields.edits["requirements"]
    edit.setPlainText("请专人负责整改。")
    qtbot.waitUntil(lambda: _typing(office, draft) == "请专人负责整改。", timeout=3000)
    assert office.document(draft).fields is None
    page.leave()
    tell()
    assert office.document(draft).fields["requirements"] == "请专人负责整改。"


def _typing(office: Office, document_id: Any) -> str:
    with office.store.read() as uow:
        kept = uow.drafts.load(f"document:{document_id}")
    return "" if kept is None else str(kept.body.get("requirements", ""))


def test_a_text_that_is_as_usual_counts_as_not_typed(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, order_of(office), tell)
    edit = page.fields.edits["requirements"]
    usual = edit.toPlainText()
    edit.setPlainText("改")
    edit.setPlainText(usual)
    assert page.fields.typed() == {}


def test_choices_of_a_draft_are_saved_as_they_are_made(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    open_page(page, draft, tell)
    page.fields.seal.press(SealState.ON_SITE)
    tell()
    page.fields.source.value_chosen.emit(NumberSource.OTHER_SYSTEM)
    tell()
    assert not page.fields.number.isReadOnly()
    page.fields.number.setText("ZG-1")
    page.fields.number.editingFinished.emit()
    tell()
    row = office.document(draft)
    assert (row.seal, row.number_source) == (SealState.ON_SITE, NumberSource.OTHER_SYSTEM)
    assert row.fields["number"] == "ZG-1"


def test_splitting_by_its_key_makes_one_order_for_each_deadline(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    office.hazard(1, is_at_once=True)
    office.hazard(2)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    open_page(page, draft, tell)
    QTest.keyClick(page.tree.rows[draft], Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    tell()
    titles = [row.text() for row in page.tree.rows.values()]
    assert titles.count("责令限期整改指令书") == 2


def test_a_yellow_finding_takes_its_reason(
    page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None]
) -> None:
    from app.models.inspection import Inspection
    from tests.services.records import change

    change(office.store, Inspection, office.scene.inspection_id, is_recusal_asked=None)
    draft = office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD)
    open_page(page, draft, tell)
    page.verdicts.rows[0].click()
    tell()
    assert office.documents.card(draft).reasons == {"R-RECUSAL": "当事人在纸上勾选"}
    assert page.verdicts.rows[0].text() == "改理由"


def test_a_refused_print_is_told_and_changes_nothing(
    page: DocumentsPage,
    office: Office,
    messages: HeardMessages,
    monkeypatch: pytest.MonkeyPatch,
    tell: Callable[[], None],
) -> None:
    from app.services import document_printing

    def refuse(_job: object) -> str:
        raise PrintError("打印机没有接受这份文书。", hint="请检查打印机。")

    monkeypatch.setattr(document_printing, "can_send", lambda: True)
    monkeypatch.setattr(document_printing, "send", refuse)
    document_id = office.issue(F.INSPECTION_RECORD)
    open_page(page, document_id, tell)
    page.acts.print_one(2)
    tell()
    assert messages.errors == ["打印机没有接受这份文书。请检查打印机。"]
    assert not office.documents.card(document_id).files


def test_the_set_is_printed_in_order_with_its_copies(
    page: DocumentsPage,
    office: Office,
    messages: HeardMessages,
    monkeypatch: pytest.MonkeyPatch,
    tell: Callable[[], None],
) -> None:
    from app.services import document_printing

    monkeypatch.setattr(document_printing, "can_send", lambda: True)
    monkeypatch.setattr(document_printing, "send", lambda _job: "job-1")
    office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_NOTICE, F.INSPECTION_RECORD])
    open_page(page, office.scene.inspection_id, tell)
    QTest.mouseClick(page.tree.print_set, Qt.MouseButton.LeftButton)
    tell()
    assert messages.notes[-1].words == "已送到打印机：检查文书"


def test_the_print_button_asks_for_the_copies(
    page: DocumentsPage, office: Office, monkeypatch: pytest.MonkeyPatch, tell: Callable[[], None]
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    open_page(page, office.issue(F.INSPECTION_RECORD), tell)
    asked: list[int] = []
    monkeypatch.setattr(page.acts, "print_one", asked.append)
    QTest.mouseClick(page.print, Qt.MouseButton.LeftButton)
    menu = page.print_menu
    assert menu.activeAction().text() == "打印 2 份"
    menu.activeAction().trigger()
    menu.deleteLater()
    assert asked == [2]


def test_export_writes_the_issued_bytes_and_says_where_it_cannot(
    page: DocumentsPage, office: Office, ask: Answers, tmp_path: Path, tell: Callable[[], None]
) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    open_page(page, document_id, tell)
    ask.path = tmp_path / "记录.pdf"
    page.export.click()
    tell()
    assert ask.path.read_bytes() == office.documents.file(document_id)
    ask.path = tmp_path / "missing" / "记录.pdf"
    page.export.click()
    tell()
    assert "没有写到" in errors_of(page)[-1]


def test_a_scan_is_added_beside_the_issued_file(
    page: DocumentsPage, office: Office, ask: Answers, tmp_path: Path, tell: Callable[[], None]
) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    open_page(page, document_id, tell)
    ask.path = tmp_path / "scan.pdf"
    ask.path.write_bytes(b"%PDF-1.4 scan")
    page.issued.scanned.click()
    tell()
    assert [one.kind for one in office.documents.card(document_id).files] == [CopyKind.SCANNED]
    ask.path = tmp_path / "nothing.pdf"
    page.issued.signed.click()
    tell()
    assert "读不出nothing.pdf" in errors_of(page)[-1]


def test_a_refusal_to_sign_asks_for_reason_and_witness(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    open_page(page, document_id, tell)
    page.issued.sign.click()
    dialog = find(page, SigningDialog)
    dialog.state.press(SignState.REFUSED)
    dialog.keep.click()
    assert dialog.error.text() == "没有签名的，请写明原因并登记见证人。"
    dialog.reason.setPlainText("认为记录不实")
    dialog.witness.setText("示例人丁")
    dialog.keep.click()
    tell()
    row = office.document(document_id)
    assert (row.state, row.signature) == (DocumentState.SIGNED, SignState.REFUSED)


def test_seal_and_service_are_registered_from_their_dialogs(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    open_page(page, document_id, tell)
    page.issued.seal.click()
    seal = find(page, SealDialog)
    seal.keep.click()
    assert seal.error.text() == "请选择预盖、现场盖或者回局补盖。"
    seal.seal.press(SealState.AT_OFFICE)
    seal.keep.click()
    tell()
    page.issued.serve.click()
    service = find(page, ServiceDialog)
    service.receiver.setText("")
    service.keep.click()
    assert service.error.text() == "请填写收件人。"
    service.receiver.setText("示例人丙")
    service.keep.click()
    tell()
    row = office.document(document_id)
    assert (row.seal, row.state) == (SealState.AT_OFFICE, DocumentState.SERVED)


def test_voiding_asks_why(page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None]) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    open_page(page, document_id, tell)
    page.issued.void.click()
    tell()
    assert ask.asked == ["作废文书"]
    assert office.document(document_id).state is DocumentState.VOID


def test_a_narrow_window_shows_fields_or_pages(page: DocumentsPage, office: Office, tell: Callable[[], None]) -> None:
    open_page(page, order_of(office), tell)
    page.set_layout(Layout.NARROW)
    assert not page.preview.isVisibleTo(page)
    QTest.mouseClick(page.look, Qt.MouseButton.LeftButton)
    assert page.preview.isVisibleTo(page)
    assert not page.middle.isVisibleTo(page)
    page.preview.back.click()
    assert page.middle.isVisibleTo(page)


def test_a_long_name_of_an_enterprise_breaks_nothing(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    from app.models.enterprise import Enterprise
    from tests.services.records import change

    change(office.store, Enterprise, office.scene.enterprise_id, name=LONG)
    width = page.width()
    open_page(page, None, tell)
    open_page(page, order_of(office), tell)
    assert page.width() == width
    assert page.tree.width() <= 320


def test_an_error_of_reading_is_told_on_the_page_and_can_be_tried_again(
    page: DocumentsPage, office: Office, monkeypatch: pytest.MonkeyPatch, tell: Callable[[], None]
) -> None:
    from uuid import UUID

    open_page(page, UUID(int=77), tell)
    assert "本机没有这次检查" in page.error.words
    page.enter(office.scene.inspection_id)
    page.error.retry.click()
    tell()
    assert not page.error.isVisibleTo(page)


def test_a_change_from_elsewhere_is_shown_after_a_moment(
    page: DocumentsPage, office: Office, qtbot: QtBot, tell: Callable[[], None]
) -> None:
    hazard = office.hazard(demand="")
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    open_page(page, draft, tell)
    from app.models.hazard import Hazard
    from tests.services.records import change

    change(office.store, Hazard, hazard, demand="更换探测器。")
    page._context.bell.changed.emit(frozenset({("hazard", hazard)}))
    qtbot.waitUntil(page.issue.isEnabled, timeout=3000)
    tell()


def test_every_control_of_the_page_has_a_name_and_is_large_enough(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    from app.ui.widgets.button import Button
    from tests.ui.find import find_all

    open_page(page, order_of(office), tell)
    for button in find_all(page, Button):
        if button.isVisibleTo(page):
            assert button.accessibleName(), button
            assert button.height() >= 44, button.text()
