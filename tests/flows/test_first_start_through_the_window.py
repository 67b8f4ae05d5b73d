"""First start from nothing: the window asks who inspects, and the next start asks who works."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.flows import chapters
from tests.flows.bureau import CHECK_DAY, EVE
from tests.flows.window import Laptop
from tests.ui.conftest import OFFSCREEN_SAYS

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True)
Open = Callable[[], AbstractContextManager[Laptop]]


def test_the_first_start_asks_for_the_authority_and_ends_on_the_day(open_window: Open) -> None:
    with open_window() as laptop:
        laptop.wait_for("set_up")
        assert not laptop.client.window.nav.isEnabled()
        chapters.set_up(laptop)
        state = laptop.services.setup.state()
        assert state.is_set_up
        assert state.number_range == (1, 200)
        assert [one.valid_to.isoformat() for one in state.officers if one.valid_to] == ["2028-12-31", "2028-12-31"]
        assert laptop.client.window.nav.isEnabled()


def test_the_next_start_asks_who_works_and_one_key_answers(open_window: Open) -> None:
    with open_window() as laptop:
        laptop.wait_for("set_up")
        chapters.set_up(laptop)
    with open_window() as laptop:
        laptop.wait_for("officer_choice")
        laptop.key("2")
        laptop.wait_for("today")
        officer = laptop.services.desk.officer_id
        names = {one.id: one.name for one in laptop.services.setup.state().officers}
        assert officer is not None
        assert names[officer] == "示例员乙"


def test_a_window_that_stays_open_over_night_shows_the_new_day(open_window: Open) -> None:
    with open_window() as laptop:
        laptop.at(EVE, 16)
        chapters.set_up(laptop)
        assert laptop.page.subtitle.startswith("11月15日")
        laptop.at(CHECK_DAY, 0, 1)
        laptop.client.days.look()
        laptop.settle()
        assert laptop.page.subtitle.startswith("11月16日")
