"""行政检查方案审批表."""

from dataclasses import replace

from app.reports.inspection_scheme import render
from app.values.papers_plan import PhoneApproval
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def test_the_form_looks_as_it_was_approved() -> None:
    check_golden("09-1-inspection-scheme", render(samples.scheme()))


def test_opinions_are_left_to_be_written_by_hand() -> None:
    text = flat("".join(page_texts(render(samples.scheme()))))
    for signer in ("审核人（签名）：年月日", "审批人（签名）：年月日"):
        assert signer in text


def test_an_approval_by_telephone_is_noted() -> None:
    call = PhoneApproval("示例局长", "11月10日8时30分", "11月12日")
    text = flat("".join(page_texts(render(replace(samples.scheme(), phone_approval=call)))))
    assert "批准人：示例局长，时间：11月10日8时30分" in text
