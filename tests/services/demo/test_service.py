"""The demo is the same for the same seed and day, and two seeds share nothing but authority and officers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.models.case import Case, CaseStep
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.rules.blanks import unfilled
from app.services.catalogue import Services
from app.services.demo.plots import BASIS
from app.services.demo.service import DemoMade
from app.services.desk import Desk
from app.storage.library_store import LibraryShelf
from app.storage.store import Store
from app.values.errors import UsageError, UserError
from app.values.uscc import check_uscc
from tests.stores import copy_template, make_means, open_copy

DAY = date(2026, 11, 23)
MakeDemo = Callable[..., "Demo"]


@dataclass(frozen=True)
class Demo:
    """A filled store and what was told of it."""

    store: Store
    made: DemoMade

    def ids(self, *, without: tuple[str, ...] = ()) -> set[str]:
        """The ids of all records."""
        with self.store.read() as uow:
            return {one.entity_id for one in uow.log.every_counted() if one.kind not in without}

    def names(self) -> set[str]:
        """The names of the parties."""
        with self.store.read() as uow:
            return set(uow.session.scalars(select(Enterprise.name)))

    def texts(self, column: InstrumentedAttribute[str | None]) -> set[str]:
        """The values of a column."""
        with self.store.read() as uow:
            return {value for value in uow.session.scalars(select(column)) if value}


@pytest.fixture(scope="module")
def make_demo(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeDemo]:
    """Fill a store with the stories of a small demo."""
    opened: list[Store] = []
    known: dict[tuple[object, ...], Demo] = {}

    def make(name: str, *, seed: int, inspections: int = 4) -> Demo:
        key = (name, seed, inspections)
        if key not in known:
            folder = copy_template(store_template, tmp_path_factory.mktemp(name))
            store = open_copy(folder, means=make_means(seed=name))
            opened.append(store)
            services = Services(Desk(store))
            services.library.make_ready()
            known[key] = Demo(store, services.demo.fill(seed=seed, on=DAY, inspections=inspections))
        return known[key]

    yield make
    for store in opened:
        store.close()


def test_the_same_seed_and_day_give_the_same_digest_in_two_stores(make_demo: MakeDemo) -> None:
    assert make_demo("one", seed=1).made == make_demo("two", seed=1).made


def test_two_seeds_share_authority_and_officers_and_nothing_else(make_demo: MakeDemo) -> None:
    one, two = make_demo("one", seed=1), make_demo("other", seed=2)
    assert one.made.digest != two.made.digest
    shared = ("authority", "officer")
    assert not one.ids(without=shared) & two.ids(without=shared)
    assert len(one.ids() & two.ids()) == 5
    assert not one.texts(Enterprise.uscc) & two.texts(Enterprise.uscc)
    assert not one.texts(Document.number) & two.texts(Document.number)


def test_every_code_is_right_and_of_no_real_place(make_demo: MakeDemo) -> None:
    for code in make_demo("one", seed=1).texts(Enterprise.uscc):
        assert check_uscc(code).valid
        assert code[2:8] == "509999"


def test_a_fine_rests_on_the_article_that_penalises_its_hazard(make_demo: MakeDemo) -> None:
    demo = make_demo("cases", seed=1, inspections=8)
    with demo.store.read() as uow:
        cases = uow.session.scalars(select(Case)).all()
        fined = {step.case_id for step in uow.session.scalars(select(CaseStep).where(CaseStep.amount_cents > 0))}
        hazards = [uow.session.get_one(Hazard, one.hazard_ids[0]) for one in cases if one.id in fined]
        shelf = LibraryShelf(uow.session)
        items = [shelf.item(one.item_no or "") for one in hazards]
    bases = [{ref.undated.whole_article.text for ref in item.penalised_by} for item in items]
    assert bases
    assert all(BASIS in penalising for penalising in bases)


def test_no_blank_of_the_standard_wording_is_left(make_demo: MakeDemo) -> None:
    demo = make_demo("cases", seed=1, inspections=8)
    assert not [text for text in demo.texts(Hazard.fact) | demo.texts(Hazard.demand) if unfilled(text)]


def test_names_are_plainly_examples(make_demo: MakeDemo) -> None:
    assert all(name.startswith("示例") for name in make_demo("one", seed=1).names())


def test_the_store_is_sound_and_lives_in_its_own_time_again(make_demo: MakeDemo) -> None:
    demo = make_demo("one", seed=1)
    services = Services(Desk(demo.store))
    assert services.desk.now().year == 2026
    assert services.desk.today() != DAY
    assert [one.check for one in services.safekeeping.check().findings if one.check not in {"clock", "space"}] == []


def test_stories_stop_at_different_stages(make_demo: MakeDemo) -> None:
    demo = make_demo("one", seed=1)
    stages = {line.stage for line in Services(Desk(demo.store)).records.list("inspection")}  # type: ignore[attr-defined]  # rows of the ledger of inspections
    assert {"检查诊断", "整改复查", "闭环", "行政处罚"} <= stages


def test_a_store_that_holds_anything_is_refused_and_stays_as_it_is(make_demo: MakeDemo) -> None:
    demo = make_demo("one", seed=1)
    with pytest.raises(UserError, match="已有记录"):
        Services(Desk(demo.store)).demo.fill(seed=3, on=DAY)
    assert Services(Desk(demo.store)).safekeeping.digest().digest == demo.made.digest


def test_a_demo_that_cannot_be_told_leaves_nothing(store: Store) -> None:
    services = Services(Desk(store))
    services.library.make_ready()
    with pytest.raises(UserError):
        services.demo.fill(seed=1, on=date(2010, 1, 1), inspections=1)
    assert services.safekeeping.digest().revisions == 0


@pytest.mark.parametrize(("seed", "inspections"), [(-1, 1), (1, 0), (1, 100_000)])
def test_odd_sizes_are_refused(seed: int, inspections: int, store: Store) -> None:
    with pytest.raises(UsageError):
        Services(Desk(store)).demo.fill(seed=seed, on=DAY, inspections=inspections)
