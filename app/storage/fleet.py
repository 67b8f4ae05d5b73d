"""What this store knows of other devices: how far their chains reach, what of them is missing, what they sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.storage.log import COUNTED
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day, from_ms
from app.values.hlc import hlc_ms

# The index by device and number is stepped through from one device to the next, however long the log is.
_DEVICES = """
WITH RECURSIVE known(device) AS (
    SELECT min(device) FROM revision
    UNION ALL
    SELECT (SELECT min(device) FROM revision WHERE revision.device > known.device) FROM known WHERE device IS NOT NULL
)
SELECT device FROM known WHERE device IS NOT NULL UNION SELECT DISTINCT device FROM stub
"""
# All else is counted by the index alone: only what waits, or came by an import that was undone, has to be looked at.
_PERHAPS_DEAD = """
SELECT revision.rev_id, seq FROM revision JOIN waiting ON waiting.rev_id = revision.rev_id WHERE device = ?
UNION
SELECT revision.rev_id, seq FROM import JOIN receipt ON receipt.import_id = import.id
JOIN revision ON revision.rev_id = receipt.rev_id WHERE import.state = 'undone' AND device = ?
"""
_PACKAGES = """
SELECT json_extract(report, '$.meta.device'), json_extract(report, '$.meta.officer'), import.at
FROM import JOIN import_report ON import_report.import_id = import.id
WHERE import.state = 'applied' ORDER BY import.at
"""


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far a device's chain is known, how much of it does not count here, and the last day of work in it."""

    reach: int
    missing: int
    last_day: date | None


@dataclass(frozen=True, slots=True)
class SentPackages:
    """The packages that a device handed in: how many, when the last one was taken in, and the officers in them."""

    count: int = 0
    last_at: datetime | None = None
    officers: tuple[str, ...] = ()


def devices_in_log(uow: UnitOfWork) -> frozenset[UUID]:
    """List the devices that wrote a revision which this store holds or knows of."""
    return frozenset(UUID(bytes=row[0]) for row in _rows(uow, _DEVICES))


def chain_state(uow: UnitOfWork, device: UUID) -> ChainState:
    """Say how far the chain of a device is known, and what of it is missing."""
    value = (device.bytes,)
    reach = max(_one(uow, f"SELECT max(seq) FROM {table} WHERE device = ?", value) for table in ("revision", "stub"))
    held = _one(uow, "SELECT count(DISTINCT seq) FROM revision WHERE device = ?", value)
    held -= _one(uow, f"SELECT count(DISTINCT seq) FROM ({_PERHAPS_DEAD}) AS revision WHERE NOT ({COUNTED})", 2 * value)
    last = f"SELECT hlc FROM revision WHERE device = ? AND {COUNTED} ORDER BY seq DESC LIMIT 1"
    clock = next((row[0] for row in _rows(uow, last, value)), None)
    return ChainState(reach, max(0, reach - held), None if clock is None else civil_day(from_ms(hlc_ms(clock))))


def packages_by_device(uow: UnitOfWork) -> Mapping[UUID, SentPackages]:
    """Tell of each device which packages of it were taken in."""
    found: dict[UUID, SentPackages] = {}
    for device, officer, at in _rows(uow, _PACKAGES):
        before = found.get(UUID(device), SentPackages())
        officers = before.officers if officer in (None, *before.officers) else (*before.officers, officer)
        found[UUID(device)] = SentPackages(before.count + 1, from_ms(at), officers)
    return found


def first_writers(uow: UnitOfWork, entity_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Tell by which device each record was begun."""
    query = "SELECT device FROM revision WHERE entity_id = ? AND length(parents) = 0 LIMIT 1"
    writers = {}
    for entity_id in entity_ids:
        for row in _rows(uow, query, (entity_id.bytes,)):
            writers[entity_id] = UUID(bytes=row[0])
    return writers


def _rows(uow: UnitOfWork, query: str, values: tuple[object, ...] = ()) -> Iterable[Any]:
    return uow.connection.exec_driver_sql(query, values)


def _one(uow: UnitOfWork, query: str, values: tuple[object, ...]) -> int:
    return int(uow.connection.exec_driver_sql(query, values).scalar() or 0)
