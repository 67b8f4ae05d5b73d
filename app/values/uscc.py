"""统一社会信用代码 (GB 32100): bring what was typed to its form and say whether it can be right."""

import unicodedata
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
REGISTRIES = frozenset({"11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93", "Y1"})

_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION = slice(8, 17)
_HINTS = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}
_OLD_REGISTRATION_LENGTH = 15


@dataclass(frozen=True, slots=True)
class UsccVerdict:
    """What is stored, whether it can be right, why not, and what looks odd without being refused."""

    code: str
    valid: bool
    reason: str = ""
    warning: str = ""


def check_uscc(typed: str) -> UsccVerdict:
    """Check a typed code: its length, its characters, its first two, and its check character."""
    code = normalise_uscc(typed)
    reason = _fault(code)
    if reason:
        return UsccVerdict(code, valid=False, reason=reason)
    organisation = code[_ORGANISATION]
    if organisation[-1] != organisation_check(organisation[:-1]):
        return UsccVerdict(code, valid=True, warning="其中的组织机构代码（第9至17位）校验位不符，请对照营业执照核对。")
    return UsccVerdict(code, valid=True)


def normalise_uscc(typed: str) -> str:
    """Drop spaces and make characters half-width and upper case."""
    return "".join(unicodedata.normalize("NFKC", typed).split()).upper()


def check_character(first_17: str) -> str:
    """Work out the eighteenth character from the first seventeen."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first_17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(first_8: str) -> str:
    """Work out the ninth character of the organisation code (GB 11714)."""
    values = (int(character, 36) for character in first_8)
    total = sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def _fault(code: str) -> str:
    if not code:
        return "没有填写统一社会信用代码。"
    strange = next((character for character in code if character not in ALPHABET), None)
    if strange is not None:
        hint = f"，是否应为“{_HINTS[strange]}”" if strange in _HINTS else ""
        return f"统一社会信用代码中不会有“{strange}”{hint}。"
    if len(code) == _OLD_REGISTRATION_LENGTH:
        return "这是15位的旧注册号，不是统一社会信用代码，请填入注册号一栏。"
    if len(code) != LENGTH:
        return f"统一社会信用代码应为18位，现为{len(code)}位。"
    if code[:2] not in REGISTRIES:
        return f"开头两位“{code[:2]}”不是登记管理部门和机构类别的代码。"
    if code[-1] != check_character(code[:-1]):
        return "校验位不符，请对照营业执照逐位核对。"
    return ""
