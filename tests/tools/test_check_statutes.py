"""Tests of the comparison of the library with statute texts."""

from pathlib import Path

import pytest

from app.values.library import FineRange
from tests.rules.small_library import fine, provision
from tools.check_statutes import faults_of_row, sums, title_of
from tools.statute_text import read_statute

TEXT = """# 试验法

2021年1月1日公布

## 第一章 总则

第一条 设备应当维护。

应当定期检测。

第九条 有下列行为之一的，处五万元以上二十万元以下的罚款：

（一）未维护的；

（二）未检测的。

第十条之一 违反前条的，处警告。

第一百零二条 情节较重的，处5000元以上1万元以下罚款。

情节较轻的，依照前款规定处罚。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A statute's text."""
    path = tmp_path / "s.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_read_statute_splits_articles_paragraphs_and_items(file: Path) -> None:
    statute = read_statute(file)
    assert list(statute) == [(1, 0), (9, 0), (10, 1), (102, 0)]
    assert [len(article.paragraphs) for article in statute.values()] == [2, 1, 1, 2]
    assert list(statute[9, 0].paragraphs[0].items) == [1, 2]
    assert title_of(file) == "试验法"


RANGE = (fine(min_yuan=50_000, max_yuan=200_000),)


@pytest.mark.parametrize(
    ("place", "paragraphs", "fines", "faults"),
    [
        ("1/2", 2, (), 0),
        ("9/1/2", 1, RANGE, 0),
        ("9/1/2", 1, (), 0),
        ("102/2", 2, (fine(min_yuan=5_000, max_yuan=10_000),), 0),
        ("7", 1, (), 1),
        ("1/2", 1, (), 1),
        ("9/1/3", 1, RANGE, 1),
        ("9/1/1", 1, (fine(min_yuan=50_000, max_yuan=300_000),), 2),
        ("9/1/1", 1, (fine(max_yuan=200_000),), 1),
    ],
)
def test_faults_of_row_names_what_the_text_does_not_say(
    file: Path, place: str, paragraphs: int, fines: tuple[FineRange, ...], faults: int
) -> None:
    row = provision(place, paragraphs=paragraphs, fines=fines)
    assert len(faults_of_row(row, read_statute(file))) == faults


def test_sums_reads_numerals_of_both_kinds() -> None:
    assert sums("处二千元以上一百万元以下，或者5万元、500元") == {2_000, 1_000_000, 50_000, 500}
