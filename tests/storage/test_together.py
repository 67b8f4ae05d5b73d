"""Several units of work take effect together or not at all."""

import threading

import pytest

from app.models.authority import Authority
from app.storage.rebuild import digest_of
from app.storage.store import Store
from app.storage.unit_of_work import Changes


def add(store: Store, name: str) -> None:
    """One use case: register an authority."""
    with store.write(reason="登记") as uow:
        uow.add(Authority(name=name, prefix="示例", word="应急"))
        uow.commit()


def fail_after_adding(store: Store, name: str) -> None:
    """A series of use cases of which a later one fails."""
    add(store, name)
    raise ZeroDivisionError


def fail_before_committing(store: Store, name: str) -> None:
    """A use case that fails when its rows are written already."""
    with store.write() as uow:
        uow.add(Authority(name=name, prefix="示例", word="应急"))
        uow.session.flush()
        raise ZeroDivisionError


def names(store: Store) -> list[str]:
    """Read the names of all authorities."""
    with store.read() as uow:
        return sorted(row.name for row in uow.session.query(Authority))


def test_together_makes_all_of_it_durable_at_the_end(store: Store) -> None:
    heard: list[Changes] = []
    store.on_commit(heard.append)
    with store.together():
        add(store, "甲")
        add(store, "乙")
        assert names(store) == ["乙", "甲"]
        assert heard == []
    assert names(store) == ["乙", "甲"]
    assert [kind for kind, _ in next(iter(heard))] == ["authority", "authority"]
    assert len(heard) == 1


def test_together_leaves_nothing_when_a_later_part_fails(store: Store) -> None:
    with store.read() as uow:
        before = digest_of(uow.connection)
    heard: list[Changes] = []
    store.on_commit(heard.append)
    with pytest.raises(ZeroDivisionError), store.together():
        fail_after_adding(store, "甲")
    with store.read() as uow:
        assert digest_of(uow.connection) == before
    assert heard == []
    add(store, "乙")
    assert names(store) == ["乙"]


def test_a_part_that_fails_and_is_caught_takes_back_only_itself(store: Store) -> None:
    with store.together():
        add(store, "甲")
        with pytest.raises(ZeroDivisionError):
            fail_before_committing(store, "丙")
        assert names(store) == ["甲"]
    assert names(store) == ["甲"]


def test_another_thread_sees_nothing_of_it_before_the_end(store: Store) -> None:
    seen: list[list[str]] = []
    with store.together():
        add(store, "甲")
        reader = threading.Thread(target=lambda: seen.append(names(store)))
        reader.start()
        reader.join()
    assert seen == [[]]


def test_together_refuses_to_begin_inside_a_unit_of_work(store: Store) -> None:
    with store.write(), pytest.raises(RuntimeError), store.together():
        pass
