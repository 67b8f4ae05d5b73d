"""The inbox: choose the folder, see what each package is, take all in, open what is sealed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.hazard import Hazard
from app.ui.dialogs.secret import SecretDialog
from app.ui.pages.office_inbox import InboxPage
from app.ui.tasks import Tasks
from app.values.rows_office import InboxState
from tests.services.offices import make_shared, open_district
from tests.ui.conftest import HeardMessages
from tests.ui.pages.office_room import OfficeRoom


@pytest.fixture
def room(store_template: Path, tmp_path: Path, tasks: Tasks, messages: HeardMessages) -> Iterator[OfficeRoom]:
    with open_district(store_template, tmp_path / "machines") as district:
        made = OfficeRoom(make_shared(district), tasks, messages)
        yield made
        made.rest()


@pytest.fixture
def folder(room: OfficeRoom, tmp_path: Path) -> Path:
    place = tmp_path / "收件箱"
    place.mkdir()
    room.shared.first.change(Hazard, room.shared.hazard_id, fact="改过")
    shutil.copyfile(room.shared.first.export(), place / "一中队.ancha")
    (place / "坏的.ancha").write_bytes(b"not a package")
    room.shared.office.services.inbox.choose_folder(place)
    return place


def states(page: InboxPage) -> dict[str, InboxState]:
    return {row.file.name: row.state for row in page._rows or ()}


def test_without_a_folder_it_is_asked_for(room: OfficeRoom, qtbot: QtBot, tmp_path: Path) -> None:
    page = room.open(InboxPage, qtbot)
    assert page.region.currentWidget() is page.empty
    assert page.take.lock_reason
    room.ask.path = tmp_path
    page.empty.button.click()
    room.rest()
    assert (room.ask.asked, page.folder) == (["选择收件箱文件夹"], tmp_path)


def test_new_packages_are_verified_when_the_page_is_opened(room: OfficeRoom, folder: Path, qtbot: QtBot) -> None:
    page = room.open(InboxPage, qtbot)
    assert states(page) == {"一中队.ancha": InboxState.NEW, "坏的.ancha": InboxState.REFUSED}
    assert page.where.text() == str(folder)
    assert page.model.rowCount() == 1
    page.tabs.choose("refused")
    page.narrow()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.drawer.isVisible()
    assert page.drawer.title.text() == "坏的.ancha"


def test_all_that_is_good_is_taken_in_after_a_question(room: OfficeRoom, folder: Path, qtbot: QtBot) -> None:
    page = room.open(InboxPage, qtbot)
    room.ask.yes = False
    page.take.click()
    room.rest()
    assert states(page)["一中队.ancha"] is InboxState.NEW
    room.ask.yes = True
    page.moving.setChecked(True)
    page.take.click()
    room.rest()
    assert room.said == ["已导入 1 个数据包"]
    assert (folder / "已导入" / "一中队.ancha").exists()
    assert states(page) == {"坏的.ancha": InboxState.REFUSED}


def test_a_sealed_package_asks_for_its_passphrase(room: OfficeRoom, folder: Path, qtbot: QtBot) -> None:
    room.shared.first.services.handover.export(folder / "密.ancha", passphrase="correct horse battery")
    page = room.open(InboxPage, qtbot)
    row = next(row for row in page._rows or () if row.state is InboxState.LOCKED)
    page.open_row(row)
    assert page.drawer.passphrase is not None
    page.drawer.passphrase.click()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SecretDialog))
    dialog.given.emit(["correct horse battery"])
    # The key is made slowly on purpose, once to verify and once to import.
    qtbot.waitUntil(lambda: states(page)["密.ancha"] is InboxState.IMPORTED, timeout=30_000)


def test_a_folder_that_is_gone_is_told_and_can_be_tried_again(room: OfficeRoom, folder: Path, qtbot: QtBot) -> None:
    shutil.rmtree(folder)
    page = room.open(InboxPage, qtbot)
    assert "打不开收件箱文件夹" in page.error.words
    folder.mkdir()
    page.error.retry.click()
    room.rest()
    assert not page.error.isVisible()


def test_searching_narrows_by_file_and_maker(room: OfficeRoom, folder: Path, qtbot: QtBot) -> None:
    assert folder.exists()
    page = room.open(InboxPage, qtbot)
    page.tabs.choose("all")
    page.search.edit.setText("坏的")
    page.search.edit.returnPressed.emit()
    room.rest()
    assert page.model.rowCount() == 1
