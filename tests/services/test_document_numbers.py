"""Numbers of documents: from the range, shared by a split paper, typed by hand."""

from datetime import date

import pytest

from app.rules.numbering import NumberTakenError
from app.services.document_drafts import DocumentRefusedError
from app.services.document_issue import NotIssuableError
from app.storage.numbering import NumberingError
from app.values.enums import (
    DocumentForm,
    NumberSource,
)
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office

F = DocumentForm
SOONER = date(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


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
