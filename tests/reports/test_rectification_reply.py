"""整改情况回执: a blank that the party fills in."""

from dataclasses import replace

from app.reports.rectification_reply import render
from app.values.papers_after import ReplyItem
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_texts


def test_the_blank_looks_as_it_was_approved() -> None:
    check_golden("03-rectification-reply", render(samples.reply()))


def test_the_blank_names_the_order_that_it_answers() -> None:
    text = flat("".join(page_texts(render(samples.reply()))))
    assert "对应（渝示）应急责改〔2026〕12号" in text
    assert "你机关（渝示）应急责改〔2026〕12号责令限期整改指令书收悉" in text


def test_the_head_of_the_table_is_repeated_on_every_page_that_it_reaches() -> None:
    many = tuple(ReplyItem(n, f"第{n}个问题", None) for n in range(1, 61))
    pages = page_texts(render(replace(samples.reply(), items=many)))
    with_rows = [text for text in pages if "个问题" in flat(text)]
    assert len(with_rows) > 2
    assert all("整改措施" in text for text in with_rows)
    assert all(f"第{n}个问题" in flat("".join(pages)) for n in range(1, 61))
