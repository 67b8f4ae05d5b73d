"""Conflicts: listed with both sides, decided by a person with a reason, settled on every machine that hears of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.models.document import Document
from app.models.hazard import Hazard
from app.rules.merge import FieldConflict
from app.services.conflict_decisions import read_choices
from app.values.canonical import JsonValue
from app.values.enums import DocumentForm, DocumentState, HazardState
from app.values.errors import UsageError, UserError
from app.values.rows_import import Decision, Origin
from tests.services.offices import Place, Shared, hazard_of, make_shared, open_district
from tests.services.records import put

LATER, SOONER = date(2026, 12, 18), date(2026, 12, 8)


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office that know one hazard."""
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


@pytest.fixture
def parted(shared: Shared) -> Shared:
    """An office that holds two fields of the hazard in conflict: the place and the deadline."""
    first, second = shared.scene.officer_ids
    shared.office.change(Hazard, shared.hazard_id, officer=second, reason="来电", place="一层", deadline=LATER)
    shared.first.change(Hazard, shared.hazard_id, officer=first, reason="现场", place="二层", deadline=SOONER)
    shared.office.take_in(shared.first.export())
    return shared


def lifecycle_of(place: Place, shared: Shared, deadline: date) -> JsonValue:
    """Give the lifecycle with this deadline as a choice."""
    sides = place.services.conflicts.sides(shared.hazard_id)
    (row,) = [one for one in sides.conflicts if one.field == "lifecycle"]
    (value,) = [
        one.value
        for one in row.choices
        if isinstance(one.value, dict | type(row.choices[0].value)) and deadline.isoformat() in str(one.value)
    ]
    return value


def test_every_conflict_is_listed_with_who_set_what_when_and_why(parted: Shared) -> None:
    (line,) = parted.office.services.conflicts.list()
    assert (line.kind, line.title, line.party) == ("hazard", "隐患 01", "示例燃气有限公司")
    by_field = {one.field: one for one in line.fields}
    assert by_field.keys() == {"place", "lifecycle"}
    found = {(value.value, value.actor, value.reason) for value in by_field["place"].values}
    assert found == {("一层", "示例员乙", "来电"), ("二层", "示例员甲", "现场")}
    assert parted.office.services.conflicts.count() == 1


def test_sides_begin_with_this_machine_and_tell_what_is_equal(parted: Shared) -> None:
    sides = parted.office.services.conflicts.sides(parted.hazard_id)
    assert [side.origin for side in sides.sides] == [Origin.HERE, Origin.PACKAGE]
    place = next(row for row in sides.conflicts if row.field == "place")
    assert place.texts == ("一层", "二层")
    assert place.both is not None
    assert place.both.text in ("一层；二层", "二层；一层")
    equal = {row.field for row in sides.rows if not row.is_different}
    assert {"state", "level", "fact"} <= equal


def test_a_decision_names_its_field_and_leaves_the_others_open(parted: Shared) -> None:
    service = parted.office.services.conflicts
    service.resolve(parted.hazard_id, {"place": "二层"}, "以现场为准")
    (line,) = service.list()
    assert [one.field for one in line.fields] == ["lifecycle"]
    service.resolve(parted.hazard_id, {"lifecycle": lifecycle_of(parted.office, parted, LATER)}, "延期已批")
    assert service.list() == ()
    found = hazard_of(parted.office, parted.hazard_id)
    assert (found.place, found.deadline, found.conflicts) == ("二层", LATER, 0)


def test_a_decision_settles_the_conflict_on_the_machines_that_receive_it(parted: Shared) -> None:
    service = parted.office.services.conflicts
    values = {"place": "一层", "lifecycle": lifecycle_of(parted.office, parted, SOONER)}
    service.resolve(parted.hazard_id, values, "核定")
    file = parted.office.export()
    parted.first.take_in(file)
    assert parted.first.services.conflicts.list() == ()
    assert hazard_of(parted.first, parted.hazard_id).place == "一层"
    assert parted.first.digest() == parted.office.digest()


def test_both_texts_may_be_kept(parted: Shared) -> None:
    service = parted.office.services.conflicts
    both = next(row.both for row in service.sides(parted.hazard_id).conflicts if row.field == "place")
    assert both is not None
    service.resolve(parted.hazard_id, {"place": both.value}, "两处都有")
    assert hazard_of(parted.office, parted.hazard_id).place == both.value


@pytest.mark.parametrize(
    ("values", "reason", "words"),
    [
        ({"place": "二层"}, " ", "理由"),
        ({}, "核定", "没有选择"),
        ({"fact": "新"}, "核定", "fact没有冲突"),
        ({"lifecycle": {"state": "void", "deadline": None, "level": "一般", "closing": None}}, "核定", "只能从各边"),
    ],
)
def test_a_wrong_decision_is_refused_in_words(
    parted: Shared, values: dict[str, JsonValue], reason: str, words: str
) -> None:
    before = parted.office.digest()
    with pytest.raises(UserError, match=words):
        parted.office.services.conflicts.resolve(parted.hazard_id, values, reason)
    assert parted.office.digest() == before


def test_of_several_decisions_one_that_is_refused_takes_the_others_back(parted: Shared) -> None:
    before = parted.office.digest()
    good = Decision(parted.hazard_id, {"place": "二层"}, "核定")
    with pytest.raises(UserError):
        parted.office.services.conflicts.resolve_all([good, Decision(parted.scene.enterprise_id, {"name": "甲"}, "误")])
    assert parted.office.digest() == before


def test_whether_a_deleted_record_stays_is_decided_first(shared: Shared) -> None:
    shared.office.delete(Hazard, shared.hazard_id)
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    shared.office.take_in(shared.first.export())
    service = shared.office.services.conflicts
    (line,) = service.list()
    assert line.is_deletion
    service.resolve(shared.hazard_id, {"deleted": False}, "隐患属实")
    assert service.list() == ()
    assert not hazard_of(shared.office, shared.hazard_id).deleted


def test_a_deletion_that_is_confirmed_holds_on_every_machine(shared: Shared) -> None:
    shared.office.delete(Hazard, shared.hazard_id)
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    shared.office.take_in(shared.first.export())
    shared.office.services.conflicts.resolve(shared.hazard_id, {"deleted": True}, "重复录入")
    shared.first.take_in(shared.office.export())
    assert hazard_of(shared.first, shared.hazard_id).deleted
    assert shared.first.services.conflicts.list() == ()


@pytest.mark.parametrize("place", ["一层", "二层"])
def test_fields_of_a_record_in_doubt_wait_until_its_deletion_is_decided(shared: Shared, place: str) -> None:
    shared.second.change(Hazard, shared.hazard_id, place="一层")
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    shared.office.delete(Hazard, shared.hazard_id)
    shared.office.take_in(shared.first.export(), shared.second.export())
    service = shared.office.services.conflicts
    with pytest.raises(UserError, match="尚未决定去留"):
        service.resolve(shared.hazard_id, {"place": place}, "核定")
    service.resolve(shared.hazard_id, {"deleted": False, "place": place}, "核定")
    assert service.list() == ()
    assert hazard_of(shared.office, shared.hazard_id).place == place


def test_a_served_paper_in_conflict_is_marked_and_takes_no_other_words(shared: Shared) -> None:
    (paper,) = put(
        shared.first.store,
        Document(
            form=DocumentForm.RECTIFICATION_ORDER,
            title="责令限期整改指令书",
            enterprise_id=shared.scene.enterprise_id,
            inspection_id=shared.scene.inspection_id,
            number="（渝示）应急责改〔2026〕13号",
            state=DocumentState.ISSUED,
        ),
    )
    shared.office.take_in(shared.first.export())
    shared.office.change(Document, paper, state=DocumentState.SERVED, copies=2)
    shared.first.change(Document, paper, state=DocumentState.VOID, copies=3)
    shared.office.take_in(shared.first.export())
    service = shared.office.services.conflicts
    (line,) = service.list()
    assert line.is_served
    with pytest.raises(UserError, match="只能从各边"):
        service.resolve(paper, {"copies": 9}, "核定")
    service.resolve(paper, {"copies": 2}, "核定")


def test_a_record_without_conflict_has_nothing_to_decide(shared: Shared) -> None:
    with pytest.raises(UserError, match="没有待处理的冲突"):
        shared.office.services.conflicts.sides(shared.hazard_id)


STATES: FieldConflict = FieldConflict(
    "lifecycle",
    (
        ({"state": "ordered", "deadline": "2026-12-08", "level": "一般", "closing": None}, ("a",)),
        ({"state": "ordered", "deadline": "2026-12-18", "level": "一般", "closing": None}, ("b",)),
    ),
)
PLACES = FieldConflict("place", (("一层", ("a",)), (None, ("b",))))
FLAGS = FieldConflict("deleted", ((False, ("a",)), (True, ("b",))))


def test_typed_choices_are_read_as_the_values_that_were_meant() -> None:
    found = read_choices((STATES, PLACES, FLAGS), {"deadline": "2026-12-18", "place": "", "deleted": "false"})
    assert found["lifecycle"] == STATES.values[1][0]
    assert (found["place"], found["deleted"]) == (None, False)
    assert read_choices((PLACES,), {"place": "三层"}) == {"place": "三层"}


@pytest.mark.parametrize(
    "typed", [{"state": "ordered"}, {"deadline": "2027-01-01"}, {"deleted": "maybe"}, {"fact": "新"}]
)
def test_a_typed_choice_that_fits_none_or_several_is_refused(typed: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        read_choices((STATES, PLACES, FLAGS), typed)


def test_states_of_a_record_in_conflict_stay_marked_in_its_list(parted: Shared) -> None:
    (line,) = parted.office.services.records.list("hazard")
    assert line.conflicts == 2
    assert hazard_of(parted.office, parted.hazard_id).state is HazardState.FOUND
