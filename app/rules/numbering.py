"""文号: the next number of a device's range, its gaps, its warnings, and who else has the number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.values.enums import DocumentForm
from app.values.errors import UserError


class NumbersExhaustedError(UserError):
    """The device's range of numbers is used up."""


class NumberTakenError(UserError):
    """Another paper bears the number already."""


class NumberOutOfRangeError(UserError):
    """A number that does not belong to this machine's range."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """号段: the serials that this machine may give, both ends included; valid every year."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 < self.first <= self.last:
            raise NumberOutOfRangeError(
                f"号段 {self.first}—{self.last} 不成立。", hint="请按单位分配的号段填写，起号不小于 1、不大于止号。"
            )

    def __contains__(self, serial: int) -> bool:
        return self.first <= serial <= self.last

    @property
    def size(self) -> int:
        """Count the numbers of the range."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class NextSerial:
    """The next serial, with a warning when few are left."""

    serial: int
    remaining: int
    warning: str = ""


@dataclass(frozen=True, slots=True)
class SerialSpan:
    """Serials that stand together, both ends included."""

    first: int
    last: int


def next_serial(
    numbers: NumberRange, *, used: Collection[int], voided: Iterable[SerialSpan] = (), warn_percent: int = 80
) -> NextSerial:
    """Give the serial after the highest that was used or voided; a gap is never filled again."""
    highest = _highest(numbers, used=used, voided=voided)
    if highest >= numbers.last:
        raise NumbersExhaustedError(
            f"本机号段（{numbers.first}—{numbers.last}）已经用完。", hint="请向单位申请新的号段，在设置中登记后再签发。"
        )
    serial = highest + 1
    remaining = numbers.last - serial
    taken = serial - numbers.first + 1
    warning = ""
    if taken * 100 >= numbers.size * warn_percent:
        warning = f"本机号段已用 {taken * 100 // numbers.size}%，还剩 {remaining} 个号，请及时申请新号段。"
    return NextSerial(serial, remaining, warning)


def unused_gaps(
    numbers: NumberRange, *, used: Collection[int], voided: Iterable[SerialSpan] = ()
) -> tuple[SerialSpan, ...]:
    """List the serials that were skipped and not yet voided; each needs a reason in the register of numbers."""
    spans = tuple(voided)
    highest = _highest(numbers, used=used, voided=spans)
    taken = set(used)
    for span in spans:
        taken.update(range(max(span.first, numbers.first), min(span.last, numbers.last) + 1))
    missing = [serial for serial in range(numbers.first, highest + 1) if serial not in taken]
    return joined(missing)


def gap_after_restore(numbers: NumberRange, *, used: Collection[int], last_on_paper: int) -> SerialSpan | None:
    """Give the serials that papers may bear although this store does not know them any more."""
    if last_on_paper not in numbers:
        raise NumberOutOfRangeError(
            f"{last_on_paper} 不在本机号段（{numbers.first}—{numbers.last}）内。", hint="请核对最后一份纸质文书的序号。"
        )
    known = _highest(numbers, used=used, voided=())
    return SerialSpan(known + 1, last_on_paper) if last_on_paper > known else None


def number_key(keys: Mapping[DocumentForm, str], form: DocumentForm) -> str:
    """Give the key of a form in document numbers; the keys are data of the forms."""
    key = keys.get(form, "")
    if not key:
        raise NumberOutOfRangeError(f"文书“{form.value}”没有文号字样。", hint="请在文书设置中补充文号字样。")
    return key


def branch_numbers(count: int) -> tuple[int | None, ...]:
    """Give the branches of one serial for a paper that is split: none for one part, else 1, 2, 3 …"""
    if count < 1:
        raise ValueError("a paper has at least one part")
    return (None,) if count == 1 else tuple(range(1, count + 1))


def refuse_taken(number: str, *, taken: Mapping[str, str]) -> None:
    """Refuse a number that another paper bears; `taken` names that paper by number."""
    if number in taken:
        raise NumberTakenError(
            f"文号{number}已由“{taken[number]}”使用。", hint="请核对文号，或先作废另一份文书后改用新号。"
        )


def _highest(numbers: NumberRange, *, used: Collection[int], voided: Iterable[SerialSpan]) -> int:
    serials = [serial for serial in used if serial in numbers]
    ends = [min(span.last, numbers.last) for span in voided if span.last >= numbers.first]
    ends = [end for end in ends if end >= numbers.first]
    return max((*serials, *ends), default=numbers.first - 1)


def joined(serials: Iterable[int]) -> tuple[SerialSpan, ...]:
    """Join serials, which come in order, to spans."""
    spans: list[SerialSpan] = []
    for serial in serials:
        if spans and spans[-1].last == serial - 1:
            spans[-1] = SerialSpan(spans[-1].first, serial)
        else:
            spans.append(SerialSpan(serial, serial))
    return tuple(spans)
