"""A closed year's photographs leave for a package that stays readable; records stay, and nothing leaves unproved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.models.inspection import Inspection
from app.services import archive as module
from app.services.archive import ArchiveService
from app.services.handover import HandoverService
from app.storage.health import Level, check
from app.storage.rebuild import digest_of
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import InspectionState
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.fields_hazard import HazardFields
from app.values.photo import PRINT_EDGE
from app.values.rows_photo import PhotoTarget
from tests.services.records import desk_of
from tests.services.walking import Walked, make_walk, photo

PASSPHRASE = "correct horse 电池"


@pytest.fixture
def walked(store: Store) -> Walked:
    """An inspection of 2026 with two photographs, closed, in a store in which it is 2027 by now."""
    walked = make_walk(store)
    hazard = walked.hazards.record(walked.scene.inspection_id, HazardFields(fact="软管老化"))
    target = PhotoTarget(inspection_id=walked.scene.inspection_id, hazard_id=hazard)
    walked.photos.add(target, [photo(1), photo(2)])
    with store.write() as uow:
        inspection = uow.session.get_one(Inspection, walked.scene.inspection_id)
        inspection.state = InspectionState.CLOSED
        inspection.closing = {"day": "2026-12-20", "by": "张三", "ground": "闭环"}
        uow.commit()
    clock = store.means.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(2027, 2, 1, 2, tzinfo=UTC))
    return walked


@pytest.fixture
def archive(walked: Walked, store: Store) -> ArchiveService:
    return ArchiveService(desk_of(store, walked.scene))


def originals(walked: Walked) -> list[bytes]:
    """Return the photographs' bytes as the program gives them."""
    return [walked.photos.original(row.id) for row in walked.photos.of_inspection(walked.scene.inspection_id)]


def held(store: Store) -> int:
    """Count the blobs that the store itself holds."""
    with store.read() as uow:
        return int(uow.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() or 0)


def test_preview_tells_what_would_leave(archive: ArchiveService, walked: Walked) -> None:
    assert archive.years() == (2026,)
    preview = archive.preview(2026)
    assert (preview.inspections, preview.photos, preview.still_open) == (1, 2, 0)
    assert preview.bytes == sum(map(len, originals(walked)))
    assert archive.preview(2025).photos == 0


def test_archived_photos_leave_the_store_and_are_read_from_the_package(
    archive: ArchiveService, walked: Walked, store: Store, tmp_path: Path
) -> None:
    before, blobs = originals(walked), held(store)
    with store.read() as uow:
        revisions = digest_of(uow.connection)[1]
    row = archive.run(2026, tmp_path / "2026.ancha")
    assert (row.year, row.inspections, row.blobs, row.is_there) == (2026, 1, 2, True)
    assert archive.archives() == (row,)
    assert held(store) == blobs - 2
    assert originals(walked) == before
    with store.read() as uow:
        assert digest_of(uow.connection)[1] == revisions
    health = check(store)
    assert health.level is Level.SOUND
    assert any("2 张照片的原图在归档包里" in note for note in health.notes)


def test_archive_that_is_not_at_hand_is_named_and_lists_stay(
    archive: ArchiveService, walked: Walked, tmp_path: Path
) -> None:
    archive.run(2026, tmp_path / "2026.ancha")
    (tmp_path / "2026.ancha").rename(tmp_path / "away.ancha")
    (first, _) = walked.photos.of_inspection(walked.scene.inspection_id)
    with pytest.raises(UserError, match=r"在归档包 2026\.ancha 中.*请插入"):
        walked.photos.original(first.id)
    assert walked.photos.rendition(first.id, PRINT_EDGE)[:2] == b"\xff\xd8"
    row = archive.locate(tmp_path / "2026.ancha", tmp_path / "away.ancha")
    assert row.file == tmp_path / "away.ancha"
    assert walked.photos.original(first.id)


def test_locate_refuses_another_package(archive: ArchiveService, walked: Walked, store: Store, tmp_path: Path) -> None:
    archive.run(2026, tmp_path / "2026.ancha")
    HandoverService(desk_of(store, walked.scene)).export(tmp_path / "other.ancha", recipient="某局")
    with pytest.raises(UserError, match="不是2026年"):
        archive.locate(tmp_path / "2026.ancha", tmp_path / "other.ancha")
    with pytest.raises(UserError, match="找不到"):
        archive.locate(tmp_path / "2026.ancha", tmp_path / "none.ancha")


def test_changed_archive_gives_no_wrong_photo(archive: ArchiveService, walked: Walked, tmp_path: Path) -> None:
    before = originals(walked)
    file = tmp_path / "2026.ancha"
    archive.run(2026, file)
    # The bytes may stand in the file more than once: a page that was split leaves what it held.
    file.write_bytes(file.read_bytes().replace(before[0][1000:5000], bytes(4000)))
    rows = walked.photos.of_inspection(walked.scene.inspection_id)
    given = []
    for row in rows:
        try:
            given.append(walked.photos.original(row.id))
        except UserError:
            continue
    assert len(given) == 1
    assert given[0] in before


def test_nothing_leaves_when_the_package_does_not_give_it_back(
    archive: ArchiveService, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = held(store)
    monkeypatch.setattr(module, "read_from_package", lambda _file, _sha256: None)
    with pytest.raises(RefusedFileError, match="照片没有动"):
        archive.run(2026, tmp_path / "2026.ancha")
    assert held(store) == blobs
    assert archive.archives() == ()


def test_cancelled_archive_lets_nothing_leave(archive: ArchiveService, store: Store, tmp_path: Path) -> None:
    blobs = held(store)
    with pytest.raises(CancelledError):
        archive.run(2026, tmp_path / "2026.ancha", cancelled=lambda: True)
    assert held(store) == blobs
    assert archive.archives() == ()


def test_photo_that_an_open_inspection_shows_too_stays(
    archive: ArchiveService, walked: Walked, store: Store, tmp_path: Path
) -> None:
    with store.write() as uow:
        inspection = uow.session.get_one(Inspection, walked.scene.inspection_id)
        another = Inspection(
            authority_id=inspection.authority_id, enterprise_id=inspection.enterprise_id, category=inspection.category
        )
        uow.add(another)
        uow.commit()
    target = PhotoTarget(inspection_id=another.id)
    walked.photos.add(target, [photo(1)])
    assert archive.preview(2026).photos == 1


def test_archive_under_a_passphrase_is_read_while_it_is_open(
    archive: ArchiveService, walked: Walked, store: Store, tmp_path: Path
) -> None:
    before = originals(walked)
    row = archive.run(2026, tmp_path / "2026.ancha", passphrase=PASSPHRASE)
    temp = store.paths.database.parent / "temp"
    assert not list(temp.glob("archive-*"))
    with pytest.raises(UserError, match="在归档包"):
        originals(walked)
    with pytest.raises(RefusedFileError):
        archive.open(row.file, "wrong wrong wrong")
    archive.open(row.file, PASSPHRASE)
    assert originals(walked) == before
    archive.close_opened()
    assert not list(temp.glob("archive-*"))


@pytest.mark.parametrize(("year", "said"), [(2027, "还没有过完"), (2025, "没有可以归档的照片")])
def test_year_that_cannot_be_archived_is_refused(archive: ArchiveService, tmp_path: Path, year: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        archive.run(year, tmp_path / "x.ancha")
    assert not (tmp_path / "x.ancha").exists()


def test_file_that_is_there_is_not_overwritten(archive: ArchiveService, tmp_path: Path) -> None:
    (tmp_path / "x.ancha").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="已经存在"):
        archive.run(2026, tmp_path / "x.ancha")
