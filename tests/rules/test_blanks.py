"""Blanks of standard wording."""

from app.rules.blanks import bracketed, unfilled


def test_unfilled_lists_the_blanks_in_their_order() -> None:
    assert unfilled("〔地点〕有〔数量〕具灭火器失效，〔地点〕无记录。") == ("〔地点〕", "〔数量〕", "〔地点〕")


def test_unfilled_leaves_the_year_of_a_document_number_alone() -> None:
    text = "未按（渝铜）应急责改〔2026〕12号整改。"
    assert unfilled(text) == ()
    assert bracketed(text) == ("〔2026〕",)


def test_unfilled_finds_nothing_in_text_that_was_filled_in() -> None:
    assert unfilled("东侧配电间有2具灭火器失效。") == ()
