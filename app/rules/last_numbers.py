"""最后文号: the last number on paper as a person types it, and the numbers before it that must be voided."""

from app.rules.numbering import NumberRange, gap_after_restore, joined
from app.values.docnumber import KEYS, DocumentNumber, DocumentNumberError, parse
from app.values.errors import UserError
from app.values.rows_numbers import PausedNumber, VoidedSpan

_FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")
_MOST_DIGITS = 6


class LastNumberError(UserError):
    """What was given as the last number on paper cannot be it."""


def read_last_number(typed: str, paused: PausedNumber) -> int:
    """Read a bare serial, 0 for none this year, or a whole number of the kind and the year."""
    plain = "".join(typed.split()).translate(_FIGURES)
    bare = plain.removeprefix("第").removesuffix("号")
    if not bare:
        raise LastNumberError(
            f"没有填写“{paused.key}”的最后文号。", hint=f"请照纸质文书填写，{paused.year}年还没有用过的填0。"
        )
    if bare.isascii() and bare.isdigit():
        if len(bare.lstrip("0")) > _MOST_DIGITS:
            raise LastNumberError(f"“{paused.key}”的序号“{typed}”太长。", hint=f"序号最多{_MOST_DIGITS}位。")
        return int(bare)
    number = _parsed(plain, paused)
    if number.key != paused.key:
        raise LastNumberError(
            f"{number.text}是“{number.key}”的文号，不是“{paused.key}”的。", hint=f"请填写“{paused.key}”的最后文号。"
        )
    if number.year != paused.year:
        raise LastNumberError(
            f"{number.text}是{number.year}年的文号。",
            hint=f"请填写“{paused.key}”{paused.year}年的最后文号，没有的填0。",
        )
    return number.serial


def _parsed(plain: str, paused: PausedNumber) -> DocumentNumber:
    try:
        return parse(plain, keys=KEYS | {paused.key})
    except DocumentNumberError as error:
        example = f"（渝铜）应急{paused.key}〔{paused.year}〕12号"
        raise LastNumberError(
            f"“{paused.key}”的最后文号“{plain}”看不懂。", hint=f"请填写序号，例如12，或者整个文号，例如{example}。"
        ) from error


def spans_to_void(paused: PausedNumber, last: int) -> tuple[VoidedSpan, ...]:
    """List the numbers up to the last one on paper that this store knows nothing of."""
    if last < paused.known:
        raise LastNumberError(
            f"“{paused.key}”在本机资料里已有{paused.known}号，纸上最后一号不会更小。", hint="请核对纸上的文号。"
        )
    numbers = NumberRange(paused.first, paused.last)
    if last == 0:
        return ()
    if last not in numbers:
        raise LastNumberError(
            f"“{paused.key}”的{last}号不在本机号段 {paused.first}—{paused.last} 内。",
            hint="请核对纸上的文号，只填本机号段内的最后一号，没有的填0。",
        )
    gap = gap_after_restore(numbers, used=(paused.known,), last_on_paper=last)
    if gap is None:
        return ()
    lost = (serial for serial in range(gap.first, gap.last + 1) if serial not in paused.borne)
    return tuple(VoidedSpan(paused.key, paused.year, span.first, span.last) for span in joined(lost))
