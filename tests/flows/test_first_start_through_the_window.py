"""First start from nothing: the window asks who inspects, and the next start asks who works."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.flows.window import Laptop
from tests.ui.conftest import OFFSCREEN_SAYS

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True)
Open = Callable[[], AbstractContextManager[Laptop]]


def set_up_by_keyboard(laptop: Laptop) -> None:
    """Fill the four cards of the first start, field by field."""
    laptop.fill("机关全称", "示例区应急管理局")
    laptop.fill("区域简称", "渝示")
    laptop.fill("行政复议机关", "示例区人民政府")
    laptop.fill("行政诉讼法院", "示例区人民法院")
    for number, (name, certificate) in enumerate((("示例员甲", "渝示—0000001"), ("示例员乙", "渝示—0000002")), start=1):
        laptop.fill(f"第{number}名执法人员姓名", name)
        laptop.fill(f"第{number}名执法证号", certificate)
        laptop.fill(f"第{number}名执法证有效期至", "2028-12-31")
    laptop.fill("起号", "1")
    laptop.fill("止号", "200")
    laptop.key("Ctrl+Enter")


def test_the_first_start_asks_for_the_authority_and_ends_on_the_day(open_window: Open) -> None:
    with open_window() as laptop:
        laptop.wait_for("set_up")
        assert not laptop.client.window.nav.isEnabled()
        set_up_by_keyboard(laptop)
        laptop.wait_for("today")
        state = laptop.services.setup.state()
        assert state.is_set_up
        assert state.number_range == (1, 200)
        assert [one.valid_to.isoformat() for one in state.officers if one.valid_to] == ["2028-12-31", "2028-12-31"]
        assert laptop.client.window.nav.isEnabled()


def test_the_next_start_asks_who_works_and_one_key_answers(open_window: Open) -> None:
    with open_window() as laptop:
        laptop.wait_for("set_up")
        set_up_by_keyboard(laptop)
        laptop.wait_for("today")
    with open_window() as laptop:
        laptop.wait_for("officer_choice")
        laptop.key("2")
        laptop.wait_for("today")
        officer = laptop.services.desk.officer_id
        names = {one.id: one.name for one in laptop.services.setup.state().officers}
        assert officer is not None
        assert names[officer] == "示例员乙"
