"""What the log answers about chains, histories and the past."""

from datetime import timedelta
from uuid import UUID

from app.storage.log import ChainHead, chunks
from app.storage.store import Store
from app.values.clock import FixedClock
from tests.storage.kinds import TrialHazard


def test_history_lists_every_revision_after_those_it_follows(trial_store: Store, clock: FixedClock) -> None:
    with trial_store.write() as uow:
        hazard = TrialHazard(fact="0")
        uow.add(hazard)
        uow.commit()
    for number in range(1, 5):
        clock.move(timedelta(hours=-number))  # whatever the clock says
        with trial_store.write() as uow:
            uow.session.get_one(TrialHazard, hazard.id).fact = str(number)
            uow.commit()
    with trial_store.read() as uow:
        history = uow.log.history(hazard.id)
        assert [revision.body["fact"] for revision in history] == ["0", "1", "2", "3", "4"]
        assert uow.log.revision(history[2].rev_id) == history[2]
        assert uow.log.revision("0" * 64) is None


def test_chain_head_is_the_last_revision_of_the_device(trial_store: Store) -> None:
    with trial_store.write() as uow:
        device = uow.devices.current().id
        assert uow.log.last_of(device) is None
        uow.add_all(TrialHazard(fact=str(number)) for number in range(3))
        uow.commit()
    with trial_store.read() as uow:
        head = uow.log.last_of(device)
        assert head is not None
        assert (head.device, head.seq) == (device, 3)
        assert uow.log.chain_heads() == (head,)
        assert uow.log.forks() == ()


def test_stubs_count_for_chain_heads_and_forks(trial_store: Store) -> None:
    other = UUID(int=7)
    with trial_store.write() as uow:
        for last in ("aa", "bb"):
            uow.connection.exec_driver_sql(
                "INSERT INTO stub (device, seq, rev_id) VALUES (?, 9, ?)", (other.bytes, bytes.fromhex(last * 32))
            )
        assert uow.log.chain_heads() == (ChainHead(other, 9, "aa" * 32), ChainHead(other, 9, "bb" * 32))
        assert uow.log.forks() == ((other, 9),)


def test_questions_about_many_records_are_cut_into_statements(trial_store: Store) -> None:
    with trial_store.write() as uow:
        hazards = [TrialHazard(fact=str(number)) for number in range(1203)]
        uow.add_all(hazards)
        uow.commit()
    with trial_store.read() as uow:
        ids = [hazard.id for hazard in hazards]
        assert uow.log.heads(ids).keys() == set(ids)
        assert len(uow.log.counted_of(ids)) == 1203
        rev_ids = {revision.rev_id for revision in uow.log.every_counted()}
        assert uow.log.counted_among(rev_ids) == uow.log.live_among(rev_ids) == uow.log.held_among(rev_ids) == rev_ids
        assert uow.log.records_of(rev_ids) == set(ids)
        assert uow.log.counts() == (1203, 0)


def test_chunks_cut_without_losing_anything() -> None:
    assert list(chunks(range(5), size=2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], size=2)) == []
