"""Text as a record keeps it: composed, without signs that nobody sees, and never with its direction turned."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from app.values.canonical import JsonValue, UnprintableTextError

# Pasted from web pages and chats; they have no width and no meaning in Chinese text.
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# They let a text read otherwise than it is stored: 第1项 may stand there as 项1第.
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")


def cleaned(text: str) -> str:
    """Give the text composed and without invisible signs; one that turns the direction of reading is refused."""
    if text.isascii():
        return text
    if _TURNED.search(text):
        raise UnprintableTextError("文字中有改变书写方向的控制字符")
    return unicodedata.normalize("NFC", _NO_WIDTH.sub("", text))


def written(value: JsonValue) -> JsonValue:
    """Clean all text, at any depth; for writers only, a reader takes what stands there."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, Mapping):
        return {key: written(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return tuple(written(item) for item in value)
    return value
