"""编号: how far the ranges of this machine are used, and how numbering goes on after a restore or a move."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.models.document import Document, VoidNumber
from app.rules.last_numbers import LastNumberError, spans_to_void
from app.services.desk import Desk
from app.services.own_authority import own_authority
from app.storage.device import Ground
from app.storage.numbering import RangeUse
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.rows_numbers import NumberUse, PausedNumber, VoidedSpan

_EARLY_MONTHS = 3  # so long a paper may still be dated in the last year
_WHY = {Ground.RESTORED: "资料从备份恢复", Ground.MOVED: "资料换了电脑"}


class NumberingService:
    """Tell of the numbers of this machine, and let numbering go on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ranges(self) -> tuple[NumberUse, ...]:
        """List the ranges and how far each is used up this year."""
        year = self._desk.today().year
        with self._desk.read() as uow:
            return tuple(_use_row(use) for use in _uses(uow, uow.numbers.keys(), year=year))

    def paused(self) -> tuple[PausedNumber, ...]:
        """List the kinds of number that wait for the last number on paper."""
        with self._desk.read() as uow:
            return paused_numbers(uow, year=self._desk.today().year)

    def resume(self, last_numbers: Mapping[str, int]) -> tuple[VoidedSpan, ...]:
        """Take the last number on paper of every paused kind (0: none this year), void the gaps, and go on."""
        year = self._desk.today().year
        with self._desk.write(reason="填写纸上最后文号，恢复编号") as uow:
            paused = paused_numbers(uow, year=year)
            _refuse_others(paused, last_numbers)
            voided = [(span, one) for one in paused for span in spans_to_void(one, last_numbers[one.slot])]
            for one in paused:
                uow.numbers.confirm_last_number(one.key, year=one.year, last=last_numbers[one.slot])
            uow.add_all([_void_record(uow, span, last_numbers[one.slot]) for span, one in voided])
            uow.commit()
        return tuple(span for span, _ in voided)


def paused_numbers(uow: UnitOfWork, *, year: int) -> tuple[PausedNumber, ...]:
    """List within a use case the kinds of number that wait for the last number on paper: this year's, then last year's.

    After a restore in January it is last year's numbers that papers may bear and this store does not know.
    """
    keys = uow.numbers.needs_last_numbers()
    if not keys:
        return ()
    last_year = [key for key in keys if _asks_last_year(uow, key, year=year)]
    return (
        *(_paused_row(uow, use) for use in _uses(uow, keys, year=year)),
        *(_paused_row(uow, use, is_last_year=True) for use in _uses(uow, last_year, year=year - 1)),
    )


def _asks_last_year(uow: UnitOfWork, key: str, *, year: int) -> bool:
    if uow.numbers.is_in_use(key, year=year - 1):
        return True
    is_early = civil_day(uow.now()).month <= _EARLY_MONTHS
    return is_early and civil_day(uow.devices.all()[0].since_at).year < year


def _uses(uow: UnitOfWork, keys: Sequence[str], *, year: int) -> list[RangeUse]:
    return [use for key in _in_order(keys) if (use := uow.numbers.use(key, year=year)) is not None]


def _in_order(keys: Sequence[str]) -> list[str]:
    """Order the kinds of number as the papers follow each other; the day asks for those paused, mostly none."""
    if not keys:
        return []
    from app.storage.form_files import document_profile

    order = {key: place for place, key in enumerate(document_profile().number_keys())}
    return sorted(keys, key=lambda key: (order.get(key, len(order)), key))


def _titles(key: str) -> tuple[str, ...]:
    """Name the papers that use the kind of number."""
    from app.storage.form_files import document_profile

    return tuple(dict.fromkeys(form.title for form in document_profile().forms if form.key == key))


def _known(use: RangeUse) -> int:
    return use.first + use.used - 1 if use.used else 0


def _use_row(use: RangeUse) -> NumberUse:
    return NumberUse(
        key=use.key,
        titles=_titles(use.key),
        year=use.year,
        first=use.first,
        last=use.last,
        known=_known(use),
        left=use.left,
        is_paused=use.is_locked,
    )


def _paused_row(uow: UnitOfWork, use: RangeUse, *, is_last_year: bool = False) -> PausedNumber:
    return PausedNumber(
        key=use.key,
        titles=_titles(use.key),
        year=use.year,
        first=use.first,
        last=use.last,
        known=_known(use),
        borne=_borne(uow, use),
        is_last_year=is_last_year,
    )


def _borne(uow: UnitOfWork, use: RangeUse) -> frozenset[int]:
    """Find serials after the last one given here that papers of this authority bear: typed by hand, or imported."""
    own = own_authority(uow)
    if own is None:
        return frozenset()
    query = select(Document.number_serial).where(
        Document.number.startswith(f"（{own.prefix}）{own.word}{use.key}〔{use.year}〕", autoescape=True),
        Document.number_serial > _known(use),
        Document.number_serial <= use.last,
        Document.deleted.is_(False),
    )
    return frozenset(serial for serial in uow.session.scalars(query) if serial is not None)


def _refuse_others(paused: tuple[PausedNumber, ...], last_numbers: Mapping[str, int]) -> None:
    """Refuse a kind that is left out, and one that does not wait: numbering goes on for all kinds or for none."""
    if not paused:
        raise LastNumberError("编号没有暂停。", hint="可以直接签发文书。")
    names = [one.slot for one in paused]
    for key in last_numbers:
        if key not in names:
            raise LastNumberError(f"“{key}”的编号没有暂停。", hint=f"要填写的是：{'、'.join(names)}。")
    missing = [one for one in paused if one.slot not in last_numbers]
    if missing:
        raise LastNumberError(
            f"没有填写{'、'.join(f'“{one.slot}”' for one in missing)}的最后文号。",
            hint=f"请照纸质文书一次填完，{missing[0].year}年还没有用过的填0。",
        )


def _void_record(uow: UnitOfWork, span: VoidedSpan, last: int) -> VoidNumber:
    why = _WHY.get(Ground(uow.devices.current().ground), "编号曾经暂停")
    return VoidNumber(
        number_key=span.key,
        number_year=span.year,
        first_serial=span.first,
        last_serial=span.last,
        reason=f"{why}，纸上最后一号是{last}号，本机没有{span.text}的登记，作废不再使用。",
        voided_at=uow.now(),
    )
