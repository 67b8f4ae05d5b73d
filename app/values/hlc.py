"""The clock of a record: milliseconds and a counter, never behind the revisions it follows."""

from collections.abc import Iterable

_COUNTER = 1 << 16
_LIMIT = 1 << 64


def next_hlc(now_ms: int, parents: Iterable[str]) -> str:
    """Give a new revision its clock: now, or one above the greatest clock of its parents."""
    value = max([now_ms * _COUNTER, *(int(parent, 16) + 1 for parent in parents)])
    if not 0 <= value < _LIMIT:
        raise ValueError("时钟超出范围")
    return f"{value:016x}"


def hlc_ms(hlc: str) -> int:
    """Read the milliseconds since 1970 (UTC) out of a clock."""
    return int(hlc, 16) // _COUNTER
