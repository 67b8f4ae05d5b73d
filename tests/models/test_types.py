"""Values go into the database and come back the same; what does not fit is refused."""

import operator
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from app.models.base import NAMES
from app.models.types import (
    Cents,
    CivilDay,
    Hash,
    Hashes,
    JsonValueType,
    UtcDateTime,
    Uuid16,
    UuidList,
    enum_text,
    freeze,
    hash_bytes,
    instant,
    json_text,
    milliseconds,
    split_hashes,
    thaw,
    uuid_bytes,
    uuid_text,
)


class Weather(StrEnum):
    """A closed list."""

    FINE = "晴"
    RAIN = "雨"


ENGINE = create_engine("sqlite://")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda items: st.lists(items, max_size=3) | st.dictionaries(st.text(max_size=5), items, max_size=3),
    max_leaves=8,
)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
MOMENTS = st.integers(-(10**12), 4 * 10**12).map(instant)
VALUES: list[tuple[TypeEngine[Any], st.SearchStrategy[Any]]] = [
    (Uuid16(), st.uuids()),
    (UtcDateTime(), MOMENTS),
    (CivilDay(), st.dates()),
    (Cents(), st.integers(-(2**53), 2**53)),
    (Hash(), HASHES),
    (Hashes(), st.lists(HASHES, max_size=4).map(tuple)),
    (UuidList(), st.lists(st.uuids(), max_size=4).map(tuple)),
    (JsonValueType(), JSON.map(freeze)),
    (enum_text(Weather), st.sampled_from(Weather)),
]


def stored(column_type: TypeEngine[Any], value: Any) -> Any:
    """Put a value into a table and read it back."""
    table = Table("t", MetaData(naming_convention=NAMES), Column("value", column_type))
    with ENGINE.connect() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS t")
        connection.execute(CreateTable(table))
        connection.execute(insert(table).values(value=value))
        return connection.execute(select(table.c.value)).scalar_one()


@given(data=st.data(), column=st.sampled_from(VALUES))
def test_value_comes_back_as_it_was_stored(data: st.DataObject, column: tuple[Any, Any]) -> None:
    value = data.draw(column[1])
    assert stored(column[0], value) == value
    assert stored(column[0], None) is None


@pytest.mark.parametrize(
    ("column_type", "value"),
    [
        (UtcDateTime(), datetime(2026, 11, 16, 9, 10)),
        (CivilDay(), datetime(2026, 11, 16, 9, 10, tzinfo=UTC)),
        (Cents(), 1.5),
        (Cents(), True),
        (Hash(), "ab"),
        (Hash(), "A" * 64),
        (enum_text(Weather), "雪"),
        (JsonValueType(), {"a": object()}),
        (JsonValueType(), float("nan")),
    ],
)
def test_value_that_does_not_fit_is_refused(column_type: TypeEngine[Any], value: Any) -> None:
    with pytest.raises(StatementError):
        stored(column_type, value)


def test_enum_is_stored_by_value_with_a_named_check() -> None:
    table = Table("t", MetaData(naming_convention=NAMES), Column("weather", enum_text(Weather)))
    text = str(CreateTable(table).compile(ENGINE))
    assert "CONSTRAINT ck_t_weather CHECK (weather IN ('晴', '雨'))" in text
    with ENGINE.connect() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS t")
        connection.execute(CreateTable(table))
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("INSERT INTO t VALUES ('雪')")


def test_instant_is_read_in_utc_whatever_zone_it_was_written_in() -> None:
    china = datetime(2026, 11, 16, 9, 10, tzinfo=timezone(timedelta(hours=8)))
    assert stored(UtcDateTime(), china) == datetime(2026, 11, 16, 1, 10, tzinfo=UTC)


@given(moment=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_milliseconds_cut_and_come_back(moment: datetime) -> None:
    cut = instant(milliseconds(moment))
    assert timedelta(0) <= moment - cut < timedelta(milliseconds=1)
    assert milliseconds(cut) == milliseconds(moment)


@given(value=JSON)
def test_freeze_and_thaw_are_inverse(value: Any) -> None:
    assert thaw(freeze(value)) == value
    assert json_text(freeze(value)) == json_text(value)


def test_frozen_value_cannot_be_changed_in_place() -> None:
    frozen = freeze({"a": [1, {"b": 2}]})
    assert isinstance(frozen, MappingProxyType)
    assert isinstance(frozen["a"], tuple)
    with pytest.raises(TypeError):
        operator.setitem(frozen, "a", 1)  # type: ignore[call-overload]  # what the type forbids fails at run time too


@given(value=st.uuids())
def test_uuid_bytes_and_text_are_inverse(value: UUID) -> None:
    assert uuid_bytes(str(value)) == value.bytes
    assert uuid_text(value.bytes) == str(value)


@pytest.mark.parametrize("text", ["", "ab", "zz" * 16])
def test_uuid_bytes_refuses_what_is_no_uuid(text: str) -> None:
    with pytest.raises(ValueError, match=r"UUID|hexadecimal"):
        uuid_bytes(text)


def test_split_hashes_gives_back_what_was_joined() -> None:
    both = ("aa" * 32, "0b" * 32)
    assert split_hashes(b"".join(map(hash_bytes, both))) == both
