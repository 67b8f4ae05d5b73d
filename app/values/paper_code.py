"""The code printed on a paper: its number in Latin letters, its content hash, the head of the device's chain.

Only signs of the QR alphabet, so that the modules stay large enough for a cheap printer and a scratched camera.
"""

import re
from dataclasses import dataclass

HEAD_DIGITS = 16
LOOP_PREFIX = "BH-"
_MARK = "ANCHA1"
_SHAPE = re.compile(rf"{_MARK}:(?P<number>[A-Z0-9-]*):(?P<hash>[0-9A-F]{{64}}):(?P<head>[0-9A-F]{{{HEAD_DIGITS}}}|0)")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What the code on a paper says; `head` begins the revision that stood last when it was issued."""

    number: str
    content_hash: str
    head: str

    @property
    def text(self) -> str:
        """Write the code."""
        return f"{_MARK}:{self.number}:{self.content_hash.upper()}:{self.head.upper() or '0'}"


def make_code(number: str, *, content_hash: str, head: str | None) -> PaperCode:
    """Make the code of a paper; the first paper of a device has no head before it."""
    return PaperCode(number.upper(), content_hash, (head or "")[:HEAD_DIGITS])


def parse_code(text: str) -> PaperCode | None:
    """Read a code; what is none of ours is nothing."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        return None
    head = "" if match["head"] == "0" else match["head"].lower()
    return PaperCode(match["number"], match["hash"].lower(), head)
