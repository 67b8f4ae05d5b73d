"""设备与号段: the devices that hand over to this office, what each sent, and the numbers that each was given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.models.document import Document, VoidNumber
from app.models.handover import GivenRange, Laptop
from app.rules.numbering import NumberRange, SerialSpan
from app.rules.register_gaps import Holding, next_free, overlapping
from app.services.desk import Desk
from app.services.own_authority import own_authority
from app.storage.fleet import ChainState, SentPackages, chain_state, devices_in_log, first_writers, packages_by_device
from app.storage.origins import device_labels
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.errors import UserError
from app.values.preferences import SILENT_DAYS
from app.values.rows_office import LaptopRow, LaptopState, NumberSpan

USUAL_SIZE = 200


class RangeTakenError(UserError):
    """Numbers that cannot be handed out."""


class FleetService:
    """Know the devices of the office and hand numbers out to them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def this_device(self) -> UUID:
        """Tell under which id this machine writes."""
        with self._desk.read() as uow:
            return uow.devices.current().id

    def devices(self) -> tuple[LaptopRow, ...]:
        """List this machine, then those that ask for attention, then the rest."""
        today = self._desk.today()
        with self._desk.read() as uow:
            silent = int(SILENT_DAYS.read(uow.settings.get(SILENT_DAYS.key)))
            sent, labels = packages_by_device(uow), device_labels(uow)
            laptops = {row.device: row for row in uow.session.scalars(select(Laptop))}
            spans = given_spans(uow, year=today.year)
            own = {device.id for device in uow.devices.all()}
            current = uow.devices.current().id
            found = [
                _row(
                    device,
                    label=labels.get(device) or f"电脑{device.hex[-4:]}",
                    laptop=laptops.get(device),
                    chain=chain_state(uow, device),
                    sent=sent.get(device, SentPackages()),
                    spans=spans.get(device, ()),
                    is_here=device in own,
                    today=today,
                    silent=silent,
                )
                for device in ({*devices_in_log(uow), *laptops, *sent} - own) | {current}
            ]
        order = list(LaptopState)
        return tuple(sorted(found, key=lambda row: (_PLACES[row.state], order.index(row.state), row.label)))

    def register(self, device: UUID, *, label: str, holder: str = "") -> None:
        """Enter a device, or change its name and who has it."""
        if not label.strip():
            raise UserError("没有填写设备名称。", hint="请填写看得出是哪台电脑的名称，例如“执法二中队 1号机”。")
        with self._desk.write() as uow:
            if device in {one.id for one in uow.devices.all()}:
                raise UserError("这是本机，不用登记。", hint="请填写执法电脑的设备编号，在那台电脑的设备页可以看到。")
            if _laptops_named(uow, label.strip()) - {device}:
                raise UserError(f"“{label.strip()}”已经登记给另一台设备。", hint="请换一个名称。")
            found = uow.session.get(Laptop, device)
            if found is None:
                uow.session.add(Laptop(device=device, label=label.strip(), holder=holder.strip(), since_at=uow.now()))
            else:
                found.label, found.holder = label.strip(), holder.strip()
            uow.commit()

    def retire(self, device: UUID) -> None:
        """Note that a device is in use no more; its numbers stay its own for ever."""
        self._set_retired(device, is_retired=True)

    def take_up(self, device: UUID) -> None:
        """Note that a retired device is in use again."""
        self._set_retired(device, is_retired=False)

    def propose(self, size: int = USUAL_SIZE) -> tuple[int, int]:
        """Propose numbers, the same for every kind, after all that were given or used."""
        with self._desk.read() as uow:
            taken = [one.span for spans in _taken(uow).values() for one in spans]
            taken += [SerialSpan(serial, serial) for serial in _greatest_used(uow)]
        span = next_free(size, taken)
        return span.first, span.last

    def hand_out(self, device: UUID, first: int, last: int, *, keys: Iterable[str] = ()) -> tuple[NumberSpan, ...]:
        """Give a device numbers, of every kind of paper or of some; none that another has or that a paper bears."""
        NumberRange(first, last)  # refuses what is no span
        with self._desk.write() as uow:
            _require_active(uow, device)
            known = _number_keys()
            wanted = tuple(keys) or known
            for key in wanted:
                if key not in known:
                    raise UserError(f"没有“{key}”这种文号。", hint=f"可以用的是：{'、'.join(known)}。")
                _refuse_taken(uow, key, SerialSpan(first, last), device=device)
                uow.session.add(GivenRange(key=key, first=first, last=last, device=device, at=uow.now()))
            uow.commit()
        return tuple(NumberSpan(key, first, last, device) for key in wanted)

    def spans(self, device: UUID) -> tuple[NumberSpan, ...]:
        """List the numbers that a device was given."""
        with self._desk.read() as uow:
            return given_spans(uow, year=self._desk.today().year).get(device, ())

    def _set_retired(self, device: UUID, *, is_retired: bool) -> None:
        with self._desk.write() as uow:
            _require(uow, device).is_retired = is_retired
            uow.commit()


# This machine first, then what somebody has to do, then the rest.
_PLACES = {
    LaptopState.HERE: 0,
    LaptopState.INCOMPLETE: 1,
    LaptopState.UNKNOWN: 1,
    LaptopState.SILENT: 1,
    LaptopState.FINE: 2,
    LaptopState.RETIRED: 3,
}


def given_spans(uow: UnitOfWork, *, year: int) -> Mapping[UUID, tuple[NumberSpan, ...]]:
    """List within a use case the numbers that each device was given, and how many of them papers of the year bear."""
    order = {key: place for place, key in enumerate(_number_keys())}
    used = _used(uow, year=year)
    found: dict[UUID, list[NumberSpan]] = defaultdict(list)
    for row in uow.session.scalars(select(GivenRange)):
        inside = [serial for serial in used.get(row.key, ()) if row.first <= serial <= row.last]
        count = max(inside) - row.first + 1 if inside else 0
        found[row.device].append(NumberSpan(row.key, row.first, row.last, row.device, count))
    return {
        device: tuple(sorted(spans, key=lambda span: (order.get(span.key, len(order)), span.first)))
        for device, spans in found.items()
    }


def _row(
    device: UUID,
    *,
    label: str,
    laptop: Laptop | None,
    chain: ChainState,
    sent: SentPackages,
    spans: tuple[NumberSpan, ...],
    is_here: bool,
    today: date,
    silent: int,
) -> LaptopRow:
    heard = sent.last_at or (None if laptop is None else laptop.since_at)
    quiet = None if heard is None else (today - civil_day(heard)).days
    if is_here:
        state = LaptopState.HERE
    elif laptop is None:
        state = LaptopState.UNKNOWN
    elif laptop.is_retired:
        state = LaptopState.RETIRED
    elif chain.missing:
        state = LaptopState.INCOMPLETE
    else:
        state = LaptopState.SILENT if quiet is not None and quiet >= silent else LaptopState.FINE
    return LaptopRow(
        device=device,
        label=label,
        holder="" if laptop is None else laptop.holder,
        officers=sent.officers,
        since_at=None if laptop is None else laptop.since_at,
        state=state,
        packages=sent.count,
        last_package_at=sent.last_at,
        last_day=chain.last_day,
        silent_days=quiet,
        missing=0 if is_here else chain.missing,
        spans=spans,
    )


def _require(uow: UnitOfWork, device: UUID) -> Laptop:
    found = uow.session.get(Laptop, device)
    if found is None:
        raise UserError("这台设备还没有登记。", hint="请先登记设备的名称和使用人。")
    return found


def _require_active(uow: UnitOfWork, device: UUID) -> None:
    if _require(uow, device).is_retired:
        raise UserError("这台设备已经停用，没有发给号段。", hint="请先恢复使用，或者换一台设备。")


def _laptops_named(uow: UnitOfWork, label: str) -> set[UUID]:
    return set(uow.session.scalars(select(Laptop.device).where(Laptop.label == label)))


def _refuse_taken(uow: UnitOfWork, key: str, span: SerialSpan, *, device: UUID) -> None:
    hint = "请换一段没有发过、也没有用过的号。"
    found = overlapping(span, _taken(uow).get(key, ()))
    if found is not None:
        held = f"{found.span.first}—{found.span.last}"
        raise RangeTakenError(f"“{key}”的 {held} 号已经发给{found.holder}，没有发号段。", hint=hint)
    used = _borne(uow, key, span, besides=device)
    if used:
        raise RangeTakenError(f"“{key}”的 {min(used)} 号已经用在文书上，没有发号段。", hint=hint)
    query = select(VoidNumber.first_serial).where(
        VoidNumber.number_key == key,
        VoidNumber.first_serial <= span.last,
        VoidNumber.last_serial >= span.first,
        VoidNumber.deleted.is_(False),
    )
    if (voided := uow.session.scalars(query.limit(1)).first()) is not None:
        raise RangeTakenError(f"“{key}”的 {voided} 号已经登记作废，没有发号段。", hint=hint)


def _taken(uow: UnitOfWork) -> Mapping[str, list[Holding]]:
    labels = device_labels(uow)
    taken: dict[str, list[Holding]] = defaultdict(list)
    for given in uow.session.scalars(select(GivenRange)):
        label = labels.get(given.device) or f"电脑{given.device.hex[-4:]}"
        taken[given.key].append(Holding(SerialSpan(given.first, given.last), f"“{label}”"))
    own_keys = uow.numbers.keys()
    for key in own_keys:
        use = uow.numbers.use(key, year=uow.now().year)
        if use is not None:
            taken[key].append(Holding(SerialSpan(use.first, use.last), "本机"))
    return taken


def _borne(uow: UnitOfWork, key: str, span: SerialSpan, *, besides: UUID) -> set[int]:
    """List the numbers of the span that papers bear which another device began, whatever their year."""
    query = select(Document.id, Document.number_serial).where(
        Document.number_key == key,
        Document.number_serial.between(span.first, span.last),
        Document.deleted.is_(False),
    )
    own = own_authority(uow)
    if own is not None:
        query = query.where(Document.number.startswith(f"（{own.prefix}）{own.word}{key}", autoescape=True))
    rows = [(row[0], row[1]) for row in uow.session.execute(query)]
    writers = first_writers(uow, [document_id for document_id, _ in rows])
    return {serial for document_id, serial in rows if serial is not None and writers.get(document_id) != besides}


def _used(uow: UnitOfWork, *, year: int) -> Mapping[str, Sequence[int]]:
    query = select(Document.number_key, Document.number_serial).where(
        Document.number_year == year, Document.number_serial.is_not(None), Document.deleted.is_(False)
    )
    used: dict[str, list[int]] = defaultdict(list)
    for key, serial in uow.session.execute(query):
        if key is not None and serial is not None:
            used[key].append(serial)
    return used


def _greatest_used(uow: UnitOfWork) -> list[int]:
    papers = uow.session.scalar(select(func.max(Document.number_serial)).where(Document.deleted.is_(False)))
    voided = uow.session.scalar(select(func.max(VoidNumber.last_serial)).where(VoidNumber.deleted.is_(False)))
    return [serial for serial in (papers, voided) if serial is not None]


def _number_keys() -> tuple[str, ...]:
    from app.storage.form_files import document_profile

    return document_profile().number_keys()
