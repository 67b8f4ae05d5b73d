"""Ledgers of any length are made of real records."""

import pytest
from sqlalchemy import func, select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.services.demo import bulk
from app.services.demo.bulk import LedgerSize, fill_ledger
from app.storage.store import Store
from app.values.uscc import check_uscc


def test_fill_makes_as_many_records_as_asked_with_a_revision_each(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 10)
    told: list[tuple[int, int]] = []
    fill_ledger(store, LedgerSize(enterprises=12, hazards=25), progress=lambda done, total: told.append((done, total)))
    with store.read() as uow:
        counts = [
            uow.session.scalar(select(func.count()).select_from(kind)) for kind in (Enterprise, Inspection, Hazard)
        ]
        revisions = uow.connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one()
    assert counts == [12, 3, 25]
    assert revisions == 12 + 3 + 25 + 3  # the authority and two officers
    assert told[-1] == (revisions, revisions)
    assert len(told) == 5


def test_codes_can_be_right_and_are_never_the_same(store: Store) -> None:
    fill_ledger(store, LedgerSize(enterprises=30, hazards=0))
    with store.read() as uow:
        codes = uow.session.scalars(select(Enterprise.uscc)).all()
    assert len(set(codes)) == 30
    assert all(code and check_uscc(code).valid for code in codes)


def test_the_same_seed_gives_the_same_words(store: Store) -> None:
    fill_ledger(store, LedgerSize(enterprises=5, hazards=5), seed=7)
    fill_ledger(store, LedgerSize(enterprises=5, hazards=5), seed=7)
    with store.read() as uow:
        names = uow.session.scalars(select(Enterprise.name).order_by(Enterprise.name)).all()
    assert names[0::2] == names[1::2]
