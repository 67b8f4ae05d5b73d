"""Whether the wording of an item can be read aloud, filled in, and told from the others."""

import re
from collections.abc import Iterator, Sequence

from app.rules.blanks import BLANKS, bracketed
from app.values.library import Checklist, Item

_MARKS = re.compile(r"[\W_]+")
_LENGTHS = {"text": (8, 45), "how": (6, 80), "fact": (10, 90), "demand": (10, 90)}
_WORDS = {"text": "检查内容", "how": "检查方法", "fact": "事实", "demand": "整改要求"}
SAME = 0.6


def wording_faults(item: Item) -> Iterator[tuple[str, str]]:
    """List what is wrong with the item's wording, as kind and words."""
    for field, (shortest, longest) in _LENGTHS.items():
        if not shortest <= len(getattr(item, field)) <= longest:
            yield "length", f"{_WORDS[field]}应为{shortest}至{longest}字。"
    if item.text.endswith(("。", "？", "?")):
        yield "wording", "检查内容不加句末标点。"
    for sentence in (item.fact, item.demand, *(phrase.text for phrase in item.phrases)):
        if not sentence.endswith("。"):
            yield "wording", f"应以句号结束：{sentence}"
        for blank in bracketed(sentence):
            if blank not in BLANKS:
                yield "blank", f"不认识的空格{blank}。"
    for phrase in item.phrases:
        if not phrase.initials:
            yield "phrase", f"没有拼音首字母：{phrase.text}"
    if len({phrase.text for phrase in item.phrases}) < len(item.phrases):
        yield "phrase", "同一用语写了两次。"
    if not item.evidence:
        yield "wording", "没有写明取证内容。"


def alike(checklists: Sequence[Checklist]) -> Iterator[tuple[Item, Item]]:
    """Find pairs of items with different questions whose words are nearly the same."""
    items = {item.question: item for checklist in checklists for item in checklist.items}
    pairs = [(_pairs_of_letters(item.text), item) for item in items.values()]
    for index, (letters, item) in enumerate(pairs):
        for other_letters, other in pairs[index + 1 :]:
            shared = len(letters & other_letters)
            if shared and shared >= SAME * len(letters | other_letters):
                yield item, other


def _pairs_of_letters(text: str) -> frozenset[str]:
    plain = _MARKS.sub("", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
