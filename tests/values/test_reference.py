"""Tests of references and their print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.reference import Ref, UnreadableRefError, chinese_number, parse_ref, place_text

SHORT = st.text(alphabet="安全生产法消防城镇燃气管理条例", min_size=2, max_size=10)
PLACE = st.integers(1, 99)


@st.composite
def refs(draw: st.DrawFn) -> Ref:
    """Draw any reference that can be written."""
    paragraph = draw(st.none() | PLACE)
    return Ref(
        short=draw(SHORT),
        article=draw(st.integers(1, 9999)),
        paragraph=paragraph,
        item=draw(st.none() | PLACE) if paragraph else None,
        inserted=draw(st.sampled_from([0, 1, 2, 12])),
        year=draw(st.none() | st.integers(1949, 2100)),
    )


@given(refs())
def test_parse_ref_reads_back_what_text_wrote(ref: Ref) -> None:
    assert parse_ref(ref.text) == ref


@given(st.integers(1, 999))
def test_parse_ref_reads_chinese_numerals_as_the_number_they_write(number: int) -> None:
    assert parse_ref(f"安全生产法/第{chinese_number(number)}条").article == number


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("安全生产法/36/2", "安全生产法/36/2"),
        (" 安全生产法(2021)/36 ", "安全生产法(2021)/36"),
        ("安全生产法（2021）／第九十九条／第一款／第（三）项", "安全生产法(2021)/99/1/3"),
        ("消防法/60/1/(一)", "消防法/60/1/1"),
        ("消防法/60/一/（十二）", "消防法/60/1/12"),
        ("刑法/134之1", "刑法/134之1"),
    ],
)
def test_parse_ref_understands_what_people_type(typed: str, text: str) -> None:
    assert parse_ref(typed).text == text


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "安全生产法",
        "安全生产法/",
        "安全生产法/零",
        "安全生产法/0",
        "/36",
        "安全生产法/36/2/3/4",
        "法/1",
        "安全生产法/36/x",
    ],
)
def test_parse_ref_refuses_other_text_and_shows_the_form(typed: str) -> None:
    with pytest.raises(UnreadableRefError, match="安全生产法/36/2"):
        parse_ref(typed)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (36, "三十六"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
    ],
)
def test_chinese_number_writes_as_statutes_do(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_chinese_number_refuses_what_no_article_has(number: int) -> None:
    with pytest.raises(ValueError, match="no article"):
        chinese_number(number)


@pytest.mark.parametrize(
    ("ref", "paragraphs", "text"),
    [
        (Ref("安全生产法", 36, 2), 4, "第三十六条第二款"),
        (Ref("安全生产法", 99, 1, 3), 1, "第九十九条第三项"),
        (Ref("消防法", 60, 1, 1), 3, "第六十条第一款第一项"),
        (Ref("安全生产法", 102), 1, "第一百零二条"),
        (Ref("令", 18, 1), 0, "第十八条第一款"),
        (Ref("刑法", 134, inserted=1), 1, "第一百三十四条之一"),
    ],
)
def test_place_text_leaves_the_paragraph_out_only_where_there_is_one(ref: Ref, paragraphs: int, text: str) -> None:
    assert place_text(ref, paragraphs=paragraphs) == text


def test_parent_climbs_from_item_to_article_and_ends() -> None:
    item = Ref("消防法", 60, 1, 2, year=2021)
    assert item.parent == Ref("消防法", 60, 1, year=2021)
    assert item.whole_article == Ref("消防法", 60, year=2021)
    assert item.whole_article.parent is None
    assert item.undated == Ref("消防法", 60, 1, 2)
