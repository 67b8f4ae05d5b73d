"""What nobody sees does not stand in a record, and what turns a text round is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.canonical import UnprintableTextError
from app.values.written_text import cleaned, written


@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad"])
def test_signs_without_width_are_left_out(sign: str) -> None:
    assert cleaned(f"充装{sign}间") == "充装间"


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_signs_that_turn_the_direction_are_refused(sign: str) -> None:
    with pytest.raises(UnprintableTextError, match="书写方向"):
        written({"fact": ["充装间", f"第1项{sign}"]})


def test_rare_signs_and_choices_of_their_shape_stay() -> None:
    assert cleaned("䶮𬭎㙟葛\U000e0100") == "䶮𬭎㙟葛\U000e0100"


@given(st.text(st.characters(exclude_categories=["Cf", "Cs", "Cc"])))
def test_a_visible_text_is_only_composed(text: str) -> None:
    assert cleaned(text) == unicodedata.normalize("NFC", text)


@given(st.text(st.characters(exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
