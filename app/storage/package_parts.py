"""To which inspection each record belongs, so that a hand-over can be split without tearing an inspection apart."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.models.base import Record, fields_of
from app.models.types import uuid_text
from app.storage.rows import Kinds, table_of
from app.storage.unit_of_work import UnitOfWork


def owning_inspections(uow: UnitOfWork, *, kinds: Kinds) -> Mapping[str, UUID]:
    """Name for each record the inspection that it hangs on, near or far; what hangs on none is not named."""
    links = [link for cls in kinds.values() for link in _links(uow, cls)]
    query = "SELECT id FROM inspection"
    owners = {uuid_text(row[0]): UUID(bytes=row[0]) for row in uow.connection.exec_driver_sql(query)}
    while True:
        found = {record: owners[to] for record, to in links if record not in owners and to in owners}
        if not found:
            return owners
        owners |= found
        links = [(record, to) for record, to in links if record not in owners]


def _links(uow: UnitOfWork, record_class: type[Record]) -> Iterable[tuple[str, str]]:
    table = table_of(record_class).name
    for field in fields_of(record_class):
        if field.key.endswith("_id"):
            query = f'SELECT id, "{field.key}" FROM {table} WHERE "{field.key}" IS NOT NULL'
            for record, to in uow.connection.exec_driver_sql(query):
                yield uuid_text(record), uuid_text(to)
        elif field.key.endswith("_ids"):
            query = f'SELECT {table}.id, value FROM {table}, json_each({table}."{field.key}")'
            for record, text in uow.connection.exec_driver_sql(query):
                yield uuid_text(record), str(text)
