"""Parties that were entered twice: proposed with all that hangs on them, joined, listed as one, parted again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from app.models.enterprise import Enterprise
from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.store import Store
from app.values.errors import UserError
from app.values.rows_import import SameGround
from tests.services.offices import Shared, make_shared, open_district
from tests.services.records import Scene, make_enterprise, make_hazard, make_inspection, make_scene, put

TWIN = {"name": "示列燃气有限公司", "uscc": None, "phone": "000-7654321"}


class Twins:
    """A store in which one party stands twice, each with its own inspection and hazard."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.services = Services(Desk(store))
        self.scene = make_scene(store)
        self.keep = self.scene.enterprise_id
        (self.other,) = put(store, make_enterprise(**TWIN))
        (visit,) = put(store, make_inspection(self.scene.authority_id, self.other, self.scene.officer_ids))
        put(store, make_hazard(self.scene))
        other_scene = Scene(self.scene.authority_id, self.scene.officer_ids, self.other, visit)
        put(store, make_hazard(other_scene, 2))

    def names(self, text: str = "") -> list[str]:
        """Search the ledger of parties."""
        lines = self.services.enterprises.search(text)
        return [row.name for row in self.services.enterprises.rows(lines)]


@pytest.fixture
def twins(store: Store) -> Twins:
    """A store in which one party stands twice."""
    return Twins(store)


def test_a_proposal_names_its_ground_and_what_hangs_on_each(twins: Twins) -> None:
    (pair,) = twins.services.joining.proposals()
    assert {pair.keep_id, pair.other_id} == {twins.keep, twins.other}
    assert pair.ground in (SameGround.SIMILAR, SameGround.PINYIN)
    assert pair.keep_has is not None
    assert (pair.keep_has.inspections, pair.keep_has.hazards) == (1, 1)
    assert pair.keep_code


def test_a_pair_that_was_waved_off_is_not_proposed_again(twins: Twins) -> None:
    twins.services.joining.wave_off(twins.other, twins.keep)
    assert twins.services.joining.proposals() == ()


def test_a_joined_party_counts_as_the_one_that_is_kept(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    assert twins.names() == ["示例燃气有限公司"]
    (row,) = twins.services.enterprises.rows(twins.services.enterprises.search())
    assert row.open_hazards == 2
    detail = twins.services.enterprises.detail(twins.other)
    assert detail.row.id == twins.keep
    assert (len(detail.visits), len(detail.hazards)) == (2, 2)
    assert detail.frequency.routine == 2
    assert twins.services.enterprises.figures().enterprises == 1
    assert [line.name for line in twins.services.records.list("enterprise")] == ["示例燃气有限公司"]  # type: ignore[attr-defined]


def test_a_joined_party_is_found_by_its_own_words(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    assert twins.names("示列") == ["示例燃气有限公司"]
    assert twins.names("7654321") == ["示例燃气有限公司"]
    first = twins.services.enterprises.search_first("示列")
    assert [row.name for row in twins.services.enterprises.rows(first.lines)] == ["示例燃气有限公司"]


def test_lists_name_the_one_that_is_kept(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    hazards = twins.services.records.list("hazard")
    assert {line.enterprise for line in hazards} == {"示例燃气有限公司"}  # type: ignore[attr-defined]


def test_joining_keeps_the_records_and_bears_its_reason(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    with twins.store.read() as uow:
        assert uow.session.get_one(Enterprise, twins.other).name == TWIN["name"]
    last = twins.services.records.history(str(twins.other))[-1]
    assert (last.reason, list(last.changed)) == ("同一营业执照", ["joined_into_id"])
    (one,) = twins.services.joining.joined()
    assert (one.other_name, one.keep_name) == (TWIN["name"], "示例燃气有限公司")
    assert twins.services.joining.proposals() == ()


def test_separate_undoes_a_joining(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    twins.services.joining.separate(twins.other, "执照不同")
    assert sorted(twins.names()) == ["示例燃气有限公司", "示列燃气有限公司"]
    assert twins.services.joining.joined() == ()
    with pytest.raises(UserError, match="没有并入"):
        twins.services.joining.separate(twins.other, "执照不同")


def test_what_was_joined_into_a_joined_party_comes_along(twins: Twins) -> None:
    (third,) = put(twins.store, make_enterprise(name="示例三站", uscc=None))
    twins.services.joining.join(twins.other, third, "同址")
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    assert {one.keep_id for one in twins.services.joining.joined()} == {twins.keep}
    assert twins.names() == ["示例燃气有限公司"]


def test_joining_twice_and_without_reason_is_refused(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    for keep, other in ((twins.keep, twins.other), (twins.other, twins.keep), (twins.keep, twins.keep)):
        with pytest.raises(UserError, match="已经是同一家"):
            twins.services.joining.join(keep, other, "同一营业执照")
    with pytest.raises(UserError, match="理由"):
        twins.services.joining.separate(twins.other, " ")


def test_registering_a_joined_party_once_more_finds_the_one_that_is_kept(twins: Twins) -> None:
    twins.services.joining.join(twins.keep, twins.other, "同一营业执照")
    fields = twins.services.enterprises.fields(twins.other)
    assert twins.services.enterprises.register(fields) == twins.keep


@contextmanager
def two_that_join_apart(template: Path, folder: Path) -> Iterator[tuple[Shared, UUID]]:
    """Two laptops that join the same two parties, each the other way round."""
    with open_district(template, folder) as district:
        shared = make_shared(district)
        (other,) = put(shared.first.store, make_enterprise(**TWIN))
        shared.second.take_in(shared.first.export())
        shared.first.services.joining.join(shared.scene.enterprise_id, other, "甲")
        shared.second.services.joining.join(other, shared.scene.enterprise_id, "乙")
        yield shared, other


def test_two_who_join_the_other_way_round_leave_one_party_on_every_machine(
    store_template: Path, tmp_path: Path
) -> None:
    with two_that_join_apart(store_template, tmp_path) as (shared, other):
        files = shared.first.export(), shared.second.export()
        shared.office.take_in(*files)
        assert len(shared.office.services.enterprises.search()) == 1
        (kept,) = {one.keep_id for one in shared.office.services.joining.joined()}
        assert kept == min(shared.scene.enterprise_id, other)
