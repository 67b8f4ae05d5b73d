"""The key in the system's keyring: kept, found, forgotten, and no harm where there is no keyring."""

import sys
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest

from app.storage import keyring_key

KEY = bytes(range(32))


class Ring(keyring.backend.KeyringBackend):  # type: ignore[no-untyped-call,unused-ignore]  # the library's own base
    """A keyring in memory, which may be locked."""

    priority = 5  # type: ignore[assignment,unused-ignore]  # a number is what the library compares

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call,unused-ignore]  # the library's own base
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self._require_open()
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._require_open()
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._require_open()
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError

    def _require_open(self) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    made = Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_the_key_is_kept_found_and_forgotten(ring: Ring) -> None:
    assert keyring_key.can_keep()
    assert keyring_key.find("a") is None
    assert keyring_key.keep("a", KEY)
    assert keyring_key.find("a") == KEY
    keyring_key.forget("a")
    keyring_key.forget("a")
    assert keyring_key.find("a") is None


def test_a_locked_keyring_gives_and_takes_nothing_and_is_no_error(ring: Ring) -> None:
    keyring_key.keep("a", KEY)
    ring.is_locked = True
    assert keyring_key.find("a") is None
    assert not keyring_key.keep("b", KEY)
    keyring_key.forget("a")


def test_what_is_no_key_is_not_taken_for_one(ring: Ring) -> None:
    ring.kept[keyring_key.SERVICE, "a"] = "no key at all"
    assert keyring_key.find("a") is None


def test_without_the_library_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert not keyring_key.can_keep()
    assert keyring_key.find("a") is None
    assert not keyring_key.keep("a", KEY)
    keyring_key.forget("a")


def test_the_keyring_that_keeps_nothing_does_not_count() -> None:
    assert not keyring_key.can_keep()
