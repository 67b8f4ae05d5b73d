"""The papers of a joint check: our two officers sign, those of the other authority are named as taking part."""

from app.models.authority import Officer
from app.models.inspection import Inspection
from app.values.enums import DocumentForm, InspectionManner
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office
from tests.services.records import change, make_authority, make_officer, put

F = DocumentForm


def test_our_officers_sign_and_the_others_are_named_as_taking_part(office: Office) -> None:
    (fire,) = put(office.store, make_authority(name="示例区消防救援大队", prefix="渝消"))
    (other,) = put(office.store, make_officer(fire, 3, certificate="消—0000003"))
    manner = (InspectionManner.JOINT.value,)
    everybody = (*office.scene.officer_ids, other)
    change(office.store, Inspection, office.scene.inspection_id, manner=manner, officer_ids=everybody)
    office.hazard()
    notice, record = office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_NOTICE, F.INSPECTION_RECORD])
    assert office.document(record).officer_ids == office.scene.officer_ids
    text = flat("".join(page_texts(office.documents.file(notice))))
    assert "示例员丙（示例区消防救援大队，联合检查）" in text
    assert "消—0000003" not in text
    with office.store.read() as uow:
        assert uow.session.get_one(Officer, other).authority_id == fire
