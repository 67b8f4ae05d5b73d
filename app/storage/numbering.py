"""Numbers of documents: each device gives those of its own range, each one once, the gap after a restore voided."""

from dataclasses import dataclass

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.models.log import NumberRange, Serial, Setting
from app.models.types import freeze
from app.values.errors import UserError

WARN_AT = 0.8
PAUSED = "numbering.paused"  # since which year, and for which years of each kind the last number was typed


class NumberingError(UserError):
    """No number can be given now."""


@dataclass(frozen=True, slots=True)
class RangeUse:
    """How far a range is used up in a year."""

    key: str
    first: int
    last: int
    year: int
    used: int
    is_locked: bool

    @property
    def left(self) -> int:
        """Return how many numbers can still be given."""
        return self.last - self.first + 1 - self.used

    @property
    def is_nearly_used_up(self) -> bool:
        """Say whether it is time to ask the office for a new range."""
        return self.used >= WARN_AT * (self.last - self.first + 1)


class Numbers:
    """Give the numbers of this device."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set_range(self, key: str, *, first: int, last: int) -> None:
        """Note the numbers that the office gave this device; they hold for every year."""
        if not 1 <= first <= last:
            raise NumberingError(f"号段 {first}—{last} 不成立。", hint="起号不小于1，止号不小于起号。")
        found = self._session.get(NumberRange, key)
        if found is None:
            self._session.add(NumberRange(key=key, first=first, last=last))
        else:
            found.first, found.last = first, last
        self._session.flush()

    def keys(self) -> tuple[str, ...]:
        """List the kinds of number that have a range."""
        return tuple(self._session.scalars(select(NumberRange.key).order_by(NumberRange.key)))

    def use(self, key: str, *, year: int) -> RangeUse | None:
        """Say how far the range is used up in the year, None where no range was set."""
        found = self._session.get(NumberRange, key) or self._shared(key)
        if found is None:
            return None
        used = max(0, self._last_used(found, year=year) - found.first + 1)
        return RangeUse(key, found.first, found.last, year, used, found.is_locked)

    def next_serial(self, key: str, *, year: int) -> int:
        """Give the next number of the range in the year; with the transaction it is given for good."""
        found = self._session.get(NumberRange, key) or self._shared(key)
        if found is None:
            raise NumberingError(f"尚未设置“{key}”的号段。", hint="请向单位登记人领取号段，在设置中填写后再出具。")
        self._session.add(found)
        if found.is_locked:
            raise NumberingError(
                "数据从备份恢复或换了机器，编号已暂停。", hint="请先填写纸上最后一个文号，再继续编号。"
            )
        if self._waits(key, year=year):
            raise NumberingError(
                f"数据从备份恢复或换了机器，{year}年的“{key}”还没有核对过。",
                hint=f"请先填写{year}年纸上最后文号，或者改用今年的文书日期。",
            )
        serial = max(found.first, self._last_used(found, year=year) + 1)
        if serial > found.last:
            raise NumberingError(
                f"“{key}”{year}年的号段 {found.first}—{found.last} 已用完。", hint="请领取新的号段后再出具。"
            )
        self._session.add(Serial(key=key, year=year, serial=serial))
        self._session.flush()
        return serial

    def needs_last_numbers(self) -> tuple[str, ...]:
        """List the kinds of number that wait for the last number on paper to be typed."""
        locked = select(NumberRange.key).where(NumberRange.is_locked).order_by(NumberRange.key)
        return tuple(self._session.scalars(locked))

    def confirm_last_number(self, key: str, *, year: int, last: int) -> tuple[int, ...]:
        """Note the last number on paper (0: none this year), resume, and return the gap that is to be voided."""
        found = self._session.get(NumberRange, key)
        if found is None:
            raise NumberingError(f"尚未设置“{key}”的号段。", hint="请先在设置中填写号段。")
        known = self._last_used(found, year=year)
        if last and not found.first <= last <= found.last:
            raise NumberingError(f"{last} 号不在本机号段 {found.first}—{found.last} 内。", hint="请核对纸上的文号。")
        if last < known:
            raise NumberingError(f"本机数据里已有 {known} 号，纸上最后一号不会更小。", hint="请核对纸上的文号。")
        gap = tuple(range(max(found.first, known + 1), last + 1))
        if gap:
            rows = [{"key": key, "year": year, "serial": serial, "is_void": True} for serial in gap]
            self._session.execute(insert(Serial), rows)
        found.is_locked = False
        self._note_typed(key, year=year)
        self._session.flush()
        return gap

    def given(self, key: str, *, year: int) -> tuple[int, ...]:
        """List the numbers that were given or voided in the year."""
        query = select(Serial.serial).where(Serial.key == key, Serial.year == year).order_by(Serial.serial)
        return tuple(self._session.scalars(query))

    def _shared(self, key: str) -> NumberRange | None:
        """Give a kind of paper that came with a newer program the range that all others share, if they share one."""
        others = self._session.scalars(select(NumberRange)).all()
        spans = {(one.first, one.last) for one in others}
        if len(spans) != 1:
            return None
        first, last = spans.pop()
        return NumberRange(key=key, first=first, last=last, is_locked=any(one.is_locked for one in others))

    def is_in_use(self, key: str, *, year: int) -> bool:
        """Say whether a number of the kind was given here in the year."""
        return bool(self.given(key, year=year))

    def _waits(self, key: str, *, year: int) -> bool:
        """Say whether numbers of that year may be on papers that this store knows nothing of."""
        paused = self._session.get(Setting, PAUSED)
        if paused is None or key not in paused.value["typed"]:
            return False
        return year <= paused.value["year"] and year not in paused.value["typed"][key]

    def _note_typed(self, key: str, *, year: int) -> None:
        paused = self._session.get(Setting, PAUSED)
        if paused is not None and key in paused.value["typed"]:
            typed = {**paused.value["typed"], key: sorted({*paused.value["typed"][key], year})}
            paused.value = freeze({"year": paused.value["year"], "typed": typed})

    def _last_used(self, found: NumberRange, *, year: int) -> int:
        """Return the greatest number of the range used in the year; a number of an older range does not count."""
        query = select(func.max(Serial.serial)).where(
            Serial.key == found.key, Serial.year == year, Serial.serial.between(found.first, found.last)
        )
        return self._session.scalar(query) or 0


def pause_numbers(session: Session, *, year: int) -> None:
    """Let every kind of number wait, in this year and all before it, until its last number on paper is typed."""
    typed: dict[str, list[int]] = {key: [] for key in session.scalars(select(NumberRange.key))}
    session.merge(Setting(key=PAUSED, value=freeze({"year": year, "typed": typed})))
