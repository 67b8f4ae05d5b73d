"""Handing over: a package, its row, and what is still to go."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.models.handover import Handover
from app.models.log import ImportEntry, ImportState
from app.services.desk import Desk
from app.services.handover import NO_OFFICE, HandoverService
from app.storage.handing_over import to_go
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.errors import CancelledError, UserError
from app.values.package import Selection, SelectionKind
from tests.services.records import CHECK_DAY, count_statements, desk_of
from tests.storage.handing import add_photo, edit_hazard, lines_of, make_work

LAST = Selection(kind=SelectionKind.LAST)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the package goes."""
    return tmp_path / "usb" / "a.ancha"


def wait(store: Store, **time: float) -> None:
    """Let time pass."""
    clock = store.means.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(**time))


def test_export_is_remembered_with_what_it_held(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    made = service.export(file, recipient="某局")
    assert service.history() == (made,)
    assert (made.file, made.recipient, made.size) == (file, "某局", file.stat().st_size)
    assert made.records["photo"] == made.blobs == 2
    assert made.what == "全部的记录"
    label = dict(lines_of(file, "SELECT key, value FROM meta"))
    assert label["officer"] != "null"
    assert label["recipient"] == '"某局"'


def test_the_last_package_stands_first(store: Store, file: Path) -> None:
    scene, hazard_id = make_work(store)
    service = HandoverService(desk_of(store, scene))
    first = service.export(file)
    wait(store, hours=1)
    edit_hazard(store, hazard_id, "甲")
    second = service.export(file.with_name("b.ancha"), LAST)
    assert service.history() == (second, first)
    assert second.what == "上次移交以后的记录"


def test_everything_is_to_go_before_the_first_package_and_nothing_after(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    before = service.not_handed_over()
    assert (before.inspections, before.photos, before.last) == (1, 2, None)
    assert before.records == 9
    assert before.since is not None
    made = service.export(file)
    after = service.not_handed_over()
    assert (after.inspections, after.records, after.photos, after.since) == (0, 0, 0, None)
    assert after.is_empty
    assert after.last == made


def test_an_edit_after_a_package_is_to_go_and_names_its_inspection(store: Store, file: Path) -> None:
    scene, hazard_id = make_work(store)
    service = HandoverService(desk_of(store, scene))
    service.export(file)
    wait(store, hours=1)
    edit_hazard(store, hazard_id, "甲")
    found = service.not_handed_over()
    assert (found.inspections, found.records, found.photos) == (1, 1, 0)
    assert found.since == store.means.clock.now()
    add_photo(store, scene, hazard_id, 5)
    assert service.not_handed_over().photos == 1


def test_both_ways_of_counting_what_is_to_go_agree(store: Store) -> None:
    make_work(store)
    with store.read() as uow:
        by_rows = to_go(uow, recipient="某局")
    with store.write() as uow:
        uow.session.add(
            ImportEntry(
                id=uow.new_id(), file="", file_sha256="0" * 64, at=uow.now(), counts={}, state=ImportState.APPLIED
            )
        )
        uow.commit()
    with store.read() as uow:
        assert to_go(uow, recipient="某局") == by_rows


def test_photographs_that_stayed_behind_are_to_go(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    service.export(file, Selection(with_photos=False))
    assert service.not_handed_over().photos == 2
    assert service.export(file, LAST).blobs == 2
    assert service.not_handed_over().is_empty


def test_a_record_whose_original_is_missing_is_still_to_go(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    with store.write() as uow:
        uow.connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = (SELECT min(sha256) FROM blob)")
        uow.commit()
    service = HandoverService(desk_of(store, scene))
    assert service.export(file).missing == 1
    assert service.not_handed_over().records == 1


def test_the_office_of_the_last_package_is_proposed(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    own = service.recipient()
    assert own
    service.export(file, recipient="某某市应急管理局")
    assert service.recipient() == "某某市应急管理局" != own


def test_an_empty_store_names_no_office(store: Store) -> None:
    assert HandoverService(Desk(store)).recipient() == NO_OFFICE
    assert HandoverService(Desk(store)).not_handed_over().is_empty


def test_a_cancelled_package_is_no_handover(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    with pytest.raises(CancelledError):
        service.export(file, cancelled=lambda: True)
    assert service.history() == ()
    assert not service.not_handed_over().is_empty


def test_a_package_that_could_not_be_written_is_no_handover(store: Store, tmp_path: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    (tmp_path / "plain").write_text("x")
    with pytest.raises(UserError):
        service.export(tmp_path / "plain" / "a.ancha")
    assert service.history() == ()
    assert not service.not_handed_over().is_empty


def test_a_redacted_package_is_no_handover(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    made = service.export_redacted(file)
    assert made.is_redacted
    assert "仅供阅读" in made.what
    assert service.history() == ()
    phone = "023-0000000"
    texts = b"".join(row[0] for row in lines_of(file, "SELECT bytes FROM revision"))
    assert phone.encode() not in texts
    assert "已隐去".encode() in texts
    with pytest.raises(UserError, match="只选一样"):
        service.export_redacted(file, Selection(with_private=True))


def test_a_redacted_package_opens_for_reading(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    service.export_redacted(file)
    view = service.package(file)
    assert view.meta.is_redacted
    assert view.meta.records["hazard"] == 1


def test_package_says_what_is_in_a_file(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    made = service.export(file, passphrase="口令")
    view = service.package(file, passphrase="口令")
    assert view.is_sealed
    assert view.meta.root == made.root
    assert view.what == made.what


@pytest.mark.parametrize("with_photos", [True, False])
@pytest.mark.parametrize("kind", list(SelectionKind))
def test_every_selection_is_accepted_by_the_safe_reader(
    store: Store, file: Path, kind: SelectionKind, with_photos: bool
) -> None:
    scene, hazard_id = make_work(store)
    service = HandoverService(desk_of(store, scene))
    service.export(file.with_name("before.ancha"))
    edit_hazard(store, hazard_id, "甲")
    selection = Selection(
        kind=kind,
        first_day=CHECK_DAY if kind is SelectionKind.DAYS else None,
        inspection_ids=(scene.inspection_id,) if kind is SelectionKind.INSPECTIONS else (),
        with_photos=with_photos,
    )
    made = service.export(file, selection)
    view = service.package(file)
    assert (view.meta.root, view.file_sha256, view.size) == (made.root, made.file_sha256, made.size)
    assert view.missing_officers == ()


def test_the_estimate_is_near_what_is_written(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    guessed = service.estimate()
    made = service.export(file)
    assert (guessed.revisions, guessed.blobs) == (made.revisions, made.blobs)
    assert guessed.size < 20 * made.size


def test_the_proposed_name_is_fit_for_a_file(store: Store) -> None:
    scene, _ = make_work(store)
    name = HandoverService(desk_of(store, scene)).suggested_name()
    assert name.startswith("安查移交-")
    assert name.endswith("-20261116-0910.ancha")
    assert not set(name) & set('/\\:*?"<>| ')


def test_asking_what_is_to_go_takes_few_statements(store: Store, file: Path) -> None:
    scene, hazard_id = make_work(store)
    service = HandoverService(desk_of(store, scene))
    service.export(file)
    edit_hazard(store, hazard_id, "甲")
    seen, stop = count_statements(store)
    service.not_handed_over()
    stop()
    assert len(seen) <= 10


def test_a_row_without_its_file_is_never_there(store: Store, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, _ = make_work(store)
    service = HandoverService(desk_of(store, scene))
    seen: list[bool] = []
    monkeypatch.setattr("app.services.handover.note_handed_over", lambda *_a, **_k: seen.append(file.exists()))
    service.export(file)
    assert seen == [True]
    with store.read() as uow:
        assert uow.session.query(Handover).count() == 1
