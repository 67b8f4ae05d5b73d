"""Rows made step by step are those made from the whole log, whatever happened and in whatever order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.types import thaw
from app.rules.counting import count, link_of, settle
from app.storage.health import Level, check
from app.storage.importing import UndoRefusedError, apply_revisions, begin_import, undo_import
from app.storage.rebuild import blobs_in_use, digest_of, rebuild
from app.storage.rows import table_of
from app.storage.store import Store
from app.storage.writer import DeletedRecordError
from app.values.canonical import sha256_hex
from app.values.clock import FixedClock
from app.values.revision import Revision
from tests.storage.conftest import open_trial
from tests.storage.kinds import KINDS, TrialHazard, TrialInspection
from tests.stores import copy_template, make_means

STEP = st.tuples(
    st.sampled_from(["new", "edit", "edit", "edit", "lifecycle", "delete", "back", "decide", "send", "undo"]),
    st.integers(0, 1),
    st.integers(0, 3),
    st.sampled_from(["甲", "乙", "丙"]),
)


class Office:
    """Two machines that work on the same records and send each other files."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.stores = [
            open_trial(copy_template(template, folder / name), means=make_means(seed=name)) for name in ("one", "two")
        ]
        self.files: list[tuple[int, str]] = []

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def step(self, what: str, machine: int, which: int, value: str) -> None:
        store = self.stores[machine]
        clock = store.means.clock
        assert isinstance(clock, FixedClock)
        clock.move(timedelta(seconds=1 + which))
        if what == "send":
            self._send(machine, to=1 - machine, every=which % 2 == 0)
        elif what == "undo":
            self._undo(machine)
        else:
            self._work(store, what, which, value)

    def _work(self, store: Store, what: str, which: int, value: str) -> None:
        with store.write(reason=value) as uow:
            hazards = list(uow.session.query(TrialHazard).order_by(TrialHazard.id))
            if what == "new" or not hazards:
                inspection = TrialInspection(place=value)
                uow.add(inspection)
                uow.add(TrialHazard(fact=value, inspection_id=inspection.id, photo_blob=uow.blobs.put(value.encode())))
            else:
                hazard = hazards[which % len(hazards)]
                if what == "edit":
                    hazard.fact = value
                elif what == "lifecycle":
                    hazard.state = value
                elif what == "decide":
                    uow.decide(hazard, "fact", "lifecycle")
                elif what == "delete":
                    uow.delete(hazard)
                else:
                    uow.undelete(hazard)
            try:
                uow.commit()
            except DeletedRecordError:
                return

    def _send(self, machine: int, *, to: int, every: bool) -> None:
        with self.stores[machine].read() as uow:
            revisions = list(uow.log.every_counted())
        if not every:  # as after a salvage: something is missing
            revisions = revisions[::2]
        name = sha256_hex("".join(revision.rev_id for revision in revisions).encode())
        with self.stores[to].write() as uow:
            apply_revisions(uow, begin_import(uow, file=name, file_sha256=name), revisions)
            uow.commit()
        self.files.append((to, name))

    def _undo(self, machine: int) -> None:
        names = [name for to, name in self.files if to == machine]
        if not names:
            return
        with self.stores[machine].write() as uow:
            try:
                undo_import(uow, begin_import(uow, file="", file_sha256=names[-1]))
            except UndoRefusedError:
                return
            uow.commit()
        self.files.remove((machine, names[-1]))


def state_of(store: Store) -> dict[str, Any]:
    """Return everything that is made from the log."""
    state: dict[str, Any] = {}
    with store.read() as uow:
        for kind, record_class in KINDS.items():
            table = table_of(record_class)
            state[kind] = [thaw(dict(row._mapping)) for row in uow.connection.execute(table.select().order_by("id"))]
        for name in ("head", "conflict", "waiting"):
            state[name] = sorted(map(tuple, uow.connection.exec_driver_sql(f"SELECT * FROM {name}")))
        state["digest"] = digest_of(uow.connection)
    return state


@contextmanager
def office(template: Path) -> Iterator[Office]:
    """Open an office with two empty stores."""
    with TemporaryDirectory() as folder:
        opened = Office(template, Path(folder))
        try:
            yield opened
        finally:
            opened.close()


@settings(max_examples=25)
@given(steps=st.lists(STEP, min_size=1, max_size=14))
def test_rebuilt_rows_equal_the_rows_made_step_by_step(
    store_template: Path, steps: list[tuple[str, int, int, str]]
) -> None:
    with office(store_template) as both:
        for step in steps:
            both.step(*step)
        for store in both.stores:
            before = state_of(store)
            assert {finding.check for finding in check(store).findings} <= {"waiting"}
            with store.write() as uow:
                rebuild(uow)
                uow.commit()
            assert state_of(store) == before


@settings(max_examples=25)
@given(steps=st.lists(STEP, min_size=1, max_size=12))
def test_what_waits_is_what_the_rule_says(store_template: Path, steps: list[tuple[str, int, int, str]]) -> None:
    with office(store_template) as both:
        for step in steps:
            both.step(*step)
        for store in both.stores:
            with store.read() as uow:
                live = {revision.rev_id: revision for revision in uow.log.every_live()}
                counted = count(live)
                assert uow.log.waiting() == dict(counted.waiting)
                assert {revision.rev_id for revision in uow.log.every_counted()} == counted.counted


def test_settle_in_two_steps_equals_settle_at_once() -> None:
    first = _revision(fact="一")
    second = _revision(parents=(first.rev_id,), fact="二")
    third = _revision(parents=(second.rev_id,), fact="三")
    links = {item.rev_id: link_of(item) for item in (first, second, third)}
    assert settle(links) == {}
    without_second = {key: link for key, link in links.items() if key != second.rev_id}
    assert settle(without_second) == {third.rev_id: (second.rev_id,)}
    assert settle({third.rev_id: links[third.rev_id]}, revisions={second.rev_id}) == {}


def test_digest_of_an_empty_store_is_the_hash_of_nothing(store: Store) -> None:
    with store.read() as uow:
        assert digest_of(uow.connection) == (sha256_hex(b""), 0, 0)


def test_blobs_in_use_are_those_named_and_held(trial_store: Store) -> None:
    with trial_store.write() as uow:
        named = uow.blobs.put(b"named")
        uow.blobs.put(b"nobody names this")
        uow.add_all([TrialHazard(photo_blob=named), TrialHazard(photo_blob=sha256_hex(b"not held"))])
        uow.commit()
    with trial_store.read() as uow:
        assert blobs_in_use(uow.connection) == {named}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE trial_hazard SET fact = '改了'",
        "DELETE FROM trial_hazard",
        "DELETE FROM head",
        "INSERT INTO conflict (entity_id, field, kind) SELECT id, 'fact', 'hazard' FROM trial_hazard",
    ],
)
def test_rebuild_mends_rows_that_another_program_changed(trial_store: Store, damage: str) -> None:
    with trial_store.write() as uow:
        uow.add(TrialHazard(fact="一"))
        uow.commit()
    before = state_of(trial_store)
    with trial_store.write() as uow:
        uow.connection.exec_driver_sql(damage)
        uow.session.commit()
    assert [(finding.check, finding.level) for finding in check(trial_store).findings] == [("rows", Level.REPAIR)]
    with trial_store.write() as uow:
        assert rebuild(uow) == 1
        uow.commit()
    assert state_of(trial_store) == before


def _revision(*, parents: tuple[str, ...] = (), fact: str) -> Revision:
    return Revision(
        kind="hazard",
        entity_id="0192f3a0-0000-7000-8000-000000000001",
        schema=1,
        needs=1,
        parents=parents,
        hlc="01a2062de2000000",
        device="0192f3a0-0000-7000-9000-000000000001",
        seq=1,
        prev=None,
        actor=None,
        reason=None,
        deleted=False,
        changed=("fact",),
        body={"fact": fact},
    )
