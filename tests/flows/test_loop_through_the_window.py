"""The whole story through the real window: first start, inspection, order, re-inspection, closing, report."""

from pathlib import Path

import pytest

from app.values.enums import InspectionState
from tests.flows import chapters
from tests.flows.bureau import CHECK_DAY, DETECTOR, EVE, RECHECK_DAY, text_of
from tests.flows.test_first_start_through_the_window import Open
from tests.ui.conftest import OFFSCREEN_SAYS

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True)


def test_the_whole_loop_by_keyboard_and_mouse(open_window: Open, tmp_path: Path) -> None:
    before, closer, after = chapters.take_pictures(tmp_path / "camera")
    with open_window() as laptop:
        laptop.at(EVE, 16, 5)
        chapters.set_up(laptop)
        chapters.enter_the_gas_shop(laptop)
        chapters.plan(laptop)
        laptop.at(CHECK_DAY, 9, 10)
        chapters.begin(laptop)
        chapters.fail_the_detector(laptop, [before, closer])
        chapters.answer_the_rest(laptop)
        laptop.at(CHECK_DAY, 11, 40)
        chapters.end_the_check(laptop)
        laptop.at(CHECK_DAY, 12)
        chapters.issue(laptop, "现场检查记录")
        chapters.issue(laptop, "责令限期整改指令书")
        order = text_of(chapters.export(laptop, tmp_path / "order.pdf"))
        assert DETECTOR.fact.rstrip("。") in order
        assert "《安全生产法》）第三十六条第二款" in order
        assert "2026年12月1日（含当日）前整改完毕" in order
        chapters.serve(laptop)
        laptop.at(RECHECK_DAY, 10)
        chapters.look_again(laptop, after)
        chapters.issue_what_is_open(laptop)
        chapters.serve(laptop)
        report = text_of(chapters.close_the_loop(laptop, tmp_path / "report.pdf"))
        assert DETECTOR.fact.rstrip("。") in report
        assert "责改1号" in report
        (row,) = laptop.services.inspections.rows(laptop.services.inspections.search())
        assert row.state is InspectionState.CLOSED
        assert laptop.messages.errors == []
