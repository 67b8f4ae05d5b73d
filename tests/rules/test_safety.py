"""The sentence of 数据安全 says the worst thing first, and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.rules.safety import SafetyFacts, judge
from app.values.rows_safekeeping import SafetyLevel

NOW = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
GOOD = SafetyFacts(
    now=NOW,
    has_records=True,
    only_here=0,
    only_here_today=0,
    last_copy_at=NOW - timedelta(hours=1),
    has_place_at_hand=True,
    has_failed=False,
    disk_free=50 * 1024**3,
)


def test_judge_is_content_when_all_lies_on_another_disk_too() -> None:
    verdict = judge(GOOD)
    assert (verdict.level, verdict.advice) == (SafetyLevel.OK, "")
    assert "另一块盘" in verdict.sentence


@pytest.mark.parametrize(
    ("changes", "level", "said"),
    [
        ({"only_here": 3, "only_here_today": 3}, SafetyLevel.BAD, "今天的 3 处改动只在这块硬盘上"),
        ({"only_here": 3}, SafetyLevel.WARN, "3 处以前的改动"),
        ({"check_level": 3, "only_here_today": 1}, SafetyLevel.BAD, "损坏"),
        ({"check_level": 1}, SafetyLevel.WARN, "要修复"),
        ({"disk_free": 100 * 1024**2}, SafetyLevel.BAD, "磁盘只剩 100 MB"),
        ({"disk_free": 500 * 1024**2}, SafetyLevel.WARN, "磁盘只剩 500 MB"),
        ({"last_copy_at": None}, SafetyLevel.WARN, "还没有备份"),
        ({"last_copy_at": NOW - timedelta(days=9)}, SafetyLevel.WARN, "9 天前"),
        ({"has_failed": True}, SafetyLevel.WARN, "没有写成"),
    ],
)
def test_judge_says_what_is_wrong_and_what_to_do(changes: dict[str, Any], level: SafetyLevel, said: str) -> None:
    verdict = judge(replace(GOOD, **changes))
    assert verdict.level is level
    assert said in verdict.sentence
    assert verdict.advice


def test_judge_asks_for_a_stick_where_none_is_at_hand() -> None:
    assert "U盘" in judge(replace(GOOD, only_here_today=1, has_place_at_hand=False)).advice


def test_judge_has_nothing_against_an_empty_store() -> None:
    assert judge(replace(GOOD, has_records=False, last_copy_at=None)).level is SafetyLevel.OK
