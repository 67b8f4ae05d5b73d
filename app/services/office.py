"""内勤: what the office sends back to its laptops, and what a laptop takes over of it after a person agreed."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.models.handover import ImportReport as KeptReport
from app.models.handover import Laptop
from app.models.log import ImportEntry, ImportState
from app.services.desk import Desk
from app.services.fleet import given_spans
from app.services.handover import HandoverService
from app.storage.library_store import current_edition, take_office_library
from app.storage.steps import Cancelled, Progress
from app.storage.unit_of_work import UnitOfWork
from app.values.carried import Carried, CarriedLibrary, pack_library, read_carried, write_carried
from app.values.errors import RefusedFileError, UserError
from app.values.package import Selection, SelectionKind
from app.values.preferences import DESK_MODE, OFFICE
from app.values.rows_handover import HandoverRow
from app.values.rows_office import NumberSpan, OfficeOffer

SETTLED = "office.settled_offers"
ALL_LAPTOPS = "本机关各执法电脑"


class OfficeService:
    """Send back to laptops, and take over what was sent back."""

    def __init__(self, desk: Desk, *, handover: HandoverService) -> None:
        self._desk = desk
        self._handover = handover

    def is_office(self) -> bool:
        """Tell whether this machine is an office's."""
        with self._desk.read() as uow:
            return bool(DESK_MODE.read(uow.settings.get(DESK_MODE.key)) == OFFICE)

    def send(
        self,
        file: Path,
        *,
        devices: Iterable[UUID] = (),
        with_enterprises: bool = True,
        with_library: bool = True,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> HandoverRow:
        """Write a package for the laptops: their numbers, the officers, the ledger of parties, the library.

        Without devices the numbers of all that are in use go along, so that one file does for every laptop.
        """
        chosen = tuple(devices)
        with self._desk.read() as uow:
            laptops = _laptops(uow, chosen)
            given = given_spans(uow, year=self._desk.today().year)
            spans = [span for laptop in laptops for span in given.get(laptop.device, ())]
            library = _current_library(uow) if with_library else None
            recipient = "、".join(laptop.label for laptop in laptops) if chosen else ALL_LAPTOPS
        kind = SelectionKind.LEDGER if with_enterprises else SelectionKind.PEOPLE
        return self._handover.export(
            file,
            Selection(kind=kind, with_photos=False),
            recipient=recipient,
            passphrase=passphrase,
            carries=write_carried(spans, library),
            progress=progress,
            cancelled=cancelled,
        )

    def offers(self) -> tuple[OfficeOffer, ...]:
        """List what packages brought along for this machine, the last one first."""
        with self._desk.read() as uow:
            return tuple(_offer(uow, entry, meta) for entry, meta in _carrying(uow))

    def waiting_offers(self) -> tuple[OfficeOffer, ...]:
        """List of these what nobody took over or declined yet and has something for this machine."""
        return tuple(one for one in self.offers() if not one.is_settled and (one.spans or one.library))

    def accept(self, import_id: UUID) -> OfficeOffer:
        """Take over the numbers that are this machine's, and the library, of an import that is applied."""
        with self._desk.read() as uow:
            offer, carried = _found(uow, import_id)
        if not offer.spans and carried.library is None:
            raise UserError(
                f"{offer.file} 附带的号段不是给本机的，没有采用。", hint="请核对设备编号，向单位领取本机的号段。"
            )
        if carried.library is not None:
            take_office_library(self._desk.store, carried.library.unpack())
        with self._desk.write() as uow:
            known = frozenset(_number_keys())
            for span in _newest(offer.spans):
                if span.key in known:
                    uow.numbers.set_range(span.key, first=span.first, last=span.last)
            _settle(uow, import_id)
            uow.session.commit()
        return offer

    def decline(self, import_id: UUID) -> None:
        """Note that what a package brought along is not wanted; it can still be taken over later."""
        with self._desk.write() as uow:
            _found(uow, import_id)
            _settle(uow, import_id)
            uow.session.commit()


def _laptops(uow: UnitOfWork, devices: tuple[UUID, ...]) -> list[Laptop]:
    found = {row.device: row for row in uow.session.scalars(select(Laptop).order_by(Laptop.label))}
    for device in devices:
        if device not in found:
            raise UserError("有一台设备还没有登记。", hint="请先登记设备的名称和使用人，再发给它。")
    return [row for row in found.values() if (row.device in devices if devices else not row.is_retired)]


def _current_library(uow: UnitOfWork) -> CarriedLibrary | None:
    edition = current_edition(uow.session)
    data = None if edition is None else uow.blobs.get(edition.sha256)
    if edition is None or data is None:
        return None
    return pack_library(data, title=edition.title, edition=edition.edition)


def _carrying(uow: UnitOfWork) -> list[tuple[ImportEntry, Mapping[str, Any]]]:
    head = func.json_extract(KeptReport.report, "$.meta")
    query = (
        select(ImportEntry, head)
        .join(KeptReport, KeptReport.import_id == ImportEntry.id)
        .where(ImportEntry.state == ImportState.APPLIED, func.json_extract(head, "$.carries") != "{}")
        .order_by(ImportEntry.at.desc())
    )
    return [(entry, json.loads(meta)) for entry, meta in uow.session.execute(query)]


def _offer(uow: UnitOfWork, entry: ImportEntry, meta: Mapping[str, Any]) -> OfficeOffer:
    try:
        carried = read_carried(meta["carries"])
    except RefusedFileError:
        carried = Carried()
    here = uow.devices.current().id
    mine = tuple(span for span in carried.spans if span.device == here)
    library = carried.library
    is_known = library is not None and _is_current(uow, library)
    return OfficeOffer(
        import_id=entry.id,
        file=entry.file,
        at=entry.at,
        sender="　".join(filter(None, (meta["authority"], meta["device_label"], meta["officer"]))),
        spans=mine,
        others=len(carried.spans) - len(mine),
        library="" if library is None or is_known else f"{library.title} {library.edition}",
        is_settled=str(entry.id) in uow.settings.get(SETTLED, {}),
    )


def _is_current(uow: UnitOfWork, library: CarriedLibrary) -> bool:
    edition = current_edition(uow.session)
    return edition is not None and edition.sha256 == library.sha256


def _found(uow: UnitOfWork, import_id: UUID) -> tuple[OfficeOffer, Carried]:
    for entry, meta in _carrying(uow):
        if entry.id == import_id:
            return _offer(uow, entry, meta), read_carried(meta["carries"])
    raise UserError("这次导入没有附带单位发来的内容。", hint="请用 ancha office received 查看有哪些。")


def _newest(spans: Iterable[NumberSpan]) -> list[NumberSpan]:
    """Of several spans of one kind take the one given last: it has the greatest numbers."""
    found: dict[str, NumberSpan] = {}
    for span in sorted(spans, key=lambda one: one.first):
        found[span.key] = span
    return list(found.values())


def _settle(uow: UnitOfWork, import_id: UUID) -> None:
    settled = dict(uow.settings.get(SETTLED, {}))
    uow.settings.set(SETTLED, {**settled, str(import_id): True})


def _number_keys() -> tuple[str, ...]:
    from app.storage.form_files import document_profile

    return document_profile().number_keys()
