"""What was decided is kept; what is not offered is not."""

import pytest

from app.services.desk import Desk
from app.services.preferences import PreferenceService
from app.storage.store import Store
from app.values.preferences import IDLE_MINUTES, PREFERENCES


def test_a_decision_is_kept_and_the_default_holds_before(store: Store) -> None:
    preferences = PreferenceService(Desk(store))
    assert preferences.get(IDLE_MINUTES) == IDLE_MINUTES.default
    preferences.set(IDLE_MINUTES, 3)
    assert preferences.get(IDLE_MINUTES) == 3


def test_what_is_not_offered_is_neither_kept_nor_believed(store: Store) -> None:
    preferences = PreferenceService(Desk(store))
    with pytest.raises(ValueError, match="not offered"):
        preferences.set(IDLE_MINUTES, 7)
    with store.write() as uow:
        uow.settings.set(IDLE_MINUTES.key, "never")
        uow.commit()
    assert preferences.get(IDLE_MINUTES) == IDLE_MINUTES.default


def test_every_default_is_offered_and_no_key_is_declared_twice() -> None:
    assert all(one.read(one.default) == one.default for one in PREFERENCES)
    assert all(one.default in [value for value, _ in one.choices] for one in PREFERENCES)
    assert len({one.key for one in PREFERENCES}) == len(PREFERENCES)
