"""Lines as they are drawn: never wider than their room, stretched little, hanging by half a mark at most."""

from hypothesis import given
from hypothesis import strategies as st

from app.reports.engine.inline import Blank, Text, prepare
from app.reports.engine.lines import MOST_STRETCH, fitted, fitting_size, set_lines
from app.reports.engine.typeface import Face, text_width
from app.reports.linebreak import CLOSING_MARKS

WORDS = "安全生产检查，。；（）《》第3条12a"


@given(st.text(alphabet=WORDS, max_size=200), st.integers(8, 36))
def test_no_line_is_wider_than_its_room_but_for_a_hanging_mark(text: str, ems: int) -> None:
    size = 12.0
    for line in set_lines(prepare([Text(text)]), size=size, width=ems * size, indent=2 * size, hang=True):
        over = line.width() - line.room
        last = line.text.text[line.span.start : line.span.end][-1:]
        assert over <= (0.5 * size if last in CLOSING_MARKS else 0.0) + 1e-6


@given(st.text(alphabet=WORDS, max_size=200), st.integers(8, 36))
def test_in_a_cell_only_the_white_half_of_a_mark_passes_the_edge(text: str, ems: int) -> None:
    for line in set_lines(prepare([Text(text)]), size=10, width=ems * 10.0):
        assert line.width() - line.room <= 0.3 * 10 + 1e-6


def test_a_line_is_justified_while_the_gaps_stay_small() -> None:
    first, *_ = set_lines(prepare([Text("安全生产监督检查" * 6)]), size=12, width=12 * 20.5)
    assert abs(first.width() - first.room) < 1e-6


def test_a_line_that_would_show_gaps_stays_ragged() -> None:
    text = "统一代码91500000DEMO00001X91500000DEMO00001X91500000"
    first, *_ = set_lines(prepare([Text(text)]), size=12, width=12 * 10)
    assert first.width() < first.room - MOST_STRETCH * 12 * 4


def test_an_empty_blank_shrinks_to_the_room_left() -> None:
    lines = set_lines(prepare([Text("拒绝签名的，记明原因"), Blank(16), Text("。")]), size=12, width=12 * 17)
    assert len(lines) == 1
    assert lines[0].width() <= 12 * 17.5


def test_fitting_size_goes_down_by_quarters_and_gives_up_at_the_least() -> None:
    width = text_width("示例燃气有限公司", face=Face.SERIF, size=12)
    assert fitting_size("示例燃气有限公司", size=12, least=9, room=width) == 12
    assert fitting_size("示例燃气有限公司", size=12, least=9, room=width - 1) == 11.75
    assert fitting_size("示例燃气有限公司", size=12, least=9, room=20) is None


def test_fitted_cuts_off_what_no_size_can_hold() -> None:
    text, size = fitted("查" * 500, size=9, room=100)
    assert text.endswith("…")
    assert text_width(text, face=Face.SERIF, size=size) <= 100
