"""The inbox folder: what lies in it, why something is refused, all taken in at once, nothing moved unasked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.hazard import Hazard
from app.services.inbox import DONE, InboxService
from app.values.errors import CancelledError, UserError
from app.values.rows_office import InboxState
from tests.services.offices import Shared, make_shared, open_district


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office."""
    with open_district(store_template, tmp_path / "machines") as district:
        yield make_shared(district)


@pytest.fixture
def folder(shared: Shared, tmp_path: Path) -> Path:
    """The inbox of the office: packages of both laptops, one of them torn, and something else."""
    place = tmp_path / "收件箱"
    place.mkdir()
    for number, laptop in enumerate((shared.first, shared.second)):
        laptop.change(Hazard, shared.hazard_id, fact=f"改{number}")
        shutil.copyfile(laptop.export(), place / f"{number}.ancha")
    torn = (place / "0.ancha").read_bytes()
    (place / "torn.ancha").write_bytes(torn[: len(torn) // 2])
    (place / "说明.txt").write_text("不是数据包")
    (place / ".hidden.ancha").write_bytes(b"")
    shared.office.services.inbox.choose_folder(place)
    return place


@pytest.fixture
def inbox(shared: Shared, folder: Path) -> InboxService:
    """The inbox of the office."""
    assert folder.exists()
    return shared.office.services.inbox


def states(inbox: InboxService) -> dict[str, InboxState]:
    return {row.file.name: row.state for row in inbox.rows()}


def test_without_a_folder_it_is_asked_for(shared: Shared, tmp_path: Path) -> None:
    found = shared.office.services.inbox
    assert found.folder() is None
    with pytest.raises(UserError, match="还没有选择收件箱"):
        found.rows()
    with pytest.raises(UserError, match="没有这个文件夹"):
        found.choose_folder(tmp_path / "nowhere")


def test_a_folder_that_is_gone_is_told(inbox: InboxService, folder: Path) -> None:
    shutil.rmtree(folder)
    with pytest.raises(UserError, match="打不开收件箱"):
        inbox.rows()


def test_files_are_listed_unread_and_then_with_their_makers(inbox: InboxService, folder: Path) -> None:
    assert folder == inbox.folder()
    assert states(inbox) == dict.fromkeys(("0.ancha", "1.ancha", "torn.ancha"), InboxState.UNREAD)
    found = {row.file.name: row for row in inbox.look()}
    assert {name: row.state for name, row in found.items()} == {
        "0.ancha": InboxState.NEW,
        "1.ancha": InboxState.NEW,
        "torn.ancha": InboxState.REFUSED,
    }
    assert found["0.ancha"].maker.startswith("电脑")
    assert found["0.ancha"].made_at is not None
    assert found["0.ancha"].what == "全部的记录"
    assert "torn.ancha" in found["torn.ancha"].why


def test_all_that_is_good_is_imported_and_the_rest_said(shared: Shared, inbox: InboxService, folder: Path) -> None:
    results = {one.file.name: one for one in inbox.take_in_all()}
    assert results["torn.ancha"].imported is None
    assert results["torn.ancha"].why
    imported = [one.imported for one in results.values() if one.imported is not None]
    assert len(imported) == 2
    assert imported[1].conflicts == 1
    assert states(inbox)["0.ancha"] is InboxState.IMPORTED
    assert {file.name for file in folder.iterdir()} == {
        "0.ancha", "1.ancha", "torn.ancha", "说明.txt", ".hidden.ancha",
    }  # fmt: skip
    assert all(one.imported is None for one in inbox.take_in_all())
    shared.office.services.imports.undo(imported[1].id)
    assert InboxState.UNDONE in states(inbox).values()


def test_imported_files_are_moved_when_asked_and_never_over_another(inbox: InboxService, folder: Path) -> None:
    (folder / DONE).mkdir()
    (folder / DONE / "0.ancha").write_bytes(b"from last month")
    inbox.take_in_all(move=True)
    assert {file.name for file in (folder / DONE).iterdir()} == {"0.ancha", "0（2）.ancha", "1.ancha"}
    assert (folder / DONE / "0.ancha").read_bytes() == b"from last month"
    assert states(inbox) == {"torn.ancha": InboxState.REFUSED}


def test_sealed_files_wait_for_their_passphrase(shared: Shared, inbox: InboxService, folder: Path) -> None:
    for file in folder.glob("*.ancha"):
        file.unlink()
    shared.first.services.handover.export(folder / "sealed.ancha", passphrase="correct horse battery")
    assert inbox.look()[0].state is InboxState.LOCKED
    assert inbox.look(passphrase="wrong horse battery")[0].state is InboxState.LOCKED
    (kept_out,) = inbox.take_in_all()
    assert kept_out.imported is None
    (taken,) = inbox.take_in_all(passphrase="correct horse battery")
    assert taken.imported is not None
    assert states(inbox) == {"sealed.ancha": InboxState.IMPORTED}


def test_a_file_that_changed_is_looked_at_again(shared: Shared, inbox: InboxService, folder: Path) -> None:
    inbox.look()
    shutil.copyfile(shared.first.export(), folder / "torn.ancha")
    assert states(inbox)["torn.ancha"] is InboxState.UNREAD
    assert {row.file.name: row.state for row in inbox.look()}["torn.ancha"] is InboxState.NEW


def test_cancelling_keeps_what_was_imported_before(inbox: InboxService) -> None:
    with pytest.raises(CancelledError):
        inbox.take_in_all(cancelled=lambda: True)
    assert InboxState.IMPORTED not in states(inbox).values()
