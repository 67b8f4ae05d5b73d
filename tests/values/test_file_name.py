"""Names of files that somebody else has given."""

from pathlib import Path

import pytest

from app.values.canonical import canonical_bytes
from app.values.file_name import shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("二中队 3 号机（11月）.ancha", "二中队 3 号机（11月）.ancha"),
        ("甲\x01乙.ancha", "甲\ufffd乙.ancha"),
        ("甲\n乙.ancha", "甲\ufffd乙.ancha"),
        ("甲\u202eahcna.exe", "甲\ufffdahcna.exe"),
        ("\udcff.ancha", "\ufffd.ancha"),
    ],
)
def test_what_cannot_be_seen_is_marked(name: str, shown: str) -> None:
    assert shown_name(Path("D:/移交") / name) == shown
    assert canonical_bytes(shown)
