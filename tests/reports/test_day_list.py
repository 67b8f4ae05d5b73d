"""The day's list prints what is to be done, on as many pages as it needs, always the same bytes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2

from app.reports.day_list import render
from app.values.rows_today import RouteStop, SafetyCard, TodayRow, TodayView

ROW = TodayRow(
    kind="逾期未整改", enterprise="示例家具厂", enterprise_id=UUID(int=1), detail="第1、2项逾期待复查", due=None,
    left="逾期 3 日", urgency="late", town="甲镇", action="reinspect", target=UUID(int=2),
)  # fmt: skip
VIEW = TodayView(
    today=date(2026, 11, 23),
    authority="示例区应急管理局",
    rows=(ROW,),
    counts={},
    resume=None,
    safety=SafetyCard(None, None, None, is_backup_old=True, is_backup_missing=False),
    route=(RouteStop("甲镇", ("示例家具厂",), 1),),
)


def text_of(data: bytes) -> str:
    """Read all words of the pages."""
    paper = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in paper)
    finally:
        paper.close()


def test_the_list_says_what_whose_by_when_and_where() -> None:
    text = text_of(render(VIEW))
    for words in ("今日工作清单", "2026年11月23日", "示例区应急管理局", "示例家具厂", "逾期 3 日", "甲镇", "今日路线"):
        assert words in text


def test_the_same_day_is_the_same_bytes() -> None:
    assert render(VIEW) == render(VIEW)


def test_a_long_list_goes_on_over_pages_and_loses_nothing() -> None:
    rows = tuple(replace(ROW, enterprise=f"示例单位{number:03d}号") for number in range(90))
    text = text_of(render(replace(VIEW, rows=rows)))
    assert all(f"示例单位{number:03d}号" in text for number in range(90))


def test_a_day_without_work_says_so() -> None:
    assert "今日没有要办的事项" in text_of(render(replace(VIEW, rows=(), route=())))
