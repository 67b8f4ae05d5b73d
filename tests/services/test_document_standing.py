"""Documents after their issue: signed, sealed, served, voided, copied, printed."""

from datetime import date

import pytest

from app.models.document import VoidNumber
from app.services.document_drafts import DocumentRefusedError
from app.values.enums import (
    CopyKind,
    DocumentForm,
    DocumentState,
    SealState,
    ServiceMethod,
    SignState,
)
from app.values.errors import UserError
from app.values.fields_document import PersonFields, ServiceFields, SigningFields
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office
from tests.services.records import CHECK_DAY, DEADLINE, at

F = DocumentForm
SOONER = date(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


def test_signing_moves_an_issued_paper_and_refusal_needs_reason_and_witness(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    with pytest.raises(UserError, match="没有签字，且未写明原因和见证人"):
        office.documents.record_signature(document_id, SigningFields(SignState.REFUSED))
    assert office.document(document_id).state is DocumentState.ISSUED
    office.documents.record_signature(
        document_id,
        SigningFields(
            SignState.REFUSED,
            PersonFields("示例人丙"),
            "认为期限过短",
            PersonFields("示例人丁", unit="示范镇政府", phone="000-0000003"),
        ),
    )
    row = office.document(document_id)
    assert row.state is DocumentState.SIGNED
    assert row.witness["unit"] == "示范镇政府"


def test_service_moves_every_paper_it_names_and_needs_somebody_who_received_it(office: Office) -> None:
    office.hazard()
    record, order = office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_RECORD, F.RECTIFICATION_ORDER])
    served_at = at(CHECK_DAY, 13)
    with pytest.raises(UserError, match="没有收件人签字，也没有送达凭证"):
        office.documents.serve([record, order], ServiceFields(ServiceMethod.DIRECT, served_at, "示例人丙"))
    fields = ServiceFields(
        ServiceMethod.DIRECT,
        served_at,
        "示例人丙",
        "现场负责人",
        signature=SignState.SIGNED,
        proofs=(b"%PDF-1.7 scan",),
    )
    office.documents.serve([record, order], fields)
    assert {office.document(one).state for one in (record, order)} == {DocumentState.SERVED}
    assert office.documents.card(order).served_on == CHECK_DAY
    with pytest.raises(UserError, match="送达时间晚于现在"):
        office.documents.serve([order], ServiceFields(ServiceMethod.DIRECT, at(DEADLINE, 9), "示例人丙"))


def test_a_void_number_stands_in_its_register_and_is_not_given_again(office: Office) -> None:
    office.hazard(1)
    document_id = office.issue(F.RECTIFICATION_ORDER)
    with pytest.raises(UserError, match="没有写明理由"):
        office.documents.void(document_id, " ")
    office.documents.void(document_id, "当事人名称写错")
    assert office.document(document_id).state is DocumentState.VOID
    with office.store.read() as uow:
        (register,) = uow.session.query(VoidNumber).all()
        assert (register.number_key, register.first_serial, register.document_id) == ("责改", 1, document_id)
    office.hazard(2)
    assert office.document(office.issue(F.RECTIFICATION_ORDER)).number == "（渝示）应急责改〔2026〕2号"


def test_a_served_paper_is_not_voided_but_revoked_by_another(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    office.documents.serve(
        [document_id],
        ServiceFields(ServiceMethod.DIRECT, at(CHECK_DAY, 13), "示例人丙", signature=SignState.SIGNED),
    )
    with pytest.raises(UserError):
        office.documents.void(document_id, "写错")
    with pytest.raises(UserError, match="没有撤销决定书的文号"):
        office.documents.revoke(document_id, "认定有误", "")
    office.documents.revoke(document_id, "认定有误", "（渝示）应急撤〔2026〕1号")
    assert office.document(document_id).state is DocumentState.REVOKED


def test_the_seal_is_registered_not_before_it_was_put(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    with pytest.raises(DocumentRefusedError, match="晚于今天"):
        office.documents.register_seal(document_id, SealState.AT_OFFICE, DEADLINE)
    office.documents.register_seal(document_id, SealState.AT_OFFICE)
    assert office.document(document_id).sealed_on == CHECK_DAY


def test_copies_are_kept_beside_each_other_and_read_back_by_kind(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    issued = office.documents.file(document_id)
    with pytest.raises(DocumentRefusedError, match="没有扫描件"):
        office.documents.file(document_id, CopyKind.SCANNED)
    office.documents.add_copy(document_id, CopyKind.SCANNED, b"%PDF-1.4 first")
    office.pass_time(minutes=1)
    office.documents.add_copy(document_id, CopyKind.SCANNED, b"%PDF-1.4 second")
    assert office.documents.file(document_id, CopyKind.SCANNED) == b"%PDF-1.4 second"
    assert office.documents.file(document_id, CopyKind.PRINTED) == issued
    with pytest.raises(DocumentRefusedError, match="只能添加PDF、JPEG或者PNG"):
        office.documents.add_copy(document_id, CopyKind.SIGNED, b"MZ program")
    assert len(office.documents.card(document_id).files) == 2


def test_a_draft_takes_no_copy_has_no_file_and_can_be_dropped(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    with pytest.raises(DocumentRefusedError, match="还没有签发"):
        office.documents.file(draft)
    with pytest.raises(DocumentRefusedError, match="请先签发"):
        office.documents.add_copy(draft, CopyKind.SIGNED, b"%PDF-")
    office.documents.drop(draft)
    with pytest.raises(DocumentRefusedError, match="本机没有这份文书"):
        office.documents.check(draft)


def test_printing_is_noted_once(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    office.documents.note_printed([document_id])
    office.documents.note_printed([document_id])
    assert [one.kind for one in office.documents.card(document_id).files] == [CopyKind.PRINTED]


def test_printing_sends_first_and_notes_after(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.services import document_printing
    from app.services.printing import PrintError

    document_id = office.issue(F.INSPECTION_RECORD)

    def refuse(_job: object) -> str:
        raise PrintError("打印机没有接受这份文书。")

    monkeypatch.setattr(document_printing, "can_send", lambda: True)
    monkeypatch.setattr(document_printing, "send", refuse)
    before = office.counted()
    with pytest.raises(PrintError):
        office.documents.print_papers([(document_id, 2)], "现场检查记录")
    assert office.counted() == before
    monkeypatch.setattr(document_printing, "send", lambda _job: "job-7")
    assert office.documents.print_papers([(document_id, 2)], "现场检查记录").job == "job-7"
    assert [one.kind for one in office.documents.card(document_id).files] == [CopyKind.PRINTED]


def test_without_a_system_printer_the_pages_come_back_as_pictures(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import document_printing

    document_id = office.issue(F.INSPECTION_NOTICE)
    monkeypatch.setattr(document_printing, "can_send", lambda: False)
    outcome = office.documents.print_papers([(document_id, 2)], "行政检查通知书")
    assert len(outcome.pages) == 2
    assert not office.documents.card(document_id).files
