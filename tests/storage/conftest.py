"""A store with the small kinds of kinds.py."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.storage.store import Means, Store
from app.values.clock import FixedClock
from tests.storage.kinds import KINDS, make_trial_tables
from tests.stores import copy_template, make_means, open_copy

ACTOR = UUID("0192f3a0-0000-7000-8000-0000000000a1")
TrialOpener = Callable[..., Store]


def trial_means(means: Means | None = None) -> Means:
    """Return means whose kinds are the small ones."""
    return replace(means or make_means(), kinds=KINDS)


def open_trial(folder: Path, *, means: Means | None = None) -> Store:
    """Open a store that has nothing but our tables, and add those of the small kinds."""
    opened = open_copy(folder, means=trial_means(means))
    make_trial_tables(opened.engine)
    return opened


@pytest.fixture
def trial_store(store_dir: Path) -> Iterator[Store]:
    """An open, empty store of the small kinds."""
    with open_trial(store_dir) as opened:
        yield opened


@pytest.fixture
def clock(trial_store: Store) -> FixedClock:
    """The clock of `trial_store`."""
    found = trial_store.means.clock
    assert isinstance(found, FixedClock)
    return found


@pytest.fixture
def new_trial_store(store_template: Path, tmp_path: Path) -> Iterator[TrialOpener]:
    """Open as many stores of the small kinds as a test needs."""
    opened: list[Store] = []

    def make(means: Means | None = None) -> Store:
        folder = copy_template(store_template, tmp_path / f"trial{len(opened)}")
        opened.append(open_trial(folder, means=means))
        return opened[-1]

    yield make
    for item in opened:
        item.close()
