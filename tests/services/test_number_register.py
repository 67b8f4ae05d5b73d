"""The register of numbers: issued, voided with reason, skipped, twice given, typed in, and of other systems."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from app.models.document import Document, VoidNumber
from app.services.fleet import FleetService
from app.services.number_register import NumberRegisterService
from app.storage.store import Store
from app.values.enums import DocumentForm, DocumentState, NumberSource
from app.values.errors import UsageError, UserError
from app.values.rows_register import RegisterLine, RegisterState
from tests.services.records import CHECK_DAY, Scene, at, desk_of, make_inspection, make_scene, put


@pytest.fixture
def scene(store: Store) -> Scene:
    """A small store whose machine has no numbers of its own."""
    return make_scene(store, number_keys=())


@pytest.fixture
def register(store: Store, scene: Scene) -> NumberRegisterService:
    """The register of the store."""
    return NumberRegisterService(desk_of(store, scene))


def paper(scene: Scene, serial: int, *, branch: int = 0, **values: Any) -> Document:
    """An issued order with its number."""
    tail = f"-{branch}" if branch else ""
    wanted = {
        "form": DocumentForm.RECTIFICATION_ORDER,
        "title": "责令限期整改指令书",
        "enterprise_id": scene.enterprise_id,
        "inspection_id": scene.inspection_id,
        "number": f"（渝示）应急责改〔2026〕{serial}{tail}号",
        "number_key": "责改",
        "number_year": 2026,
        "number_serial": serial,
        "number_source": NumberSource.DEVICE_RANGE,
        "issued_on": CHECK_DAY,
        "state": DocumentState.ISSUED,
    }
    return Document(**(wanted | values))


def told(lines: Sequence[RegisterLine]) -> list[tuple[int, int, str]]:
    return [(line.first, line.last, line.state.value) for line in lines]


def test_every_number_stands_with_what_became_of_it(
    store: Store, scene: Scene, register: NumberRegisterService
) -> None:
    closing = {"day": "2026-11-17", "by": "甲", "ground": "写错了当事人"}
    put(
        store,
        paper(scene, 1),
        paper(scene, 3, state=DocumentState.VOID, closing=closing),
        paper(scene, 7),
        paper(scene, 7, title="另一份"),
        paper(scene, 8, branch=1),
        paper(scene, 8, branch=2),
    )
    put(store, VoidNumber(number_key="责改", number_year=2026, first_serial=4, last_serial=5, reason="丢失",
                          voided_at=at(CHECK_DAY, 15)))  # fmt: skip
    found = register.register(2026)
    assert told(found.lines) == [
        (1, 1, "已用"), (2, 2, "空号"), (3, 3, "作废"), (4, 5, "作废"), (6, 6, "空号"), (7, 7, "重号"),
        (8, 8, "已用"), (8, 8, "已用"),
    ]  # fmt: skip
    assert [line.reason for line in found.lines if line.state is RegisterState.VOID] == ["写错了当事人", "丢失"]
    assert [one.title for one in found.lines[5].papers] == ["责令限期整改指令书", "另一份"]
    assert found.lines[0].papers[0].party == "示例燃气有限公司"
    assert found.count(RegisterState.GAP) == 2
    assert found.lines[3].text == "（渝示）应急责改〔2026〕4—5号"


def test_the_gaps_are_those_of_each_device(store: Store, scene: Scene) -> None:
    desk = desk_of(store, scene)
    fleet = FleetService(desk)
    with store.write() as uow:
        one, two = uow.new_id(), uow.new_id()
    fleet.register(one, label="一号机")
    fleet.register(two, label="二号机")
    fleet.hand_out(one, 1, 50, keys=["责改"])
    fleet.hand_out(two, 51, 100, keys=["责改"])
    put(store, paper(scene, 2), paper(scene, 52))
    found = NumberRegisterService(desk).register(2026)
    gaps = [(line.first, line.last, line.holder) for line in found.lines if line.state is RegisterState.GAP]
    assert gaps == [(1, 1, "一号机"), (51, 51, "二号机")]
    assert [line.holder for line in found.lines if line.papers] == ["一号机", "二号机"]


def test_numbers_of_other_systems_and_of_typed_in_checks_are_told_apart(
    store: Store, scene: Scene, register: NumberRegisterService
) -> None:
    typed_in = make_inspection(scene.authority_id, scene.enterprise_id, scene.officer_ids, is_typed_in=True)
    (inspection_id,) = put(store, typed_in)
    put(
        store,
        paper(scene, 5, inspection_id=inspection_id),
        paper(scene, 6, number="执法系统2026-88", number_key=None, number_year=None, number_serial=None),
        paper(scene, 9, number="（渝某）应急责改〔2026〕9号"),
    )
    found = register.register(2026)
    assert told(found.lines) == [(5, 5, "补录")]
    assert [one.number for one in found.others] == ["执法系统2026-88", "（渝某）应急责改〔2026〕9号"]


def test_years_and_kinds_are_apart(store: Store, scene: Scene, register: NumberRegisterService) -> None:
    record: dict[str, Any] = {"number_key": "检记", "number": "（渝示）应急检记〔2026〕3号", "title": "现场检查记录"}
    old: dict[str, Any] = {"number_year": 2025, "number": "（渝示）应急责改〔2025〕1号", "issued_on": date(2025, 5, 1)}
    put(store, paper(scene, 1), paper(scene, 3, **record), paper(scene, 1, **old))
    assert register.years() == (2026, 2025)
    assert [line.key for line in register.register(2026).lines] == ["检记", "责改"]
    assert told(register.register(2026, keys=["责改"]).lines) == [(1, 1, "已用")]
    assert told(register.register(2025).lines) == [(1, 1, "已用")]
    assert register.register().year == 2026


def test_a_gap_is_voided_with_its_reason_and_nothing_else_is(
    store: Store, scene: Scene, register: NumberRegisterService
) -> None:
    put(store, paper(scene, 1), paper(scene, 5))
    with pytest.raises(UserError, match="没有写明作废的理由"):
        register.void_gap("责改", year=2026, first=2, last=3, reason=" ")
    for first, last in ((1, 2), (4, 5), (6, 6), (3, 2)):
        with pytest.raises(UserError, match="不是空号"):
            register.void_gap("责改", year=2026, first=first, last=last, reason="丢失")
    register.void_gap("责改", year=2026, first=2, last=3, reason="空白文书写坏")
    assert told(register.register(2026).lines) == [(1, 1, "已用"), (2, 3, "作废"), (4, 4, "空号"), (5, 5, "已用")]


def test_the_register_is_written_as_a_table_and_on_paper(
    store: Store, scene: Scene, register: NumberRegisterService, tmp_path: Path
) -> None:
    put(store, paper(scene, 1), paper(scene, 3), paper(scene, 3, title="=另一份"))
    register.write_file(tmp_path / "a.xlsx", 2026)
    book = load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert book.sheetnames == ["空号和重号", "责改"]
    head, *rows = ([cell.value for cell in row] for row in book["责改"].iter_rows(min_row=3))
    assert head[:4] == ["文号", "情况", "文书", "当事人"]
    assert sorted(row[:3] for row in rows) == [
        ["（渝示）应急责改〔2026〕1号", "已用", "责令限期整改指令书"],
        ["（渝示）应急责改〔2026〕2号", "空号", None],
        ["（渝示）应急责改〔2026〕3号", "重号", "'=另一份"],
        ["（渝示）应急责改〔2026〕3号", "重号", "责令限期整改指令书"],
    ]
    register.write_file(tmp_path / "a.pdf", 2026)
    text = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage().get_text_bounded()
    assert "2026年文号登记簿" in text
    assert "空号" in text
    with pytest.raises(UsageError, match="登记簿不能写成"):
        register.write_file(tmp_path / "a.txt")


def test_a_deleted_paper_leaves_a_gap(store: Store, scene: Scene, register: NumberRegisterService) -> None:
    _, second, _ = put(store, paper(scene, 1), paper(scene, 2), paper(scene, 3))
    with store.write(reason="误录") as uow:
        uow.delete(uow.session.get_one(Document, second))
        uow.commit()
    assert told(register.register(2026).lines)[1] == (2, 2, "空号")
