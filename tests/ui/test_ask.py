"""Questions open without blocking and answer once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui.ask import Ask
from app.ui.dialogs.question import Question, TextQuestion
from tests.ui.find import find, find_all


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def ask() -> Ask:
    return Ask(native_dialogs=False)


def opened(parent: QWidget) -> Question:
    return find(parent, Question)


def test_yes_is_answered_when_its_button_is_pressed(ask: Ask, parent: QWidget) -> None:
    answers: list[bool] = []
    ask.confirm(parent, "删除隐患", "隐患 03 将移入已删除。", yes="删除", danger=True, then=answers.append)
    QTest.mouseClick(opened(parent).yes, Qt.MouseButton.LeftButton)
    assert answers == [True]


def test_escape_answers_no(ask: Ask, parent: QWidget) -> None:
    answers: list[bool] = []
    ask.confirm(parent, "结束检查", "还有 3 项未查。", yes="结束", then=answers.append)
    QTest.keyClick(opened(parent), Qt.Key.Key_Escape)
    assert answers == [False]


def test_dangerous_question_rests_on_the_safe_answer(ask: Ask, parent: QWidget) -> None:
    ask.confirm(parent, "删除", "不能恢复。", yes="删除", danger=True, then=lambda _yes: None)
    dialog = opened(parent)
    assert dialog.focusWidget() is dialog.no
    dialog.reject()


def test_text_is_handed_on_when_accepted(qtbot: QtBot, ask: Ask, parent: QWidget) -> None:
    words: list[str] = []
    ask.text(parent, "理由", "写明理由", then=words.append, start=" 当事人申请 ")
    dialog = find(parent, TextQuestion)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert words == ["当事人申请"]


def test_empty_text_cannot_be_handed_in(ask: Ask, parent: QWidget) -> None:
    words: list[str] = []
    ask.text(parent, "理由", "写明理由", then=words.append)
    dialog = find(parent, TextQuestion)
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert (words, dialog.yes.lock_reason) == ([], "请先填写")
    QTest.keyClicks(dialog.edit, "A")
    assert dialog.yes.isEnabled()
    dialog.reject()
    assert words == []


def test_file_chosen_is_handed_on_as_a_path(ask: Ask, parent: QWidget, tmp_path: Path) -> None:
    (tmp_path / "甲.ancha").write_bytes(b"x")
    chosen: list[Path] = []
    ask.open_file(parent, "导入数据包", kinds="数据包 (*.ancha)", then=chosen.append, start=str(tmp_path))
    dialog = find(parent, QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.fileSelected.emit(str(tmp_path / "甲.ancha"))
    assert chosen == [tmp_path / "甲.ancha"]
    dialog.reject()


def test_files_and_folder_and_place_to_save_are_handed_on(ask: Ask, parent: QWidget, tmp_path: Path) -> None:
    chosen: list[object] = []
    ask.open_files(parent, "照片", kinds="照片 (*.jpg *.png)", then=chosen.append)
    ask.folder(parent, "放到", then=chosen.append, start=str(tmp_path))
    ask.save_file(parent, "导出", kinds="表格 (*.xlsx)", then=chosen.append, start=str(tmp_path / "台账.xlsx"))
    files, folder, save = find_all(parent, QFileDialog)
    assert save.defaultSuffix() == "xlsx"
    files.filesSelected.emit([str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")])
    folder.fileSelected.emit(str(tmp_path))
    save.fileSelected.emit(str(tmp_path / "台账.xlsx"))
    assert chosen == [[tmp_path / "a.jpg", tmp_path / "b.jpg"], tmp_path, tmp_path / "台账.xlsx"]
    for dialog in (files, folder, save):
        dialog.reject()


def test_the_next_choice_begins_where_the_last_one_was_made(ask: Ask, parent: QWidget, tmp_path: Path) -> None:
    ask.open_files(parent, "照片", kinds="照片 (*.jpg)", then=lambda _paths: None)
    first = find(parent, QFileDialog)
    first.filesSelected.emit([str(tmp_path / "a.jpg")])
    ask.save_file(parent, "导出", kinds="PDF (*.pdf)", then=lambda _path: None, start="指令书.pdf")
    second = find_all(parent, QFileDialog)[-1]
    assert Path(second.directory().absolutePath()) == tmp_path
    for dialog in (first, second):
        dialog.reject()
