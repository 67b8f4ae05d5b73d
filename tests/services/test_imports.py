"""Packages through real files: preview without a trace, import, import again, undo, and what stands in its way."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.log import Stub
from app.models.photo import Photo
from app.storage.importing import UndoRefusedError
from app.storage.store import Store
from app.values.enums import DocumentForm, DocumentState, HazardState, PhotoRole
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.rows_import import Change, Decision, Origin, SameGround
from tests.photos import make_photo
from tests.services.offices import Place, Shared, hazard_of, make_shared, open_district
from tests.services.records import make_authority, make_enterprise, make_hazard, make_officer, put


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office that know one hazard."""
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


def bytes_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Read every table whole."""
    with store.read() as uow:
        names = uow.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: [tuple(row) for row in uow.connection.exec_driver_sql(f'SELECT * FROM "{name}"')] for name in names
        }


def add_photo(place: Place, shared: Shared) -> str:
    """Add a photograph of the hazard on one machine."""
    with place.store.write() as uow:
        blob = uow.blobs.put(make_photo())
        uow.add(
            Photo(
                inspection_id=shared.scene.inspection_id,
                hazard_id=shared.hazard_id,
                original_blob=blob,
                file_name="现场.jpg",
                format="JPEG",
                width=64,
                height=48,
                role=PhotoRole.BEFORE,
                added_at=uow.now(),
            )
        )
        uow.commit()
    return blob


def test_a_preview_leaves_no_trace_and_counts_what_would_change(shared: Shared) -> None:
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    put(shared.first.store, make_hazard(shared.scene, 2))
    file = shared.first.export()
    before = bytes_of(shared.office.store)
    (preview,) = shared.office.services.imports.preview([file])
    assert preview.report.counts[Change.NEW] == 1
    assert preview.report.counts[Change.CHANGED] == 1
    assert preview.report.counts[Change.SAME] == 5
    (changed,) = [line for line in preview.report.lines if line.change is Change.CHANGED]
    assert (changed.title, changed.party, changed.fields) == ("隐患 01", "示例燃气有限公司", ("部位",))
    assert bytes_of(shared.office.store) == before
    assert not list((shared.office.store.paths.database.parent / "temp").glob("*"))


def test_a_preview_lays_both_sides_of_a_conflict_beside_each_other(shared: Shared) -> None:
    first, second = shared.scene.officer_ids
    shared.office.change(Hazard, shared.hazard_id, officer=second, reason="企业来电", deadline=date(2026, 12, 18))
    shared.first.change(Hazard, shared.hazard_id, officer=first, reason="当面核定", deadline=date(2026, 12, 8))
    (preview,) = shared.office.services.imports.preview([shared.first.export()])
    (conflict,) = preview.report.conflicts
    assert [(side.origin, side.person, side.role, side.reason) for side in conflict.sides] == [
        (Origin.HERE, "示例员乙", "内勤", "企业来电"),
        (Origin.PACKAGE, "示例员甲", "执法人员", "当面核定"),
    ]
    (chosen,) = conflict.conflicts
    assert (chosen.field, chosen.label, chosen.start) == ("lifecycle", "整改期限", "2026年12月1日")
    assert chosen.texts == ("2026年12月18日", "2026年12月8日")
    assert {row.field: row.is_different for row in conflict.rows if not row.is_conflict}["state"] is False
    assert conflict.start is not None
    assert preview.report.counts[Change.CONFLICT] == 1


def test_an_import_applies_and_settles_what_was_chosen_with_its_reason(shared: Shared) -> None:
    shared.office.change(Hazard, shared.hazard_id, place="一层")
    shared.first.clock.move(timedelta(minutes=1))  # the later value is shown
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    service = shared.office.services.imports
    (preview,) = service.preview([shared.first.export()])
    row = service.apply(preview, choices=[Decision(shared.hazard_id, {"place": "二层"}, "以现场为准")])
    assert (row.state, row.changed, row.conflicts) == ("applied", 0, 1)
    assert hazard_of(shared.office, shared.hazard_id).place == "二层"
    assert shared.office.services.conflicts.list() == ()
    assert shared.office.services.records.history(str(shared.hazard_id))[-1].reason == "以现场为准"


def test_importing_again_changes_nothing_and_is_said_in_the_preview(shared: Shared) -> None:
    put(shared.first.store, make_hazard(shared.scene, 2))
    file = shared.first.export()
    ((row, _),) = shared.office.take_in(file)
    before = shared.office.digest()
    ((again, _),) = shared.office.take_in(file)
    assert again.id == row.id
    assert shared.office.digest() == before
    (preview,) = shared.office.services.imports.preview([file])
    assert preview.applied_before == row.id
    assert preview.report.counts[Change.NEW] == 0


def test_undo_takes_one_import_back_whole_also_after_later_ones(shared: Shared) -> None:
    before = shared.office.digest()
    put(shared.first.store, make_hazard(shared.scene, 2))
    put(shared.second.store, make_hazard(shared.scene, 3))
    ((first, _),) = shared.office.take_in(shared.first.export())
    ((second, _),) = shared.office.take_in(shared.second.export())
    with_both = shared.office.digest()
    assert shared.office.services.imports.undo(first.id).state == "undone"
    shared.office.services.imports.undo(second.id)
    assert shared.office.digest() == before
    rows = shared.office.services.imports.imports()
    assert [row.state for row in rows] == ["applied", "undone", "undone"]
    shared.office.take_in(shared.first.folder / first.file, shared.first.folder / second.file)
    assert shared.office.digest() == with_both


def test_undo_is_refused_and_names_the_work_that_depends_on_it(shared: Shared) -> None:
    (hazard,) = put(shared.first.store, make_hazard(shared.scene, 2))
    ((row, _),) = shared.office.take_in(shared.first.export())
    shared.office.change(Hazard, hazard, place="办公室核定")
    service = shared.office.services.imports
    (blocked,) = service.what_depends(row.id)
    assert (blocked.kind, blocked.title, blocked.party) == ("hazard", "隐患 02", "示例燃气有限公司")
    with pytest.raises(UndoRefusedError, match="示例燃气有限公司 隐患 02") as refused:
        service.undo(row.id)
    assert refused.value.records == (hazard,)
    assert service.imports()[-1].state == "applied"


def test_deleting_against_changing_is_a_conflict_that_shows_the_record(shared: Shared) -> None:
    shared.office.delete(Hazard, shared.hazard_id)
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    ((_, report),) = shared.office.take_in(shared.first.export())
    assert report.counts[Change.DELETED_CHANGED] == 1
    (conflict,) = report.conflicts
    assert conflict.is_deletion
    assert [side.is_deleted for side in conflict.sides] == [True, False]
    assert not hazard_of(shared.office, shared.hazard_id).deleted


def test_the_same_change_on_both_sides_is_no_conflict(shared: Shared) -> None:
    shared.office.change(Hazard, shared.hazard_id, place="二层")
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    ((_, report),) = shared.office.take_in(shared.first.export())
    assert report.counts[Change.SAME_CHANGE] == 1
    assert report.conflicts == ()


def issue(place: Place, shared: Shared, *, state: DocumentState, day: date) -> None:
    put(
        place.store,
        Document(
            form=DocumentForm.RECTIFICATION_ORDER,
            title="责令限期整改指令书",
            enterprise_id=shared.scene.enterprise_id,
            inspection_id=shared.scene.inspection_id,
            number="（渝示）应急责改〔2026〕13号",
            issued_on=day,
            state=state,
        ),
    )


def test_two_papers_of_one_number_are_shown_with_their_ways_out(shared: Shared) -> None:
    issue(shared.office, shared, state=DocumentState.SERVED, day=date(2026, 11, 17))
    issue(shared.first, shared, state=DocumentState.ISSUED, day=date(2026, 11, 18))
    file = shared.first.export()
    (preview,) = shared.office.services.imports.preview([file])
    (clash,) = preview.report.clashes
    assert [(paper.origin, paper.is_served) for paper in clash.papers] == [(Origin.HERE, True), (Origin.PACKAGE, False)]
    assert "作废" in clash.papers[1].way_out
    shared.office.take_in(file)
    assert [one.number for one in shared.office.services.conflicts.clashes()] == [clash.number]
    assert shared.office.services.conflicts.count() == 1


def test_an_unknown_authority_and_a_likely_twin_are_told(shared: Shared) -> None:
    stranger = shared.new_place("丙")
    put(stranger.store, make_authority(name="另一区应急管理局"), make_enterprise(uscc=None, name="示列燃气有限公司"))
    (preview,) = shared.office.services.imports.preview([stranger.export()])
    assert preview.report.unknown_authorities == ("另一区应急管理局",)
    (pair,) = preview.report.likely_same
    assert {pair.keep_name, pair.other_name} == {"示例燃气有限公司", "示列燃气有限公司"}
    assert pair.ground is SameGround.PINYIN or pair.ground is SameGround.SIMILAR


def test_a_clock_that_runs_ahead_is_told_and_one_a_day_ahead_refused(shared: Shared) -> None:
    shared.first.clock.move(timedelta(hours=3))
    shared.first.change(Hazard, shared.hazard_id, place="二层")
    (preview,) = shared.office.services.imports.preview([shared.first.export()])
    assert preview.report.ahead_minutes >= 180
    shared.first.clock.move(timedelta(hours=24))
    shared.first.change(Hazard, shared.hazard_id, place="三层")
    with pytest.raises(RefusedFileError):
        shared.office.services.imports.preview([shared.first.export()])


def test_one_refused_file_stops_all_before_the_first_is_taken_in(shared: Shared, tmp_path: Path) -> None:
    put(shared.first.store, make_hazard(shared.scene, 2))
    whole, broken = shared.first.export(), tmp_path / "坏.ancha"
    data = bytearray(whole.read_bytes())
    broken.write_bytes(bytes(data[: len(data) // 2]))
    before = shared.office.digest()
    with pytest.raises(RefusedFileError):
        shared.office.take_in(whole, broken)
    assert shared.office.digest() == before
    assert len(shared.office.services.imports.imports()) == 1


def test_photographs_come_with_their_records_and_a_cancelled_import_leaves_none(shared: Shared) -> None:
    blob = add_photo(shared.first, shared)
    file = shared.first.export()
    service = shared.office.services.imports
    (preview,) = service.preview([file])
    assert (preview.report.new_blobs, preview.report.counts[Change.NEW]) == (1, 1)
    answers = iter([False] * 6)
    with pytest.raises(CancelledError):
        service.apply(preview, cancelled=lambda: next(answers, True))
    with shared.office.store.read() as uow:
        assert not uow.blobs.has(blob)
    service.apply(preview)
    with shared.office.store.read() as uow:
        assert uow.blobs.get(blob) == make_photo()
    assert shared.office.digest() == shared.first.digest()


def test_a_file_that_changed_after_its_preview_is_not_applied(shared: Shared) -> None:
    put(shared.first.store, make_hazard(shared.scene, 2))
    file = shared.first.export()
    (preview,) = shared.office.services.imports.preview([file])
    put(shared.first.store, make_hazard(shared.scene, 3))
    file.write_bytes(shared.first.export().read_bytes())
    with pytest.raises(UserError, match="在预览以后变了"):
        shared.office.services.imports.apply(preview)


def test_links_of_chains_are_kept(shared: Shared) -> None:
    from app.values.package import Selection, SelectionKind

    put(shared.first.store, make_enterprise(name="示例木器厂", uscc=None))
    part = Selection(kind=SelectionKind.INSPECTIONS, inspection_ids=(shared.scene.inspection_id,))
    third = shared.new_place("丁")
    third.take_in(shared.first.export(part))
    with third.store.read() as uow:
        assert uow.session.query(Stub).count() >= 1
        assert uow.session.query(Enterprise).count() == 1


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".json"])
def test_the_report_is_written_as_a_file_after_the_import_and_before(
    shared: Shared, tmp_path: Path, ending: str
) -> None:
    shared.office.change(Hazard, shared.hazard_id, place="一层", state=HazardState.ORDERED)
    shared.first.change(Hazard, shared.hazard_id, place="二层", state=HazardState.VOID)
    service = shared.office.services.imports
    (preview,) = service.preview([shared.first.export()])
    row = service.apply(preview)
    before, after = tmp_path / f"预览{ending}", tmp_path / f"报告{ending}"
    service.write_report(preview, before)
    service.write_report(row.id, after)
    assert min(before.stat().st_size, after.stat().st_size) > 500
    assert service.report(row.id) == preview.report
    if ending == ".json":
        whole = json.loads(after.read_text(encoding="utf-8"))
        assert whole["counts"]["冲突"] == 1
        assert whole["applied"].endswith("+08:00")


def test_a_report_under_another_ending_is_refused(shared: Shared, tmp_path: Path) -> None:
    (row,) = shared.office.services.imports.imports()
    with pytest.raises(UserError, match="pdf"):
        shared.office.services.imports.write_report(row.id, tmp_path / "报告.doc")


def test_a_salvage_lists_what_is_missing_and_the_good_file_completes_it(shared: Shared, tmp_path: Path) -> None:
    stranger, office = shared.new_place("丙"), shared.new_place("空局")
    (authority,) = put(stranger.store, make_authority(name="另一区应急管理局"))
    put(stranger.store, make_officer(authority, 1), make_enterprise())
    whole, broken = stranger.export(), tmp_path / "坏.ancha"
    data = whole.read_bytes()
    place = data.index('"name":"另一区'.encode()) + len(b'"name":"')
    broken.write_bytes(data[:place] + b"\xe7" + data[place + 1 :])
    with pytest.raises(RefusedFileError):
        office.take_in(broken)
    service = office.services.imports
    (preview,) = service.preview([broken], salvage=True)
    assert preview.report.missing == (str(authority),)
    assert preview.report.damaged
    row = service.apply(preview)
    assert row.missing == (str(authority),)
    assert [one.kind for one in preview.report.lines if one.change is Change.NEW] == ["enterprise"]
    office.take_in(whole)
    assert office.digest() == stranger.digest()
