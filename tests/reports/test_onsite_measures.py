"""现场处理措施决定书: what is decided, on what ground, and how use goes on."""

from dataclasses import replace

from app.reports.onsite_measures import render
from app.values.papers import Refusal, RefusalKind
from app.values.papers_order import MajorMark, OnsiteMeasures, OrderItem
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def whole_text(paper: OnsiteMeasures) -> str:
    return flat("".join(page_texts(render(paper))))


def test_the_decision_looks_as_it_was_approved() -> None:
    check_golden("05-onsite-measures", render(samples.measures()))


def test_the_decision_names_ground_measures_and_what_must_be_agreed_to() -> None:
    text = whole_text(samples.measures())
    assert "上述隐患为重大事故隐患（判定依据：《示例判定标准》第一条第（一）项）。" in text
    assert "无法保证安全。根据《安全生产法》第六十五条第一款第三项，作出现场处理决定如下：1.立即从充装间撤出" in text
    assert "不得擅自恢复使用。隐患排除后，你单位可以书面申请审查；经本机关审查同意，方可恢复使用。" in text


def test_a_decision_that_suspends_nothing_says_nothing_of_danger_or_resuming() -> None:
    bare = replace(samples.measures(), majors=(), danger="", resuming="", measures=("立即清走堵塞安全出口的货物",))
    text = whole_text(bare)
    assert "货物。如不服本决定" in text
    assert "重大事故隐患" not in text
    assert "审查同意" not in text


def test_some_of_several_items_are_named_as_major() -> None:
    two = replace(
        samples.measures(),
        items=(*samples.measures().items, OrderItem("安全出口堵塞")),
        majors=(MajorMark((1,), "《示例判定标准》第一条"),),
    )
    assert "其中第1项为重大事故隐患" in whole_text(two)


def test_a_recorded_refusal_is_noted() -> None:
    refused = replace(samples.measures(), refusal=Refusal(RefusalKind.REFUSED, "不认可", "示例见证人"))
    assert "原因不认可，见证人示例见证人" in whole_text(refused)
    assert "拒绝签名" not in whole_text(samples.measures())
