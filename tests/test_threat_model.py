"""Each promise of the threat model names a test that exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROMISE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_a_promise_names_is_there() -> None:
    named = PROMISE.findall((ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8"))
    assert len(named) > 30
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_every_row_of_the_tables_names_a_test() -> None:
    rows = [
        line
        for line in (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| promised", "|---"))
    ]
    assert rows
    assert [row for row in rows if not PROMISE.search(row)] == []
