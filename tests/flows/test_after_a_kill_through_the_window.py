"""The program was killed in the middle of a sentence: the next start takes the officer back to it with two keys."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.pages.walkthrough import WalkthroughPage
from tests.flows.bureau import CHECK_DAY
from tests.flows.window import open_laptop
from tests.stores import copy_template
from tests.ui.conftest import OFFSCREEN_SAYS
from tests.ui.pages.test_walkthrough_kill import killed_walk
from tests.ui.pages.walk_trial import TYPED

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True)


def test_the_next_start_leads_back_to_the_item_and_the_sentence(
    compiled: Path, tmp_path: Path, qtbot: QtBot, light_window: None
) -> None:
    folder = copy_template(compiled, tmp_path / "laptop")
    inspection, item = killed_walk(folder)
    with open_laptop(folder, qtbot) as laptop:
        laptop.at(CHECK_DAY, 10)
        laptop.wait_for("officer_choice")
        laptop.key("1")
        laptop.wait_for("today")
        laptop.key("Ctrl+L")
        laptop.wait_for("walkthrough")
        page = laptop.page
        assert isinstance(page, WalkthroughPage)
        assert page.acts is not None
        assert (page.acts.inspection_id, laptop.item) == (inspection, item)
        assert page.card.editor.texts["fact"].toPlainText().startswith(TYPED)
