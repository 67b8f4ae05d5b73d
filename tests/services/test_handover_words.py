"""What a package was asked to hold, in words."""

from datetime import date
from uuid import UUID

import pytest

from app.services.handover_words import asked_for
from app.values.package import Selection, SelectionKind

DAYS = SelectionKind.DAYS


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "全部的记录"),
        (Selection(kind=SelectionKind.LAST), "上次移交以后的记录"),
        (Selection(kind=SelectionKind.INSPECTIONS, inspection_ids=(UUID(int=1), UUID(int=2))), "2次检查"),
        (Selection(kind=DAYS, first_day=date(2026, 11, 1)), "2026-11-01至今有改动的记录"),
        (
            Selection(kind=DAYS, first_day=date(2026, 11, 1), last_day=date(2026, 11, 30)),
            "2026-11-01至2026-11-30有改动的记录",
        ),
        (Selection(kind=DAYS, last_day=date(2026, 11, 30)), "截至2026-11-30有改动的记录"),
        (Selection(with_photos=False, with_private=True), "全部的记录，不含照片，含保密内容"),
    ],
)
def test_selection_in_words(selection: Selection, words: str) -> None:
    assert asked_for(selection) == words


def test_a_redacted_package_says_that_it_is_for_reading() -> None:
    assert asked_for(Selection(), is_redacted=True) == "全部的记录，已隐去个人信息，仅供阅读"


def test_a_part_without_inspections_says_what_it_holds() -> None:
    selection = Selection(kind=SelectionKind.INSPECTIONS)
    assert asked_for(selection) == "不属于检查的记录"
