"""The copies that were proved good, as this store remembers them, and what it holds that a copy lacks."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models.handover import BackupCopy
from app.models.types import milliseconds
from app.storage.backup import BackupReport
from app.storage.unit_of_work import UnitOfWork
from app.values.rows_safekeeping import BackupRow, CopyKind

Chains = Mapping[UUID, int]


def note_copy(uow: UnitOfWork, report: BackupReport, *, kind: CopyKind, is_elsewhere: bool) -> BackupRow:
    """Remember a copy that was read back; the caller commits."""
    now = uow.now()
    row = BackupCopy(
        file=str(report.file.absolute()),
        at=now,
        verified_at=now,
        kind=kind.value,
        is_elsewhere=is_elsewhere,
        size=report.size,
        revisions=report.revisions,
        blobs=report.blobs,
        chains={str(device): seq for device, seq in report.chains.items()},
    )
    uow.session.merge(row)
    uow.session.flush()
    return row_of(row)


def forget_copies(session: Session, files: list[Path]) -> None:
    """Forget copies that are gone; the caller commits."""
    if files:
        session.execute(delete(BackupCopy).where(BackupCopy.file.in_([str(file) for file in files])))


def known_copies(session: Session) -> tuple[BackupCopy, ...]:
    """List the copies that this store remembers, the latest first."""
    return tuple(session.scalars(select(BackupCopy).order_by(BackupCopy.at.desc(), BackupCopy.file)))


def last_copy(uow: UnitOfWork) -> BackupRow | None:
    """Tell within a use case of the last copy that was proved good."""
    copy = uow.session.scalars(select(BackupCopy).order_by(BackupCopy.at.desc(), BackupCopy.file).limit(1)).first()
    return None if copy is None else row_of(copy)


def row_of(copy: BackupCopy) -> BackupRow:
    """Show a copy that this store remembers."""
    file = Path(copy.file)
    return BackupRow(
        file=file,
        at=copy.at,
        verified_at=copy.verified_at,
        kind=CopyKind(copy.kind),
        is_elsewhere=copy.is_elsewhere,
        is_there=file.is_file(),
        size=copy.size,
        revisions=copy.revisions,
        blobs=copy.blobs,
    )


def chains_of(copy: BackupCopy) -> dict[UUID, int]:
    """Return how far each device's chain reaches in the copy."""
    return {UUID(device): int(seq) for device, seq in copy.chains.items()}


def reach(copies: tuple[BackupCopy, ...]) -> dict[UUID, int]:
    """Return how far each device's chain reaches in the copies together."""
    found: dict[UUID, int] = {}
    for copy in copies:
        for device, seq in chains_of(copy).items():
            found[device] = max(seq, found.get(device, 0))
    return found


def chains_now(uow: UnitOfWork) -> dict[UUID, int]:
    """Return how far each device's chain reaches in this store."""
    rows = uow.connection.exec_driver_sql("SELECT device, max(seq) FROM revision GROUP BY device")
    return {UUID(bytes=row[0]): int(row[1]) for row in rows}


def lacks(held: Chains, *, of: Chains) -> bool:
    """Say whether some chain reaches further in the store than in the copy."""
    return any(seq > held.get(device, 0) for device, seq in of.items())


def written_since(uow: UnitOfWork, held: Chains, *, since: datetime | None = None) -> int:
    """Count the revisions written on this machine that the copies lack, or those of them written since a moment."""

    lowest = "0" * 16 if since is None else f"{milliseconds(since) << 16:016x}"
    total = 0
    for device in uow.devices.all():
        query = "SELECT count(*) FROM revision WHERE device = ? AND seq > ? AND hlc >= ?"
        row = uow.connection.exec_driver_sql(query, (device.id.bytes, held.get(device.id, 0), lowest)).scalar()
        total += int(row or 0)
    return total
