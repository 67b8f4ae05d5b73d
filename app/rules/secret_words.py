"""What may be a passphrase and what may be a PIN."""

import unicodedata
from itertools import pairwise

from app.values.errors import UserError

LEAST_PASSPHRASE = 8
LEAST_PIN, MOST_PIN = 4, 8


class WeakSecretError(UserError):
    """The chosen passphrase or PIN is too easy to guess."""


def normal_passphrase(text: str) -> str:
    """Give the passphrase in the one form that counts, whatever the input method made of it."""
    return unicodedata.normalize("NFKC", text)


def refuse_weak_passphrase(text: str) -> None:
    """Refuse a passphrase that is short or one sign over and over."""
    signs = normal_passphrase(text)
    if len(signs) < LEAST_PASSPHRASE:
        raise WeakSecretError(f"口令至少要 {LEAST_PASSPHRASE} 个字符。", hint="可以用几个不相干的词连成一句。")
    if len(set(signs)) < 4 or _is_run(signs):
        raise WeakSecretError("口令太简单，一猜就中。", hint="请换一个，例如几个不相干的词。")


def refuse_weak_pin(text: str) -> None:
    """Refuse a PIN that is not four to eight digits, or one digit over and over, or a row such as 1234."""
    if not (text.isascii() and text.isdecimal() and LEAST_PIN <= len(text) <= MOST_PIN):
        raise WeakSecretError(f"PIN 要 {LEAST_PIN}—{MOST_PIN} 位数字。", hint="请重新输入。")
    if len(set(text)) == 1 or _is_run(text):
        raise WeakSecretError("PIN 太简单，一猜就中。", hint="请不要用相同或连续的数字。")


def _is_run(signs: str) -> bool:
    """Tell whether the signs follow each other up or down."""
    steps = {ord(after) - ord(before) for before, after in pairwise(signs)}
    return steps in ({1}, {-1})
