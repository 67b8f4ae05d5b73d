import pytest

from app.values.enums import DocumentForm, DocumentState, Handling
from tests.rules import make as m


@pytest.mark.parametrize("state", list(DocumentState))
def test_document_stands_from_its_issue_until_it_is_revoked_or_void(state: DocumentState) -> None:
    gone = {DocumentState.DRAFT, DocumentState.REVOKED, DocumentState.VOID}

    assert m.make_order(state=state).is_issued is (state not in gone)


def test_document_is_named_by_title_and_number() -> None:
    assert m.make_order().name == "责令限期整改指令书（渝铜）应急责改〔2026〕18号"
    assert m.make_document(title="").name == "文书"


def test_paper_leaves_advice_out_of_its_lines_and_takes_today_without_a_date() -> None:
    paper = m.make_paper(
        DocumentForm.INSPECTION_RECORD,
        hazards=(m.make_hazard(1), m.make_hazard(2, handling=Handling.ADVICE)),
        document=m.make_document(DocumentForm.INSPECTION_RECORD),
    )

    assert [one.order_no for one in paper.lines] == [1]
    assert paper.day == paper.today
