"""The story of one inspection through the services: found, photographed, ordered, served, looked at again, closed."""

from uuid import UUID

from app.values.enums import (
    DocumentForm,
    HazardState,
    InspectionState,
    OutcomeResult,
    SealState,
)
from app.values.rows_document import Finding
from tests.flows.bureau import CHECK_DAY, DETECTOR, EVE, RECHECK_DAY, Bureau, code_on, picture, text_of

F = DocumentForm


def inspect(bureau: Bureau) -> UUID:
    """Have the check approved and told, walk it to its end, and give the one hazard."""
    bureau.at(EVE, 16, 10)
    bureau.issue(F.INSPECTION_SCHEME)
    bureau.at(CHECK_DAY, 9)
    bureau.issue(F.INSPECTION_NOTICE)
    bureau.services.inspections.begin(bureau.inspection, bureau.at(CHECK_DAY, 9, 10))
    hazard = bureau.find()
    bureau.finish_walk()
    walk = bureau.services.walk.view(bureau.inspection)
    assert walk.judged == walk.total
    assert bureau.services.inspections.head(bureau.inspection).state is InspectionState.ENDED
    return hazard


def test_the_whole_loop_from_first_start_to_closing(bureau: Bureau) -> None:
    papers = bureau.services.documents
    bureau.open_for_business()
    bureau.plan()

    hazard = inspect(bureau)

    bureau.at(CHECK_DAY, 12)
    record, order = papers.issue_set(bureau.inspection, [F.INSPECTION_RECORD, F.RECTIFICATION_ORDER])
    words = text_of(papers.file(order))
    assert DETECTOR.fact.rstrip("。") in words
    assert "《安全生产法》）第三十六条第二款" in words
    assert "2026年12月1日（含当日）前整改完毕" in words
    assert "（渝示）应急责改〔2026〕1号" in words
    assert "可燃气体探测器显示故障" in text_of(papers.file(record))

    papers.register_seal(order, SealState.ON_SITE)
    bureau.serve(record, order, proof=picture(9).data)
    assert bureau.services.hazards.get(hazard).state is HazardState.ORDERED
    assert any("第1项隐患" in one.what for one in bureau.services.loop.standing(bureau.inspection).obstacles)

    bureau.at(RECHECK_DAY, 10)
    visit = bureau.reinspect({hazard: OutcomeResult.DONE})
    opinion = bureau.issue(F.REINSPECTION_OPINION, reinspection_id=visit)
    assert "已整改" in text_of(papers.file(opinion))
    papers.register_seal(opinion, SealState.ON_SITE)
    bureau.serve(opinion)

    assert bureau.services.hazards.get(hazard).state is HazardState.PASSED
    assert bureau.services.loop.standing(bureau.inspection).may_close
    bureau.services.loop.close(bureau.inspection)
    assert bureau.services.inspections.head(bureau.inspection).state is InspectionState.CLOSED
    report = text_of(bureau.services.loop.report(bureau.inspection))
    assert DETECTOR.fact.rstrip("。") in report
    assert "责改1号" in report
    assert "已整改" in report


def test_the_code_on_the_order_leads_back_to_its_record(bureau: Bureau) -> None:
    bureau.go_out()
    bureau.find()
    bureau.finish_walk()
    order = bureau.issue(F.RECTIFICATION_ORDER)
    pdf = bureau.services.documents.file(order)
    code = code_on(pdf)
    found = bureau.services.documents.verify_code(code)
    assert (found.finding, found.document_id) == (Finding.REGISTERED, order)
    assert bureau.services.documents.verify(pdf).finding is Finding.SAME
    assert bureau.services.documents.verify(pdf.replace(b"%%EOF", b"%%E0F")).finding is Finding.CHANGED
