"""PINs: proved, counted before they are looked at, and reset by a colleague only."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.rules.pin_delay import FREE_TRIES
from app.rules.secret_words import WeakSecretError
from app.services.access import AccessService, PinWaitError, WrongPinError
from app.values.clock import FixedClock
from app.values.errors import PinNeededError, UserError
from tests.services.first_day import FirstDay, empty_desk, set_up

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PIN, OTHER = "2580", "90214477"


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


@pytest.fixture
def access(day: FirstDay) -> AccessService:
    return AccessService(day.services.desk, officers=day.services.officers, hasher=CHEAP)


def clock_of(day: FirstDay) -> FixedClock:
    clock = day.services.desk.clock
    assert isinstance(clock, FixedClock)
    return clock


def fail(access: AccessService, day: FirstDay, *, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPinError):
            access.prove(day.officer_ids[0], "0000")


def test_an_officer_without_a_pin_sits_down_and_one_with_a_pin_proves_himself(
    day: FirstDay, access: AccessService
) -> None:
    first, second = day.officer_ids[:2]
    assert access.sign_in(first).id == first
    access.set_pin(second, PIN)
    with pytest.raises(PinNeededError):
        access.sign_in(second)
    with pytest.raises(WrongPinError, match="PIN 不对"):
        access.sign_in(second, "0000")
    assert day.services.desk.officer_id == first
    assert access.sign_in(second, PIN).id == second
    assert day.services.desk.officer_id == second
    assert access.with_pin() == {second}


def test_the_pin_is_kept_as_a_hash_only(day: FirstDay, access: AccessService) -> None:
    access.set_pin(day.officer_ids[0], OTHER)
    with day.services.desk.read() as uow:
        kept = uow.connection.exec_driver_sql("SELECT hash FROM pin").scalar_one()
    assert kept.startswith("$argon2id$")
    assert OTHER not in kept


def test_a_weak_pin_is_refused(day: FirstDay, access: AccessService) -> None:
    with pytest.raises(WeakSecretError):
        access.set_pin(day.officer_ids[0], "1234")
    assert access.with_pin() == frozenset()


def test_a_pin_is_changed_and_removed_by_who_knows_it(day: FirstDay, access: AccessService) -> None:
    officer = day.officer_ids[0]
    access.set_pin(officer, PIN)
    with pytest.raises(WrongPinError):
        access.set_pin(officer, OTHER, current="0000")
    access.set_pin(officer, OTHER, current=PIN)
    access.prove(officer, OTHER)
    with pytest.raises(WrongPinError):
        access.remove_pin(officer, current=PIN)
    access.remove_pin(officer, current=OTHER)
    assert access.with_pin() == frozenset()


def test_wrong_tries_make_one_wait_and_the_right_pin_does_not_help_before(day: FirstDay, access: AccessService) -> None:
    officer = day.officer_ids[0]
    access.set_pin(officer, PIN)
    fail(access, day, times=FREE_TRIES)
    with pytest.raises(PinWaitError, match=r"请等 30 秒.*另一名执法人员"):
        access.prove(officer, PIN)
    clock_of(day).move(timedelta(seconds=31))
    access.prove(officer, PIN)
    fail(access, day, times=1)


def test_the_wait_outlives_a_restart_and_a_clock_that_is_set_back(day: FirstDay, access: AccessService) -> None:
    officer = day.officer_ids[0]
    access.set_pin(officer, PIN)
    fail(access, day, times=FREE_TRIES)
    again = AccessService(day.services.desk, officers=day.services.officers, hasher=CHEAP)
    clock_of(day).move(timedelta(days=-400))
    with pytest.raises(PinWaitError, match="30 秒"):
        again.prove(officer, PIN)
    clock_of(day).move(timedelta(seconds=31))
    again.prove(officer, PIN)


def test_a_try_counts_although_the_program_is_killed_while_it_looks(
    day: FirstDay, access: AccessService, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = day.officer_ids[0]
    access.set_pin(officer, PIN)

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(PasswordHasher, "verify", killed)
    for _ in range(FREE_TRIES):
        with pytest.raises(KeyboardInterrupt):
            access.prove(officer, "0000")
    monkeypatch.undo()
    with pytest.raises(PinWaitError):
        access.prove(officer, PIN)


def test_a_colleague_with_a_pin_resets_a_forgotten_one_and_stands_in_the_log(
    day: FirstDay, access: AccessService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    forgetful, colleague, third = day.officer_ids
    access.set_pin(forgetful, PIN)
    access.set_pin(colleague, OTHER)
    for by, pin in ((forgetful, PIN), (third, "")):
        with pytest.raises(UserError, match="另一名已设 PIN"):
            access.reset_pin(forgetful, by=by, their_pin=pin)
    with pytest.raises(WrongPinError):
        access.reset_pin(forgetful, by=colleague, their_pin=PIN)
    access.reset_pin(forgetful, by=colleague, their_pin=OTHER)
    assert access.with_pin() == {colleague}
    assert f"PIN of officer {forgetful} reset by officer {colleague}" in caplog.text
    assert PIN not in caplog.text
    assert OTHER not in caplog.text


def test_a_pin_is_reset_by_the_lock_of_the_store_only_where_there_is_one(day: FirstDay, access: AccessService) -> None:
    officer = day.officer_ids[0]
    access.set_pin(officer, PIN)
    with pytest.raises(UserError, match="没有加密"):
        access.reset_pin_after_proof(officer)
    store = day.services.desk.store
    store.means = replace(store.means, key=bytes(32))
    access.reset_pin_after_proof(officer)
    assert access.with_pin() == frozenset()


def test_who_has_no_pin_cannot_be_asked_for_one(day: FirstDay, access: AccessService) -> None:
    with pytest.raises(UserError, match="没有设 PIN"):
        access.prove(day.officer_ids[0], PIN)
