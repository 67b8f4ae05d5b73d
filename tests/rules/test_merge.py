"""The merge of one record: the shared stories, what a new revision names, and what always holds."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.merge import MergedRecord, changed_fields, merge_record
from app.values.canonical import canonical_bytes
from app.values.revision import LIFECYCLE, Revision
from tests.rules.carried_state import carried_record
from tests.rules.fleet import Fleet, new_fleet
from tests.rules.histories import Step, play, steps
from tests.rules.memory_store import MemoryStore
from tests.rules.stories import STORIES, run_story
from tests.rules.wrong_merges import Habits, plain_merge
from tests.vector_files import read_vectors

SHOWN = {"fact": "a", "place": None, "state": "found", "deadline": None, "level": "一般", "closing": None}


def _all_revisions(fleet: Fleet) -> list[Revision]:
    return list({rev_id: revision for machine in fleet for rev_id, revision in machine.revisions.items()}.values())


def _offered(merged: MergedRecord) -> dict[str, set[bytes]]:
    """Collect what a person is shown of each field: the row and all values in conflict."""
    offered = {key: {canonical_bytes(value)} for key, value in merged.fields.items()}
    for conflict in merged.conflicts:
        for value, _ in conflict.values:
            spread: Any = value if conflict.field == "lifecycle" else {conflict.field: value}
            for key, item in spread.items():
                offered.setdefault(key, set()).add(canonical_bytes(item))
    return offered


def _follows(later: Revision, earlier: Revision, revisions: list[Revision]) -> bool:
    by_id = {revision.rev_id: revision for revision in revisions}
    return any(parent == earlier.rev_id or _follows(by_id[parent], earlier, revisions) for parent in later.parents)


@pytest.mark.parametrize("name", STORIES)
def test_story_ends_as_expected_on_every_way(name: str) -> None:
    assert read_vectors(name)["runs"]
    for found, expected in run_story(name):
        assert found == expected


def test_every_story_is_there() -> None:
    assert len(STORIES) == 58


def test_merge_refuses_nothing_and_a_revision_without_its_parent() -> None:
    later = new_fleet(1)[0].edit({"fact": "b"}).edit({"fact": "c"})
    with pytest.raises(ValueError, match="没有"):
        merge_record([])
    for part in (list(later.revisions.values())[1:], list(later.revisions.values())[::2]):
        with pytest.raises(ValueError, match="父修订"):
            merge_record(part)


def test_changed_fields_name_what_differs_and_what_was_decided() -> None:
    assert changed_fields(SHOWN, {**SHOWN, "fact": "b"}) == ("fact",)
    assert changed_fields(SHOWN, SHOWN) == ()
    assert changed_fields(SHOWN, SHOWN, ["place"]) == ("place",)
    assert changed_fields(SHOWN, {**SHOWN, "fact": None, "place": "b"}) == ("fact", "place")


def test_changed_fields_of_a_first_revision_name_everything() -> None:
    assert changed_fields({}, SHOWN) == tuple(sorted(SHOWN))


def test_changed_fields_name_the_lifecycle_whole() -> None:
    assert changed_fields(SHOWN, {**SHOWN, "deadline": "2026-12-01"}) == LIFECYCLE
    assert changed_fields(SHOWN, SHOWN, ["lifecycle"]) == LIFECYCLE
    assert changed_fields(SHOWN, SHOWN, ["level", "fact"]) == tuple(sorted([*LIFECYCLE, "fact"]))


def test_changed_fields_take_absent_for_null_and_lists_for_equal() -> None:
    assert changed_fields({"a": [1, {"b": 2}]}, {"a": (1, {"b": 2}), "c": None}) == ()
    assert changed_fields({"a": True}, {"a": 1}) == ("a",)


def test_changed_fields_refuse_a_decision_on_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="nothing"):
        changed_fields(SHOWN, SHOWN, ["nothing"])


@given(steps(), st.randoms(use_true_random=False))
def test_order_of_revisions_does_not_matter(history: list[Step], random: Random) -> None:
    revisions = _all_revisions(play(history))
    expected = merge_record(revisions)
    random.shuffle(revisions)
    assert merge_record(revisions) == expected


@given(steps())
def test_every_machine_shows_what_carried_values_say(history: list[Step]) -> None:
    for machine in play(history):
        assert machine.record == carried_record(machine.carried)


@given(steps(), st.randoms(use_true_random=False))
def test_order_grouping_and_repetition_of_imports_do_not_matter(history: list[Step], random: Random) -> None:
    fleet = play(history)
    stores = []
    for _ in range(2):
        store = MemoryStore()
        files = [(f"{machine.device}-{copy}", machine) for machine in fleet for copy in range(2)]
        for name, machine in random.sample(files, len(files)):
            store.take_in(name, machine.revisions.values(), ())
        stores.append(store)
    assert stores[0].digest() == stores[1].digest()
    assert stores[0].records() == stores[1].records()


@given(steps(), st.randoms(use_true_random=False))
def test_pieces_of_a_salvage_in_any_order_end_the_same(history: list[Step], random: Random) -> None:
    revisions = _all_revisions(play(history))
    store = MemoryStore()
    for number, revision in enumerate(random.sample(revisions, len(revisions))):
        store.take_in(str(number), [revision], ())
        counted = {one.rev_id for one in store.counted()}
        assert all(parent in counted for one in store.counted() for parent in one.parents)
    assert store.records() == {revisions[0].entity_id: merge_record(revisions)}


@given(steps())
def test_undo_after_import_leads_back(history: list[Step]) -> None:
    one, other, *_ = play(history)
    store = MemoryStore()
    store.take_in("one", one.revisions.values(), ())
    before = store.records(), store.digest()
    store.take_in("other", other.revisions.values(), ())
    assert store.undo("other") == ()
    assert (store.records(), store.digest()) == before


@given(steps())
def test_merge_agrees_with_the_plain_second_merge(history: list[Step]) -> None:
    revisions = _all_revisions(play(history))
    assert merge_record(revisions) == plain_merge(revisions, Habits())


@given(steps())
def test_nothing_that_stands_is_lost(history: list[Step]) -> None:
    revisions = _all_revisions(play(history))
    offered = _offered(merge_record(revisions))
    for one in revisions:
        for key in one.changed:
            if not any(key in other.changed and _follows(other, one, revisions) for other in revisions):
                assert canonical_bytes(one.body[key]) in offered[key]


@given(steps(size=1))
def test_one_line_never_conflicts_and_its_last_word_holds(history: list[Step]) -> None:
    machine = play(history, size=1)[0]
    assert machine.record.conflicts == ()
    assert len(machine.record.heads) == 1
    assert machine.record.fields == machine.revisions[machine.record.heads[0]].body


@given(steps())
def test_a_decision_on_every_conflict_ends_them_all(history: list[Step]) -> None:
    fleet = play(history)
    last = fleet[0]
    for machine in fleet[1:]:
        last = last.receive(machine)
    names = [conflict.field for conflict in last.record.conflicts if conflict.field != "deleted"]
    decided = last.edit({("state" if name == "lifecycle" else name): "决定" for name in names})
    assert decided.record.conflicts == ()
    assert not decided.record.deleted
