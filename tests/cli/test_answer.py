"""Answers are plain JSON for scripts and straight columns for people."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.cli.answer import plain, say_table
from app.values.enums import HazardLevel
from app.values.rows_ledger import LedgerRow


def test_plain_writes_days_instants_ids_and_choices_as_promised() -> None:
    row = LedgerRow(
        id=UUID(int=1), number=None, state=HazardLevel.MAJOR, updated=datetime(2026, 11, 16, 1, 10, tzinfo=UTC),
        conflicts=0,
    )  # fmt: skip
    assert plain(row) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "number": None,
        "state": "重大",
        "updated": "2026-11-16T09:10:00+08:00",
        "conflicts": 0,
    }
    assert plain({"days": (date(2026, 11, 16), None)}) == {"days": ["2026-11-16", None]}


def test_columns_line_up_with_chinese_characters(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(["名", "数"], [["安查", 1], ["a", None]], empty="没有")
    assert capsys.readouterr().out == "名    数\n安查  1\na     —\n"


def test_a_long_text_with_line_breaks_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(["文"], [["一\n二\t三"]], empty="没有")
    assert capsys.readouterr().out == "文\n一 二 三\n"
