"""What holds for every paper: the same bytes, own fonts, a code that reads back, white margins, no bad line."""

import dataclasses
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports import (
    inspection_notice,
    inspection_record,
    inspection_scheme,
    onsite_measures,
    rectification_order,
    rectification_reply,
    reinspection_opinion,
    service_receipt,
)
from app.reports.engine.frame import FOOT_RULE, FORM, TEXT_END
from app.reports.engine.sheet import PAGE_HEIGHT, PAGE_WIDTH
from app.reports.linebreak import NO_LINE_END, NO_LINE_START
from app.values.papers import PaperHeader
from tests.reports import samples
from tests.reports.golden import flat, page_images, page_texts

Render = Callable[[Any], bytes]
PAPERS: dict[str, tuple[Render, Callable[[], Any]]] = {
    "scheme": (inspection_scheme.render, samples.scheme),
    "notice": (inspection_notice.render, samples.notice),
    "record": (inspection_record.render, samples.record),
    "order": (rectification_order.render, samples.order),
    "measures": (onsite_measures.render, samples.measures),
    "reply": (rectification_reply.render, samples.reply),
    "opinion": (reinspection_opinion.render, samples.opinion),
    "receipt": (service_receipt.render, samples.receipt),
}
RUBBISH = [
    "",
    "䶮某𬭎、㙟某，住𠮷祥路（见附件《清单》）。" * 12,
    "https://example.com/" + "a1B2" * 80,
    "👨‍👩‍👧‍👦🇨🇳\t\x00\x07\ud83d\u202e倒\u200f序\ufeff\r\n第二行\u2028第三行\ufffc" * 9,
    "））））。。。。（（（（《《《《" * 20,
    "e\u0301" * 400,
    "查" * 5000,
]
REPEATED = ("items", "matters", "deadlines", "majors", "measures", "papers", "notes")
every_paper = pytest.mark.parametrize("name", PAPERS)


def rewritten(value: Any, *, text: Callable[[str], str], times: int = 1) -> Any:
    """Replace every text of a paper and repeat every list."""
    if isinstance(value, str) and type(value) is str:
        return text(value)
    if isinstance(value, tuple):
        return tuple(rewritten(one, text=text) for _ in range(times) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        spared = ("content_hash", "qr_text") if isinstance(value, PaperHeader) else ()
        names = [one.name for one in dataclasses.fields(value) if one.name not in spared]
        changes = {
            name: rewritten(getattr(value, name), text=text, times=times if name in REPEATED else 1) for name in names
        }
        return dataclasses.replace(value, **changes)
    return value


def draw(name: str, *, text: Callable[[str], str] = str, times: int = 1) -> bytes:
    render, sample = PAPERS[name]
    return render(rewritten(sample(), text=text, times=times))


def assert_margins_are_white(pdf: bytes) -> None:
    """Nothing stands outside the text area, nor between text and foot."""
    for image in page_images(pdf):
        width, height = image.size
        left, right = int(FORM.side) - 3, int(PAGE_WIDTH - FORM.side) + 6
        areas = [
            (0, 0, left, height),
            (right, 0, width, height),
            (0, 0, width, int(FORM.top) - 8),
            (0, int(TEXT_END) + 2, width, int(FOOT_RULE) - 1),
            (0, int(FOOT_RULE) + 51, width, int(PAGE_HEIGHT)),
        ]
        for area in areas:
            assert image.crop(area).getextrema() == (255, 255), f"ink in {area}"


@every_paper
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert draw(name) == draw(name)


@every_paper
def test_all_fonts_are_embedded(name: str) -> None:
    with pikepdf.open(io.BytesIO(draw(name, text=lambda text: text + "䶮𬭎㙟鿏"))) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item]
        assert fonts
        for font in fonts:
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert "/FontFile2" in inner.FontDescriptor
        assert document.check_pdf_syntax() == []
        assert document.docinfo["/Keywords"] == samples.HASH
        assert samples.HASH in document.Root.Metadata.read_bytes().decode()


@every_paper
def test_the_code_of_every_page_reads_back_from_a_print(name: str) -> None:
    for image in page_images(draw(name), dpi=300):
        [code] = zxingcpp.read_barcodes(image)
        assert code.text.endswith(samples.HASH.upper())


@every_paper
def test_every_word_is_extracted_as_itself(name: str) -> None:
    text = flat(
        "".join(page_texts(draw(name, text=lambda text: text + "䶮𬭎㙟" if text.endswith("示例人丙") else text)))
    )
    for word in ("共1页" if "共1页" in text else "共2页", "4F2683CDE18AD385"):
        assert word in text
    assert "\ufffd" not in text


@every_paper
@pytest.mark.parametrize("times", [0, 1, 12])
def test_any_number_of_items_stays_inside_the_margins(name: str, times: int) -> None:
    assert_margins_are_white(draw(name, times=times))


@every_paper
@pytest.mark.parametrize("rubbish", range(len(RUBBISH)))
def test_rubbish_in_every_field_stays_inside_the_margins(name: str, rubbish: int) -> None:
    assert_margins_are_white(draw(name, text=lambda _: RUBBISH[rubbish]))


@every_paper
def test_names_of_two_hundred_characters_are_printed_whole(name: str) -> None:
    long_name = "示例" * 100
    pdf = draw(name, text=lambda text: text.replace("示例燃气有限公司", long_name))
    assert_margins_are_white(pdf)
    if name not in ("reply",):
        assert long_name in flat("".join(page_texts(pdf)))


@pytest.mark.parametrize("name", ["notice", "record", "order", "measures", "receipt"])
@pytest.mark.parametrize("times", [1, 3, 12])
def test_no_line_starts_or_ends_with_a_forbidden_mark(name: str, times: int) -> None:
    for text in page_texts(draw(name, times=times)):
        for line in text.split("\n"):
            assert line[:1] not in NO_LINE_START, line
            assert line.rstrip()[-1:] not in NO_LINE_END, line


@pytest.mark.parametrize("name", ["notice", "order", "opinion"])
@pytest.mark.parametrize("times", range(1, 9))
def test_a_page_never_has_signatures_alone(name: str, times: int) -> None:
    last = page_texts(draw(name, times=times))[-1]
    signed = last.index("签名")
    head = "（续页）"
    before = last[:signed].split(head)[-1] if head in last else last[:signed]
    assert len(flat(before)) > 40


@every_paper
def test_a_draft_says_so_on_every_page(name: str) -> None:
    render, sample = PAPERS[name]
    paper = sample()
    paper = dataclasses.replace(paper, header=dataclasses.replace(paper.header, draft=True))
    assert all("草稿" in text for text in page_texts(render(paper)))


@every_paper
@settings(max_examples=12)
@given(text=st.text(max_size=80))
def test_any_text_at_all_can_be_printed(name: str, text: str) -> None:
    assert draw(name, text=lambda _: text).startswith(b"%PDF")


@every_paper
def test_no_name_stands_in_the_place_of_a_signature(name: str) -> None:
    for text in page_texts(draw(name)):
        for line in text.split("\n"):
            if "（签名）" in line and "检查人员" in line:
                assert "示例员" not in line
