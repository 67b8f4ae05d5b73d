"""The stage bar tells where a matter stands, to the eye and to a reader."""

from pytestqt.qtbot import QtBot

from app.ui.theme import Look
from app.ui.widgets.stage_bar import MARK_ICONS, StageBar, StageMark

STAGES = {
    "检查诊断": StageMark.DONE,
    "行政处罚": StageMark.NOT_NEEDED,
    "整改复查": StageMark.CURRENT,
    "闭环": StageMark.LATER,
}


def test_reader_hears_every_stage(qtbot: QtBot) -> None:
    bar = StageBar(STAGES)
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "检查诊断已完成，行政处罚不需要，整改复查进行中，闭环未到"


def test_marks_differ_in_shape() -> None:
    assert len(set(MARK_ICONS.values())) == len(StageMark)


def test_current_stage_is_a_pill(qtbot: QtBot) -> None:
    bar = StageBar({"检查诊断": StageMark.CURRENT, "闭环": StageMark.LATER})
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    image = bar.grab().toImage()
    assert image.pixelColor(8, bar.height() // 2) == Look().colour("pri")
    bar.show_stages({"检查诊断": StageMark.DONE, "闭环": StageMark.CURRENT})
    bar.resize(bar.sizeHint())
    assert bar.grab().toImage().pixelColor(bar.width() - 8, bar.height() // 2) == Look().colour("pri")
