"""Packages that were made by hand to hurt: well-formed records whose values no window could show."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.values.days import to_ms
from app.values.errors import RefusedFileError
from app.values.hlc import next_hlc
from tests.services.offices import Place, open_district
from tests.storage.reader.build import Chain, Package, add, make_id


@pytest.fixture
def office(store_template: Path, tmp_path: Path) -> Iterator[Place]:
    """An office that knows nothing yet."""
    with open_district(store_template, tmp_path) as district:
        yield district.place("内勤")


def package_of(office: Place, kind: str, **body: Any) -> Path:
    """Write a package of one record."""
    package = Package({})
    add(package, Chain().write(kind, make_id(1), body, hlc=next_hlc(to_ms(office.clock.now()), ())))
    return package.write(office.folder / "来历不明.ancha")


def party(**body: Any) -> dict[str, Any]:
    """Say what a party is."""
    return {"name": "示例燃气有限公司", "party_kind": "企业", **body}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("aliases", 5),
        ("sectors", "城镇燃气"),
        ("sectors", [{"a": 1}]),
        ("licences", ["许可证"]),
        ("licences", [{"name": "许可证", "valid_to": "never"}]),
        ("name", None),
    ],
)
def test_a_value_that_no_page_could_show_is_refused_in_the_preview_and_by_the_import(
    office: Place, key: str, value: Any
) -> None:
    file = package_of(office, "enterprise", **party(**{key: value}))
    for take in (office.services.imports.preview, office.services.imports.take_in):
        with pytest.raises(RefusedFileError, match=f"enterprise 的 {key}"):
            take([file])
    assert office.services.imports.imports() == ()
