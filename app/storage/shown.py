"""What a record showed before a person changed it."""

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import object_session
from sqlalchemy.orm.base import NO_VALUE

from app.models.base import Record, body_of, fields_of


def shown_before(record: Record) -> dict[str, Any]:
    """Return the body that the record had when it was loaded."""
    committed = inspect(record).committed_state
    if NO_VALUE in committed.values():
        return _stored(record)
    shown = body_of(record)
    for field in fields_of(type(record)):
        if field.key in committed:
            value = committed[field.key]
            shown[field.key] = None if value is None else field.form.write(value)
    return shown


def _stored(record: Record) -> dict[str, Any]:
    """Read the body from the row, for a field that was set before it was ever loaded."""
    session = object_session(record)
    if session is None:
        raise RuntimeError("the record left its unit of work")
    kind = type(record)
    with session.no_autoflush:
        row = session.execute(select(*kind.__table__.columns).where(kind.id == record.id)).one()
    loaded = kind(**row._mapping)
    return body_of(loaded)
