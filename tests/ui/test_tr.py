"""A sentence has named places."""

from app.ui.tr import tr


def test_named_places_are_filled() -> None:
    assert tr("共 {count} 家", count=3) == "共 3 家"


def test_sentence_without_places_is_left_alone() -> None:
    assert tr("花括号{不填}") == "花括号{不填}"
