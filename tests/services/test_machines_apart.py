"""Laptops and an office that edit, delete, photograph, hand over and undo in any order, beside a model in memory.

Packages are real files. The model is a set of revisions and the rules of merging; after each step every machine must
show exactly what the model shows.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.models.base import body_of
from app.models.hazard import Hazard
from app.models.photo import Photo
from app.models.types import thaw
from app.rules.merge import DELETED
from app.services import imports as imports_module
from app.storage.importing import UndoRefusedError
from app.storage.rebuild import digest_of, rebuild_rows
from app.storage.rows import Rows
from app.values.canonical import canonical_bytes, sha256_hex
from app.values.days import to_ms
from app.values.enums import HazardState, PhotoRole
from app.values.errors import RefusedFileError
from app.values.hlc import hlc_ms
from app.values.package import Selection, SelectionKind
from app.values.revision import Revision
from tests.photos import make_photo
from tests.rules.memory_store import MemoryStore
from tests.services.offices import Place, Shared, make_shared, open_district
from tests.services.records import make_enterprise, make_hazard, make_inspection, put
from tests.stores import make_template

LONG = os.environ.get("ANCHA_HYPOTHESIS") == "long"
DAY_MS = 24 * 60 * 60 * 1000
PHOTO = make_photo(size=(64, 48))
LAPTOPS = 3


@dataclass
class Package:
    """A package file and what stands in it."""

    file: Path
    revisions: list[Revision]
    blobs: set[str]

    @property
    def name(self) -> str:
        """The hash by which an import knows it."""
        return sha256_hex(self.file.read_bytes())


@dataclass
class Modelled:
    """One machine, what the model holds of it, and the packages that it took in."""

    place: Place
    model: MemoryStore = field(default_factory=MemoryStore)
    seen: set[str] = field(default_factory=set)
    taken: list[Package] = field(default_factory=list)


def read_package(file: Path) -> Package:
    """Read a package as any SQLite program would."""
    connection = sqlite3.connect(file)
    try:
        revisions = [Revision.from_bytes(row[0]) for row in connection.execute("SELECT bytes FROM revision")]
        blobs = {row[0].hex() for row in connection.execute("SELECT sha256 FROM blob")}
    finally:
        connection.close()
    return Package(file, revisions, blobs)


class Machines(RuleBasedStateMachine):
    """Three laptops, an office, and whatever they do."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(tempfile.mkdtemp())
        self.stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.machines: list[Modelled] = []
        self.packages: list[Package] = []
        self.serial = 1

    @initialize()
    def begin(self) -> None:
        district = self.stack.enter_context(open_district(self.template, self.folder))
        self.shared: Shared = make_shared(district)
        third = self.shared.new_place("丙")
        file = self.shared.first.folder / "甲-1.ancha"
        third.take_in(file)
        (party,) = put(self.shared.first.store, make_enterprise(name="示例木器厂", uscc=None))
        put(
            self.shared.first.store,
            make_inspection(self.shared.scene.authority_id, party, self.shared.scene.officer_ids),
        )
        start = read_package(file)
        for place in (self.shared.first, self.shared.second, third, self.shared.office):
            machine = Modelled(place)
            if place is not self.shared.first:
                machine.model.take_in(start.name, start.revisions, start.blobs)
                machine.seen = {revision.rev_id for revision in start.revisions}
                machine.taken.append(start)
            self.machines.append(machine)
        self.note(self.machines[0])
        self.packages.append(start)

    def note(self, machine: Modelled) -> None:
        """Let the model write what the machine wrote."""
        with machine.place.store.read() as uow:
            for revision in uow.log.every_live():
                if revision.rev_id not in machine.seen:
                    machine.seen.add(revision.rev_id)
                    machine.model.write(revision)
            machine.model.blobs |= {row[0].hex() for row in uow.connection.exec_driver_sql("SELECT sha256 FROM blob")}

    def hazards(self, machine: Modelled) -> list[Hazard]:
        """List the hazards that the machine shows."""
        with machine.place.store.read() as uow:
            found = uow.session.query(Hazard).order_by(Hazard.id).all()
            uow.session.expunge_all()
            return found

    def pick(self, machine: Modelled, at: int, *, deleted: bool = False) -> UUID | None:
        """Choose a hazard whose deletion is not in doubt."""
        with machine.place.store.read() as uow:
            doubtful = {
                entity_id
                for entity_id, fields in uow.log.conflicts([one.id for one in self.hazards(machine)]).items()
                if DELETED in fields
            }
        known = [one.id for one in self.hazards(machine) if one.deleted is deleted and one.id not in doubtful]
        return known[at % len(known)] if known else None

    @rule(who=st.integers(0, LAPTOPS - 1), with_photo=st.booleans())
    def add(self, who: int, with_photo: bool) -> None:
        machine = self.machines[who]
        self.serial += 1
        (hazard,) = put(machine.place.store, make_hazard(self.shared.scene, self.serial))
        if with_photo:
            with machine.place.store.write() as uow:
                blob = uow.blobs.put(PHOTO + bytes([self.serial % 256]))
                uow.add(
                    Photo(
                        inspection_id=self.shared.scene.inspection_id,
                        hazard_id=hazard,
                        original_blob=blob,
                        file_name="a.jpg",
                        format="JPEG",
                        width=64,
                        height=48,
                        role=PhotoRole.BEFORE,
                        added_at=uow.now(),
                    )
                )
                uow.commit()
        self.note(machine)

    @rule(who=st.integers(0, LAPTOPS), at=st.integers(0, 9), value=st.sampled_from("甲乙"), lifecycle=st.booleans())
    def edit(self, who: int, at: int, value: str, lifecycle: bool) -> None:
        machine = self.machines[who]
        hazard = self.pick(machine, at)
        if hazard is None:
            return
        if lifecycle:
            state = HazardState.ORDERED if value == "甲" else HazardState.VOID
            machine.place.change(Hazard, hazard, state=state, deadline=date(2026, 12, len(value)))
        else:
            machine.place.change(Hazard, hazard, place=value)
        self.note(machine)

    @rule(who=st.integers(0, LAPTOPS), at=st.integers(0, 9), back=st.booleans())
    def delete(self, who: int, at: int, back: bool) -> None:
        machine = self.machines[who]
        hazard = self.pick(machine, at, deleted=back)
        if hazard is None:
            return
        with machine.place.store.write(reason="误录") as uow:
            record = uow.session.get_one(Hazard, hazard)
            if back:
                uow.undelete(record)
            else:
                uow.delete(record)
            uow.commit()
        self.note(machine)

    @rule(who=st.integers(0, LAPTOPS), hours=st.integers(-23, 23))
    def jump(self, who: int, hours: int) -> None:
        self.machines[who].place.clock.move(timedelta(hours=hours))

    @rule(who=st.integers(0, LAPTOPS), part=st.booleans())
    def export(self, who: int, part: bool) -> None:
        inspection = (self.shared.scene.inspection_id,)
        selection = Selection(kind=SelectionKind.INSPECTIONS, inspection_ids=inspection) if part else Selection()
        self.packages.append(read_package(self.machines[who].place.export(selection)))

    @rule(who=st.integers(0, LAPTOPS), which=st.integers(0, 9))
    def take_in(self, who: int, which: int) -> None:
        machine, package = self.machines[who], self.packages[-1 - which % len(self.packages)]
        latest = max(hlc_ms(revision.hlc) for revision in package.revisions)
        if latest > to_ms(machine.place.clock.now()) + DAY_MS:
            with pytest.raises(RefusedFileError):
                machine.place.take_in(package.file)
            return
        machine.place.take_in(package.file)
        machine.model.take_in(package.name, package.revisions, package.blobs)
        machine.seen |= {revision.rev_id for revision in package.revisions}
        machine.taken.append(package)

    @rule(who=st.integers(0, LAPTOPS), which=st.integers(0, 9))
    def crash_before_commit(self, who: int, which: int) -> None:
        machine, package = self.machines[who], self.packages[-1 - which % len(self.packages)]
        latest = max(hlc_ms(revision.hlc) for revision in package.revisions)
        if machine.model.applied.get(package.name) or latest > to_ms(machine.place.clock.now()) + DAY_MS:
            return
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(imports_module, "keep_privates", lambda *_: 1 // 0)
            with pytest.raises(ZeroDivisionError):
                machine.place.take_in(package.file)

    @precondition(lambda self: any(machine.taken for machine in self.machines))
    @rule(who=st.integers(0, LAPTOPS), which=st.integers(0, 9))
    def undo(self, who: int, which: int) -> None:
        machine = self.machines[who]
        if not machine.taken:
            return
        package = machine.taken[which % len(machine.taken)]
        if not machine.model.applied[package.name]:
            return
        service = machine.place.services.imports
        (row,) = [one for one in service.imports() if one.file_sha256 == package.name]
        blocked = machine.model.undo(package.name)
        if not blocked:
            service.undo(row.id)
            return
        with pytest.raises(UndoRefusedError) as refused:
            service.undo(row.id)
        assert sorted(map(str, refused.value.records)) == sorted(blocked)

    @rule(who=st.integers(0, LAPTOPS), which=st.integers(0, 9), side=st.integers(0, 3))
    def resolve(self, who: int, which: int, side: int) -> None:
        machine = self.machines[who]
        service = machine.place.services.conflicts
        lines = service.list()
        if not lines:
            return
        sides = service.sides(lines[which % len(lines)].entity_id)
        row = next((one for one in sides.conflicts if one.field == DELETED), sides.conflicts[0])
        chosen = row.choices[side % len(row.choices)]
        service.resolve(sides.entity_id, {row.field: chosen.value}, "核定")
        self.note(machine)
        after = {line.entity_id: [one.field for one in line.fields] for line in service.list()}
        assert row.field not in after.get(sides.entity_id, [])

    @invariant()
    def every_machine_shows_what_the_model_shows(self) -> None:
        for machine in self.machines:
            shown = machine.model.records()
            with machine.place.store.read() as uow:
                assert digest_of(uow.connection)[0] == machine.model.digest()
                rows = {str(row.id): row for cls in (Hazard, Photo) for row in uow.session.query(cls)}
                assert rows.keys() == {key for key, one in shown.items() if one.kind in ("hazard", "photo")}
                for key, row in rows.items():
                    self.compare(row, shown[key])
                conflicts = uow.log.conflicts([UUID(key) for key in shown])
                assert {str(key): fields for key, fields in conflicts.items()} == {
                    key: {one.field for one in record.conflicts} for key, record in shown.items() if record.conflicts
                }

    def compare(self, row: Any, record: Any) -> None:
        """Hold a row against the model."""
        assert (row.deleted, row.conflicts) == (record.deleted, len(record.conflicts))
        assert canonical_bytes(thaw(body_of(row))) == canonical_bytes(record.fields)

    def teardown(self) -> None:
        for machine in self.machines:
            with machine.place.store.write() as uow:
                before = self.rows(uow.connection)
                rebuild_rows(
                    uow.connection,
                    rows=Rows(
                        uow.connection,
                        kinds=machine.place.store.means.kinds,
                        upcasters=machine.place.store.means.upcasters,
                    ),
                )
                assert self.rows(uow.connection) == before
        self.stack.close()

    def rows(self, connection: Any) -> list[tuple[Any, ...]]:
        """Read all rows of hazards, heads and conflicts."""
        return [
            tuple(row)
            for table, key in (
                ("hazard", "id"),
                ("photo", "id"),
                ("head", "entity_id, rev_id"),
                ("conflict", "entity_id, field"),
            )
            for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {key}")
        ]


@pytest.mark.soak
@pytest.mark.timeout(3600 if LONG else 900)
def test_machines_apart_always_show_what_the_rules_say(tmp_path: Path) -> None:
    Machines.template = make_template(tmp_path / "template")
    examples, steps = (60, 40) if LONG else (4, 14)
    run_state_machine_as_test(
        Machines,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not LONG,
            suppress_health_check=list(HealthCheck),
        ),
    )
