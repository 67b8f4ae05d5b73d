"""证据照片页: the photographs of the record under their numbers, as they were taken."""

from uuid import UUID

import pytest

from app.services.document_drafts import DocumentRefusedError
from app.services.photos import PhotoService
from app.values.enums import DocumentForm, Handling, PhotoRole
from app.values.paper_code import make_code
from app.values.rows_photo import PhotoFile, PhotoTarget
from tests.photos import make_photo
from tests.reports.golden import check_golden, flat, page_texts
from tests.services.papers import Office
from tests.services.records import desk_of

F = DocumentForm


def photograph(office: Office, hazard: UUID, role: PhotoRole, *, seed: int) -> None:
    """Take a photograph of a hazard."""
    target = PhotoTarget(inspection_id=office.scene.inspection_id, hazard_id=hazard, role=role)
    service = PhotoService(desk_of(office.store, office.scene))
    batch = service.add(target, [PhotoFile(f"{seed}.jpg", make_photo(size=(480 + seed, 360)))])
    assert not batch.refused


def filled(office: Office) -> None:
    """Find two hazards, the second mended on the spot."""
    first = office.hazard(1)
    second = office.hazard(2, fact="安全出口堆放空瓶筐。", handling=Handling.ON_THE_SPOT, deadline=None)
    photograph(office, first, PhotoRole.BEFORE, seed=1)
    photograph(office, second, PhotoRole.BEFORE, seed=2)
    photograph(office, second, PhotoRole.AFTER, seed=3)


def test_the_page_shows_each_photograph_under_its_number_and_looks_as_it_was_looked_at(office: Office) -> None:
    filled(office)
    record, page = office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_RECORD, F.PHOTO_PAGE])
    row = office.document(page)
    assert row.parent_ids == (record,)
    assert row.number is None
    text = flat("".join(page_texts(office.documents.file(page))))
    assert "附于（渝示）应急检记〔2026〕1号" in text
    assert [f"照片编号：{number}" in text for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "安全出口堆放空瓶筐。（整改后）" in text
    check_golden("issued-photo_page", office.documents.file(page))


def test_the_page_is_previewed_and_printed_the_same_every_time(office: Office) -> None:
    filled(office)
    office.issue(F.INSPECTION_RECORD)
    draft = office.documents.draft(office.scene.inspection_id, F.PHOTO_PAGE)
    assert office.documents.preview(draft).startswith(b"%PDF")
    office.documents.issue(draft)
    assert office.documents.file(draft) == office.documents.preview(draft)


def test_a_page_waits_for_its_record_and_for_photographs(office: Office) -> None:
    office.hazard(1)
    with pytest.raises(DocumentRefusedError, match="先签发现场检查记录"):
        office.documents.draft(office.scene.inspection_id, F.PHOTO_PAGE)
    office.issue(F.INSPECTION_RECORD)
    with pytest.raises(DocumentRefusedError, match="还没有照片"):
        office.documents.draft(office.scene.inspection_id, F.PHOTO_PAGE)


def test_the_code_of_a_page_is_that_of_its_record_with_a_content_of_its_own(office: Office) -> None:
    filled(office)
    ids = office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_RECORD, F.PHOTO_PAGE])
    hashes = [office.document(one).content_blob for one in ids]
    assert len(set(hashes)) == 2
    code = make_code("YSYJJJ2026-1", content_hash=hashes[1] or "", head=None)
    assert office.documents.verify_code(code.text).title == "证据照片页"
