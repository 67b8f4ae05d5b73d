"""What is done with a paper from its page: issued, printed, exported, signed, sealed, served, voided."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from sqlalchemy import select

from app.models.document import Service
from app.models.hazard import Hazard
from app.services.printing import PrintError
from app.storage.device import Ground
from app.ui.dialogs.last_numbers import LastNumbersDialog
from app.ui.pages.documents import DocumentsPage
from app.ui.pages.documents_dialogs import SealDialog, ServiceDialog, SigningDialog
from app.values.enums import CopyKind, DocumentForm, DocumentState, HazardState, SealState, ServiceMethod, SignState
from app.values.fields_document import ServiceFields
from tests.services.papers import Office
from tests.services.records import CHECK_DAY, at, change
from tests.services.test_measures import major
from tests.ui.conftest import HeardMessages
from tests.ui.find import find
from tests.ui.pages.documents_room import Answers, errors_of, open_page, order_of

F = DocumentForm
LONG = "很长的名称" * 40


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


def test_a_paused_number_is_resumed_from_the_page_and_the_paper_is_issued(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    means = office.store.means
    with office.store.write() as uow:
        uow.devices.renew(means.ids.new(), machine="another", at=means.clock.now(), ground=Ground.RESTORED)
        uow.session.commit()
    open_page(page, draft, tell)
    assert page.issue.lock_reason == "签发前须处理：缺项 1"
    QTest.mouseClick(page.missing.rows[0], Qt.MouseButton.LeftButton)
    tell()
    dialog = find(page, LastNumbersDialog)
    for row in dialog.rows:
        row.edit.setText("6" if row.paused.key == "责改" else "0")
    dialog.keep.click()
    tell()
    QTest.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    tell()
    assert office.document(draft).number == "（渝示）应急责改〔2026〕7号"


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
    assert "文件“nothing.pdf”读不出来" in errors_of(page)[-1]


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


def test_service_takes_its_proof_along_and_names_a_file_that_is_no_scan(
    page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None], tmp_path: Path
) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    open_page(page, document_id, tell)
    for name, data in (("回执.txt", b"no scan"), ("回执.pdf", b"%PDF-1.7 receipt")):
        (tmp_path / name).write_bytes(data)
        page.issued.serve.click()
        service = find(page, ServiceDialog)
        tell()
        service.receiver.setText("示例人丙")
        service.proofs.show_paths([tmp_path / name])
        service.keep.click()
        tell()
    assert "只能添加PDF" in errors_of(page)[0]
    with office.store.read() as uow:
        (row,) = uow.session.scalars(select(Service))
        assert [uow.blobs.get(proof) for proof in row.proof_blobs] == [b"%PDF-1.7 receipt"]


def test_voiding_asks_why(page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None]) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    open_page(page, document_id, tell)
    page.issued.void.click()
    tell()
    assert ask.asked == ["作废文书"]
    assert office.document(document_id).state is DocumentState.VOID


def test_a_served_paper_is_revoked_by_the_number_of_another(
    page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None]
) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    fields = ServiceFields(ServiceMethod.DIRECT, at(CHECK_DAY, 13), "示例人丙", signature=SignState.SIGNED)
    office.documents.serve([document_id], fields)
    open_page(page, document_id, tell)
    assert not page.issued.void.isVisibleTo(page)
    page.issued.revoke.click()
    tell()
    assert ask.asked == ["撤销文书", "撤销文书"]
    assert office.document(document_id).state is DocumentState.REVOKED


def test_a_suspension_is_lifted_from_its_page_only_after_the_hazard_passed(
    page: DocumentsPage, office: Office, ask: Answers, tell: Callable[[], None]
) -> None:
    hazard = office.hazard(1, **major())
    document_id = office.issue(F.ONSITE_MEASURES)
    open_page(page, document_id, tell)
    page.issued.resume.click()
    tell()
    assert "还没有复查合格" in errors_of(page)[0]
    change(office.store, Hazard, hazard, state=HazardState.PASSED)
    page.issued.resume.click()
    tell()
    assert ask.asked == ["审查同意恢复", "审查同意恢复"]
    assert office.document(document_id).closing["ground"] == "审查同意恢复"
    assert not page.issued.resume.isVisibleTo(page)


def test_a_copy_is_shown_in_place_of_the_issued_pages(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    out = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(out, format="JPEG")
    office.documents.add_copy(document_id, CopyKind.SIGNED, out.getvalue())
    open_page(page, document_id, tell)
    assert page.preview.view.page_count == 2
    page.issued.files[0].click()
    tell()
    assert page.preview.view.page_count == 1
