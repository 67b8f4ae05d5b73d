"""The front of a ledger is kept until the ledger changes, and never longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.desk import Desk
from app.services.ledger_fronts import KEPT, LedgerFronts
from app.storage.ledger_front import LedgerFront
from app.storage.search_index import SearchTable
from app.storage.unit_of_work import UnitOfWork
from tests.services.first_day import FirstDay, empty_desk, gas_shop, set_up
from tests.values.codes import valid_code


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services, uscc=valid_code(1))


class Maker:
    """Count how often a front is made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, uow: UnitOfWork, narrowed: str) -> LedgerFront:
        self.made.append(narrowed)
        return LedgerFront(uow.connection, index=SearchTable.ENTERPRISE, order=())


def ask(desk: Desk, fronts: LedgerFronts[str], *narrowed: str) -> None:
    for one in narrowed:
        with desk.read() as uow:
            fronts.of(uow, one)


def test_front_is_made_once_for_each_narrowing_and_the_oldest_goes(day: FirstDay) -> None:
    desk, maker = day.services.desk, Maker()
    fronts = LedgerFronts(desk, kinds=("enterprise",), make=maker)
    ask(desk, fronts, "甲", "甲", "乙", "甲")
    assert maker.made == ["甲", "乙"]
    ask(desk, fronts, *(f"第{number}" for number in range(KEPT)), "甲")
    assert maker.made[-1] == "甲"


def test_change_of_a_kind_that_counts_makes_it_anew_and_another_does_not(day: FirstDay) -> None:
    desk, maker = day.services.desk, Maker()
    fronts = LedgerFronts(desk, kinds=("enterprise",), make=maker)
    ask(desk, fronts, "甲")
    day.services.officers.set_active(day.officer_ids[1], is_active=False)
    ask(desk, fronts, "甲")
    assert maker.made == ["甲"]
    day.services.enterprises.add(gas_shop(name="示例新店", uscc=valid_code(2)))
    ask(desk, fronts, "甲")
    assert maker.made == ["甲", "甲"]


def test_front_during_whose_making_something_changed_is_not_kept(day: FirstDay) -> None:
    desk = day.services.desk
    made = []

    def make(uow: UnitOfWork, _narrowed: str) -> LedgerFront:
        made.append(1)
        if len(made) == 1:
            day.services.enterprises.add(gas_shop(name="示例新店", uscc=valid_code(2)))
        return LedgerFront(uow.connection, index=SearchTable.ENTERPRISE, order=())

    fronts = LedgerFronts(desk, kinds=("enterprise",), make=make)
    ask(desk, fronts, "甲", "甲", "甲")
    assert len(made) == 2


def test_first_lines_of_a_search_follow_what_was_entered_meanwhile(day: FirstDay) -> None:
    enterprises = day.services.enterprises
    assert enterprises.search_first("示例新店").is_all
    assert not enterprises.search_first("示例新店").lines
    enterprises.add(gas_shop(name="示例新店", uscc=valid_code(2)))
    assert [row.name for row in enterprises.rows(enterprises.search_first("新店").lines)] == ["示例新店"]
