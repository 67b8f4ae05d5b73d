"""Each identity of the store is kept, and the last one is in use."""

import pytest

from app.storage.device import Ground
from app.storage.store import Store
from tests.storage.kinds import TrialHazard


def test_renew_takes_a_new_identity_and_keeps_the_old_one(store: Store) -> None:
    with store.write() as uow:
        first = uow.devices.current().id
        uow.devices.renew(uow.new_id(), machine="m", at=uow.now(), ground=Ground.RESTORED)
        identities = [(device.id == first, device.ground) for device in uow.devices.all()]
    assert identities == [(True, "set_up"), (False, "restored")]


def test_become_is_refused_when_the_device_has_written(trial_store: Store) -> None:
    with trial_store.write() as uow:
        chosen = uow.new_id()
        uow.devices.become(chosen)
        uow.add(TrialHazard(fact="一"))
        uow.commit()
    with trial_store.write() as uow:
        assert uow.devices.current().id == chosen
        with pytest.raises(ValueError, match="has written"):
            uow.devices.become(uow.new_id())
