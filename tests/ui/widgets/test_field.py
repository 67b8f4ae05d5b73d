"""A field joins its label, its meaning and its error with its control."""

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.theme import Look
from app.ui.widgets.field import Field
from tests.ui.find import find_all


def test_label_is_the_buddy_and_the_name(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("整改期限", edit)
    qtbot.addWidget(field)
    assert edit.accessibleName() == "整改期限"
    assert [label.buddy() for label in find_all(field, QLabel) if label.text() == "整改期限"] == [edit]


def test_own_name_of_a_control_is_kept(qtbot: QtBot) -> None:
    edit = QLineEdit()
    edit.setAccessibleName("文号尾数")
    field = Field("文号", edit)
    qtbot.addWidget(field)
    assert edit.accessibleName() == "文号尾数"


def test_words_stand_under_the_control(qtbot: QtBot) -> None:
    field = Field("整改期限", QLineEdit(), side="above")
    qtbot.addWidget(field)
    field.show()
    field.set_words("12月8日前（含当日），12月9日起为逾期")
    label = next(label for label in find_all(field, QLabel) if label.text().startswith("12月8日"))
    assert label.isVisible()
    assert label.y() > field.control.y()


def test_error_marks_the_control_and_says_what_to_do(qtbot: QtBot) -> None:
    field = Field("期限", QLineEdit())
    qtbot.addWidget(field)
    field.resize(400, 120)
    field.show()
    sentence = "期限早于检查当日。请改为今日或以后的日期。"
    field.set_error(sentence)
    assert (field.error, field.control.accessibleDescription()) == (sentence, sentence)
    border = field.control.grab().toImage().pixelColor(1, field.control.height() // 2)
    assert border == Look().colour("bad")
    field.set_error("")
    assert field.control.grab().toImage().pixelColor(1, field.control.height() // 2) != Look().colour("bad")
