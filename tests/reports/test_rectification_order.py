"""责令限期整改指令书: items, deadlines, remedy."""

from dataclasses import replace
from datetime import date

import pytest

from app.reports.rectification_order import render
from app.values.papers import Refusal, RefusalKind
from app.values.papers_order import DeadlineGroup, RectificationOrder
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def whole_text(paper: RectificationOrder) -> str:
    return flat("".join(page_texts(render(paper))))


def test_the_order_looks_as_it_was_approved() -> None:
    check_golden("02-rectification-order", render(samples.order()))


def test_each_deadline_has_its_line_and_counts_its_own_day() -> None:
    text = whole_text(samples.order())
    assert "（一）对第1、2项，于2026年11月17日（含当日）前整改完毕；" in text
    assert "（二）对第3、4、5项，于2026年11月24日（含当日）前整改完毕。" in text


def test_a_single_deadline_has_no_number() -> None:
    paper = replace(samples.order(), deadlines=(DeadlineGroup((1, 2, 3, 4, 5), date(2026, 12, 8)),))
    assert "你单位：对第1、2、3、4、5项，于2026年12月8日（含当日）前整改完毕。" in whole_text(paper)


def test_items_to_be_put_right_at_once_have_no_day() -> None:
    paper = replace(samples.order(), deadlines=(DeadlineGroup((1,), None), DeadlineGroup((2,), date(2026, 12, 8))))
    assert "（一）对第1项，立即整改；（二）" in whole_text(paper)


@pytest.mark.parametrize("count", [11, 21])
def test_more_than_ten_deadlines_are_numbered_in_chinese(count: int) -> None:
    groups = tuple(DeadlineGroup((n,), date(2027, 1, 1)) for n in range(1, count + 1))
    numeral = {11: "十一", 21: "二十一"}[count]
    assert f"（{numeral}）对第{count}项" in whole_text(replace(samples.order(), deadlines=groups))


def test_the_remedy_stands_on_the_page_of_the_signatures() -> None:
    pages = [flat(text) for text in page_texts(render(samples.order()))]
    assert "示例区人民政府" in pages[-1]
    assert "示例区人民法院" in pages[-1]
    assert "执法人员（签名）" in pages[-1]
    assert "执法人员（签名）" not in pages[0]


def test_an_order_that_was_not_signed_says_why_and_looks_as_it_was_approved() -> None:
    refusal = Refusal(
        RefusalKind.REFUSED, "不认可第3项", "示例见证人", "示—01，11时20分至11时42分", "11月10日，示例局长"
    )
    pdf = render(replace(samples.order(), refusal=refusal))
    text = flat(page_texts(pdf)[-1])
    assert "原因不认可第3项，见证人示例见证人，录像示—01，11时20分至11时42分；" in text
    assert "已向本机关报告11月10日，示例局长。" in text
    check_golden("02-rectification-order-refused", pdf)


def test_a_signed_order_keeps_the_blanks_of_the_note_empty() -> None:
    text = whole_text(samples.order())
    assert "拒绝签名或者不能签名的，记明：拒绝不在场不能书写，原因，见证人，录像；已向本机关报告。" in text


def test_a_short_order_stays_on_one_page() -> None:
    paper = replace(samples.order(), items=samples.order().items[:2], majors=())
    assert len(page_texts(render(paper))) == 1
