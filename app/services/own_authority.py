"""Which of the authorities in the store is this machine's own."""

from uuid import UUID

from sqlalchemy import select

from app.models.authority import Authority
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError

OWN = "own_authority"


class NotSetUpError(UserError):
    """The machine has no authority yet."""

    def __init__(self) -> None:
        super().__init__("本机还没有设置执法机关。", hint="请先完成首次设置。")


def own_authority(uow: UnitOfWork) -> Authority | None:
    """Load this machine's own authority; where none was chosen, the one that was entered first."""
    chosen = uow.settings.get(OWN)
    found = uow.session.get(Authority, UUID(chosen)) if chosen else None
    if found is not None and not found.deleted:
        return found
    query = select(Authority).where(Authority.deleted.is_(False)).order_by(Authority.id).limit(1)
    return uow.session.scalars(query).first()


def require_own_authority(uow: UnitOfWork) -> Authority:
    """Load this machine's own authority, or say that the first start is not done."""
    found = own_authority(uow)
    if found is None:
        raise NotSetUpError
    return found


def authority_named(uow: UnitOfWork, name: str) -> Authority | None:
    """Find an authority by its name."""
    query = select(Authority).where(Authority.name == name, Authority.deleted.is_(False)).order_by(Authority.id)
    return uow.session.scalars(query.limit(1)).first()
