"""What counts, what waits, what an undo would pull away, and what a package lacks."""

from dataclasses import replace
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.counting import (
    closed,
    count,
    forks,
    link_of,
    named_blobs,
    references,
    sealed,
    settle,
    undo_blockers,
)
from app.values.revision import Revision
from tests.rules.fleet import ENTITY, OFFICER, new_fleet
from tests.rules.stories import named_revisions
from tests.vector_files import read_vectors


def _id(number: int) -> str:
    return f"0192f3a0-0000-7000-8000-{number:012d}"


def _record(number: int, *, refers_to: tuple[int, ...] = (), **body: Any) -> Revision:
    whole = {"parent_ids": [_id(other) for other in refers_to], **body}
    return Revision(
        kind="hazard",
        entity_id=_id(number),
        schema=1,
        needs=1,
        parents=(),
        hlc="01a2062de2000000",
        device=_id(0),
        seq=number + 1,
        prev=None if not number else "f" * 64,
        actor=OFFICER,
        reason=None,
        deleted=False,
        changed=tuple(sorted(whole)),
        body=whole,
    )


def _by_id(*revisions: Revision) -> dict[str, Revision]:
    return {revision.rev_id: revision for revision in revisions}


Links: TypeAlias = list[tuple[int, list[int]]]
LINKS = st.lists(st.tuples(st.integers(1, 8), st.lists(st.integers(1, 8), max_size=2)), max_size=12)


def _linked(links: Links) -> list[Revision]:
    return [_record(number, refers_to=tuple(others), text=str(place)) for place, (number, others) in enumerate(links)]


def test_references_blobs_and_seals_are_found_at_every_depth() -> None:
    body: Any = {
        "hazard_id": "h",
        "photo_ids": ["p", "q"],
        "empty_id": None,
        "inner": {"case_id": "c", "list": [{"step_ids": ["s"]}, [{"original_blob": "b"}]]},
        "scan_blobs": ["d", "e"],
        "name_sealed": "x",
        "people": [{"number_sealed": "y", "phone_sealed": None}],
        "text": "no_id",
        "identity": "not a reference",
    }
    assert references(body) == {"h", "p", "q", "c", "s"}
    assert named_blobs(body) == {"b", "d", "e"}
    assert sealed(body) == {"x", "y"}


def test_count_takes_records_that_refer_to_each_other() -> None:
    live = _by_id(_record(1, refers_to=(2,)), _record(2, refers_to=(1,)), _record(3, refers_to=(3,)))
    assert count(live).counted == live.keys()
    assert count(live).waiting == {}


def test_count_lets_wait_whatever_hangs_on_what_is_missing() -> None:
    lost, hanging, apart = _record(1, refers_to=(9,)), _record(2, refers_to=(1,)), _record(3)
    result = count(_by_id(lost, hanging, apart))
    assert result.counted == {apart.rev_id}
    assert result.waiting == {lost.rev_id: (_id(9),), hanging.rev_id: (_id(1),)}


def test_count_names_the_missing_parent() -> None:
    machine = new_fleet(1)[0].edit({"fact": "b"}).edit({"fact": "c"})
    first, second, third = machine.revisions.values()
    result = count(_by_id(second, third))
    assert result.counted == frozenset()
    assert result.waiting == {second.rev_id: (first.rev_id,), third.rev_id: (second.rev_id,)}


def test_record_stays_referred_to_while_one_of_its_revisions_counts() -> None:
    twice = _record(1), replace(_record(1, text="b"), seq=7, prev="e" * 64)
    hanging = _record(2, refers_to=(1,))
    assert count(_by_id(*twice, hanging)).counted == _by_id(*twice, hanging).keys()
    assert count(_by_id(twice[0], hanging)).waiting == {}


@given(LINKS, st.randoms())
def test_count_gives_the_largest_set_in_which_nothing_is_missing(links: Links, random: Random) -> None:
    revisions = _linked(links)
    counted = set(_by_id(*revisions))
    live = _by_id(*revisions)
    while True:
        records = {live[rev_id].entity_id for rev_id in counted}
        kept = {rev_id for rev_id in counted if references(live[rev_id].body) <= records}
        if kept == counted:
            break
        counted = kept
    shuffled = _by_id(*random.sample(revisions, len(revisions)))
    assert count(shuffled).counted == counted
    assert count(shuffled).waiting.keys() == live.keys() - counted
    assert all(count(shuffled).waiting.values())


@given(LINKS, st.integers(0, 12))
def test_settling_what_is_new_beside_what_counts_ends_like_counting_all(links: Links, cut: int) -> None:
    whole = _by_id(*_linked(links))
    old = dict(list(whole.items())[:cut])
    counting = count(old).counted
    candidates = {rev_id: link_of(revision) for rev_id, revision in whole.items() if rev_id not in counting}
    waiting = settle(candidates, revisions=counting, records={whole[rev_id].entity_id for rev_id in counting})
    assert waiting == count(whole).waiting


def test_settle_keeps_what_refers_to_a_record_that_counts_already() -> None:
    orphan = replace(_record(1), parents=("e" * 64,))
    hanging = _record(2, refers_to=(1,))
    candidates = {rev_id: link_of(revision) for rev_id, revision in _by_id(orphan, hanging).items()}
    assert settle(candidates, records={_id(1)}) == {orphan.rev_id: ("e" * 64,)}
    assert settle(candidates) == {orphan.rev_id: ("e" * 64,), hanging.rev_id: (_id(1),)}


def test_undo_blockers_name_the_records_that_lose_something() -> None:
    story = named_revisions(read_vectors("merge/m36-undo-refused-reference.json"))
    live = _by_id(*story.values())
    assert undo_blockers(live, [story["i"].rev_id]) == (story["h"].entity_id,)
    assert undo_blockers(live, [story["h"].rev_id]) == ()
    assert undo_blockers(live, live) == ()


def test_undo_blockers_leave_out_what_waited_before() -> None:
    there, waiting = _record(1), _record(2, refers_to=(1, 9))
    assert undo_blockers(_by_id(there, waiting), [there.rev_id]) == ()


def test_closed_lists_everything_that_is_missing() -> None:
    photo = _record(2, refers_to=(1,), original_blob="a" * 64, scan_blobs=["b" * 64])
    lacking = closed(_by_id(photo), ["b" * 64, "c" * 64])
    assert lacking.missing_records == (_id(1),)
    assert lacking.missing_blobs == ("a" * 64,)
    assert lacking.missing_officers == (OFFICER,)
    assert not lacking.is_closed


def test_closed_asks_for_ancestors_and_takes_an_absent_officer_for_a_warning() -> None:
    machine = new_fleet(1)[0].edit({"fact": "b"})
    first, second = machine.revisions.values()
    assert closed(_by_id(second), ()).missing_parents == (first.rev_id,)
    assert closed(_by_id(first, second), ()).is_closed
    assert closed(_by_id(first, second), ()).missing_officers == (OFFICER,)


def test_forks_report_two_revisions_with_one_number() -> None:
    one = new_fleet(1)[0]
    left, right = one.edit({"fact": "b"}), one.edit({"fact": "c"})
    revisions = [*left.revisions.values(), *right.revisions.values()]
    assert forks(revisions) == ((one.device, 2),)
    assert forks(left.revisions.values()) == ()


@pytest.mark.parametrize("seen", [1, 2])
def test_the_same_revision_twice_is_no_fork(seen: int) -> None:
    revisions = list(new_fleet(1)[0].revisions.values())
    assert forks(revisions * seen) == ()
    assert revisions[0].entity_id == ENTITY
