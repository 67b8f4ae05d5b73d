"""The writer of codes against an independent one."""

import pytest
import segno

from app.reports.engine.pictures import Modules, qr_modules

TEXTS = ["ANCHA1:JJ2026-12:" + "4F26" * 16, "（渝示）应急责改〔2026〕12号|" + "A0B1" * 16]


def finder(modules: Modules) -> list[list[bool]]:
    return [[bool(sign) for sign in row[:7]] for row in modules[:7]]


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_is_no_larger_than_that_of_another_writer(text: str) -> None:
    modules = qr_modules(text)
    other = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    assert len(modules) == len(modules[0])
    assert len(modules) <= other.symbol_size(border=0)[0] + 4
    assert finder(modules) == [[bool(sign) for sign in row[:7]] for row in list(other.matrix)[:7]]
