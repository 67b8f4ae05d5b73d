"""The joins of this store: few links among many parties, so they are read whole."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from app.models.enterprise import Enterprise
from app.rules.joined import members_of, root_of, roots_of
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork

_JOINS = (
    "SELECT one.id, one.joined_into_id FROM enterprise AS one JOIN enterprise AS kept ON kept.id = one.joined_into_id"
    " WHERE one.joined_into_id IS NOT NULL AND one.joined_into_id != one.id AND one.deleted = 0 AND kept.deleted = 0"
)


def joins(uow: UnitOfWork) -> Mapping[UUID, UUID]:
    """Say for each joined party into which one it is joined; a link to a party that is gone counts no more."""
    uow.session.flush()  # plain SQL, since a page is read with each key that is typed, does not see to that itself
    return {UUID(bytes=party): UUID(bytes=into) for party, into in uow.connection.exec_driver_sql(_JOINS)}


def family(uow: UnitOfWork, parties: Iterable[UUID]) -> dict[UUID, UUID]:
    """Say, for each of these parties and all that count as one of them, for which of these it stands."""
    links = joins(uow)
    if not links:
        return {party: party for party in parties}
    return {member: party for party in parties for member in members_of(party, links)}


def kept_party(uow: UnitOfWork, party: UUID) -> UUID:
    """Say as which party this one counts."""
    return root_of(party, joins(uow))


def stand_ins(uow: UnitOfWork) -> dict[int, int]:
    """Say for the line of each joined party which line of the ledger stands for it."""
    links = joins(uow)
    if not links:
        return {}
    roots = roots_of(links, links)
    wanted = sorted({*links, *roots.values()})
    lines: dict[UUID, int] = {}
    for chunk in chunks(wanted):
        query = f"SELECT id, rowid FROM enterprise WHERE id IN ({', '.join('?' * len(chunk))})"
        rows = uow.connection.exec_driver_sql(query, tuple(party.bytes for party in chunk))
        lines.update((UUID(bytes=row[0]), row[1]) for row in rows)
    return {lines[party]: lines[root] for party, root in roots.items() if party != root}


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
