"""Each number of the device's range is given once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.kinds import MODULES
from app.storage.device import Ground
from app.storage.numbering import NumberingError, Numbers
from app.storage.store import Store

KEY = "责改"


def lock(store: Store) -> None:
    """Pause numbering as a restore does."""
    with store.write() as uow:
        uow.devices.renew(uow.new_id(), machine="m", at=uow.now(), ground=Ground.RESTORED)
        uow.session.commit()


def test_next_serial_goes_through_the_range_each_year_anew(store: Store) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=101, last=200)
        given_numbers = [uow.numbers.next_serial(KEY, year=year) for year in (2026, 2026, 2027, 2026)]
        uow.commit()
    assert given_numbers == [101, 102, 101, 103]


def test_next_serial_is_given_again_when_the_unit_is_rolled_back(store: Store) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=1, last=9)
        uow.commit()
    with store.write() as uow:
        assert uow.numbers.next_serial(KEY, year=2026) == 1
    with store.write() as uow:
        assert uow.numbers.next_serial(KEY, year=2026) == 1


def test_next_serial_refuses_without_a_range_and_when_it_is_used_up(store: Store) -> None:
    with store.write() as uow:
        with pytest.raises(NumberingError, match="尚未设置"):
            uow.numbers.next_serial(KEY, year=2026)
        uow.numbers.set_range(KEY, first=1, last=1)
        uow.numbers.next_serial(KEY, year=2026)
        with pytest.raises(NumberingError, match="已用完"):
            uow.numbers.next_serial(KEY, year=2026)


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (-1, 1)])
def test_set_range_refuses_what_is_no_range(store: Store, first: int, last: int) -> None:
    with store.write() as uow, pytest.raises(NumberingError, match="不成立"):
        uow.numbers.set_range(KEY, first=first, last=last)


@pytest.mark.parametrize(("used", "is_warned"), [(0, False), (7, False), (8, True), (10, True)])
def test_use_warns_at_eighty_per_cent(store: Store, used: int, is_warned: bool) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=11, last=20)
        for _ in range(used):
            uow.numbers.next_serial(KEY, year=2026)
        use = uow.numbers.use(KEY, year=2026)
    assert use is not None
    assert (use.used, use.left, use.is_nearly_used_up) == (used, 10 - used, is_warned)


def test_new_range_starts_at_its_first_number(store: Store) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=1, last=2)
        uow.numbers.next_serial(KEY, year=2026)
        uow.numbers.set_range(KEY, first=501, last=600)
        assert uow.numbers.next_serial(KEY, year=2026) == 501
        assert uow.numbers.given(KEY, year=2026) == (1, 501)


def test_numbering_waits_after_a_restore_until_the_last_number_is_typed(store: Store) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=1, last=20)
        for _ in range(3):
            uow.numbers.next_serial(KEY, year=2026)
        uow.commit()
    lock(store)
    with store.write() as uow:
        with pytest.raises(NumberingError, match="编号已暂停"):
            uow.numbers.next_serial(KEY, year=2026)
        assert uow.numbers.needs_last_numbers() == (KEY,)
        with pytest.raises(NumberingError, match="不会更小"):
            uow.numbers.confirm_last_number(KEY, year=2026, last=2)
        with pytest.raises(NumberingError, match="不在本机号段"):
            uow.numbers.confirm_last_number(KEY, year=2026, last=21)
        assert uow.numbers.confirm_last_number(KEY, year=2026, last=6) == (4, 5, 6)
        assert uow.numbers.needs_last_numbers() == ()
        assert uow.numbers.next_serial(KEY, year=2026) == 7


def test_confirm_with_the_number_that_is_known_voids_nothing(store: Store) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=1, last=20)
        uow.numbers.next_serial(KEY, year=2026)
        uow.commit()
    lock(store)
    with store.write() as uow:
        assert uow.numbers.confirm_last_number(KEY, year=2026, last=1) == ()
        assert uow.numbers.confirm_last_number(KEY, year=2027, last=0) == ()


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("give"), st.integers(2026, 2027), st.just(0)),
            st.tuples(st.just("range"), st.integers(1, 30), st.integers(0, 10)),
            st.tuples(st.just("confirm"), st.integers(2026, 2027), st.integers(0, 40)),
        ),
        max_size=25,
    )
)
def test_no_number_is_given_twice_in_a_year(steps: list[tuple[str, int, int]]) -> None:
    assert MODULES
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    seen: list[tuple[int, int]] = []
    with Session(engine) as session:
        numbers = Numbers(session)
        for what, one, two in steps:
            try:
                if what == "give":
                    seen.append((one, numbers.next_serial(KEY, year=one)))
                elif what == "range":
                    numbers.set_range(KEY, first=one, last=one + two)
                else:
                    seen += [(one, serial) for serial in numbers.confirm_last_number(KEY, year=one, last=two)]
            except NumberingError:
                continue
    engine.dispose()
    assert len(seen) == len(set(seen))


def test_numbers_of_last_year_wait_too_after_a_restore_in_january(store: Store) -> None:
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=1, last=20)
        uow.numbers.next_serial(KEY, year=2025)
        uow.commit()
    lock(store)  # in 2026
    with store.write() as uow:
        uow.numbers.confirm_last_number(KEY, year=2026, last=0)
        assert uow.numbers.next_serial(KEY, year=2026) == 1
        with pytest.raises(NumberingError, match=r"2025年的.*还没有核对"):
            uow.numbers.next_serial(KEY, year=2025)
        assert uow.numbers.confirm_last_number(KEY, year=2025, last=3) == (2, 3)
        assert uow.numbers.next_serial(KEY, year=2025) == 4
        assert uow.numbers.next_serial(KEY, year=2027) == 1


def test_range_that_is_given_after_a_restore_does_not_wait(store: Store) -> None:
    lock(store)
    with store.write() as uow:
        uow.numbers.set_range(KEY, first=1, last=20)
        assert uow.numbers.next_serial(KEY, year=2026) == 1
