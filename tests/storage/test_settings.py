"""A choice is kept under its name."""

from app.storage.store import Store


def test_choice_is_kept_and_replaced(store: Store) -> None:
    for value in ({"font": 16}, {"font": 18}):
        with store.write() as uow:
            uow.settings.set("window", value)
            uow.commit()
    with store.read() as uow:
        assert uow.settings.get("window") == {"font": 18}
        assert uow.settings.get("nothing") is None
        assert uow.settings.get("nothing", 3) == 3
