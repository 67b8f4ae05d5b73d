"""Hand-over through the window: a laptop writes a package, the office takes it in, settles, reports, takes it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.hazard import Hazard
from app.ui.pages.exchange import ExchangePage
from app.values.enums import DocumentState
from app.values.rows_import import NumberClash
from tests.flows.window import Laptop, open_laptop
from tests.services.offices import Shared, make_shared, open_district
from tests.services.records import make_hazard, put
from tests.services.test_imports import issue
from tests.ui.conftest import OFFSCREEN_SAYS
from tests.ui.pages.exchange_room import settle

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True)
LAPTOP, OFFICE = "甲", "局"
REASON = "依责改指令书期限，延期未批"


@pytest.fixture
def shared(compiled: Path, tmp_path: Path) -> Shared:
    """A laptop and an office that know one hazard, and have each worked on it apart; both are shut down."""
    with open_district(compiled, tmp_path) as district:
        made = make_shared(district)
        for number, place in enumerate((made.first, made.office)):
            place.services.setup.set_range(number * 200 + 1, number * 200 + 200)
        first, second = made.scene.officer_ids
        made.office.change(
            Hazard, made.hazard_id, officer=second, reason="企业来电申请延期", deadline=date(2026, 12, 18)
        )
        made.first.change(Hazard, made.hazard_id, officer=first, reason="当面核定", deadline=date(2026, 12, 8))
        put(made.first.store, make_hazard(made.scene, 2))
        issue(made.office, made, state=DocumentState.SERVED, day=date(2026, 11, 17))
        issue(made.first, made, state=DocumentState.ISSUED, day=date(2026, 11, 18))
        return made


@contextmanager
def seated(folder: Path, qtbot: QtBot, *, officer: str) -> Iterator[Laptop]:
    """Start the program, sit down, and open 数据交换."""
    with open_laptop(folder, qtbot, seed=f"window of {folder.name}") as laptop:
        laptop.wait_for("officer_choice")
        laptop.key(officer)
        laptop.wait_for("today")
        laptop.click("数据交换")
        laptop.wait_for("exchange")
        yield laptop


def write_package(laptop: Laptop, what: str, file: Path) -> Path:
    """Hand over what is asked for."""
    laptop.click(what)
    laptop.save_file(lambda: laptop.click("写成数据包…"), file)
    settle(laptop.client.tasks)
    laptop.shoot("written")
    assert laptop.services.handover.not_handed_over().is_empty
    return file


def look_into(laptop: Laptop, package: Path) -> None:
    """Choose a package and see what it would bring."""
    laptop.click("导入")
    laptop.pick_files(lambda: laptop.click("选择数据包…"), [package])
    settle(laptop.client.tasks)
    laptop.shoot("preview")
    assert laptop.page.title == "数据交换　导入预览"


def take_in(laptop: Laptop) -> None:
    """Confirm what was looked into."""
    laptop.click("确认导入")
    settle(laptop.client.tasks)
    laptop.shoot("done")


def choose_what_was_settled_on_site(laptop: Laptop) -> None:
    """Take the package's side by its key, and say why."""
    laptop.key("2")
    laptop.write(REASON)
    laptop.key("Enter")
    laptop.shoot("settled")


def part(laptop: Laptop, key: str) -> Any:
    """Give the open part of the exchange."""
    page = laptop.page
    assert isinstance(page, ExchangePage)
    return page.parts[key]


def test_packages_go_from_a_laptop_to_the_office_and_one_is_taken_back(
    shared: Shared, tmp_path: Path, qtbot: QtBot, light_window: None
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    with seated(tmp_path / LAPTOP, qtbot, officer="1") as laptop:
        first = write_package(laptop, "全部", stick / "移交一.ancha")
        put(laptop.services.desk.store, make_hazard(shared.scene, 3))
        second = write_package(laptop, "上次移交以后", stick / "移交二.ancha")
    with seated(tmp_path / OFFICE, qtbot, officer="2") as laptop:
        keep = laptop.services.safekeeping
        before = keep.digest()
        look_into(laptop, first)
        assert laptop.sees("冲突 1")
        assert laptop.sees("文号冲突 1")
        assert keep.digest() == before
        choose_what_was_settled_on_site(laptop)
        take_in(laptop)
        assert laptop.services.hazards.get(shared.hazard_id).fields.deadline == date(2026, 12, 8)
        assert laptop.services.records.history(str(shared.hazard_id))[-1].reason == REASON
        pdf = laptop.save_file(lambda: laptop.click("另存报告：移交一.ancha"), stick / "报告.pdf")
        assert pdf.startswith(b"%PDF")
        laptop.click("冲突")
        laptop.shoot("open")
        assert [type(one) for one in part(laptop, "conflicts").board.waiting.entries] == [NumberClash]
        with_first = keep.digest()
        laptop.click("再导入", within=go_back(laptop))
        look_into(laptop, second)
        take_in(laptop)
        take_back(laptop)
        assert keep.digest() == with_first


def go_back(laptop: Laptop) -> QWidget:
    """Return to what was imported last."""
    laptop.click("导入")
    return laptop.page


def take_back(laptop: Laptop) -> None:
    """Undo the last import; the one before stays, because a decision was made on top of it."""
    laptop.click("记录")
    laptop.click("撤销这次导入")
    laptop.shoot("undo")
    laptop.click("撤销导入")
    settle(laptop.client.tasks)
    part(laptop, "records").table.choose_row(1)
    laptop.click("撤销这次导入")
    settle(laptop.client.tasks)
    laptop.shoot("refused")
    assert "隐患 01" in part(laptop, "records").error.words
    assert [row.state for row in laptop.services.imports.imports()] == ["applied", "applied", "undone"]
