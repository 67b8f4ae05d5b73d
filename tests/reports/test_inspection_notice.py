"""行政检查通知书."""

from dataclasses import replace

from app.reports.inspection_notice import render
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def test_the_notice_looks_as_it_was_approved() -> None:
    check_golden("09-2-inspection-notice", render(samples.notice()))


def test_helpers_are_named_and_never_sign() -> None:
    text = "".join(page_texts(render(replace(samples.notice(), helpers=("示例专家丁（燃气）",)))))
    assert "协助人员：示例专家丁（燃气）。" in flat(text)
    assert text.count("（签名）") == 1


def test_a_long_contact_takes_its_own_row() -> None:
    contact = "示例区应急管理综合行政执法支队第二大队示例员甲　000-0000002"
    assert contact.replace("　", "") in flat("".join(page_texts(render(replace(samples.notice(), contact=contact)))))
