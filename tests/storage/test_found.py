"""Words are looked for in every kind; what was deleted is not found."""

import pytest

from app.models.enterprise import Enterprise
from app.models.types import uuid_bytes
from app.storage.found import Finder
from app.storage.store import Store
from tests.services.records import Scene, make_scene


@pytest.fixture
def scene(store: Store) -> Scene:
    return make_scene(store)


def parties(store: Store, words: str, *, most: int = 6) -> list[bytes]:
    with store.read() as uow:
        return [line[0] for line in Finder(uow.connection, words, most=most).enterprises()]


def test_party_is_found_by_any_two_signs_of_its_name(store: Store, scene: Scene) -> None:
    with store.read() as uow:
        party = uow.session.get_one(Enterprise, scene.enterprise_id)
        name = party.name
    assert parties(store, name[1:3]) == [uuid_bytes(str(scene.enterprise_id))]
    assert parties(store, name[1:3], most=0) == []


def test_deleted_party_is_not_found(store: Store, scene: Scene) -> None:
    with store.write() as uow:
        party = uow.session.get_one(Enterprise, scene.enterprise_id)
        name = party.name
        uow.delete(party)
        uow.commit()
    assert parties(store, name) == []


def test_signs_that_mean_something_to_the_store_find_nothing(store: Store, scene: Scene) -> None:
    with store.read() as uow:
        for words in ("%", "_", '"', "' OR 1=1 --", "NOT", "*"):
            finder = Finder(uow.connection, words, most=6)
            if finder.asks_something:
                found = [finder.enterprises(), finder.inspections(), finder.cases(), finder.papers()]
                assert not any(list(lines) for lines in found), words
