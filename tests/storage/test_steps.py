"""Work tells how far it is, and stops where it is asked to."""

import pytest

from app.storage.steps import Steps
from app.values.errors import CancelledError


def test_steps_rise_and_never_pass_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    steps = Steps(10, lambda done, total: seen.append((done, total)))
    steps.go(4)
    steps.go(9)
    steps.finish()
    assert seen == [(4, 10), (10, 10), (10, 10)]


def test_finish_tells_of_the_whole_where_less_was_counted() -> None:
    seen: list[int] = []
    steps = Steps(10, lambda done, _total: seen.append(done))
    steps.go(3)
    steps.finish()
    assert seen == [3, 10]


def test_work_that_is_cancelled_stops_before_it_tells() -> None:
    seen: list[int] = []
    steps = Steps(10, lambda done, _total: seen.append(done), cancelled=lambda: True)
    with pytest.raises(CancelledError, match="没有留下"):
        steps.go(1)
    assert seen == []


def test_work_that_nobody_watches_needs_no_listener() -> None:
    Steps(1).go(1)
    Steps(1).finish()
