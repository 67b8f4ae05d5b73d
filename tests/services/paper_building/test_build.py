"""What papers say, read from the records of an inspection."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.reinspection import Outcome, Reinspection
from app.services.document_drafts import DocumentRefusedError
from app.values.enums import (
    DocumentForm,
    Handling,
    HazardLevel,
    HazardState,
    OutcomeNext,
    OutcomeResult,
    PartyKind,
    PhotoRole,
    ReinspectionManner,
    SignState,
)
from app.values.fields_document import PersonFields, SigningFields
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office
from tests.services.records import CHECK_DAY, at, change, put
from tests.services.test_facts import make_photo

F = DocumentForm
SOONER = date(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


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


def test_the_notice_writes_how_the_check_is_made_and_no_inner_word(office: Office) -> None:
    text = text_of(office.documents.file(office.issue(F.INSPECTION_NOTICE)))
    assert "三、检查方式：现场查看、查阅资料、询问有关人员。" in text
    assert "四不两直" not in text


def test_a_new_order_after_a_failed_one_leaves_the_overdue_fact_standing(office: Office) -> None:
    office.hazard(state=HazardState.FAILED)
    (again,) = put(
        office.store, Reinspection(inspection_id=office.scene.inspection_id, officer_ids=office.scene.officer_ids)
    )
    with office.store.read() as uow:
        hazard = uow.session.scalars(select(Hazard.id)).one()
    put(office.store, Outcome(reinspection_id=again, hazard_id=hazard, next_step=OutcomeNext.NEW_ORDER))
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    assert {one.rule for one in office.documents.check(draft).red} == {"R-NEW-ORDER"}
    office.documents.update(draft, texts={"new_order_reason": "设备交货延迟，负责人同意。"})
    office.documents.issue(draft)
    assert "不影响对前述逾期未整改行为的处理" in text_of(office.documents.file(draft))
    assert office.hazard_row(hazard).state is HazardState.ORDERED


def test_the_record_invents_no_deadline_that_nobody_set(office: Office) -> None:
    office.hazard(1, deadline=None)
    office.hazard(2, handling=Handling.CASE, deadline=None)
    draft = office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD)
    text = text_of(office.documents.preview(draft))
    assert "第1项，责令限期整改；第2项，依法立案调查。" in text


def test_the_answer_to_the_certificates_is_ticked_once_it_was_given(office: Office) -> None:
    draft = office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD)
    assert office.documents.card(draft).is_certificate_seen is False
    before = office.documents.preview(draft)
    office.documents.update(draft, is_certificate_seen=True)
    assert office.documents.card(draft).is_certificate_seen
    assert office.documents.preview(draft) != before


SOLE = {"party_kind": PartyKind.SOLE_TRADER, "legal_representative": None, "legal_position": None, "principal": None}


def test_a_sole_trader_is_named_by_its_sign_with_the_operator(office: Office) -> None:
    office.hazard()
    change(office.store, Enterprise, office.scene.enterprise_id, name="示例小吃店", operator="示例人丁", **SOLE)
    order = text_of(office.documents.preview(office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)))
    record = text_of(office.documents.preview(office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD)))
    assert "示例小吃店（经营者：示例人丁）：" in order
    assert "被检查单位：示例小吃店（经营者：示例人丁）" in record
    assert "法定代表人（负责人）：示例人丁职务：经营者" in record


def test_a_sole_trader_without_a_sign_is_named_by_the_operator_alone(office: Office) -> None:
    office.hazard()
    change(office.store, Enterprise, office.scene.enterprise_id, name="示例人丁", operator="示例人丁", **SOLE)
    text = text_of(office.documents.preview(office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)))
    assert "示例人丁：经2026年11月16日" in text
    assert "经营者" not in text


def test_a_company_with_an_operator_on_record_is_named_as_it_is(office: Office) -> None:
    change(office.store, Enterprise, office.scene.enterprise_id, operator="示例人丁")
    text = text_of(office.documents.file(office.issue(F.INSPECTION_NOTICE)))
    assert "经营者" not in text


def test_the_opinion_says_that_it_was_made_on_papers(office: Office) -> None:
    hazard = office.hazard()
    office.issue(F.RECTIFICATION_ORDER)
    again = Reinspection(
        inspection_id=office.scene.inspection_id,
        officer_ids=office.scene.officer_ids,
        manner=ReinspectionManner.ON_PAPER,
        started_at=at(CHECK_DAY, 13),
    )
    (again_id,) = put(office.store, again)
    put(office.store, Outcome(reinspection_id=again_id, hazard_id=hazard, result=OutcomeResult.DONE))
    draft = office.documents.draft(office.scene.inspection_id, F.REINSPECTION_OPINION, reinspection_id=again_id)
    text = text_of(office.documents.preview(draft))
    assert "本机关执法人员进行书面复查，意见如下" in text
    assert "现场复查" not in text


@pytest.mark.parametrize("form", [F.INSPECTION_RECORD, F.RECTIFICATION_ORDER])
def test_record_and_order_note_a_refusal_with_its_recording_and_report(office: Office, form: DocumentForm) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, form)
    refused = SigningFields(SignState.REFUSED, PersonFields("示例人丙"), reason="不认可检查结果")
    office.documents.update(draft, signing=refused)
    assert "R-WITNESS" in {one.rule for one in office.documents.check(draft).verdicts}
    office.documents.update(draft, texts={"recorder": "示—01，9时08分", "reported": "当日报示例局长"})
    text = text_of(office.documents.preview(draft))
    assert "原因不认可检查结果" in text
    assert "录像示—01，9时08分；" in text
    assert "已向本机关报告当日报示例局长。" in text
    assert "R-WITNESS" not in {one.rule for one in office.documents.check(draft).verdicts}


def test_an_order_asks_for_the_record_of_its_visit_until_that_is_issued(office: Office) -> None:
    office.hazard()
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    verdicts = {one.rule: one for one in office.documents.check(draft).verdicts}
    assert verdicts["R-ORDER-RECORD"].article.citation == "《中华人民共和国安全生产法》第六十八条"
    office.issue(F.INSPECTION_RECORD)
    assert "R-ORDER-RECORD" not in {one.rule for one in office.documents.check(draft).verdicts}


def test_the_opinion_notes_a_refusal_of_the_reinspection_and_not_that_of_the_check(office: Office) -> None:
    hazard = office.hazard()
    office.issue(F.RECTIFICATION_ORDER)
    again = Reinspection(
        inspection_id=office.scene.inspection_id,
        officer_ids=office.scene.officer_ids,
        started_at=at(CHECK_DAY, 13),
        party_signature=SignState.REFUSED,
        party_reason="不认可复查结果",
        witness={"name": "示例见证人", "unit": "示范社区"},
    )
    (again_id,) = put(office.store, again)
    put(office.store, Outcome(reinspection_id=again_id, hazard_id=hazard, result=OutcomeResult.DONE))
    draft = office.documents.draft(office.scene.inspection_id, F.REINSPECTION_OPINION, reinspection_id=again_id)
    text = text_of(office.documents.preview(draft))
    assert "原因不认可复查结果，见证人示例见证人（示范社区）" in text
