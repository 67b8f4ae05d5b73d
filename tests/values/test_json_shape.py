"""Which values a JSON column takes."""

from typing import Any

import pytest

from app.models.base import default_of, fields_of
from app.models.kinds import business_kinds
from app.models.types import JsonValueType
from app.values.json_shape import JsonShape

GOOD: list[tuple[JsonShape, Any]] = [
    (JsonShape.ANY, 5),
    (JsonShape.OBJECT, {"a": {"b": [1]}}),
    (JsonShape.ENTRY, {"day": "2026-11-06", "by": "王五", "ground": None, "count": 3}),
    (JsonShape.ENTRIES, [{"name": "许可证", "valid_to": "2026-12-31"}, {"name": "许可证", "valid_to": ""}]),
    (JsonShape.TEXTS, ("甲", "乙")),
    (JsonShape.TEXTS, []),
]
BAD: list[tuple[JsonShape, Any]] = [
    (JsonShape.OBJECT, [1]),
    (JsonShape.ENTRY, "2026-11-06"),
    (JsonShape.ENTRY, {"day": "2026-13-01"}),
    (JsonShape.ENTRY, {"day": 20261106}),
    (JsonShape.ENTRY, {"by": ["王五"]}),
    (JsonShape.ENTRIES, {"name": "许可证"}),
    (JsonShape.ENTRIES, [{"valid_to": "20261231"}]),
    (JsonShape.ENTRIES, ["许可证"]),
    (JsonShape.TEXTS, 5),
    (JsonShape.TEXTS, "甲"),
    (JsonShape.TEXTS, ["甲", 5]),
]


@pytest.mark.parametrize(("shape", "value"), GOOD)
def test_a_value_of_the_shape_is_taken(shape: JsonShape, value: Any) -> None:
    shape.check(value)


@pytest.mark.parametrize(("shape", "value"), BAD)
def test_a_value_of_another_shape_is_refused(shape: JsonShape, value: Any) -> None:
    with pytest.raises(TypeError, match=shape.value):
        shape.check(value)


def test_every_list_of_a_record_says_what_stands_in_it() -> None:
    lists = {
        (kind, field.key): field.column.type.shape
        for kind, record_class in business_kinds().items()
        for field in fields_of(record_class)
        if isinstance(field.column.type, JsonValueType) and default_of(field.column) == ()
    }
    assert lists
    assert set(lists.values()) == {JsonShape.TEXTS, JsonShape.ENTRIES}, lists
