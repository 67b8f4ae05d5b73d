"""Documents: begun, checked, refused in words, laid out as a tree."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from app.models.inspection import Inspection
from app.services.document_drafts import DocumentRefusedError
from app.services.document_issue import NotIssuableError
from app.values.enums import (
    DocumentForm,
    DocumentState,
    HazardState,
    InspectionState,
)
from app.values.rows_document import DocumentPlace
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office
from tests.services.records import change

F = DocumentForm
SOONER = date(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


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


def test_a_set_issues_all_parts_of_a_split_order_or_none(office: Office) -> None:
    office.hazard(1)
    office.hazard(2, deadline=date(2026, 11, 20))
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    parts = office.documents.split(draft)
    ids = office.documents.issue_set(office.scene.inspection_id, [F.RECTIFICATION_ORDER, F.RECTIFICATION_REPLY])
    assert set(ids[:2]) == set(parts)
    assert {office.document(one).number for one in parts} == {
        "（渝示）应急责改〔2026〕1-1号",
        "（渝示）应急责改〔2026〕1-2号",
    }
    assert len(ids) == 4
