"""A package carries the links of its devices' chains that it leaves out, and no others."""

from pathlib import Path

from app.storage.engine import connect
from app.storage.package_stubs import stubs_beside
from app.storage.store import Store
from tests.storage.handing import edit_hazard, make_work


def test_chain_is_whole_again_with_the_stubs(store: Store) -> None:
    _, hazard_id = make_work(store)
    edit_hazard(store, hazard_id, "甲")
    with store.read() as uow:
        revisions = {one.rev_id: one for one in uow.log.every_counted()}
    held = set(sorted(revisions)[::2])
    ends, stubs = _beside(store.paths.database, held)
    links = {(stub.seq, stub.rev_id, stub.prev) for stub in stubs}
    links |= {(revisions[rev_id].seq, rev_id, revisions[rev_id].prev) for rev_id in held}
    before = None
    for seq, (number, rev_id, prev) in enumerate(sorted(links), start=1):
        assert (number, prev) == (seq, before)
        before = rev_id
    assert [(end.seq, end.rev_id) for end in ends] == [(len(revisions), before)]


def test_stubs_that_came_from_elsewhere_are_handed_on(store: Store) -> None:
    make_work(store)
    with store.write() as uow:
        device = uow.devices.current().id
        far = (device.bytes, 900, b"\x09" * 32, b"\x08" * 32)
        uow.connection.exec_driver_sql("INSERT INTO stub (device, seq, rev_id, prev) VALUES (?, ?, ?, ?)", far)
        uow.commit()
    with store.read() as uow:
        held = {one.rev_id for one in uow.log.every_counted()}
    ends, stubs = _beside(store.paths.database, held)
    assert [(stub.seq, stub.rev_id, stub.prev) for stub in stubs] == [(900, "09" * 32, "08" * 32)]
    assert [end.seq for end in ends] == [900]


def test_both_ends_of_a_forked_chain_are_named(store: Store) -> None:
    make_work(store)
    with store.write() as uow:
        device = uow.devices.current().id
        for byte in (b"\x01", b"\x02"):
            fork = (device.bytes, 900, byte * 32, None)
            uow.connection.exec_driver_sql("INSERT INTO stub (device, seq, rev_id, prev) VALUES (?, ?, ?, ?)", fork)
        uow.commit()
    with store.read() as uow:
        held = {one.rev_id for one in uow.log.every_counted()}
    ends, _ = _beside(store.paths.database, held)
    assert [end.rev_id for end in ends] == ["01" * 32, "02" * 32]


def test_nothing_has_no_chain(store: Store) -> None:
    make_work(store)
    assert _beside(store.paths.database, set()) == ((), ())


def _beside(database: Path, held: set[str]):  # type: ignore[no-untyped-def]  # what stubs_beside gives
    connection = connect(database)
    try:
        return stubs_beside(connection, held)
    finally:
        connection.close()
