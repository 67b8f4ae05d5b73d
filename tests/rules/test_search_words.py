"""Any scrap of a text finds it, and nothing that does not stand there does."""

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.search_words import index_words, match_expression, plain_text, scraps

SIGNS = "燃气灭火器甲乙12A9b"
TEXTS = st.text(alphabet=SIGNS + "，（ ", min_size=1, max_size=20)

RUNS = st.one_of([st.text(alphabet=alphabet, min_size=1, max_size=4) for alphabet in ("燃气灭火器甲乙", "12A9b")])


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='ascii', prefix='1 2')")
    yield connection
    connection.close()


def is_found(index: sqlite3.Connection, text: str, typed: str) -> bool:
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t (words) VALUES (?)", (index_words(text),))
    expression = match_expression(typed)
    assert expression is not None
    return index.execute("SELECT 1 FROM t WHERE t MATCH ?", (expression,)).fetchone() is not None


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@given(text=TEXTS, start=st.integers(0, 19), length=st.integers(1, 20))
def test_every_scrap_of_a_text_finds_it(index: sqlite3.Connection, text: str, start: int, length: int) -> None:
    scrap = text[start % len(text) :][:length]
    if match_expression(scrap) is not None:
        assert is_found(index, text, scrap)


@given(
    text=TEXTS,
    run=st.text(alphabet="燃气灭火器甲乙", min_size=1, max_size=4) | st.text(alphabet="12A9b", min_size=1, max_size=4),
)
def test_one_run_is_found_only_where_it_stands(index: sqlite3.Connection, text: str, run: str) -> None:
    assert is_found(index, text, run) == (plain(run) in plain(text))


@given(texts=st.lists(TEXTS, min_size=1, max_size=3), typed=TEXTS)
def test_looking_through_a_text_finds_what_the_index_finds(
    index: sqlite3.Connection, texts: list[str], typed: str
) -> None:
    if match_expression(typed) is None:
        assert scraps(typed) == ()
        return
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t (words) VALUES (?)", (index_words(*texts),))
    found = index.execute("SELECT 1 FROM t WHERE t MATCH ?", (match_expression(typed),)).fetchone() is not None
    assert all(scrap in plain_text(*texts) for scrap in scraps(typed)) == found


def test_words_apart_must_all_occur() -> None:
    assert match_expression("甲镇 燃气") == '"甲镇" AND "燃气"'
    assert match_expression("灭火器") == '"灭火 火器"'
    assert match_expression("站") == '"站"*'
    assert match_expression("56") == '"56"*'
    assert match_expression("GB5") == '"gb5"'


def test_nothing_typed_asks_nothing() -> None:
    assert match_expression(" （、") is None
    assert match_expression("") is None


def test_full_width_and_capitals_are_the_same(index: sqlite3.Connection) -> None:
    assert is_found(index, "ＧＢ５０１６０", "gb501")


def test_rare_characters_are_found(index: sqlite3.Connection) -> None:
    assert is_found(index, "䶮𬭎㙟公司", "𬭎㙟")


def test_empty_texts_are_left_out() -> None:
    assert index_words(None, "", "甲") == "甲"
