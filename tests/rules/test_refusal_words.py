"""Every reason to refuse a package has its words."""

import pytest

from app.rules.refusal_words import WORDS, refusal_words
from app.values.refusal import RefusalCode


@pytest.mark.parametrize("code", list(RefusalCode), ids=lambda code: code.name)
def test_every_reason_is_a_sentence_with_a_way_out(code: RefusalCode) -> None:
    message, hint = refusal_words(code, file="甲.ancha", detail="blob")
    assert message.startswith("甲.ancha 不能使用：")
    assert message.endswith("。")
    assert hint.startswith(("请", "需要"))
    assert hint.endswith("。")
    assert "{" not in message + hint


def test_the_place_is_named_in_the_users_words() -> None:
    assert "照片或文书" in refusal_words(RefusalCode.DAMAGED, file="a", detail="blob")[0]
    assert "a.ancha-wal" in refusal_words(RefusalCode.SIDE_FILE, file="a", detail="a.ancha-wal")[0]


def test_the_words_cover_the_reasons_exactly() -> None:
    assert WORDS.keys() == set(RefusalCode)
