"""The hazard editor asks only for what the choices make worth asking, and gives back what it was shown."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from app.rules.deadlines import DeadlineChip
from app.ui.pages.walkthrough_editor import HazardEditor
from app.values.enums import Handling, HazardLevel, HazardTag
from app.values.fields_hazard import HazardFields
from app.values.library import Phrase
from app.values.reference import Ref

DAY = date(2026, 11, 23)
WRITTEN = HazardFields(
    checklist="城镇燃气",
    item_no="09-03",
    fact="北侧探测器检定到期。",
    demand="送检合格后使用。",
    violations=("安全生产法/36/2",),
    charge="未定期检测",
    place="卸油口",
    tags=(HazardTag.MAJOR_RISK,),
    judgement="直接判定",
    handling=Handling.DEADLINE,
    deadline=date(2026, 12, 8),
    department="示例局",
)


@pytest.fixture
def editor(qtbot: QtBot) -> HazardEditor:
    made = HazardEditor()
    qtbot.addWidget(made)
    made.resize(400, 700)
    made.show()
    return made


def show(editor: HazardEditor, fields: HazardFields = WRITTEN, level: HazardLevel | None = None) -> None:
    editor.show_hazard(
        "隐患 03", fields, citations=("《中华人民共和国安全生产法》第三十六条第二款",), day=DAY, default_level=level
    )


def test_editor_gives_back_what_it_was_shown(editor: HazardEditor) -> None:
    show(editor)
    assert editor.fields() == WRITTEN
    assert not editor.is_dirty
    assert "第三十六条第二款" in editor.refs.text()


@pytest.mark.parametrize(
    ("chip", "deadline", "is_at_once"),
    [
        (DeadlineChip.AT_ONCE, DAY, True),
        (DeadlineChip.THREE, date(2026, 11, 26), False),
        (DeadlineChip.SEVEN, date(2026, 11, 30), False),
        (DeadlineChip.FIFTEEN, date(2026, 12, 8), False),
    ],
)
def test_deadline_chips_count_from_today(
    editor: HazardEditor, chip: DeadlineChip, deadline: date, is_at_once: bool
) -> None:
    show(editor, HazardFields(handling=Handling.DEADLINE))
    editor.deadline.chips.press(chip)
    fields = editor.fields()
    assert (fields.deadline, fields.is_at_once) == (deadline, is_at_once)


def test_deadline_says_last_day_and_first_overdue_day(editor: HazardEditor) -> None:
    show(editor)
    assert editor.deadline.chips.value is DeadlineChip.FIFTEEN
    assert editor.deadline.words == "12月8日前（含当日），12月9日起为逾期"


def test_other_deadline_is_a_day_and_a_past_one_is_marked(editor: HazardEditor) -> None:
    show(editor)
    editor.deadline.chips.press(DeadlineChip.OTHER)
    assert editor.deadline.day.isVisible()
    editor.deadline.day.day_changed.emit(date(2026, 12, 20))
    assert editor.fields().deadline == date(2026, 12, 20)
    assert editor.deadline.error == ""
    editor.deadline.day.day_changed.emit(date(2026, 11, 20))
    assert "早于今日" in editor.deadline.error


def test_major_asks_for_criterion_and_judge(editor: HazardEditor) -> None:
    show(editor)
    assert not editor.criterion.isVisible()
    editor.level.press(HazardLevel.MAJOR)
    assert editor.criterion.isVisible()
    assert editor.texts["judged_by"].isVisible()
    assert "判定标准和判定人" in editor._level_field.words
    editor.set_criterion("城镇燃气标准/5/1", "《判定标准》第五条第一项")
    editor.texts["judged_by"].setPlainText("示例员甲")
    assert not editor.fields().wants_criterion


def test_lowered_level_asks_why(editor: HazardEditor) -> None:
    show(editor, level=HazardLevel.MAJOR)
    assert editor.texts["level_reason"].isVisible()
    editor.level.press(HazardLevel.MAJOR)
    assert not editor.texts["level_reason"].isVisible()


@pytest.mark.parametrize(
    ("handling", "confirm", "receiver", "deadline"),
    [
        (Handling.ON_THE_SPOT, True, False, False),
        (Handling.DEADLINE, False, False, True),
        (Handling.ONSITE_MEASURES, False, False, True),
        (Handling.CASE, False, False, True),
        (Handling.TRANSFER, False, True, False),
        (Handling.ADVICE, False, False, False),
    ],
)
def test_handling_shows_what_belongs_to_it(
    editor: HazardEditor, handling: Handling, confirm: bool, receiver: bool, deadline: bool
) -> None:
    show(editor)
    editor.handling.press(handling)
    shown = (editor.confirm.isVisible(), editor.texts["transfer_to"].isVisible(), editor.deadline.isVisible())
    assert shown == (confirm, receiver, deadline)


def test_tags_may_be_several_or_none(editor: HazardEditor) -> None:
    show(editor)
    editor.tags.press(HazardTag.FLAGRANT)
    assert editor.fields().tags == (HazardTag.MAJOR_RISK, HazardTag.FLAGRANT)
    for tag in (HazardTag.MAJOR_RISK, HazardTag.FLAGRANT):
        editor.tags.press(tag)
    assert editor.fields().tags == ()


def test_every_change_is_told(editor: HazardEditor) -> None:
    show(editor)
    told: list[str] = []
    editor.edited.connect(lambda: told.append("edited"))
    editor.texts["demand"].setPlainText("停用")
    editor.level.press(HazardLevel.MAJOR)
    editor.deadline.chips.press(DeadlineChip.THREE)
    editor.set_refs(("消防法/16",), ("《消防法》第十六条",))
    assert len(told) == 4
    assert editor.saved.words == "正在输入"
    assert editor.fields().violations == ("消防法/16",)


def test_locked_hazard_can_be_read_and_withdrawn_but_not_changed(editor: HazardEditor) -> None:
    show(editor)
    editor.lock("已写入签发的《责令限期整改指令书》。")
    assert editor.texts["fact"].isReadOnly()
    assert not editor.level.isEnabled()
    assert editor.texts["responsible"].isReadOnly() is False
    assert editor.remove.text() == "撤销该项"
    editor.lock("")
    assert not editor.texts["fact"].isReadOnly()
    assert editor.remove.text() == "删除"


def test_files_with_text_beside_them_go_to_the_photographs(editor: HazardEditor, qtbot: QtBot, tmp_path: Path) -> None:
    show(editor)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    mime.setText("a.jpg")
    with qtbot.waitSignal(editor.photos_pasted):
        editor.texts["fact"].insertFromMimeData(mime)
    assert editor.texts["fact"].toPlainText() == WRITTEN.fact


PHRASES = (
    Phrase("探测器未检定。", "tcqwjd", "送检。", violations=(Ref("安全生产法", 36, 2),)),
    Phrase("探测器被关闭。", "tcqbgb", "立即恢复。", violations=(Ref("安全生产法", 36, 3),)),
)


def test_common_wording_takes_the_place_of_the_texts_and_comes_back(editor: HazardEditor) -> None:
    show(editor)
    editor.offer_phrases(PHRASES)
    told: list[object] = []
    editor.refs_changed.connect(told.append)
    editor.phrase_menu().actions()[1].trigger()
    fields = editor.fields()
    assert (fields.fact, fields.demand, fields.violations) == ("探测器被关闭。", "立即恢复。", ("安全生产法/36/3",))
    assert told == [("安全生产法/36/3",)]
    editor.texts["fact"].undo()
    assert editor.fields().fact == WRITTEN.fact


def test_single_wording_is_not_offered(editor: HazardEditor) -> None:
    editor.offer_phrases(PHRASES[:1])
    assert editor.phrases.isHidden()
    editor.offer_phrases(PHRASES)
    assert not editor.phrases.isHidden()


def test_blanks_of_the_standard_wording_are_counted_and_the_first_is_selected(editor: HazardEditor) -> None:
    show(editor, HazardFields(fact="按渝示应急责改〔2026〕1号，〔地点〕的〔设备〕未整改。"))
    editor.lock("")
    assert editor._texts_field["fact"].words == "还有 2 处〔 〕没有填写"
    fact = editor.texts["fact"]
    fact.select_blank()
    assert fact.textCursor().selectedText() == "〔地点〕"
    fact.insertPlainText("卸油口")
    assert editor._texts_field["fact"].words == "还有 1 处〔 〕没有填写"
    fact.select_blank()
    fact.insertPlainText("探测器")
    assert editor._texts_field["fact"].words == ""
    fact.select_blank()
    assert not fact.textCursor().hasSelection()
