"""The register: look, void a gap with its reason, go to the paper, write the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.document import Document
from app.ui.pages.number_register import ALL, NumberRegisterPage
from app.ui.tasks import Tasks
from app.values.enums import DocumentForm, DocumentState
from app.values.rows_register import RegisterState
from tests.services.offices import make_shared, open_district
from tests.services.records import put
from tests.ui.conftest import HeardMessages
from tests.ui.pages.office_room import OfficeRoom


@pytest.fixture
def room(store_template: Path, tmp_path: Path, tasks: Tasks, messages: HeardMessages) -> Iterator[OfficeRoom]:
    with open_district(store_template, tmp_path / "machines") as district:
        made = OfficeRoom(make_shared(district), tasks, messages)
        scene = made.shared.scene
        for serial in (1, 4):
            paper = Document(
                form=DocumentForm.RECTIFICATION_ORDER,
                title="责令限期整改指令书",
                enterprise_id=scene.enterprise_id,
                inspection_id=scene.inspection_id,
                number=f"（渝示）应急责改〔2026〕{serial}号",
                number_key="责改",
                number_year=2026,
                number_serial=serial,
                state=DocumentState.ISSUED,
            )
            put(made.shared.office.store, paper)
        yield made
        made.rest()


@pytest.fixture
def page(room: OfficeRoom, qtbot: QtBot) -> NumberRegisterPage:
    return room.open(NumberRegisterPage, qtbot)


def show(page: NumberRegisterPage, tab: str) -> None:
    page.tabs.choose(tab)
    page.narrow()


def test_the_numbers_of_the_year_are_listed_with_their_gaps(page: NumberRegisterPage) -> None:
    assert page.subtitle == "示例区应急管理局　2026年"
    assert page.year.value == 2026
    assert page.model.rowCount() == 3
    show(page, RegisterState.GAP.value)
    assert page.model.rowCount() == 1
    show(page, RegisterState.DOUBLE.value)
    assert page.region.currentWidget() is page.empty
    page.empty.button.click()
    assert page.tabs.current == ALL


def test_enter_voids_a_gap_with_its_reason(page: NumberRegisterPage, room: OfficeRoom) -> None:
    show(page, RegisterState.GAP.value)
    room.ask.words = "空白文书写坏"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    room.rest()
    assert room.said == ["已登记作废"]
    assert page.register is not None
    (voided,) = [line for line in page.register.lines if line.state is RegisterState.VOID]
    assert (voided.first, voided.last, voided.reason) == (2, 3, "空白文书写坏")


def test_a_gap_without_a_reason_stays(page: NumberRegisterPage, room: OfficeRoom) -> None:
    show(page, RegisterState.GAP.value)
    room.ask.words = " "
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    room.rest()
    assert "没有写明作废的理由" in page.error.words


def test_enter_on_a_paper_goes_to_its_inspection(page: NumberRegisterPage, room: OfficeRoom) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    room.rest()
    assert room.went == [("documents", room.shared.scene.inspection_id)]


def test_the_register_is_written_into_a_file(page: NumberRegisterPage, room: OfficeRoom, tmp_path: Path) -> None:
    room.ask.path = tmp_path / "登记簿.xlsx"
    page.write.click()
    room.rest()
    assert room.said == ["已写到 登记簿.xlsx"]
    assert room.ask.path.read_bytes()[:2] == b"PK"


def test_searching_finds_a_number(page: NumberRegisterPage, room: OfficeRoom) -> None:
    page.search.edit.setText("〕4号")
    page.search.edit.returnPressed.emit()
    room.rest()
    assert page.model.rowCount() == 1
