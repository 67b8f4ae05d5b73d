"""Tests of the initials by which wordings are found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.initials import LONGEST, initials


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("安全出口上锁。", "aqckss"),
        ("〔地点〕疏散通道堆放货物。", "sstddfhw"),
        ("LPG 气瓶 15 只", "lpgqp15z"),
        ("", ""),
    ],
)
def test_initials_take_the_first_letter_of_each_syllable(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text(max_size=60))
def test_initials_are_always_short_and_can_be_typed(text: str) -> None:
    assert re.fullmatch(f"[a-z0-9]{{0,{LONGEST}}}", initials(text))
