"""Issuing: everything at once or nothing, and the bytes stay."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.models.inspection import Inspection
from app.services import document_issue
from app.services.document_issue import NotIssuableError
from app.storage.blobs import Blobs
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import canonical_bytes, parse_canonical, sha256_hex
from app.values.enums import (
    DocumentForm,
    DocumentState,
    HazardState,
    InspectionState,
    NumberSource,
)
from app.values.verdict import Colour
from tests.reports.golden import flat, page_texts
from tests.services.papers import Office
from tests.services.records import CHECK_DAY, change

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
