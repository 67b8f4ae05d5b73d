"""整改复查意见书: each item, the summary, what follows."""

from dataclasses import replace
from datetime import date

import pytest

from app.reports.reinspection_opinion import render
from app.values.enums import ReinspectionManner
from app.values.papers import Refusal, RefusalKind
from app.values.papers_after import ReinspectionOpinion
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def whole_text(paper: ReinspectionOpinion) -> str:
    return flat("".join(page_texts(render(paper))))


def test_the_opinion_looks_as_it_was_approved() -> None:
    check_golden("04-reinspection-opinion", render(samples.opinion()))


def test_the_summary_keeps_the_numbers_of_the_order() -> None:
    assert "第1、2、4、5项已整改；第3项逾期未整改。" in whole_text(samples.opinion())


def test_an_item_looked_at_on_its_last_day_is_not_overdue() -> None:
    text = whole_text(replace(samples.opinion(), reinspected=date(2026, 11, 24)))
    assert "第3项未整改。" in text
    assert "依法立案处理" not in text


def test_when_all_is_done_nothing_follows() -> None:
    done = tuple(replace(item, done=True) for item in samples.opinion().items)
    text = whole_text(replace(samples.opinion(), items=done, resuming=""))
    assert "第1、2、3、4、5项已整改。" in text
    assert "未整改" not in text


@pytest.mark.parametrize(
    ("manner", "words", "head"),
    [
        (ReinspectionManner.ON_SITE, "2026年11月25日，本机关执法人员到现场复查，意见如下：", "复查时所见"),
        (
            ReinspectionManner.ON_PAPER,
            "2026年11月25日，本机关执法人员进行书面复查，意见如下：",
            "复查情况",
        ),
        (ReinspectionManner.VIDEO, "2026年11月25日，本机关执法人员进行视频复查，意见如下：", "复查时所见"),
    ],
)
def test_the_opinion_says_how_it_was_looked_at(manner: ReinspectionManner, words: str, head: str) -> None:
    text = whole_text(replace(samples.opinion(), manner=manner))
    assert words in text
    assert head in text
    assert ("现场复查" in text) is (manner is ReinspectionManner.ON_SITE)


def test_an_opinion_on_papers_alone_looks_as_it_was_approved() -> None:
    paper = replace(samples.opinion(), manner=ReinspectionManner.ON_PAPER)
    check_golden("04-reinspection-opinion-on-paper", render(paper))


def test_the_opinion_fits_one_page_at_a_smaller_type() -> None:
    assert len(page_texts(render(samples.opinion()))) == 1


def test_an_opinion_that_was_not_signed_says_why_and_looks_as_it_was_approved() -> None:
    refusal = Refusal(RefusalKind.REFUSED, "不认可复查结果", "示例见证人", reported="11月25日，示例局长")
    pdf = render(replace(samples.opinion(), refusal=refusal))
    assert "原因不认可复查结果，见证人示例见证人" in flat("".join(page_texts(pdf)))
    check_golden("04-reinspection-opinion-refused", pdf)


def test_a_signed_opinion_has_no_note() -> None:
    assert "拒绝签名" not in flat("".join(page_texts(render(samples.opinion()))))
