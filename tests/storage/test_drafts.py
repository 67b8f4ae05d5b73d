"""What stands in an open card survives a crash."""

from datetime import timedelta

from app.storage.store import Store
from app.values.clock import FixedClock
from tests.storage.kinds import TrialHazard


def test_draft_is_overwritten_and_read_after_reopening(trial_store: Store, clock: FixedClock) -> None:
    with trial_store.write() as uow:
        hazard = TrialHazard(fact="一")
        uow.add(hazard)
        uow.commit()
    for text in ("配电", "配电箱"):
        clock.move(timedelta(seconds=1))
        with trial_store.write() as uow:
            uow.drafts.save("hazard card", {"fact": text}, entity_id=hazard.id)
            uow.commit()
    with trial_store.read() as uow:
        draft = uow.drafts.load("hazard card")
        assert draft is not None
        assert (draft.body["fact"], draft.at, draft.entity_id) == ("配电箱", clock.now(), hazard.id)
        assert uow.drafts.open_on([hazard.id]) == {hazard.id}
        assert [item.key for item in uow.drafts.all()] == ["hazard card"]
        assert uow.log.counts() == (1, 0)


def test_dropped_draft_is_gone(trial_store: Store) -> None:
    with trial_store.write() as uow:
        uow.drafts.save("card", {})
        uow.drafts.drop("card")
        uow.commit()
    with trial_store.read() as uow:
        assert uow.drafts.load("card") is None
        assert uow.drafts.all() == ()


def test_latest_draft_comes_first(trial_store: Store, clock: FixedClock) -> None:
    with trial_store.write() as uow:
        for key in ("first", "second"):
            clock.move(timedelta(seconds=1))
            uow.drafts.save(key, {})
        assert [draft.key for draft in uow.drafts.all()] == ["second", "first"]
