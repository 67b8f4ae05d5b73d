"""The first tables hold rows of every kind of column and give them back."""

import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Enum

from app.models.base import Field, body_of, fields_of
from app.models.kinds import business_kinds
from app.models.types import JsonValueType
from app.storage.health import check
from app.storage.rebuild import rebuild
from app.storage.store import Store
from app.values.canonical import sha256_hex
from app.values.json_shape import JsonShape
from tests.stores import open_copy

DAY = date(2026, 12, 1)
SHAPED: dict[JsonShape, Any] = {
    JsonShape.ANY: ({"key": "值", "number": 1}, "乙"),
    JsonShape.OBJECT: {"key": ("值", 1)},
    JsonShape.ENTRY: {"key": "值", "day": "2026-12-01"},
    JsonShape.ENTRIES: ({"key": "值", "number": 1}, {}),
    JsonShape.TEXTS: ("甲", "乙"),
}
MOMENT = datetime(2026, 11, 16, 1, 10, tzinfo=UTC)


def value_for(field: Field, *, chance: random.Random) -> Any:
    """Return a value that fits the field; a field that refers to a record stays empty where it may."""
    kind = field.column.type
    if isinstance(kind, Enum):
        return chance.choice(list(kind.enum_class or ()))
    if field.key.endswith("_blobs"):
        return (sha256_hex(b"one"), sha256_hex(b"two"))
    if isinstance(kind, JsonValueType):
        return SHAPED[kind.shape]
    samples: dict[str, Any] = {
        "UtcDateTime": MOMENT,
        "CivilDay": DAY,
        "Cents": 1_000_000,
        "Hash": sha256_hex(field.key.encode()),
        "UuidList": (),
        "Boolean": True,
        "Integer": 7,
    }
    return samples.get(type(kind).__name__, f"{field.key}：配电箱门缺失")


@pytest.mark.parametrize("kind", sorted(business_kinds()))
def test_rows_of_a_kind_come_back_as_they_were_stored(kind: str, store: Store, store_dir: Path) -> None:
    record_class = business_kinds()[kind]
    chance = random.Random(kind)
    values = {
        field.key: value_for(field, chance=chance)
        for field in fields_of(record_class)
        if type(field.column.type).__name__ != "Uuid16"
    }
    with store.write() as uow:
        target = _a_record_to_refer_to(uow, store)
        needed = {
            field.key: target
            for field in fields_of(record_class)
            if type(field.column.type).__name__ == "Uuid16" and not field.column.nullable
        }
        record = record_class(**values, **needed)
        uow.add(record)
        uow.commit()
        stored = body_of(record)
    store.close()
    with open_copy(store_dir) as again:
        with again.read() as uow:
            assert body_of(uow.session.get_one(record_class, record.id)) == stored
        with again.write() as uow:
            rebuild(uow)
            uow.commit()
        with again.read() as uow:
            assert body_of(uow.session.get_one(record_class, record.id)) == stored
        assert [finding for finding in check(again).findings if finding.check != "blobs"] == []


def _a_record_to_refer_to(uow: Any, store: Store) -> UUID:
    authority = store.means.kinds["authority"](name="某局", prefix="渝铜", word="应急")
    uow.add(authority)
    return UUID(str(authority.id))
