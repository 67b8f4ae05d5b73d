"""数据交换: preview without a trace, decide by keys, confirm, report, settle later, take back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.hazard import Hazard
from app.ui.dialogs.secret import SecretDialog
from app.ui.pages.exchange import CONFLICTS, EXPORT, RECORDS, ExchangePage
from app.ui.pages.exchange_conflicts import ConflictsPart
from app.ui.pages.exchange_export import ExportPart
from app.ui.pages.exchange_preview import CLASHES, NEW, SAME
from app.ui.pages.exchange_records import RecordsPart
from app.ui.tasks import Tasks
from app.values.package import SelectionKind
from app.values.rows_import import ConflictSides, LikelySame, NumberClash
from tests.services.offices import hazard_of, make_shared, open_district
from tests.services.records import make_enterprise, make_hazard, put
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all, focused
from tests.ui.pages.exchange_room import ExchangeAnswers, ExchangeRoom, part_ways


@pytest.fixture
def room(store_template: Path, tmp_path: Path, tasks: Tasks, messages: HeardMessages) -> Iterator[ExchangeRoom]:
    folder = tmp_path / "usb"
    folder.mkdir()
    with open_district(store_template, tmp_path) as district:
        made = ExchangeRoom(make_shared(district), tasks, messages, ExchangeAnswers(folder))
        yield made
        made.rest()
        tasks.close()


@pytest.fixture
def page(room: ExchangeRoom, qtbot: QtBot) -> ExchangePage:
    return room.open(qtbot)


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), code, modifier)


def test_a_package_is_written_and_nothing_is_left_to_go(room: ExchangeRoom, page: ExchangePage) -> None:
    room.shared.office.change(Hazard, room.shared.hazard_id, place="二层")
    part = room.go(page, EXPORT)
    assert isinstance(part, ExportPart)
    assert part.state.words == "还有内容没有移交"
    assert "1 条记录" in part.waiting.text()
    part.write_it.click()
    room.rest()
    (file,) = room.ask.saved
    assert file.is_file()
    assert str(file) in part.written.words
    assert part.state.words == "全部已移交"
    room.shared.second.take_in(file)
    assert hazard_of(room.shared.second, room.shared.hazard_id).place == "二层"


def test_a_passphrase_must_be_typed_twice_and_be_good(room: ExchangeRoom, page: ExchangePage) -> None:
    part = room.go(page, EXPORT)
    part.form.kinds.press(SelectionKind.ALL)
    part.words.setText("12345678")
    assert part.write_it.lock_reason == "口令太简单"
    part.words.setText("correct horse 7")
    assert part.write_it.lock_reason == "请再输一次口令"
    part.again.setText("correct horse 7")
    part.write_it.click()
    room.rest()
    assert part.history.isVisibleTo(page)
    assert room.shared.office.services.handover.history()[0].is_sealed
    assert part.words.text() == ""


def test_days_and_inspections_narrow_the_package(room: ExchangeRoom, page: ExchangePage) -> None:
    part = room.go(page, EXPORT)
    part.form.kinds.press(SelectionKind.DAYS)
    assert part.write_it.lock_reason
    part.form.kinds.press(SelectionKind.INSPECTIONS)
    part.form.options[0][1].click()
    part.form.photos.press(False)
    room.rest()
    selection = part.form.selection
    assert selection.inspection_ids == (room.shared.scene.inspection_id,)
    assert not selection.with_photos
    assert "检查 1" in part.how_large.text()


def test_a_package_that_brings_nothing_shows_what_is_the_same(room: ExchangeRoom, page: ExchangePage) -> None:
    part = room.preview(page, [room.shared.office.export()])
    assert part.preview.filter == SAME
    assert part.preview.counts[SAME].count > 0


def test_keys_choose_a_side_and_the_decision_is_written_with_its_reason(room: ExchangeRoom, page: ExchangePage) -> None:
    part_ways(room.shared)
    before = room.shared.office.digest()
    part = room.preview(page, [room.shared.first.export()])
    assert page.title == "数据交换　导入预览"
    assert [part.preview.counts[name].count for name in ("conflicts", "clashes")] == [1, 1]
    sides = part.preview.board.sides
    key(Qt.Key.Key_2)
    assert [card.name for card in sides.cards] == ["本机", "来包"]
    assert sides.settle.lock_reason == "请写明理由"
    QTest.keyClicks(focused(), "1 2 3")  # typed into the reason, not taken as keys
    assert sides.reason.text() == "1 2 3"
    key(Qt.Key.Key_Return)
    assert part.preview.undecided == 0
    assert room.shared.office.digest() == before
    part.confirm.click()
    room.rest()
    hazard = hazard_of(room.shared.office, room.shared.hazard_id)
    assert (hazard.fact, str(hazard.deadline)) == ("探测器不响。", "2026-12-08")
    history = room.shared.office.services.records.history(str(room.shared.hazard_id))
    assert history[-1].reason == "1 2 3"


def test_fields_are_chosen_one_by_one_and_a_choice_is_taken_back(room: ExchangeRoom, page: ExchangePage) -> None:
    part_ways(room.shared)
    part = room.preview(page, [room.shared.first.export()])
    board, sides = part.preview.board, part.preview.board.sides
    key(Qt.Key.Key_4)
    (conflict,) = board.waiting.conflicts
    fact, lifecycle = conflict.conflicts
    assert (fact.field, lifecycle.field) == ("fact", "lifecycle")
    sides._on_field(fact, 2)
    assert sides.settle.lock_reason == "请先选一边"
    sides._on_field(lifecycle, 0)
    sides.reason.setText("两处都查过")
    sides.settle.click()
    assert part.preview.undecided == 0
    assert board.buttons[0].state == "已选"
    key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert part.preview.undecided == 1
    assert board.buttons[0].state == "待选"


def test_open_conflicts_are_imported_and_settled_later(room: ExchangeRoom, page: ExchangePage) -> None:
    part_ways(room.shared)
    put(room.shared.first.store, make_enterprise(uscc=None, name="示列燃气有限公司"))
    part = room.preview(page, [room.shared.first.export()])
    assert page.undecided.words == "还有 1 处未定，可以先导入"
    part.confirm.click()
    room.rest()
    assert part.is_done
    conflicts = room.go(page, CONFLICTS)
    assert isinstance(conflicts, ConflictsPart)
    board = conflicts.board
    assert [type(one) for one in board.waiting.entries] == [ConflictSides, NumberClash, LikelySame]
    board.sides.take_side(0)
    board.sides.reason.setText("延期已批")
    conflicts.refresh()
    room.rest()
    put(room.shared.office.store, make_enterprise(uscc=None, name="示例然气有限公司"))
    conflicts.refresh()  # something else was written: what is chosen here stays
    room.rest()
    assert len(board.waiting.twins) > 1
    board.sides.settle.click()
    room.rest()
    assert hazard_of(room.shared.office, room.shared.hazard_id).fact == "二号探测器故障。"
    board.show_first(NumberClash)
    clash = board.waiting.clashes[0]
    board.clash.paper_wanted.emit(clash.papers[1].entity_id)
    assert room.went == [("documents", clash.papers[1].entity_id)]
    board.show_first(LikelySame)
    assert board.twins.join.lock_reason
    board.twins.reason.setText("营业执照相同")
    board.twins.join.click()
    room.rest()
    assert len(room.shared.office.services.joining.joined()) > 0
    undo = room.messages.notes[-1].undo
    assert undo is not None
    undo()
    room.rest()
    assert room.shared.office.services.joining.joined() == ()


def test_twins_that_are_not_one_are_not_shown_again(room: ExchangeRoom, page: ExchangePage) -> None:
    put(room.shared.office.store, make_enterprise(uscc=None, name="示列燃气有限公司"))
    conflicts = room.go(page, CONFLICTS)
    conflicts.board.twins.apart.click()
    room.rest()
    assert room.shared.office.services.joining.proposals() == ()
    assert conflicts.region.currentWidget() is conflicts.region.empty


def test_figures_filter_the_records(room: ExchangeRoom, page: ExchangePage) -> None:
    part_ways(room.shared)
    put(room.shared.first.store, make_hazard(room.shared.scene, 2))
    part = room.preview(page, [room.shared.first.export()])
    part.preview.counts[NEW].click()
    titles = [line.title for line in part.preview.lines.model._rows]
    assert "隐患 02" in titles
    part.preview.counts[CLASHES].click()
    assert isinstance(part.preview.board.current, NumberClash)
    key(Qt.Key.Key_1)
    assert part.preview.undecided == 1
    part.cancel.click()
    assert page.title == "数据交换"


def test_a_damaged_file_is_refused_beside_a_whole_one_and_salvaged(room: ExchangeRoom, page: ExchangePage) -> None:
    put(room.shared.first.store, make_hazard(room.shared.scene, 2), make_enterprise(uscc=None, name="示例铁匠铺"))
    whole = room.shared.first.export()
    broken = room.ask.stick / "坏.ancha"
    data = whole.read_bytes()
    place = data.index('"name":"示例铁匠铺'.encode()) + len(b'"name":"')
    broken.write_bytes(data[:place] + b"\xe5" + data[place + 1 :])
    part = room.preview(page, [whole, broken])
    refused = part.preview.files[1]
    assert refused.preview is None
    assert refused.can_be_salvaged
    part.preview.show_file(refused)
    part.preview.card.salvage_wanted.emit()
    room.rest()
    salvaged = part.preview.files[1]
    assert salvaged.preview is not None
    assert salvaged.preview.is_salvage
    assert part.preview.notices.words
    part.confirm.click()
    room.rest()
    assert len(room.shared.office.services.imports.imports()) == 3


def test_a_sealed_file_asks_for_its_passphrase_until_it_is_right(room: ExchangeRoom, page: ExchangePage) -> None:
    sealed = room.ask.stick / "封.ancha"
    room.shared.first.services.handover.export(sealed, recipient="示例区应急管理局", passphrase="correct horse 7")
    part = room.preview(page, [sealed])
    assert part.confirm.lock_reason == "没有通过核对的文件"
    part.preview.card.passphrase_wanted.emit()
    dialog = find_all(part, SecretDialog)[0]
    for words in ("wrong words", "correct horse 7"):
        dialog.edits[0].setText(words)
        dialog.yes.click()
        room.rest()
    assert part.preview.files[0].preview is not None
    assert not part.confirm.lock_reason


def test_an_import_is_reported_and_taken_back(room: ExchangeRoom, page: ExchangePage) -> None:
    put(room.shared.first.store, make_hazard(room.shared.scene, 2))
    before = room.shared.office.digest()
    part = room.preview(page, [room.shared.first.export()])
    part.confirm.click()
    room.rest()
    part.done.reports[0].click()
    room.rest()
    assert room.ask.saved[-1].read_bytes().startswith(b"%PDF")
    records = room.go(page, RECORDS)
    assert isinstance(records, RecordsPart)
    room.ask.ending = ".xlsx"
    records.report.click()
    room.rest()
    assert room.ask.saved[-1].read_bytes().startswith(b"PK")
    records.undo.click()
    room.rest()
    assert room.shared.office.digest() == before
    assert records.undo.lock_reason.startswith("已经撤销")
    assert "新增 1 条" in room.ask.questions[-1]


def test_what_depends_on_an_import_is_named_instead_of_undoing_it(room: ExchangeRoom, page: ExchangePage) -> None:
    (hazard,) = put(room.shared.first.store, make_hazard(room.shared.scene, 2))
    part = room.preview(page, [room.shared.first.export()])
    part.confirm.click()
    room.rest()
    room.shared.office.change(Hazard, hazard, place="办公室核定")
    records = room.go(page, RECORDS)
    records.undo.click()
    room.rest()
    assert "示例燃气有限公司 隐患 02" in records.error.words
    assert room.ask.questions == []


def test_a_file_that_was_taken_in_before_cannot_be_confirmed_again(room: ExchangeRoom, page: ExchangePage) -> None:
    file = room.shared.first.export()
    room.shared.office.take_in(file)
    part = room.preview(page, [file])
    assert part.confirm.lock_reason == "都已经导入过"
    assert "已经导入过" in part.preview.notices.words
