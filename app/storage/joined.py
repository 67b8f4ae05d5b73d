"""The joins of this store: few links among many parties, so they are read whole."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from app.models.enterprise import Enterprise
from app.storage.unit_of_work import UnitOfWork

# An enterprise that is joined counts as the one that it is joined into.
NOT_JOINED = "enterprise.joined_into_id IS NULL"


def joins(uow: UnitOfWork) -> Mapping[UUID, UUID]:
    """Say for each joined party into which one it is joined; a link to a party that is gone counts no more."""
    kept = aliased(Enterprise)
    query = (
        select(Enterprise.id, Enterprise.joined_into_id)
        .join(kept, kept.id == Enterprise.joined_into_id)
        .where(Enterprise.deleted.is_(False), kept.deleted.is_(False), Enterprise.joined_into_id != Enterprise.id)
    )
    return {party: into for party, into in uow.session.execute(query) if into is not None}


def kept_name() -> ColumnElement[str]:
    """Name the party of a joined query as it is listed: one that was joined bears the name of the one that stays."""
    kept = aliased(Enterprise)
    name = (
        select(kept.name)
        .where(kept.id == Enterprise.joined_into_id, kept.deleted.is_(False))
        .correlate(Enterprise)
        .scalar_subquery()
    )
    return func.coalesce(name, Enterprise.name).label("name")
