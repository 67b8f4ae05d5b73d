"""文书送达回执: a row for each paper, room for the hand."""

from dataclasses import replace

from app.reports.service_receipt import render
from app.values.papers_after import ServiceReceipt
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def whole_text(paper: ServiceReceipt) -> str:
    return flat("".join(page_texts(render(paper))))


def test_the_receipt_looks_as_it_was_approved() -> None:
    check_golden("08-service-receipt", render(samples.receipt()))


def test_each_paper_has_its_row_with_place_and_method() -> None:
    text = whole_text(samples.receipt())
    assert text.count("直接送达") == 3
    assert "（渝示）应急现决〔2026〕3号" in text


def test_twelve_papers_go_on_over_the_page_with_the_head_repeated() -> None:
    many = replace(samples.receipt(), papers=tuple(samples.receipt().papers) * 4)
    pages = [flat(text) for text in page_texts(render(many))]
    assert len(pages) == 2
    assert all("送达文书名称及文号" in text for text in pages)
