"""The sides of a conflict: where they parted, what each made of the record, one for each who set a value."""

from app.rules.merge import merge_record
from app.rules.sides import Parted, part, value_of
from tests.rules.fleet import Fleet, Machine, new_fleet


def parted(*machines: Machine) -> Parted:
    """Lay apart what these machines know together."""
    return part(list({key: one for machine in machines for key, one in machine.revisions.items()}.values()))


def test_a_record_without_conflict_has_no_sides() -> None:
    first, second = new_fleet(2)
    assert parted(first.edit({"fact": "甲"}), second).sides == ()


def test_two_who_set_one_field_are_two_sides_that_began_together() -> None:
    first, second = new_fleet(2)
    found = parted(first.edit({"fact": "甲"}), second.edit({"fact": "乙", "place": "丙"}))
    assert {side.fields["fact"] for side in found.sides} == {"甲", "乙"}
    assert {side.fields["place"] for side in found.sides} == {"初", "丙"}
    assert found.start is not None
    assert found.start.fields["fact"] == "初"


def test_a_side_holds_all_that_it_did_since_they_parted() -> None:
    first, second = new_fleet(2)
    found = parted(first.edit({"fact": "甲"}).edit({"fact": "甲二"}), second.edit({"fact": "乙"}))
    assert {side.fields["fact"] for side in found.sides} == {"甲二", "乙"}


def test_who_went_on_above_two_values_without_choosing_hides_neither() -> None:
    first, second, third = new_fleet(3)
    first, second = first.edit({"fact": "甲"}), second.edit({"fact": "乙"})
    above = third.receive(first).receive(second).edit({"place": "丙"})
    found = parted(above)
    assert {side.fields["fact"] for side in found.sides} == {"甲", "乙"}


def test_deleting_against_changing_are_two_sides() -> None:
    first, second = new_fleet(2)
    found = parted(first.turn_deleted(), second.edit({"fact": "乙"}))
    assert {value_of(side, "deleted") for side in found.sides} == {True, False}


def test_three_sides_are_three() -> None:
    fleet: Fleet = new_fleet(3)
    found = parted(*(machine.edit({"state": name}) for machine, name in zip(fleet, "甲乙丙", strict=True)))
    assert len(found.sides) == 3
    lifecycles = [value_of(side, "lifecycle") for side in found.sides]
    assert sorted(str(one["state"]) for one in lifecycles if isinstance(one, dict)) == ["丙", "乙", "甲"]


def test_every_value_in_conflict_stands_on_a_side_whoever_merged_what() -> None:
    first, second, third = new_fleet(3)
    first = first.edit({"fact": "甲", "place": "甲"})
    second = second.edit({"fact": "乙"})
    third = third.receive(first).edit({"place": "丙"}).edit({"state": "甲"})
    second = second.receive(first).edit({"state": "乙"})
    found = parted(first, second, third)
    record = merge_record(list({**first.revisions, **second.revisions, **third.revisions}.values()))
    for conflict in record.conflicts:
        for value, _ in conflict.values:
            assert any(value_of(side, conflict.field) == value for side in found.sides)
