"""Money in whole cents: as capitals on papers, in figures, and read back from both."""

import re

from app.values.errors import UserError

GREATEST_CENTS = 999_999_999_999_999

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)
_TYPED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
# A 零 that may be written or not: before the thousands of the next group, and between 元 and 角.
_FREE_ZERO = re.compile(rf"(?<=万)零(?=[{_DIGITS}]仟)|(?<=亿)零(?=[{_DIGITS}]仟[^元]*万)|(?<=元)零(?=[{_DIGITS}]角)")
_NUMBER_PARTS = re.compile(r"(?:(?P<high>.+)亿)?(?:(?P<middle>.+?)万)?(?P<low>.*)")


class AmountRefusedError(UserError):
    """An amount cannot be written or read; the message says why."""


def capitals(cents: int) -> str:
    """Write the amount in capitals, as 伍万叁仟元整."""
    _check_range(cents)
    yuan, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    text = f"{_spell(yuan)}元" if yuan or not rest else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        text += "零"
    return text + (f"{_DIGITS[fen]}分" if fen else "整")


def figures(cents: int) -> str:
    """Write the amount in figures, as ¥53,000.00."""
    _check_range(cents)
    return f"¥{cents // 100:,}.{cents % 100:02d}"


def printed(cents: int) -> str:
    """Write the amount as papers print it: 人民币, capitals, and figures in brackets."""
    return f"人民币{capitals(cents)}（{figures(cents)}）"


def parse_capitals(text: str) -> int:
    """Read an amount in capitals, with or without 整 and the 零 that writers may leave out; refuse any other slip."""
    plain = text.strip().removeprefix("人民币").replace("圆", "元").replace("正", "整").removesuffix("整")
    yuan_text, has_yuan, small = plain.rpartition("元")
    match = re.fullmatch(rf"零?(?:([{_DIGITS}])角)?零?(?:([{_DIGITS}])分)?", small)
    yuan = _read_number(yuan_text) if has_yuan else 0
    if not plain or match is None or yuan is None:
        raise AmountRefusedError(f"看不懂的大写金额：{text}。", hint="请照票据大写重新填写，如“伍万叁仟元整”。")
    jiao, fen = (_DIGITS.index(digit) if digit else 0 for digit in match.groups())
    cents = yuan * 100 + jiao * 10 + fen
    if cents > GREATEST_CENTS or _without_free_zeros(plain) != capitals(cents).removesuffix("整"):
        raise AmountRefusedError(f"大写金额写法不对：{text}。", hint="请照票据大写重新填写，如“伍万叁仟元整”。")
    return cents


def parse_yuan(typed: str) -> int:
    """Read an amount typed in yuan, with at most two decimals, as whole cents."""
    plain = typed.strip().translate(_FULL_WIDTH).lstrip("¥￥").removesuffix("元")
    match = _TYPED.fullmatch(plain)
    if match is None:
        raise AmountRefusedError(f"看不懂的金额：{typed}。", hint="请填以元为单位的数，最多两位小数，不能为负。")
    yuan, decimals = match.groups()
    cents = int(yuan.replace(",", "")) * 100 + int((decimals or "").ljust(2, "0"))
    _check_range(cents)
    return cents


def _without_free_zeros(text: str) -> str:
    return _FREE_ZERO.sub("", text)


def _check_range(cents: int) -> None:
    if not 0 <= cents <= GREATEST_CENTS:
        raise AmountRefusedError("金额应在零元至9,999,999,999,999.99元之间。", hint="请核对金额。")


def _spell(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    for name, size in (("亿", 100_000_000), ("万", 10_000)):
        if number >= size:
            high, low = divmod(number, size)
            gap = _DIGITS[0] if 0 < low < size // 10 else ""
            return f"{_spell(high)}{name}{gap}{_spell(low) if low else ''}"
    return _spell_four(number)


def _spell_four(number: int) -> str:
    text = ""
    has_gap = False
    for name, size in _PLACES:
        digit, number = divmod(number, size)
        if digit:
            text += (_DIGITS[0] if has_gap and text else "") + _DIGITS[digit] + name
        has_gap = not digit
    return text


def _read_number(text: str) -> int | None:
    if text == _DIGITS[0]:
        return 0
    match = _NUMBER_PARTS.fullmatch(text)
    if match is None or not text:
        return None
    total = 0
    for name, size in (("high", 100_000_000), ("middle", 10_000), ("low", 1)):
        part = match.group(name)
        value = _read_number(part) if name == "high" and part else _read_four(part or "")
        if value is None:
            return None
        total += value * size
    return total


def _read_four(text: str) -> int | None:
    pattern = "零?" + "零?".join(f"(?:([{_DIGITS[1:]}]){name})?" for name, _ in _PLACES)
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    digits = match.groups()
    return sum(_DIGITS.index(digit) * size for digit, (_, size) in zip(digits, _PLACES, strict=True) if digit)
