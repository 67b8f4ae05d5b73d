"""A package that an earlier version's records fill comes in whole, for ever: counts, digest, rows."""

import lzma
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models.case import Case
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.health import check
from app.storage.rebuild import digest_of, rebuild
from app.storage.schema import VERSIONS
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.rows_import import Change

PACKAGES = Path(__file__).parent / "packages"
# Said by the first version of the store that the package was made from.
DIGEST = "05bc0fd2604a0af9cbed69fda5560732c6a0193780c7176e24cc4509c37f7513"
ROWS = {
    "authority": 1, "case": 1, "case_step": 1, "document": 3, "enterprise": 1, "finding": 98, "hazard": 3,
    "inspection": 1, "officer": 2, "outcome": 2, "photo": 4, "reinspection": 1,
}  # fmt: skip


@pytest.fixture(autouse=True)
def later(store: Store) -> None:
    """Let it be later than the work of the first version."""
    clock = store.means.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days=30))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The package of the first version: an inspection, its papers, a re-inspection and a case."""
    (packed,) = PACKAGES.glob("0001-*.ancha.xz")
    target = tmp_path / "0001.ancha"
    target.write_bytes(lzma.decompress(packed.read_bytes()))
    return target


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Read every row of every kind."""
    with store.read() as uow:
        return {
            kind: [
                tuple(row) for row in uow.connection.exec_driver_sql(f'SELECT * FROM "{cls.__tablename__}" ORDER BY id')
            ]
            for kind, cls in store.means.kinds.items()
        }


def test_every_version_before_this_one_has_a_package() -> None:
    assert {file.name[:4] for file in PACKAGES.glob("*.ancha.xz")} == set(VERSIONS[:-1])


def test_package_of_the_first_version_holds_its_revisions_only(store: Store, file: Path) -> None:
    view = Services(Desk(store)).handover.package(file)
    assert (view.meta.schema, view.meta.needs, view.meta.revisions, view.meta.blobs) == (1, 1, 132, 11)
    assert view.meta.root == DIGEST


def test_package_of_the_first_version_comes_into_an_empty_store_whole(store: Store, file: Path) -> None:
    ((row, report),) = Services(Desk(store)).imports.take_in([file])
    assert report.counts[Change.NEW] == sum(ROWS.values())
    assert row.conflicts == 0
    with store.read() as uow:
        assert digest_of(uow.connection) == (DIGEST, 132, 11)
    rows = rows_of(store)
    assert {kind: len(found) for kind, found in rows.items() if found} == ROWS
    with store.write() as uow:
        rebuild(uow)
        uow.commit()
    assert rows_of(store) == rows
    assert [one.check for one in check(store).findings if one.check not in ("backup", "clock")] == []


def test_records_of_the_first_version_read_as_they_were_written(store: Store, file: Path) -> None:
    Services(Desk(store)).imports.take_in([file])
    with store.read() as uow:
        enterprise = uow.session.scalars(select(Enterprise)).one()
        inspection = uow.session.scalars(select(Inspection)).one()
        case = uow.session.scalars(select(Case)).one()
        numbers = uow.session.scalars(select(Document.number).where(Document.number.is_not(None))).all()
        assert enterprise.name == "示例红岩燃气有限公司"
        assert (enterprise.builder, inspection.reporter_name_sealed, case.party_identity_sealed) == (None, None, None)
        assert (len(numbers), inspection.enterprise_id, case.inspection_id) == (3, enterprise.id, inspection.id)


def test_record_of_the_first_version_is_edited_and_handed_on(store: Store, file: Path, tmp_path: Path) -> None:
    services = Services(Desk(store))
    services.imports.take_in([file])
    with store.write(reason="补记") as uow:
        hazard = uow.session.scalars(select(Hazard).order_by(Hazard.order_no)).first()
        assert hazard is not None
        hazard.place = "调压间"
        uow.commit()
    with store.read() as uow:
        newest = uow.log.history(UUID(str(hazard.id)))[-1]
        assert newest.changed == ("place",)
    made = services.handover.export(tmp_path / "on.ancha")
    assert made.revisions == 133
