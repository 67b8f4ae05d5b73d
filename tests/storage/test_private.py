"""A record holds the seal, this machine the text."""

from hashlib import sha256

from app.storage.store import Store


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
