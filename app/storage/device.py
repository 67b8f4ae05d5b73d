"""Under which identity this store writes: new at set-up, after a restore and on another machine."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models.log import Device, NumberRange, RevisionRow
from app.storage.numbering import pause_numbers
from app.values.days import civil_day


class Ground(StrEnum):
    """Say why a device got its identity."""

    SET_UP = "set_up"
    RESTORED = "restored"
    MOVED = "moved"


class Devices:
    """Know the identities of this store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self) -> Device:
        """Return the identity in use."""
        return self._session.scalars(select(Device).order_by(Device.position.desc()).limit(1)).one()

    def all(self) -> tuple[Device, ...]:
        """List the identities, the first one first."""
        return tuple(self._session.scalars(select(Device).order_by(Device.position)))

    def renew(self, new_id: UUID, *, machine: str, at: datetime, ground: Ground) -> None:
        """Take a new identity; numbering waits until the last number on paper is typed."""
        position = self._session.scalar(select(func.coalesce(func.max(Device.position), 0))) or 0
        self._session.add(Device(position=position + 1, id=new_id, machine=machine, since_at=at, ground=ground.value))
        if ground is not Ground.SET_UP:
            self._session.execute(update(NumberRange).values(is_locked=True))
            pause_numbers(self._session, year=civil_day(at).year)
        self._session.flush()

    def become(self, new_id: UUID) -> None:
        """Take an id that was chosen, as the demo does; only before anything was written under the old one."""
        device = self.current()
        if self._session.scalar(select(RevisionRow.seq).where(RevisionRow.device == device.id).limit(1)):
            raise ValueError("this device has written already")
        device.id = new_id
        self._session.flush()
