"""Verification: the same bytes, changed bytes, unknown bytes, and a code that is registered."""

import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.models.enterprise import Enterprise
from app.services.library import LibraryService
from app.services.loop import LoopService
from app.values.annotation import Mark, Shape, marks_to_json
from app.values.enums import CopyKind, DocumentForm, PhotoRole
from app.values.paper_code import make_code, parse_code
from app.values.rows_document import Finding
from tests.services.papers import Office
from tests.services.records import change, desk_of, put
from tests.services.test_facts import make_photo

F = DocumentForm
DPI = 300


@pytest.fixture
def order(office: Office) -> bytes:
    """An issued order's pages."""
    office.hazard()
    return office.documents.file(office.issue(F.RECTIFICATION_ORDER))


def picture_of(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn: Image.Image = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
        return drawn
    finally:
        document.close()


def code_of(pdf: bytes) -> str:
    return str(zxingcpp.read_barcodes(picture_of(pdf))[0].text)


def test_the_issued_file_is_the_same(office: Office, order: bytes) -> None:
    found = office.documents.verify(order)
    assert found.finding is Finding.SAME
    assert found.number == "（渝示）应急责改〔2026〕1号"
    assert found.copy_kind is None


def test_a_copy_is_the_same_under_its_kind(office: Office, order: bytes) -> None:
    document_id = office.documents.verify(order).document_id
    assert document_id is not None
    office.documents.add_copy(document_id, CopyKind.SCANNED, b"%PDF-1.4 scan")
    found = office.documents.verify(b"%PDF-1.4 scan")
    assert (found.finding, found.copy_kind) == (Finding.SAME, CopyKind.SCANNED)


def test_one_changed_byte_is_a_change(office: Office, order: bytes) -> None:
    found = office.documents.verify(order + b"\n")
    assert found.finding is Finding.CHANGED
    assert "责令限期整改指令书" in found.message


def test_a_file_whose_metadata_was_taken_out_is_known_by_its_code_or_number(office: Office, order: bytes) -> None:
    with pikepdf.open(io.BytesIO(order)) as pdf:
        del pdf.Root["/Metadata"]
        out = io.BytesIO()
        pdf.save(out)
    assert office.documents.verify(out.getvalue()).finding is Finding.CHANGED


def test_a_scan_of_the_paper_is_found_by_its_code_and_is_not_the_file(office: Office, order: bytes) -> None:
    out = io.BytesIO()
    picture_of(order).save(out, format="PNG")
    assert office.documents.verify(out.getvalue()).finding is Finding.CHANGED


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken"])
def test_a_file_that_nobody_registered_is_unknown(office: Office, data: bytes) -> None:
    assert office.documents.verify(data).finding is Finding.UNKNOWN


def test_a_paper_of_another_office_is_unknown(office: Office, order: bytes) -> None:
    document_id = office.documents.verify(order).document_id
    assert document_id is not None
    with office.store.write() as uow:
        from app.models.document import Document

        uow.delete(uow.session.get_one(Document, document_id))
        uow.commit()
    assert office.documents.verify(order).finding is Finding.UNKNOWN


def test_the_code_is_read_back_from_the_drawn_page_and_names_what_to_compare(office: Office, order: bytes) -> None:
    text = code_of(order)
    code = parse_code(text)
    assert code is not None
    assert code.number == "YSYJZG2026-1"
    found = office.documents.verify_code(text)
    assert found.finding is Finding.REGISTERED
    assert ("文号", "（渝示）应急责改〔2026〕1号") in found.compare
    assert "锚点" not in found.message


def test_a_code_whose_anchor_the_chain_lacks_is_told(office: Office, order: bytes) -> None:
    text = code_of(order)
    forged = text[:-16] + "0123456789ABCDEF"
    assert "找不到签发时的锚点" in office.documents.verify_code(forged).message


def test_a_code_of_nobody_is_unknown(office: Office) -> None:
    assert office.documents.verify_code("https://example.invalid").finding is Finding.UNKNOWN
    assert office.documents.verify_code(f"ANCHA1:X:{'A' * 64}:0").finding is Finding.UNKNOWN


def loop_of(office: Office) -> LoopService:
    desk = desk_of(office.store, office.scene)
    return LoopService(desk, library=LibraryService(desk))


@pytest.fixture
def report(office: Office, order: bytes) -> bytes:
    """The closed-loop report of the inspection as it stands."""
    return loop_of(office).report(office.scene.inspection_id)


def test_a_report_made_from_the_same_records_is_the_same(office: Office, report: bytes) -> None:
    found = office.documents.verify(report)
    assert (found.finding, found.title) == (Finding.SAME, "安全生产执法闭环报告")


def test_a_changed_report_is_a_change(office: Office, report: bytes) -> None:
    assert office.documents.verify(report + b"\n").finding is Finding.CHANGED


def test_the_code_of_a_report_is_compared_with_the_records(office: Office, report: bytes) -> None:
    found = office.documents.verify_code(code_of(report))
    assert found.finding is Finding.REGISTERED
    assert dict(found.compare)["当事人"] == "示例燃气有限公司"


def test_a_report_of_records_that_went_on_is_unknown_and_says_why(office: Office, report: bytes) -> None:
    change(office.store, Enterprise, office.scene.enterprise_id, address="示例区另一处")
    for found in (office.documents.verify(report), office.documents.verify_code(code_of(report))):
        assert found.finding is Finding.UNKNOWN
        assert "登记在报告生成以后有了变化" in found.message


@pytest.mark.parametrize("number", ["BH-000000000000", "BH-ABC"])
def test_a_report_of_an_inspection_that_is_not_here_is_unknown(office: Office, number: str) -> None:
    code = make_code(number, content_hash="0" * 64, head=None)
    found = office.documents.verify_code(code.text)
    assert (found.finding, "本机没有这次检查" in found.message) == (Finding.UNKNOWN, True)


def test_a_report_that_was_printed_without_the_marks_is_the_same_too(office: Office, order: bytes) -> None:
    marks = marks_to_json([Mark(Shape.BOX, 1000, 1000, 3000, 3000)])
    put(
        office.store,
        make_photo(office.scene, hazard_id=office.hazard(2), role=PhotoRole.BEFORE, annotations=marks),
    )
    bare = loop_of(office).report(office.scene.inspection_id, with_marks=False)
    marked = loop_of(office).report(office.scene.inspection_id)
    assert bare != marked
    assert [office.documents.verify(one).finding for one in (bare, marked)] == [Finding.SAME, Finding.SAME]
