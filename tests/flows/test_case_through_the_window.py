"""What was not rectified: the case is carried on in the window, step by step, until the fine is paid and it closes."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.values.enums import CaseState, OutcomeResult
from tests.flows import chapters
from tests.flows.bureau import Bureau, open_bureau
from tests.flows.test_other_endings import order_and_serve, serve_opinion
from tests.flows.window import Laptop, open_laptop
from tests.ui.conftest import OFFSCREEN_SAYS

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True)


def day(number: int) -> date:
    return date(2026, 12, number)


def find_it_not_rectified(bureau: Bureau) -> None:
    """Check, order, look again: the detector still shows its fault."""
    bureau.go_out()
    hazard = bureau.find()
    bureau.finish_walk()
    order_and_serve(bureau)
    serve_opinion(bureau, bureau.reinspect({hazard: OutcomeResult.NOT_DONE}))


def make_step(laptop: Laptop, on: date, name: str, **fields: str) -> None:
    """Open the case on that day and make its next step: one key, its fields, one key."""
    laptop.at(on, 12)
    laptop.key("Alt+7")
    laptop.wait_for("cases")
    laptop.key("Enter")
    laptop.wait_for("case")
    laptop.key("N")
    laptop.shoot(f"step-{name}")
    for field, words in fields.items():
        laptop.fill(field, words)
    laptop.key("Ctrl+Enter")


def test_a_case_is_carried_on_by_keyboard_until_it_is_paid_and_closed(
    compiled: Path, tmp_path: Path, qtbot: QtBot, light_window: None
) -> None:
    with open_bureau(compiled, tmp_path / "laptop", seed="story") as bureau:
        find_it_not_rectified(bureau)
    after = chapters.take_pictures(tmp_path / "camera")[2]
    with open_laptop(tmp_path / "laptop", qtbot) as laptop:
        laptop.at(day(3), 9)
        laptop.wait_for("officer_choice")
        laptop.key("1")
        laptop.wait_for("today")
        make_step(laptop, day(3), "立案", 文号="渝示应急立〔2026〕1号")
        make_step(laptop, day(7), "告知", 金额="60000", 送达日期="2026-12-07", 申辩截止="2026-12-10")
        assert laptop.services.cases.list()[0].state is CaseState.NOTIFIED
        make_step(laptop, day(14), "决定", 金额="60000")
        make_step(laptop, day(15), "送达")
        make_step(laptop, day(18), "缴款", 金额="60000")
        assert laptop.services.cases.list()[0].state is CaseState.PERFORMED
        laptop.at(day(22), 10)
        chapters.look_again(laptop, after)
        chapters.issue_what_is_open(laptop)
        chapters.serve(laptop)
        make_step(laptop, day(23), "结案", 理由="履行完毕")
        (case,) = laptop.services.cases.list()
        assert (case.state, case.fine_cents) == (CaseState.CLOSED, 6_000_000)
        assert laptop.messages.errors == []
