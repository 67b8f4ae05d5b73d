"""The objects of a PDF file."""

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from app.reports.engine.objects import Name, PdfFile, Value, written
from app.reports.engine.sheet import Sheet

VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**31), 2**31 - 1),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex("[A-Za-z]{1,8}", fullmatch=True), inner),
    max_leaves=12,
)


def one_object_file(value: Value) -> bytes:
    file = PdfFile()
    pages = file.add({"Count": 0, "Kids": []})
    catalogue: dict[str, Value] = {"Type": Name("Catalog"), "Kept": [value], "Pages": pages}
    return file.finish(root=file.add(catalogue), info=file.add({}))


def as_plain(value: object) -> object:
    """Give what a reader found in plain values."""
    if isinstance(value, pikepdf.Dictionary):
        return {key.removeprefix("/"): as_plain(one) for key, one in value.items()}
    if isinstance(value, pikepdf.Array):
        return [as_plain(one) for one in value]
    return str(value) if isinstance(value, pikepdf.String) else value


@given(VALUES)
def test_a_reader_finds_every_value_as_it_was(value: Value) -> None:
    with pikepdf.open(io.BytesIO(one_object_file(value))) as pdf:
        assert as_plain(pdf.Root["/Kept"]) == [value]


def test_numbers_names_and_brackets_are_written_by_the_letter() -> None:
    assert written([Name("Font"), 0.5, 595.276, 12, "a(b)\\"]) == r"[/Font 0.5 595.276 12 (a\(b\)\\)]"


def test_a_file_has_no_fault_and_is_the_same_twice() -> None:
    def draw(title: str) -> bytes:
        sheet = Sheet(title=title, content_hash="ab")
        sheet.text(50, 100, "安全生产", size=12)
        sheet.next_page()
        return sheet.finish()

    with pikepdf.open(io.BytesIO(draw("甲"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.docinfo["/Title"] == "甲"
    assert draw("甲") == draw("甲")
    assert ids_of(draw("甲")) != ids_of(draw("乙"))


def ids_of(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [bytes(one) for one in pdf.trailer["/ID"]]
