"""The sheet with the recovery key: every group in its place, the same bytes twice."""

from datetime import date

import pypdfium2

from app.reports.recovery_page import render
from app.values.recovery_key import RECOVERY_BYTES, recovery_text

DAY = date(2026, 11, 16)
KEY = recovery_text(bytes(range(RECOVERY_BYTES)))


def text_of(data: bytes) -> str:
    paper = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in paper)
    finally:
        paper.close()


def test_the_sheet_says_every_group_and_what_to_do_with_it() -> None:
    words = text_of(render(KEY, authority="示例区应急管理局", today=DAY))
    places = [words.find(group) for group in KEY.split("-")]
    assert places == sorted(places)
    assert places[0] > 0
    for part in ("恢复密钥", "示例区应急管理局", "2026年11月16日", "与电脑分开保管"):
        assert part in words


def test_the_same_key_gives_the_same_bytes() -> None:
    assert render(KEY, authority="", today=DAY) == render(KEY, authority="", today=DAY)
