"""Imports, their undoing, and every merge vector through a real database."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from app.models.base import body_of
from app.models.log import WRITTEN_HERE, Draft, ImportEntry, ImportState
from app.models.types import thaw
from app.storage.health import check
from app.storage.importing import UndoRefusedError, apply_revisions, begin_import, take_in, undo_import
from app.storage.rebuild import digest_of
from app.storage.store import Means, Store
from app.storage.unit_of_work import UnitOfWork
from app.storage.upcast import Upcast, Upcasters, renamed
from app.values.canonical import sha256_hex
from app.values.errors import RefusedFileError, UserError
from app.values.revision import Revision
from tests.storage.conftest import TrialOpener
from tests.storage.kinds import KINDS
from tests.stores import make_means
from tests.vector_files import read_vectors, vector_names

# One of its revisions is of another kind than its parent, which an import refuses: fed to the merge alone.
BREAKS_RULE_5 = {"m29-two-roots-then-edit"}
STORIES = vector_names("merge/m*.json")


class Story:
    """One vector played on one store."""

    def __init__(self, store: Store, data: Any) -> None:
        self.store = store
        self.data = data
        self.revisions = {name: _revision(item) for name, item in data["revisions"].items()}
        self.names = {revision.rev_id: name for name, revision in self.revisions.items()}

    def play(self, step: Any) -> None:
        if "write" in step:
            self._write(step["write"])
        elif "import" in step:
            self._import(step["import"])
        else:
            self._undo(step)

    def _write(self, name: str) -> None:
        revision = self.revisions[name]
        with self.store.write() as uow:
            take_in(uow, WRITTEN_HERE, {revision.rev_id: revision}, before=())
            uow.commit()

    def _import(self, name: str) -> None:
        file = self.data["files"][name]
        with self.store.write() as uow:
            for blob in file["blobs"]:
                uow.connection.exec_driver_sql(
                    "INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, 1, x'00')", (bytes.fromhex(blob),)
                )
            import_id = begin_import(uow, file=name, file_sha256=sha256_hex(name.encode()))
            revisions = [self.revisions[item] for item in file["revisions"]]
            if self.data["id"] in BREAKS_RULE_5:
                uow.session.get_one(ImportEntry, import_id).state = ImportState.APPLIED
                uow.session.flush()
                take_in(uow, import_id, {item.rev_id: item for item in revisions}, before=())
            else:
                apply_revisions(uow, import_id, revisions)
            uow.commit()

    def _undo(self, step: Any) -> None:
        with self.store.write() as uow:
            import_id = begin_import(uow, file="", file_sha256=sha256_hex(step["undo"].encode()))
            if step["expect"] == "done":
                undo_import(uow, import_id)
                uow.commit()
                return
            with pytest.raises(UndoRefusedError) as refused:
                undo_import(uow, import_id)
        assert [str(record) for record in refused.value.records] == sorted(step["names"])

    def compare(self, expect: Any) -> None:
        with self.store.read() as uow:
            digest, revisions, blobs = digest_of(uow.connection)
            assert (digest, revisions, blobs) == (expect["digest"], expect["revisions"], expect["blobs"])
            assert sorted(self.names[rev_id] for rev_id in uow.log.waiting()) == sorted(expect["waiting"])
            self._compare_rows(uow, expect["rows"])
            self._compare_conflicts(uow, expect["conflicts"])

    def _compare_rows(self, uow: UnitOfWork, rows: Any) -> None:
        found = {str(row.id): row for cls in KINDS.values() for row in uow.session.query(cls)}
        assert found.keys() == rows.keys()
        for entity_id, expected in rows.items():
            row = found[entity_id]
            body = thaw(body_of(row))
            assert {key: body[key] for key in expected["fields"] if key in body} == {
                key: value for key, value in expected["fields"].items() if key in body
            }
            assert all(value is None for key, value in expected["fields"].items() if key not in body)
            assert (row.kind, row.deleted) == (expected["kind"], expected["deleted"])
            heads = uow.log.heads([row.id])[row.id]
            assert sorted(self.names[rev_id] for rev_id, _ in heads) == sorted(expected["heads"])

    def _compare_conflicts(self, uow: UnitOfWork, conflicts: Any) -> None:
        assert [str(entity_id) for _, entity_id in uow.log.in_conflict()] == sorted(
            item["entity_id"] for item in conflicts
        )
        for item in conflicts:
            entity_id = UUID(item["entity_id"])
            assert uow.log.conflicts([entity_id])[entity_id] == {field["field"] for field in item["fields"]}
            record = uow.session.get(KINDS[item["kind"]], entity_id)
            assert record is not None
            assert record.conflicts == len(item["fields"])
            merged, _ = uow.rows.merged(uow.log.history(entity_id))
            assert [
                [(thaw(value), sorted(self.names[rev_id] for rev_id in setters)) for value, setters in conflict.values]
                for conflict in merged.conflicts
            ] == [
                [(value["value"], sorted(value["revisions"])) for value in field["values"]]
                for field in sorted(item["fields"], key=lambda field: field["field"])
            ]


@pytest.mark.parametrize("name", STORIES)
def test_every_run_of_a_story_ends_in_what_is_expected(name: str, new_trial_store: TrialOpener) -> None:
    data = read_vectors(name)
    for run in data["runs"]:
        story = Story(new_trial_store(_means(data)), data)
        for step in run:
            story.play(step)
        story.compare(data["expect"])
        faults = {finding.check for finding in check(story.store).findings}
        assert faults <= {"waiting", "blobs", "forks", "clock", "chain"}


def test_import_of_one_id_under_two_kinds_is_refused(trial_store: Store) -> None:
    first = _revision(read_vectors("merge/m01-linear.json")["revisions"]["r1"])
    other = Revision(**{**_plain(first), "kind": "inspection"})
    with trial_store.write() as uow:
        apply_revisions(uow, begin_import(uow, file="a", file_sha256="a" * 64), [first])
        uow.commit()
    with trial_store.write() as uow, pytest.raises(UserError, match="不是同一类"):
        apply_revisions(uow, begin_import(uow, file="b", file_sha256="b" * 64), [other])


def test_import_of_a_value_that_no_field_can_hold_is_refused_whole(trial_store: Store) -> None:
    first = _revision(read_vectors("merge/m01-linear.json")["revisions"]["r1"])
    odd = Revision(**{**_plain(first), "body": {**first.body, "fact": 3}})
    with trial_store.write() as uow, pytest.raises(RefusedFileError, match="hazard 的 fact"):
        apply_revisions(uow, begin_import(uow, file="a", file_sha256="a" * 64), [odd])
    with trial_store.read() as uow:
        assert uow.log.held_among([odd.rev_id]) == set()


def test_undo_is_refused_when_a_draft_is_open_on_a_record_that_would_go(trial_store: Store) -> None:
    first = _revision(read_vectors("merge/m01-linear.json")["revisions"]["r1"])
    with trial_store.write() as uow:
        import_id = begin_import(uow, file="a", file_sha256="a" * 64)
        apply_revisions(uow, import_id, [first])
        uow.drafts.save("card", {"fact": "…"}, entity_id=UUID(first.entity_id))
        uow.commit()
    with trial_store.write() as uow, pytest.raises(UndoRefusedError, match="草稿") as refused:
        undo_import(uow, import_id)
    assert refused.value.records == (UUID(first.entity_id),)
    with trial_store.read() as uow:
        assert uow.session.get(Draft, "card") is not None


def test_undo_is_refused_when_the_import_is_undone_already(trial_store: Store) -> None:
    with trial_store.write() as uow:
        import_id = begin_import(uow, file="a", file_sha256="a" * 64)
        with pytest.raises(UserError, match="已经撤销"):
            undo_import(uow, import_id)


def test_undo_takes_what_waited_off_the_list_of_what_waits(trial_store: Store) -> None:
    late = _revision(read_vectors("merge/m01-linear.json")["revisions"]["r2"])
    with trial_store.write() as uow:
        import_id = begin_import(uow, file="a", file_sha256="a" * 64)
        apply_revisions(uow, import_id, [late])
        assert uow.log.waiting() == {late.rev_id: late.parents}
        undo_import(uow, import_id)
        assert uow.log.waiting() == {}
        uow.commit()


def test_import_counts_new_changed_and_missing(trial_store: Store) -> None:
    revisions = {
        key: _revision(item) for key, item in read_vectors("merge/m41-salvage-missing-parent.json")["revisions"].items()
    }
    with trial_store.write() as uow:
        salvaged = apply_revisions(
            uow, begin_import(uow, file="s", file_sha256="a" * 64), [revisions["r1"], revisions["b"]]
        )
        whole = apply_revisions(uow, begin_import(uow, file="w", file_sha256="b" * 64), list(revisions.values()))
        again = apply_revisions(uow, begin_import(uow, file="w", file_sha256="b" * 64), list(revisions.values()))
    assert (salvaged.new, salvaged.changed, salvaged.missing) == (1, 0, (revisions["a"].rev_id,))
    assert (whole.new, whole.changed, whole.missing) == (0, 1, ())
    assert (again.new, again.changed) == (0, 0)


def test_import_publishes_what_it_brought(trial_store: Store) -> None:
    heard: list[frozenset[tuple[str, UUID]]] = []
    trial_store.on_commit(heard.append)
    first = _revision(read_vectors("merge/m01-linear.json")["revisions"]["r1"])
    with trial_store.write() as uow:
        apply_revisions(uow, begin_import(uow, file="a", file_sha256="a" * 64), [first])
        uow.commit()
    assert heard == [frozenset({("hazard", UUID(first.entity_id))})]


def _revision(item: Any) -> Revision:
    plain = {key: value for key, value in item.items() if key != "rev_id"}
    revision = Revision(**{**plain, "parents": tuple(plain["parents"]), "changed": tuple(plain["changed"])})
    assert revision.rev_id == item["rev_id"]
    return revision


def _plain(revision: Revision) -> dict[str, Any]:
    return {
        key: getattr(revision, key)
        for key in (
            "kind",
            "entity_id",
            "schema",
            "needs",
            "parents",
            "hlc",
            "device",
            "seq",
            "prev",
            "actor",
            "reason",
            "deleted",
            "changed",
            "body",
        )
    }


def _means(data: Any) -> Means:
    steps: dict[tuple[str, int], Upcast] = {}
    for item in data.get("upcast", ()):
        steps[item["kind"], item["from"]] = renamed(item["rename"])
    return replace(make_means(), upcasters=Upcasters(steps))
