"""Documents: begun, checked, issued once and for all, and what is refused."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.models.document import VoidNumber
from app.models.inspection import Inspection
from app.rules.numbering import NumberTakenError
from app.services import document_issue
from app.services.document_drafts import DocumentRefusedError
from app.services.document_issue import NotIssuableError
from app.storage.blobs import Blobs
from app.storage.numbering import NumberingError
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import canonical_bytes, parse_canonical, sha256_hex
from app.values.enums import (
    CopyKind,
    DocumentForm,
    DocumentState,
    Handling,
    HazardLevel,
    HazardState,
    InspectionState,
    NumberSource,
    PhotoRole,
    SealState,
    ServiceMethod,
    SignState,
)
from app.values.errors import UserError
from app.values.fields_document import PersonFields, ServiceFields, SigningFields
from app.values.rows_document import DocumentPlace
from app.values.verdict import Colour
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office
from tests.services.records import CHECK_DAY, DEADLINE, at, change, put
from tests.services.test_facts import make_photo

F = DocumentForm
SOONER = date(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


def test_issue_gives_number_hashes_and_states_at_once(office: Office) -> None:
    hazard = office.hazard()
    order = office.document(office.issue(F.RECTIFICATION_ORDER))
    assert order.number == "（渝示）应急责改〔2026〕1号"
    assert (order.number_key, order.number_year, order.number_serial) == ("责改", 2026, 1)
    assert order.number_source is NumberSource.DEVICE_RANGE
    assert order.state is DocumentState.ISSUED
    assert order.issued_on == CHECK_DAY
    assert office.hazard_row(hazard).state is HazardState.ORDERED
    assert office.inspection().state is InspectionState.ORDERED


def test_the_content_hash_is_that_of_the_frozen_json_and_stands_in_the_pdf(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    order = office.document(document_id)
    assert order.content_blob is not None
    with office.store.read() as uow:
        content = uow.blobs.get(order.content_blob)
    assert content is not None
    assert sha256_hex(content) == order.content_blob
    frozen = parse_canonical(content)
    assert canonical_bytes(frozen) == content
    body = json.loads(content)
    assert body["paper"] == "RectificationOrder"
    assert body["header"]["number"] == order.number
    pdf = office.documents.file(document_id)
    assert sha256_hex(pdf) == order.file_blob
    assert order.content_blob.encode() in pdf


def test_the_bytes_of_an_issued_paper_stay_whatever_changes_later(office: Office) -> None:
    from app.models.enterprise import Enterprise

    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    before = office.documents.file(document_id)
    change(office.store, Enterprise, office.scene.enterprise_id, name="改名有限公司")
    office.pass_time(days=3)
    assert office.documents.file(document_id) == before
    assert office.documents.preview(document_id) == before


def test_the_order_names_deadlines_in_groups_law_in_full_once_and_the_remedy(office: Office) -> None:
    office.hazard(1, deadline=SOONER)
    office.hazard(2)
    office.hazard(3, is_at_once=True, deadline=None, violations=("安全生产法/41/2",))
    office.hazard(4, handling=Handling.ADVICE)
    hazard = office.hazard(5, is_at_once=True, deadline=None)
    text = text_of(office.documents.file(office.issue(F.RECTIFICATION_ORDER)))
    assert "（违反《中华人民共和国安全生产法》（以下简称《安全生产法》）第三十六条第二款）" in text
    assert text.count("中华人民共和国安全生产法") == 1
    assert "根据《安全生产法》第六十五条第一款第二项" in text
    assert "（一）对第3、4项，立即整改；（二）对第1项，于2026年11月20日（含当日）前整改完毕" in text
    assert "（三）对第2项，于2026年12月1日（含当日）前整改完毕。" in text
    assert "向示例区人民政府申请行政复议" in text
    assert "向示例区人民法院提起行政诉讼" in text
    assert office.hazard_row(hazard).deadline == CHECK_DAY


def test_a_major_hazard_stands_on_the_order_with_its_criterion(office: Office) -> None:
    office.hazard(
        level=HazardLevel.MAJOR,
        criterion="城镇燃气重大隐患判定标准/5/1/5",
        judged_by="示例员甲",
        safety_reason="整改期间停止充装，能够保证安全。",
    )
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    assert not office.documents.check(draft).red
    text = text_of(office.documents.preview(draft))
    assert "其中第1项为重大事故隐患（判定依据：《" in text


def test_preview_has_a_watermark_and_changes_nothing(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    before = office.counted()
    text = text_of(office.documents.preview(draft))
    assert "草稿" in text
    assert "应急责改〔2026〕号" in text
    assert office.counted() == before


def test_a_draft_follows_its_inspection_until_somebody_chooses_its_hazards(office: Office) -> None:
    first = office.hazard(1)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    second = office.hazard(2)
    assert "2号可燃气体探测器" in text_of(office.documents.preview(draft))
    office.documents.update(draft, hazard_ids=[second])
    assert "1号可燃气体探测器" not in text_of(office.documents.preview(draft))
    office.documents.issue(draft)
    assert office.document(draft).hazard_ids == (second,)
    assert office.hazard_row(first).state is HazardState.FOUND


def test_draft_gives_the_open_draft_again(office: Office) -> None:
    office.hazard()
    inspection = office.scene.inspection_id
    assert office.documents.draft(inspection, F.RECTIFICATION_ORDER) == office.documents.draft(
        inspection, F.RECTIFICATION_ORDER
    )


def test_draft_says_why_a_form_is_locked(office: Office) -> None:
    with pytest.raises(DocumentRefusedError, match="没有需要责令整改的隐患"):
        office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    with pytest.raises(DocumentRefusedError, match="先签发责令限期整改指令书"):
        office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_REPLY)


def test_issue_names_everything_that_is_missing_and_every_red_article(office: Office) -> None:
    office.hazard(1, demand="", deadline=None)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    before = office.counted()
    with pytest.raises(NotIssuableError, match="第1项整改期限") as refused:
        office.documents.issue(draft)
    assert "《中华人民共和国安全生产法》第六十五条第一款第二项" in str(refused.value)
    assert office.counted() == before
    assert office.document(draft).state is DocumentState.DRAFT


def test_issue_is_refused_for_a_provision_that_is_unknown_or_without_two_officers(office: Office) -> None:
    office.hazard(violations=("安全生产法/999",))
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    change(office.store, Inspection, office.scene.inspection_id, officer_ids=office.scene.officer_ids[:1])
    rules = {one.rule for one in office.documents.check(draft).red}
    assert {"R-PROVISION-UNKNOWN", "R-OFFICERS"} <= rules


def test_an_order_waits_until_the_inspection_has_ended(office: Office) -> None:
    office.hazard()
    change(office.store, Inspection, office.scene.inspection_id, state=InspectionState.DRAFT)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    with pytest.raises(NotIssuableError, match="检查还没有结束"):
        office.documents.issue(draft)


def test_a_missing_court_is_named_before_the_order_is_issued(office: Office) -> None:
    from app.models.authority import Authority

    office.hazard()
    change(office.store, Authority, office.scene.authority_id, court=None)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    assert [one.target for one in office.documents.check(draft).missing] == ["authority.court"]


def test_a_signature_and_a_tick_may_come_by_pen(office: Office) -> None:
    change(office.store, Inspection, office.scene.inspection_id, party_signature=None, is_recusal_asked=None)
    draft = office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD)
    check = office.documents.check(draft)
    assert [one.field for one in check.by_pen] == ["inspection.party_signature", "inspection.is_recusal_asked"]
    assert check.can_issue
    assert [one.rule for one in check.yellow] == ["R-RECUSAL"]
    office.documents.issue(draft)


def test_yellow_findings_are_stored_with_their_answers(office: Office) -> None:
    change(office.store, Inspection, office.scene.inspection_id, is_recusal_asked=None)
    document_id = office.issue(F.INSPECTION_RECORD, reasons={"R-RECUSAL": "当事人在纸上勾选"})
    legality = office.document(document_id).legality
    assert [(one["rule"], one["colour"], one["reason"]) for one in legality] == [
        ("R-RECUSAL", Colour.YELLOW.value, "当事人在纸上勾选")
    ]


def test_the_date_of_the_paper_decides_its_year_and_may_not_lie_ahead(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    office.documents.update(draft, on=date(2026, 11, 17))
    assert {one.rule for one in office.documents.check(draft).red} == {"R-DATE-FUTURE"}
    with pytest.raises(NotIssuableError, match="晚于今天"):
        office.documents.issue(draft)
    office.documents.issue(draft, on=CHECK_DAY)
    assert office.document(draft).issued_on == CHECK_DAY


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {}


def _fault(name: str) -> Callable[[Callable[[pytest.MonkeyPatch], None]], None]:
    def note(arrange: Callable[[pytest.MonkeyPatch], None]) -> None:
        FAULTS[name] = arrange

    return note


def _fail(*_: Any, **__: Any) -> Any:
    raise OSError("injected")


@_fault("drawing")
def _(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(document_issue, "render", _fail)


@_fault("numbering")
def _(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(document_issue, "give_number", _fail)


@_fault("moving states")
def _(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(document_issue, "move", _fail)


@_fault("keeping the pages")
def _(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Blobs, "put", _fail)


@_fault("committing")
def _(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(UnitOfWork, "commit", _fail)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_failure_while_issuing_changes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    hazard = office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    before = office.counted()
    with monkeypatch.context() as patch:
        FAULTS[name](patch)
        with pytest.raises(OSError, match="injected"):
            office.documents.issue(draft)
    assert office.counted() == before
    assert office.document(draft).number is None
    assert office.hazard_row(hazard).state is HazardState.FOUND
    assert office.inspection().state is InspectionState.ENDED
    office.documents.issue(draft)
    assert office.document(draft).number == "（渝示）应急责改〔2026〕1号"


def test_issue_set_is_all_or_nothing(office: Office) -> None:
    office.hazard(demand="")
    before = office.counted()
    with pytest.raises(NotIssuableError):
        office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_RECORD, F.RECTIFICATION_ORDER])
    assert office.counted() == before


def test_issue_set_issues_every_paper_of_an_inspection_in_order(office: Office) -> None:
    office.hazard()
    forms = [
        F.INSPECTION_SCHEME,
        F.INSPECTION_NOTICE,
        F.INSPECTION_RECORD,
        F.RECTIFICATION_ORDER,
        F.RECTIFICATION_REPLY,
    ]
    ids = office.documents.issue_set(office.scene.inspection_id, forms)
    rows = [office.document(one) for one in ids]
    assert [row.form for row in rows] == forms
    assert [row.number for row in rows] == [
        "（渝示）应急检查〔2026〕1号",
        "（渝示）应急检通〔2026〕1号",
        "（渝示）应急检记〔2026〕1号",
        "（渝示）应急责改〔2026〕1号",
        None,
    ]
    assert rows[1].parent_ids == (ids[0],)
    assert rows[4].parent_ids == (ids[3],)
    assert "对应（渝示）应急责改〔2026〕1号" in text_of(office.documents.file(ids[4]))
    assert "（渝示）应急检通〔2026〕1号" in text_of(office.documents.file(ids[2]))
    sheets = office.documents.print_set(office.scene.inspection_id)
    assert [(one.title, one.copies) for one in sheets] == [
        ("行政检查通知书", 2),
        ("现场检查记录", 2),
        ("责令限期整改指令书", 2),
        ("整改情况回执", 2),
    ]


def test_splitting_makes_one_order_for_each_deadline_under_one_serial(office: Office) -> None:
    first, second, third = office.hazard(1), office.hazard(2, deadline=SOONER), office.hazard(3, is_at_once=True)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    parts = office.documents.split(draft)
    for part in parts:
        office.documents.issue(part)
    rows = [office.document(part) for part in parts]
    assert [row.number for row in rows] == [f"（渝示）应急责改〔2026〕1-{branch}号" for branch in (1, 2, 3)]
    assert [row.hazard_ids for row in rows] == [(third,), (second,), (first,)]
    assert office.counted()[2] == (1,)


def test_splitting_is_refused_where_all_items_have_one_deadline(office: Office) -> None:
    office.hazard(1)
    office.hazard(2)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    with pytest.raises(DocumentRefusedError, match="整改期限相同"):
        office.documents.split(draft)


def test_a_number_of_another_system_is_printed_as_it_was_typed(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    office.documents.update(draft, number_source=NumberSource.OTHER_SYSTEM)
    assert [one.target for one in office.documents.check(draft).missing] == ["document.number"]
    office.documents.update(draft, number="ZG-2026-000123")
    office.documents.issue(draft)
    assert office.document(draft).number == "ZG-2026-000123"
    assert "ZG-2026-000123" in text_of(office.documents.file(draft))
    assert office.counted()[2] == ()


def test_a_number_by_hand_is_read_and_passed_over_by_the_range(office: Office) -> None:
    office.hazard(1)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    office.documents.update(draft, number_source=NumberSource.BY_HAND, number="(渝示)应急责改[2026]第1号")
    office.documents.issue(draft)
    assert office.document(draft).number == "（渝示）应急责改〔2026〕1号"
    office.hazard(2)
    second = office.issue(F.RECTIFICATION_ORDER)
    assert office.document(second).number == "（渝示）应急责改〔2026〕2号"


def test_a_number_that_another_paper_bears_is_refused(office: Office) -> None:
    office.hazard(1)
    office.issue(F.RECTIFICATION_ORDER)
    office.hazard(2)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    office.documents.update(draft, number_source=NumberSource.BY_HAND, number="（渝示）应急责改〔2026〕1号")
    with pytest.raises(NumberTakenError, match="已由另一份文书使用"):
        office.documents.issue(draft)


def test_a_range_that_is_used_up_stops_the_paper_and_says_so(office: Office) -> None:
    with office.store.write() as uow:
        uow.numbers.set_range("责改", first=1, last=1)
        uow.commit()
    office.hazard(1)
    office.issue(F.RECTIFICATION_ORDER)
    office.hazard(2)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    with pytest.raises((NotIssuableError, NumberingError), match="号段已用完"):
        office.documents.issue(draft)


def test_an_issued_paper_takes_no_change(office: Office) -> None:
    office.hazard()
    document_id = office.issue(F.RECTIFICATION_ORDER)
    refusals: list[Callable[[], object]] = [
        lambda: office.documents.update(document_id, texts={"requirements": "改"}),
        lambda: office.documents.issue(document_id),
        lambda: office.documents.split(document_id),
        lambda: office.documents.drop(document_id),
    ]
    for refused in refusals:
        with pytest.raises(DocumentRefusedError, match="已经签发，内容不能再改"):
            refused()


def test_typed_texts_take_the_place_of_the_usual_ones_and_unknown_parts_are_refused(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    office.documents.update(draft, texts={"requirements": "请专人负责整改。"})
    assert "请专人负责整改。" in text_of(office.documents.preview(draft))
    office.documents.update(draft, texts={"requirements": ""})
    assert "整改应当达到法律" in text_of(office.documents.preview(draft))
    with pytest.raises(DocumentRefusedError, match="没有栏目“colour”"):
        office.documents.update(draft, texts={"colour": "红"})


def test_the_record_says_what_was_seen_and_how_it_was_handled(office: Office) -> None:
    fixed = office.hazard(1, handling=Handling.ON_THE_SPOT, deadline=None)
    office.hazard(2, demand="")
    office.hazard(3, handling=Handling.TRANSFER, transfer_to="示例区市场监督管理局", deadline=None)
    office.hazard(4, handling=Handling.ADVICE, deadline=None, fact="建议增设警示标志。", violations=())
    put(office.store, make_photo(office.scene, hazard_id=fixed, role=PhotoRole.BEFORE))
    put(office.store, make_photo(office.scene, hazard_id=fixed))
    text = text_of(office.documents.file(office.issue(F.INSPECTION_RECORD)))
    assert "第1项已当场整改：执法人员离场前已经改正（照片2）。" in text
    assert "（照片1）。" in text
    assert "第2项，责令于2026年12月1日前（含当日）整改完毕；第3项，依法移送示例区市场监督管理局处理" in text
    assert "4.（建议）建议增设警示标志" in text
    assert office.hazard_row(fixed).state is HazardState.PASSED
    assert office.hazard_row(fixed).closing["ground"] == "当场整改"


def test_the_record_of_a_check_without_problems_says_so(office: Office) -> None:
    text = text_of(office.documents.file(office.issue(F.INSPECTION_RECORD)))
    assert "未发现事故隐患" in text
    assert "本次检查未发现需要责令改正的问题。" in text


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


def test_the_tree_counts_what_drafts_need_and_says_why_forms_are_locked(office: Office) -> None:
    office.hazard(demand="")
    inspection = office.scene.inspection_id
    office.documents.draft(inspection, F.RECTIFICATION_ORDER)
    tree = office.documents.tree(inspection)
    assert [group.title for group in tree.groups] == ["检查", "现场文书", "送达与复查"]
    nodes = {node.form: node for group in tree.groups for node in group.nodes}
    assert nodes[F.RECTIFICATION_ORDER].lines[0].missing == 1
    assert nodes[F.RECTIFICATION_REPLY].why_locked == "先签发责令限期整改指令书"
    assert nodes[F.INSPECTION_RECORD].can_draft
    assert tree.enterprise == "示例燃气有限公司"


def test_the_card_shows_the_next_number_and_gives_none(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    card = office.documents.card(draft)
    assert card.next_number == "（渝示）应急责改〔2026〕1号"
    assert card.deadlines == "第1项：12月1日前（含当日）"
    assert card.check is not None
    assert card.check.can_issue
    assert office.counted()[2] == ()
    office.documents.issue(draft)
    assert office.documents.card(draft).check is None


def test_recent_lists_inspections_with_their_papers(office: Office) -> None:
    office.hazard()
    office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    (row,) = office.documents.recent()
    assert (row.enterprise, row.drafts, row.issued) == ("示例燃气有限公司", 1, 0)


def test_an_unknown_document_is_refused_in_words(office: Office) -> None:
    with pytest.raises(DocumentRefusedError, match="本机没有这份文书"):
        office.documents.preview(UUID(int=9))


def test_typing_is_kept_for_a_card_that_was_never_left_and_gone_once_it_is_saved(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    office.documents.keep_typing(draft, {"requirements": "请专人"})
    typed = {one.field.id: one.typed for one in office.documents.card(draft).texts}
    assert typed["requirements"] == "请专人"
    office.documents.update(draft, texts={"requirements": "请专人负责。"})
    typed = {one.field.id: one.typed for one in office.documents.card(draft).texts}
    assert typed["requirements"] == "请专人负责。"


def test_place_finds_the_papers_of_an_inspection_and_of_a_document(office: Office) -> None:
    document_id = office.issue(F.INSPECTION_RECORD)
    inspection = office.scene.inspection_id
    assert office.documents.place(inspection) == DocumentPlace(inspection)
    assert office.documents.place(document_id) == DocumentPlace(inspection, document_id)


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
