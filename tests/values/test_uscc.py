"""Checks of the 统一社会信用代码."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.uscc import ALPHABET, check_character, check_uscc, organisation_check
from tests.vector_files import read_vectors

RULE = read_vectors("uscc/codes.json")["rule"]
CASES = read_vectors("uscc/codes.json")["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_verdict_of_the_vectors(case: Any) -> None:
    verdict = check_uscc(case.get("typed", case["code"]))
    assert verdict.valid is case["valid"]
    assert bool(verdict.reason) is not case["valid"]
    assert bool(verdict.warning) is ("warning" in case)
    if case["valid"]:
        assert verdict.code == case["code"]


@pytest.mark.parametrize("case", [case for case in CASES if "check" in case], ids=lambda case: case["id"])
def test_check_characters_of_the_vectors(case: Any) -> None:
    code = case["code"]
    assert check_character(code[:17]) == case["check"]
    assert organisation_check(code[8:16]) == case["organisation_check"]


def test_first_two_characters_follow_the_vectors() -> None:
    for first in RULE["first_two"]:
        code = f"{first}000000DEMA0001"
        assert "开头两位" not in check_uscc(f"{code}0{check_character(code + '0')}").reason
    assert "开头两位" in check_uscc("00" + "0" * 16).reason


def test_reason_names_the_likely_character() -> None:
    assert "“1”" in check_uscc("91000000IEMA00013A").reason
    assert "注册号" in check_uscc("500000000000000").reason
    assert "现为17位" in check_uscc("91000000DEMA00013").reason


@given(st.text(ALPHABET, min_size=15, max_size=15), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_changed_character_is_always_noticed(middle: str, place: int, character: str) -> None:
    first = f"91{middle}"
    code = first + check_character(first)
    changed = code[:place] + character + code[place + 1 :]
    assert check_uscc(code).valid
    assert check_uscc(changed).valid is (changed == code)
