"""The bottom bar tells the keys and what is saved."""

from pytestqt.qtbot import QtBot

from app.ui.theme import Tone
from app.ui.widgets.bars import KeyHint, KeyHints, Lamp, bar_height


def test_reader_hears_the_keys(qtbot: QtBot) -> None:
    hints = KeyHints()
    qtbot.addWidget(hints)
    hints.show_hints([KeyHint("Enter", "办理"), KeyHint("F1", "帮助")])
    assert hints.accessibleName() == "Enter 办理，F1 帮助"
    assert hints.sizeHint().width() > 100
    assert hints.minimumSizeHint().width() == 0


def test_hint_that_does_not_fit_is_left_out_whole(qtbot: QtBot) -> None:
    hints = KeyHints()
    qtbot.addWidget(hints)
    hints.show_hints([KeyHint("F1", "帮助")])
    hints.resize(hints.sizeHint())
    alone = hints.grab().toImage()
    hints.show_hints([KeyHint("F1", "帮助"), KeyHint("F2", "拍照")])
    assert hints.grab().toImage() == alone


def test_lamp_says_its_state_in_words(qtbot: QtBot) -> None:
    lamp = Lamp()
    qtbot.addWidget(lamp)
    lamp.saved("09:41")
    assert (lamp.words, lamp.tone, lamp.accessibleName()) == ("本机已保存 09:41", Tone.OK, "本机已保存 09:41")
    saved = lamp.grab().toImage()
    lamp.warn("3 天没有备份")
    tones = [lamp.tone]
    lamp.failed("没有保存，请清出磁盘空间")
    assert [*tones, lamp.tone] == [Tone.WARN, Tone.BAD]
    assert lamp.grab().toImage() != saved


def test_bars_are_lower_where_the_window_is_narrow() -> None:
    assert [bar_height(narrow, top=top) for narrow, top in ((False, True), (True, True))] == [72, 64]
    assert [bar_height(narrow, top=top) for narrow, top in ((False, False), (True, False))] == [60, 56]
