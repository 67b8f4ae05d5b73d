"""What this machine remembers of handing over: packages, what each brought to whom, and what is still to go."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.handover import Handover
from app.models.log import WRITTEN_HERE
from app.storage.log import COUNTED, chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.days import from_ms
from app.values.hlc import hlc_ms

# Up to which number of each device's chain everything written here went to a recipient: a start for looking further.
REACH = "handover.reach"
RECIPIENT = "handover.recipient"

_HERE = f"EXISTS (SELECT 1 FROM receipt WHERE receipt.rev_id = revision.rev_id AND import_id = x'{WRITTEN_HERE.hex}')"
_NOT_HANDED = "NOT EXISTS (SELECT 1 FROM handed_over WHERE handed_over.rev_id = revision.rev_id AND recipient = ?)"
_TO_GO = f"FROM revision WHERE device = ? AND seq > ? AND {_HERE} AND {_NOT_HANDED}"


@dataclass(frozen=True, slots=True)
class ToGo:
    """How much was written here and not handed over."""

    inspections: int = 0
    records: int = 0
    photos: int = 0
    since: datetime | None = None


def note_handed_over(uow: UnitOfWork, rev_ids: Iterable[str], *, recipient: str, with_photos: bool = True) -> None:
    """Remember that a recipient has these revisions; without photographs their records are still to go."""
    kinds = "" if with_photos else " AND kind <> 'photo'"
    for chunk in chunks(rev_ids):
        marks = ", ".join("?" * len(chunk))
        uow.connection.exec_driver_sql(
            "INSERT OR IGNORE INTO handed_over (rev_id, recipient)"
            f" SELECT rev_id, ? FROM revision WHERE rev_id IN ({marks}){kinds}",
            (recipient, *map(bytes.fromhex, chunk)),
        )
    _note_reach(uow, recipient=recipient)


def naming(uow: UnitOfWork, blobs: Collection[str]) -> set[str]:
    """List the revisions whose record names one of these originals."""
    found: set[str] = set()
    for blob in blobs:
        rows = uow.connection.exec_driver_sql("SELECT rev_id FROM revision WHERE instr(body, ?)", (blob,))
        found.update(row[0].hex() for row in rows)
    return found


def packages(uow: UnitOfWork) -> list[Handover]:
    """List the packages that were written, the last one first."""
    return list(uow.session.scalars(select(Handover).order_by(Handover.at.desc(), Handover.id.desc())))


def last_package(uow: UnitOfWork, *, recipient: str) -> Handover | None:
    """Return the last package for the recipient."""
    query = select(Handover).where(Handover.recipient == recipient)
    return uow.session.scalars(query.order_by(Handover.at.desc(), Handover.id.desc()).limit(1)).first()


def to_go(uow: UnitOfWork, *, recipient: str) -> ToGo:
    """Count what was written here and not handed over to the recipient."""
    if _is_untouched(uow):
        return _all_of_it(uow)
    inspections: set[object] = set()
    records: set[bytes] = set()
    photos: set[bytes] = set()
    clocks: list[str] = []
    query = f"SELECT kind, entity_id, json_extract(body, '$.inspection_id'), hlc {_TO_GO}"
    for device, reach in _reaches(uow, recipient=recipient).items():
        for kind, entity_id, inspection, hlc in _rows(uow, query, (device.bytes, reach, recipient)):
            records.add(entity_id)
            clocks.append(hlc)
            if kind == "photo":
                photos.add(entity_id)
            if kind == "inspection":
                inspections.add(str(UUID(bytes=entity_id)))
            elif inspection is not None:
                inspections.add(inspection)
    since = from_ms(hlc_ms(min(clocks))) if clocks else None
    return ToGo(len(inspections), len(records), len(photos), since)


def _is_untouched(uow: UnitOfWork) -> bool:
    """Say whether all that counts was written here and nothing of it ever left."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM handed_over) OR EXISTS (SELECT 1 FROM import WHERE state = 'applied')"
        " OR EXISTS (SELECT 1 FROM archive)"
    )
    return not uow.connection.exec_driver_sql(query).scalar_one()


def _all_of_it(uow: UnitOfWork) -> ToGo:
    """Count by the rows, which is much less to read than the log."""
    inspections, photos = (_one(uow, f"SELECT count(*) FROM {table}") for table in ("inspection", "photo"))
    records = _one(uow, "SELECT count(DISTINCT entity_id) FROM head")
    first = "SELECT hlc FROM revision WHERE device = ? ORDER BY seq LIMIT 1"
    clocks = [row[0] for device in uow.devices.all() for row in _rows(uow, first, (device.id.bytes,))]
    return ToGo(inspections, records, photos, from_ms(hlc_ms(min(clocks))) if clocks else None)


def _note_reach(uow: UnitOfWork, *, recipient: str) -> None:
    reaches = {}
    for device, reach in _reaches(uow, recipient=recipient).items():
        first = _one(uow, f"SELECT min(seq) {_TO_GO} AND {COUNTED}", (device.bytes, reach, recipient))
        last = _one(uow, "SELECT max(seq) FROM revision WHERE device = ?", (device.bytes,))
        reaches[str(device)] = max(reach, (first - 1) if first else last)
    uow.settings.set(REACH, {**uow.settings.get(REACH, {}), recipient: reaches})


def _reaches(uow: UnitOfWork, *, recipient: str) -> dict[UUID, int]:
    """Return for each identity of this machine how far its chain was handed over without a gap."""
    known = uow.settings.get(REACH, {}).get(recipient, {})
    return {device.id: int(known.get(str(device.id), 0)) for device in uow.devices.all()}


def _one(uow: UnitOfWork, query: str, values: tuple[object, ...] = ()) -> int:
    return int(uow.connection.exec_driver_sql(query, values).scalar() or 0)


def _rows(uow: UnitOfWork, query: str, values: tuple[object, ...]) -> Iterable[Any]:
    return uow.connection.exec_driver_sql(query, values)
