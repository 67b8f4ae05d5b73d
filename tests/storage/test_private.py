"""A record holds the seal, this machine the text."""

import unicodedata
from hashlib import sha256

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.storage.private import seal_of
from app.storage.store import Store

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def test_seal_is_the_hash_of_salt_and_text_and_opens_again(store: Store) -> None:
    with store.write() as uow:
        seal = uow.private.seal("张某")
        uow.commit()
    with store.read() as uow:
        assert uow.private.reveal(seal) == "张某"
        salt = uow.connection.exec_driver_sql("SELECT salt FROM private").scalar()
    assert salt is not None
    assert len(salt) == 16
    assert seal == sha256(salt + "张某".encode()).hexdigest()


def test_unchanged_text_keeps_its_seal_and_a_new_text_gets_another(store: Store) -> None:
    with store.write() as uow:
        seal = uow.private.seal("张某")
        assert uow.private.seal("张某", before=seal) == seal
        assert uow.private.seal("李某", before=seal) != seal
        assert uow.private.seal("张某") != seal


def test_seal_that_stayed_elsewhere_reveals_nothing(store: Store) -> None:
    with store.read() as uow:
        assert uow.private.reveal("0" * 64) is None


def test_text_that_came_with_a_package_opens_under_its_seal(store: Store) -> None:
    with store.write() as uow:
        seal = uow.private.take(salt=bytes(16), text="张某")
        assert uow.private.take(salt=bytes(16), text="张某") == seal
        assert uow.private.reveal(seal) == "张某"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, other=TEXTS)
def test_any_text_opens_as_composed_and_keeps_its_seal_as_long_as_it_is_the_same(
    store: Store, text: str, other: str
) -> None:
    composed, different = (unicodedata.normalize("NFC", one) for one in (text, other))
    with store.write() as uow:
        seal = uow.private.seal(text)
        assert uow.private.reveal(seal) == composed
        assert (uow.private.seal(other, before=seal) == seal) is (composed == different)
        assert uow.private.seal(composed, before=seal) == seal


@given(salt=st.binary(min_size=16, max_size=16), text=TEXTS, other=TEXTS)
def test_a_seal_fits_its_own_text_and_salt_only(salt: bytes, text: str, other: str) -> None:
    assert (seal_of(salt, text) == seal_of(salt, other)) is (text == other)
    assert seal_of(bytes(16), text) != seal_of(bytes(15) + b"1", text)
