"""What every table and every business record has in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, MetaData, Table, Text, event
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from app.models.forms import BodyError, Form, form_of
from app.models.types import JsonValueType, UtcDateTime, Uuid16, freeze, instant, json_text
from app.values.revision import LIFECYCLE

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BOOKKEEPING = frozenset({"id", "deleted", "conflicts", "updated_hlc", "updated_at", "extra"})
_LIFECYCLE = frozenset(LIFECYCLE)
NEVER_CLOCK = "0" * 16


class Base(DeclarativeBase):
    """Name every constraint, so that a migration can drop it."""

    metadata = MetaData(naming_convention=NAMES)


class Record(Base):
    """Be one business record: the current state of a chain of revisions.

    A column's name is the key in the body and its type gives the form there. Columns of BOOKKEEPING and those with
    `info={"local": True}` are not part of the body.
    """

    __abstract__ = True

    kind: ClassVar[str]
    SCHEMA: ClassVar[int] = 1
    NEEDS: ClassVar[int] = 1

    id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True, sort_order=-100)
    deleted: Mapped[bool] = mapped_column(default=False, sort_order=900)
    conflicts: Mapped[int] = mapped_column(default=0, sort_order=901, comment="open conflicts, deletion included")
    updated_hlc: Mapped[str] = mapped_column(Text, default=NEVER_CLOCK, sort_order=902)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: instant(0), sort_order=903)
    extra: Mapped[Any] = mapped_column(
        JsonValueType, default=dict, nullable=False, sort_order=904, comment="fields that a newer program wrote"
    )


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _freeze_json(_owner: type[Base], _key: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Freeze a JSON value when it is assigned, so that a change in place cannot be missed."""
    columns = getattr(attribute.property, "columns", ())
    if columns and isinstance(columns[0].type, JsonValueType):
        event.listen(attribute, "set", lambda _target, value, _old, _by: freeze(value), retval=True)


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one column of a record that is a key of its body."""

    key: str
    form: Form
    column: Column[Any]


@cache
def _columns(record_class: type[Record]) -> dict[str, Column[Any]]:
    table = record_class.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{record_class.__name__} has no table of its own")
    return {column.name: column for column in table.columns}


@cache
def fields_of(record_class: type[Record]) -> tuple[Field, ...]:
    """List the body fields of a kind in the order of its columns."""
    return tuple(
        Field(column.name, form_of(column), column)
        for column in _columns(record_class).values()
        if column.name not in BOOKKEEPING and not column.info.get("local")
    )


@cache
def _keys(record_class: type[Record]) -> frozenset[str]:
    return frozenset(field.key for field in fields_of(record_class))


@cache
def _missing_lifecycle(record_class: type[Record]) -> frozenset[str]:
    """Return the lifecycle keys that a kind has no column for, if it has any of the four."""
    keys = _keys(record_class)
    return _LIFECYCLE - keys if _LIFECYCLE & keys else frozenset()


def body_of(row: Record) -> dict[str, Any]:
    """Return the body of the record as a revision holds it, carried unknown keys included."""
    body: dict[str, Any] = dict.fromkeys(_missing_lifecycle(type(row)))
    body.update(row.extra or {})
    for field in fields_of(type(row)):
        value = getattr(row, field.key)
        body[field.key] = None if value is None else field.form.write(value)
    return body


def row_values(record_class: type[Record], body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the column values that the body stands for; a field that it lacks takes its default."""
    values = {field.key: _value(record_class, field, body) for field in fields_of(record_class)}
    values["extra"] = freeze(_unknown(record_class, body))
    return values


def laid_values(record_class: type[Record], body: Mapping[str, Any]) -> list[Any]:
    """Return what lies in the columns of the body fields, in their order, and in `extra`, for the body."""
    laid: list[Any] = []
    key = ""
    try:
        for key, lay, default, is_nullable in _plan(record_class):
            value = body.get(key, default)
            if value is not None:
                laid.append(lay(value))
            elif is_nullable:
                laid.append(None)
            else:
                raise BodyError(record_class.kind, key, None)
    except (TypeError, ValueError, OverflowError) as error:
        raise BodyError(record_class.kind, key, body.get(key)) from error
    laid.append(json_text(_unknown(record_class, body)))
    return laid


@cache
def _plan(record_class: type[Record]) -> tuple[tuple[str, Callable[[Any], Any], Any, bool], ...]:
    """Note for each body field its key, how it is laid, the default as a body writes it, and whether it may be null."""
    return tuple(
        (field.key, field.form.lay, _written_default(field), bool(field.column.nullable))
        for field in fields_of(record_class)
    )


def _written_default(field: Field) -> Any:
    value = default_of(field.column)
    return None if value is None else field.form.write(value)


def _unknown(record_class: type[Record], body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that no column stands for, the lifecycle that the kind lacks left out where it is empty."""
    unknown = body.keys() - _keys(record_class)
    if not unknown:
        return {}
    lacking = _missing_lifecycle(record_class)
    return {key: body[key] for key in sorted(unknown) if key not in lacking or body[key] is not None}


def apply_body(row: Record, body: Mapping[str, Any]) -> None:
    """Set the record to what the body says."""
    for key, value in row_values(type(row), body).items():
        setattr(row, key, value)


def fill_defaults(row: Record) -> None:
    """Give every field that was not set its default, so that the body is whole before the row is stored."""
    held = row.__dict__
    for key, column in _columns(type(row)).items():
        if key not in held and key != "id":
            setattr(row, key, default_of(column))


def default_of(column: Column[Any]) -> Any:
    """Return the default of a column in Python terms, None where it has none."""
    default = column.default
    if isinstance(default, ScalarElementColumnDefault):
        return default.arg
    if isinstance(default, CallableColumnDefault):
        make: Callable[[Any], Any] = default.arg
        return make(None)
    return None


def _value(record_class: type[Record], field: Field, body: Mapping[str, Any]) -> Any:
    if field.key not in body:
        return default_of(field.column)
    value = body[field.key]
    if value is None:
        if not field.column.nullable:
            raise BodyError(record_class.kind, field.key, value)
        return None
    try:
        return field.form.read(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise BodyError(record_class.kind, field.key, value) from error
