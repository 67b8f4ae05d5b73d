"""A voided order leaves nothing ordered; what another order still covers stays as it is."""

from datetime import date

from app.values.enums import DocumentForm, HazardState, InspectionState
from tests.services.papers import Office

F = DocumentForm


def test_a_voided_order_frees_its_hazards_and_lets_the_inspection_stand_as_ended(office: Office) -> None:
    hazard = office.hazard()
    order = office.issue(F.RECTIFICATION_ORDER)
    office.documents.void(order, "期限写错")
    assert office.hazard_row(hazard).state is HazardState.FOUND
    assert office.inspection().state is InspectionState.ENDED
    again = office.issue(F.RECTIFICATION_ORDER)
    assert office.document(again).number == "（渝示）应急责改〔2026〕2号"


def test_a_voided_order_leaves_alone_what_another_order_covers(office: Office) -> None:
    first, second = office.hazard(1), office.hazard(2, deadline=date(2026, 11, 20))
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    parts = [office.documents.issue(part) for part in office.documents.split(draft)]
    office.documents.void(parts[0], "打印错误")
    states = {office.hazard_row(one).state for one in (first, second)}
    assert states == {HazardState.FOUND, HazardState.ORDERED}
    assert office.inspection().state is InspectionState.ORDERED


def test_a_voided_record_moves_nothing(office: Office) -> None:
    hazard = office.hazard()
    record = office.issue(F.INSPECTION_RECORD)
    office.issue(F.RECTIFICATION_ORDER)
    office.documents.void(record, "地点写错")
    assert office.hazard_row(hazard).state is HazardState.ORDERED
