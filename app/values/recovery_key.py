"""The recovery key as it stands on paper: groups of five signs, the last of each a check sign."""

import re
import unicodedata

from app.values.errors import UserError

RECOVERY_BYTES = 20
GROUPS = 8
GROUP = 4
# Without I, L, O and U, which are misread on paper.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_BITS = 5
_FIELD = 0b100101  # x⁵ + x² + 1, so that every swapped or mistaken sign changes the check


class MistypedRecoveryKeyError(UserError):
    """What was typed is no recovery key; the group that is wrong is named."""


def recovery_text(secret: bytes) -> str:
    """Write the secret as it is printed: `XXXXX-XXXXX-…`."""
    if len(secret) != RECOVERY_BYTES:
        raise ValueError("a recovery key has a fixed length")
    number = int.from_bytes(secret, "big")
    count = GROUPS * GROUP
    digits = [number >> (_BITS * (count - 1 - place)) & 31 for place in range(count)]
    groups = [digits[start : start + GROUP] for start in range(0, count, GROUP)]
    return "-".join(
        "".join(_SIGNS[digit] for digit in (*group, _check(place, group))) for place, group in enumerate(groups)
    )


def read_recovery_text(text: str) -> bytes:
    """Read what was typed, in whatever case and with whatever gaps; a wrong group is named."""
    signs = re.sub(r"[\s\-‐-―－_.]", "", unicodedata.normalize("NFKC", text)).upper().translate(_MISREAD)
    wanted = GROUPS * (GROUP + 1)
    if len(signs) != wanted:
        raise MistypedRecoveryKeyError(
            f"恢复密钥应有 {wanted} 位，现在是 {len(signs)} 位。", hint="请对照打印的恢复密钥逐组输入。"
        )
    number = 0
    for place in range(GROUPS):
        group = [_SIGNS.find(sign) for sign in signs[place * (GROUP + 1) : (place + 1) * (GROUP + 1)]]
        if min(group) < 0 or _check(place, group[:GROUP]) != group[GROUP]:
            raise MistypedRecoveryKeyError(f"恢复密钥的第 {place + 1} 组不对。", hint="请对照打印件重新输入这一组。")
        for digit in group[:GROUP]:
            number = number << _BITS | digit
    return number.to_bytes(RECOVERY_BYTES, "big")


def _check(place: int, group: list[int]) -> int:
    """Work out the check sign of a group, which also knows where the group stands."""
    found = place + 1
    for digit in group:
        found = _doubled(found) ^ digit
    return _doubled(found)


def _doubled(digit: int) -> int:
    doubled = digit << 1
    return doubled ^ _FIELD if doubled > 31 else doubled
