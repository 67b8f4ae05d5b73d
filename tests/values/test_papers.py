"""What the content hash of a paper is made of."""

from dataclasses import replace
from datetime import date

import pytest

from app.values.canonical import canonical_bytes
from app.values.papers import column_day, item_list, paper_object
from app.values.papers_every import with_imprint
from tests.reports import samples


@pytest.mark.parametrize(
    "make", [samples.scheme, samples.notice, samples.record, samples.order, samples.reply, samples.opinion]
)
def test_every_paper_becomes_canonical_json(make: object) -> None:
    assert callable(make)
    assert canonical_bytes(paper_object(make())).startswith(b"{")


def test_the_imprint_is_no_part_of_the_content() -> None:
    paper = samples.order()
    printed = with_imprint(paper, content_hash="ab" * 32, qr_text="ANCHA1:AB")
    assert printed.header.content_hash == "ab" * 32
    assert paper_object(printed) == paper_object(paper)
    assert not {"content_hash", "qr_text", "draft"} & set(paper_object(paper)["header"])


def test_with_imprint_ends_the_draft() -> None:
    paper = samples.order()
    draft = replace(paper, header=replace(paper.header, draft=True))
    assert not with_imprint(draft, content_hash="ab" * 32, qr_text="").header.draft


def test_days_are_written_as_text_and_kinds_differ() -> None:
    plain = paper_object(samples.order())
    assert plain["paper"] == "RectificationOrder"
    assert plain["checked"] == "2026-11-10"
    assert plain["deadlines"][0] == {"items": [1, 2], "until": "2026-11-17"}


def test_another_word_is_another_content() -> None:
    paper = samples.order()
    assert paper_object(replace(paper, addressee="示例乙公司")) != paper_object(paper)


def test_a_float_has_no_place_in_a_paper() -> None:
    with pytest.raises(TypeError, match="float"):
        paper_object(replace(samples.order(), addressee=1.5))  # type: ignore[arg-type] # wrong on purpose


def test_columns_write_days_without_year_and_at_once_without_day() -> None:
    assert column_day(date(2026, 11, 8), beside=date(2026, 10, 8)) == "11月8日"
    assert column_day(date(2027, 1, 8), beside=date(2026, 12, 8)) == "2027年\n1月8日"
    assert column_day(None, beside=date(2026, 10, 8)) == "立即"
    assert item_list([1, 2, 4]) == "1、2、4"
