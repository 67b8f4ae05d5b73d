"""Garbage is collected in the window's thread, and nowhere else while the window is open."""

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.housekeeping import Housekeeping


class Knot:
    """Refer to itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def housekeeping(qtbot: QtBot) -> Iterator[Housekeeping]:
    was_on = gc.isenabled()
    keeper = Housekeeping()
    yield keeper
    keeper.stop()
    if not was_on:
        gc.disable()


def test_python_collects_nothing_by_itself_while_the_window_is_open(housekeeping: Housekeeping) -> None:
    assert not gc.isenabled()
    housekeeping.stop()
    assert gc.isenabled()


def test_tidy_collects_once_enough_has_come_together(housekeeping: Housekeeping) -> None:
    gc.collect()
    assert housekeeping.tidy() == 0
    knots = [Knot() for _ in range(gc.get_threshold()[0] * 2)]
    count = len(knots)
    knots.clear()
    assert housekeeping.tidy() >= count // 2
