"""The panel 数据安全 says where today's work lies, and a preview says what a restore would lose."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.models.enterprise import Enterprise
from app.services import backups as module
from app.services.desk import Desk
from app.services.safekeeping import SafekeepingService
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import DocumentForm, PartyKind
from app.values.errors import RefusedFileError
from app.values.rows_safekeeping import SafetyLevel
from tests.services.papers import Office
from tests.services.records import desk_of


@pytest.fixture
def keeping(store: Store) -> SafekeepingService:
    return SafekeepingService(Desk(store))


@pytest.fixture
def usb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as lying on another disk."""
    folder = tmp_path / "usb"
    monkeypatch.setattr(module, "is_elsewhere", lambda path, store: folder in (path, *path.parents))
    return folder


def work(store: Store) -> None:
    """Store one more enterprise."""
    with store.write() as uow:
        uow.add(Enterprise(name="某厂", party_kind=PartyKind.COMPANY))
        uow.commit()


def test_standing_is_red_while_todays_work_is_on_this_disk_only(
    store: Store, keeping: SafekeepingService, usb: Path
) -> None:
    work(store)
    keeping.back_up()
    standing = keeping.standing()
    assert standing.level is SafetyLevel.BAD
    assert (standing.only_here, standing.only_here_today) == (1, 1)
    assert standing.last_copy is not None
    assert standing.last_elsewhere is None
    keeping.back_up(usb / "copy.db")
    standing = keeping.standing()
    assert (standing.level, standing.only_here, standing.advice) == (SafetyLevel.OK, 0, "")
    assert standing.last_elsewhere is not None
    assert standing.last_elsewhere.file == usb / "copy.db"


def test_standing_warns_of_older_work_on_this_disk_only(store: Store, keeping: SafekeepingService) -> None:
    work(store)
    clock = store.means.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days=1))
    standing = keeping.standing()
    assert standing.level is SafetyLevel.WARN
    assert (standing.only_here, standing.only_here_today) == (1, 0)


def test_standing_of_an_empty_store_is_good(keeping: SafekeepingService) -> None:
    standing = keeping.standing()
    assert standing.level is SafetyLevel.OK
    assert standing.last_verified is None
    assert standing.disk_total >= standing.disk_free > 0


def test_standing_remembers_what_the_last_check_found(store: Store, keeping: SafekeepingService) -> None:
    work(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE enterprise SET town = '别处'")
    keeping.check()
    found = keeping.standing().last_check
    assert found is not None
    assert (found.level, len(found.messages)) == (1, 1)


def test_preview_names_what_the_copy_holds_and_what_would_be_lost(office: Office) -> None:
    keeping = SafekeepingService(desk_of(office.store, office.scene))
    office.hazard()
    office.issue(DocumentForm.RECTIFICATION_ORDER)
    file = keeping.back_up().file
    same = keeping.preview_restore(file)
    assert same.loses_nothing
    assert [paper.number for paper in same.last_papers] == ["（渝示）应急责改〔2026〕1号"]
    assert (same.records["hazard"], same.records["inspection"]) == (1, 1)
    office.hazard(2)
    office.issue(DocumentForm.RECTIFICATION_ORDER)
    later = keeping.preview_restore(file)
    assert later.records == same.records
    assert (later.lost["hazard"], later.lost["document"]) == (1, 1)
    assert [paper.number for paper in later.lost_papers] == ["（渝示）应急责改〔2026〕2号"]
    assert later.lost_revisions > 2
    assert later.lost_since is not None
    assert later.additional_revisions == 0


def test_preview_refuses_a_damaged_copy(store: Store, keeping: SafekeepingService) -> None:
    work(store)
    file = keeping.back_up().file
    file.write_bytes(file.read_bytes().replace("某厂".encode(), "别厂".encode()))
    with pytest.raises(RefusedFileError):
        keeping.preview_restore(file)
