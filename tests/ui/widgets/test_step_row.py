"""Steps can be gone to in any order, and say what was answered."""

from pytestqt.qtbot import QtBot

from app.ui.theme import Tone
from app.ui.widgets.round_mark import RoundMark
from app.ui.widgets.step_row import Step, StepRow


def test_any_step_can_be_chosen_and_one_is_current(qtbot: QtBot) -> None:
    row = StepRow([Step("对象", "选定"), Step("程序"), Step("确认")])
    qtbot.addWidget(row)
    heard: list[int] = []
    row.chosen.connect(heard.append)
    row.show_current(0)
    row.buttons[2].click()
    assert heard == [2]
    row.show_current(1)
    assert [button.isChecked() for button in row.buttons] == [False, True, False]


def test_step_says_what_was_answered(qtbot: QtBot) -> None:
    row = StepRow([Step("对象", "选定"), Step("程序")])
    qtbot.addWidget(row)
    row.show_current(1)
    row.buttons[0].show_second("很长的单位名称" * 20, is_done=True)
    row.resize(600, 56)
    assert row.buttons[0].is_done
    assert row.buttons[0].accessibleDescription().startswith("很长的单位名称")
    assert not row.grab().isNull()
    assert row.buttons[0].minimumSizeHint().width() <= 200


def test_round_mark_paints_itself(qtbot: QtBot) -> None:
    mark = RoundMark("gavel", tone=Tone.BAD)
    qtbot.addWidget(mark)
    assert mark.grab().width() >= 28
