"""From where revisions came: written on this machine, or received in a file."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.handover import Laptop
from app.models.log import WRITTEN_HERE
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork

LABELS = "imports.device_labels"


def written_here(connection: Connection, rev_ids: Iterable[str]) -> set[str]:
    """Return those of the revisions that were written on this machine."""
    found: set[str] = set()
    for chunk in chunks(rev_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT rev_id FROM receipt WHERE import_id = x'{WRITTEN_HERE.hex}' AND rev_id IN ({marks})"
        rows = connection.exec_driver_sql(query, tuple(bytes.fromhex(rev_id) for rev_id in chunk))
        found.update(row[0].hex() for row in rows)
    return found


def begun_here(connection: Connection, entity_ids: Collection[UUID]) -> set[UUID]:
    """Return those of the records whose first revision was written on this machine."""
    found: set[UUID] = set()
    for chunk in chunks(entity_ids):
        marks = ", ".join("?" * len(chunk))
        query = (
            "SELECT DISTINCT entity_id FROM revision JOIN receipt USING (rev_id)"
            f" WHERE entity_id IN ({marks}) AND length(parents) = 0 AND import_id = x'{WRITTEN_HERE.hex}'"
        )
        rows = connection.exec_driver_sql(query, tuple(entity_id.bytes for entity_id in chunk))
        found.update(UUID(bytes=row[0]) for row in rows)
    return found


def note_label(uow: UnitOfWork, device: UUID, label: str) -> None:
    """Remember how a device that handed a package in calls itself."""
    known = uow.settings.get(LABELS, {})
    if label and known.get(str(device)) != label:
        uow.settings.set(LABELS, {**known, str(device): label})


def device_labels(uow: UnitOfWork) -> dict[UUID, str]:
    """Name the laptops that the office knows, those that handed packages in, and this machine."""
    handed_in = {UUID(device): label for device, label in uow.settings.get(LABELS, {}).items()}
    known = {row.device: row.label for row in uow.session.scalars(select(Laptop))}
    return {**handed_in, **known, uow.devices.current().id: "本机"}
