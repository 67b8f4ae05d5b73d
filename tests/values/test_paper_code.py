"""The code of a paper comes back as it was made, in signs that a QR code packs well."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.paper_code import PaperCode, make_code, parse_code

HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
NUMBER = st.text(string.ascii_uppercase + string.digits + "-", max_size=24)
QR_SIGNS = set(string.ascii_uppercase + string.digits + " $%*+-./:")


@given(number=NUMBER, content_hash=HEX, head=st.none() | HEX)
def test_a_code_comes_back(number: str, content_hash: str, head: str | None) -> None:
    code = make_code(number, content_hash=content_hash, head=head)
    assert parse_code(code.text) == code
    assert set(code.text) <= QR_SIGNS


def test_the_first_paper_of_a_device_has_no_head() -> None:
    code = make_code("YSYJZG2026-12", content_hash="a" * 64, head=None)
    assert code == PaperCode("YSYJZG2026-12", "a" * 64, "")
    assert code.text.endswith(":0")


@pytest.mark.parametrize("text", ["", "https://example.invalid", "ANCHA1:X:ABC:0", "ANCHA2:X:" + "A" * 64 + ":0"])
def test_a_code_of_somebody_else_is_none_of_ours(text: str) -> None:
    assert parse_code(text) is None
