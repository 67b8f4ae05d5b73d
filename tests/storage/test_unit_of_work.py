"""Every change is a revision, one for each record and unit of work."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, insert, update

from app.models.log import WRITTEN_HERE, RevisionRow
from app.storage.importing import take_in
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork
from app.storage.writer import DeletedRecordError
from app.values.clock import FixedClock
from app.values.hlc import hlc_ms
from app.values.revision import Revision
from tests.storage.conftest import ACTOR
from tests.storage.kinds import TrialHazard, TrialInspection


def make_hazard(store: Store, **values: object) -> UUID:
    """Store a hazard and return its id."""
    with store.write(actor=ACTOR) as uow:
        hazard = TrialHazard(**{"fact": "配电箱门缺失", "state": "found", **values})
        uow.add(hazard)
        uow.commit()
    return hazard.id


def history(store: Store, entity_id: UUID) -> tuple[Revision, ...]:
    """Return the revisions of a record."""
    with store.read() as uow:
        return uow.log.history(entity_id)


def hazard_of(uow: UnitOfWork, entity_id: UUID) -> TrialHazard:
    """Return the hazard of the unit of work."""
    return uow.session.get_one(TrialHazard, entity_id)


def branch(store: Store, entity_id: UUID, *, deleted: bool = False, **values: str) -> None:
    """Take in a revision that another device wrote at the same time as the latest one here."""
    with store.write() as uow:
        root = uow.log.history(entity_id)[0]
        other = Revision(
            kind="hazard",
            entity_id=str(entity_id),
            schema=1,
            needs=1,
            parents=(root.rev_id,),
            hlc=f"{int(root.hlc, 16) + 5:016x}",
            device="0192f3a0-0000-7000-9000-000000000002",
            seq=1,
            prev=None,
            actor=None,
            reason=None,
            deleted=deleted,
            changed=tuple(sorted(values)),
            body={**root.body, **values},
        )
        take_in(uow, WRITTEN_HERE, {other.rev_id: other}, before=())
        uow.commit()


def test_add_writes_one_revision_that_names_every_field(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    (first,) = history(trial_store, entity_id)
    assert first.parents == ()
    assert first.changed == tuple(sorted(first.body))
    assert (first.seq, first.prev, first.actor, first.deleted) == (1, None, str(ACTOR), False)
    assert first.body["fact"] == "配电箱门缺失"
    assert hlc_ms(first.hlc) == int(trial_store.means.clock.now().timestamp() * 1000)


def test_edit_names_what_changed_and_follows_the_head(trial_store: Store, clock: FixedClock) -> None:
    entity_id = make_hazard(trial_store)
    clock.move(timedelta(minutes=1))
    with trial_store.write(actor=ACTOR, reason="看错了") as uow:
        hazard_of(uow, entity_id).fact = "配电箱门缺失一扇"
        changes = uow.commit()
    first, second = history(trial_store, entity_id)
    assert changes == frozenset({("hazard", entity_id)})
    assert (second.parents, second.prev, second.seq) == ((first.rev_id,), first.rev_id, 2)
    assert (second.changed, second.reason) == (("fact",), "看错了")
    assert second.body["state"] == "found"


def test_change_of_one_lifecycle_field_names_all_four(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).state = "due"
        uow.commit()
    assert history(trial_store, entity_id)[1].changed == ("closing", "deadline", "level", "state")


def test_kind_with_part_of_the_lifecycle_writes_the_rest_as_null(trial_store: Store) -> None:
    with trial_store.write() as uow:
        inspection = TrialInspection(place="某镇", state="draft")
        uow.add(inspection)
        uow.commit()
    (first,) = history(trial_store, inspection.id)
    assert {key: first.body[key] for key in ("closing", "deadline", "level", "state")} == {
        "closing": None,
        "deadline": None,
        "level": None,
        "state": "draft",
    }


def test_several_flushes_make_one_revision(trial_store: Store) -> None:
    with trial_store.write() as uow:
        hazard = TrialHazard(fact="一")
        uow.add(hazard)
        uow.session.flush()
        hazard.fact = "二"
        assert uow.session.query(TrialHazard).count() == 1
        hazard.fact = "三"
        uow.commit()
    (first,) = history(trial_store, hazard.id)
    assert first.body["fact"] == "三"


def test_commit_writes_nothing_when_a_value_is_set_back(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard = hazard_of(uow, entity_id)
        hazard.fact = "别的"
        uow.session.flush()
        hazard.fact = "配电箱门缺失"
        assert uow.commit() == frozenset()
    assert len(history(trial_store, entity_id)) == 1


def test_text_is_made_composed_in_row_and_revision(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store, fact="e\u0301", tags=("e\u0301",))
    with trial_store.read() as uow:
        hazard = hazard_of(uow, entity_id)
        assert (hazard.fact, hazard.tags) == ("\u00e9", ("\u00e9",))
        assert uow.log.history(entity_id)[0].body["fact"] == "\u00e9"


def test_uncommitted_unit_leaves_no_trace(trial_store: Store) -> None:
    with trial_store.write() as uow:
        hazard = TrialHazard(fact="没有保存")
        uow.add(hazard)
        uow.session.flush()
    with trial_store.read() as uow:
        assert uow.session.get(TrialHazard, hazard.id) is None
        assert uow.log.history(hazard.id) == ()


def test_delete_and_bring_back_are_revisions_that_set_no_field(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        uow.delete(hazard_of(uow, entity_id))
        uow.commit()
    with trial_store.write() as uow:
        assert hazard_of(uow, entity_id).deleted
        uow.undelete(hazard_of(uow, entity_id))
        uow.commit()
    _, deletion, return_ = history(trial_store, entity_id)
    assert (deletion.deleted, deletion.changed) == (True, ())
    assert (return_.deleted, return_.changed) == (False, ())


def test_delete_writes_nothing_when_the_record_is_deleted(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    for _ in range(2):
        with trial_store.write() as uow:
            uow.delete(hazard_of(uow, entity_id))
            uow.commit()
    assert len(history(trial_store, entity_id)) == 2


def test_edit_before_delete_gets_its_own_revision(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard = hazard_of(uow, entity_id)
        hazard.fact = "改"
        uow.delete(hazard)
        uow.commit()
    _, edit, deletion = history(trial_store, entity_id)
    assert (edit.changed, edit.deleted) == (("fact",), False)
    assert (deletion.changed, deletion.deleted) == ((), True)


def test_record_made_and_deleted_at_once_has_both_revisions(trial_store: Store) -> None:
    with trial_store.write() as uow:
        hazard = TrialHazard(fact="误建")
        uow.add(hazard)
        uow.delete(hazard)
        uow.commit()
    assert [revision.deleted for revision in history(trial_store, hazard.id)] == [False, True]


def test_edit_of_a_deleted_record_is_refused(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        uow.delete(hazard_of(uow, entity_id))
        uow.commit()
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).fact = "改"
        with pytest.raises(DeletedRecordError, match="先恢复"):
            uow.commit()


def test_edit_is_refused_while_people_disagree_on_deletion(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).fact = "本机改"
        uow.commit()
    branch(trial_store, entity_id, deleted=True)
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).place = "东"
        with pytest.raises(DeletedRecordError, match="尚未决定"):
            uow.commit()
    with trial_store.write() as uow:
        uow.undelete(hazard_of(uow, entity_id))
        uow.commit()
    with trial_store.read() as uow:
        assert hazard_of(uow, entity_id).conflicts == 0
        assert len(uow.log.heads([entity_id])[entity_id]) == 1


def test_edit_of_another_field_leaves_a_conflict_open_and_decide_ends_it(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).fact = "甲"
        uow.commit()
    branch(trial_store, entity_id, fact="乙")
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).place = "东"
        uow.commit()
    with trial_store.read() as uow:
        assert hazard_of(uow, entity_id).conflicts == 1
    with trial_store.write(reason="现场再看") as uow:
        hazard = hazard_of(uow, entity_id)
        shown = hazard.fact
        uow.decide(hazard, "fact")
        uow.commit()
        assert (hazard.conflicts, hazard.fact) == (0, shown)
    assert history(trial_store, entity_id)[-1].changed == ("fact",)


def test_clock_of_a_revision_is_above_its_parents_when_the_machine_runs_back(
    trial_store: Store, clock: FixedClock
) -> None:
    entity_id = make_hazard(trial_store)
    clock.move(timedelta(days=-3))
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).fact = "改"
        uow.commit()
    first, second = history(trial_store, entity_id)
    assert int(second.hlc, 16) == int(first.hlc, 16) + 1


def test_unknown_fields_are_carried_along(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store, extra={"colour": "红"})
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).fact = "改"
        uow.commit()
    first, second = history(trial_store, entity_id)
    assert first.body["colour"] == second.body["colour"] == "红"
    assert second.changed == ("fact",)


def test_reference_to_nothing_is_our_bug(trial_store: Store) -> None:
    with trial_store.write() as uow:
        uow.add(TrialHazard(inspection_id=ACTOR))
        with pytest.raises(ValueError, match="not there"):
            uow.commit()


def test_record_may_refer_to_one_of_the_same_unit(trial_store: Store) -> None:
    with trial_store.write() as uow:
        inspection = TrialInspection(place="某镇")
        uow.add(inspection)
        uow.add(TrialHazard(inspection_id=inspection.id))
        uow.commit()
    with trial_store.read() as uow:
        assert uow.log.counts() == (2, 0)


def test_bulk_statements_on_records_are_refused(trial_store: Store) -> None:
    make_hazard(trial_store)
    with trial_store.write() as uow:
        with pytest.raises(RuntimeError, match="unit of work"):
            uow.session.execute(update(TrialHazard).values(fact="背着日志"))
        with pytest.raises(RuntimeError, match="unit of work"):
            uow.session.execute(insert(TrialHazard), [{"id": ACTOR, "fact": "背着日志"}])


def test_session_delete_of_a_record_is_refused(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        uow.session.delete(hazard_of(uow, entity_id))
        with pytest.raises(RuntimeError, match="leaves its history"):
            uow.commit()


def test_flag_set_by_hand_is_refused(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard_of(uow, entity_id).deleted = True
        with pytest.raises(RuntimeError, match="deleted by UnitOfWork"):
            uow.commit()


def test_reading_unit_changes_nothing(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.read() as uow:
        with pytest.raises(RuntimeError, match="nothing to commit"):
            uow.commit()
        hazard_of(uow, entity_id).fact = "改"
        with pytest.raises(RuntimeError, match="changes nothing"):
            uow.session.flush()


def test_field_set_on_an_expired_record_is_compared_with_the_stored_one(trial_store: Store) -> None:
    entity_id = make_hazard(trial_store)
    with trial_store.write() as uow:
        hazard = hazard_of(uow, entity_id)
        uow.session.expire(hazard)
        hazard.fact = "改"
        uow.commit()
    assert history(trial_store, entity_id)[1].changed == ("fact",)


def test_ten_thousand_records_go_in_with_few_statements(trial_store: Store) -> None:
    statements: list[str] = []
    event.listen(trial_store.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with trial_store.write() as uow:
        uow.add_all(TrialHazard(fact=f"隐患{number}") for number in range(10_000))
        uow.commit()
    assert len(statements) < 60
    with trial_store.read() as uow:
        assert uow.session.query(RevisionRow).count() == 10_000
