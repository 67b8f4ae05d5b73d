"""Photographs come in one by one; a refused one is named and the rest goes on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.models.document import Document
from app.models.photo import Photo
from app.services.desk import Desk
from app.services.photos import PhotoService
from app.storage.store import Store
from app.values.enums import DocumentForm, DocumentState, PhotoRole, PhotoSource, PhotoView
from app.values.errors import UserError
from app.values.fields_hazard import HazardFields
from app.values.rows_photo import PhotoFile, PhotoTarget, RefusedPhoto, suggested_view
from tests.photos import make_photo
from tests.services.records import put
from tests.services.walking import Walked, make_walk, photo
from tests.stores import make_means, open_copy

BROKEN = PhotoFile("坏图.jpg", b"\xff\xd8\xff\xe0 nothing more")


@pytest.fixture
def walked(store: Store) -> Walked:
    return make_walk(store)


@pytest.fixture
def target(walked: Walked) -> PhotoTarget:
    hazard = walked.hazards.record(walked.scene.inspection_id, HazardFields(fact="软管老化"))
    return PhotoTarget(inspection_id=walked.scene.inspection_id, hazard_id=hazard)


def test_batch_suggests_whole_part_detail_in_order(walked: Walked, target: PhotoTarget) -> None:
    batch = walked.photos.add(target, [photo(number) for number in range(1, 5)])
    rows = walked.photos.of_inspection(walked.scene.inspection_id)
    assert [row.id for row in rows] == list(batch.added)
    assert [row.view for row in rows] == [PhotoView.WHOLE, PhotoView.PART, PhotoView.DETAIL, PhotoView.DETAIL]
    assert [row.order_no for row in rows] == [1, 2, 3, 4]


def test_after_photos_are_ordered_apart(walked: Walked, target: PhotoTarget) -> None:
    walked.photos.add(target, [photo(1)])
    after = PhotoTarget(
        inspection_id=target.inspection_id, hazard_id=target.hazard_id, role=PhotoRole.AFTER, view=PhotoView.PART
    )
    walked.photos.add(after, [photo(2)])
    assert target.hazard_id is not None
    rows = walked.photos.of_hazard(target.hazard_id)
    assert [(row.role, row.view) for row in rows] == [
        (PhotoRole.BEFORE, PhotoView.WHOLE),
        (PhotoRole.AFTER, PhotoView.PART),
    ]


def test_refused_file_is_named_and_the_rest_goes_on(walked: Walked, target: PhotoTarget) -> None:
    unreadable = RefusedPhoto("离线盘.jpg", "照片“离线盘.jpg”读不到。")
    batch = walked.photos.add(target, [photo(1), BROKEN, unreadable, photo(2)])
    assert len(batch.added) == 2
    assert [one.name for one in batch.refused] == ["坏图.jpg", "离线盘.jpg"]
    assert "坏图.jpg" in batch.refused[0].words


def test_same_photograph_twice_is_refused_by_name(walked: Walked, target: PhotoTarget) -> None:
    batch = walked.photos.add(target, [photo(1), photo(1)])
    assert len(batch.added) == 1
    assert "已经导入过" in batch.refused[0].words


def test_facts_of_the_camera_are_kept(walked: Walked, target: PhotoTarget, store: Store) -> None:
    data = make_photo(size=(480, 360), gps=(29.5, 106.5), taken=datetime(2026, 11, 16, 9, 32, 5), orientation=6)
    (added,) = walked.photos.add(target, [PhotoFile("a.jpg", data)]).added
    with store.read() as uow:
        row = uow.session.get_one(Photo, added)
        assert row.taken_at == datetime(2026, 11, 16, 1, 32, 5, tzinfo=UTC)
        assert (row.width, row.height, row.orientation) == (480, 360, 6)
        assert (row.latitude_e7, row.longitude_e7) == (295_000_000, 1_065_000_000)
        assert (row.taken_by, row.format) == ("示例员甲", "JPEG")


def test_enterprise_photograph_has_no_officer(walked: Walked, target: PhotoTarget) -> None:
    theirs = PhotoTarget(inspection_id=target.inspection_id, hazard_id=target.hazard_id, source=PhotoSource.ENTERPRISE)
    walked.photos.add(theirs, [photo(3)])
    assert [row.taken_by for row in walked.photos.of_inspection(target.inspection_id)] == [""]


def test_original_comes_back_as_it_was_and_renditions_are_small(walked: Walked, target: PhotoTarget) -> None:
    file = PhotoFile("big.jpg", make_photo(size=(1600, 1200)))
    (added,) = walked.photos.add(target, [file]).added
    assert walked.photos.original(added) == file.data
    assert len(walked.photos.rendition(added, 384)) < len(walked.photos.rendition(added, 1000)) < len(file.data)


def test_rendition_is_made_anew_where_it_is_missing(walked: Walked, target: PhotoTarget, store: Store) -> None:
    (added,) = walked.photos.add(target, [photo(1)]).added
    before = walked.photos.rendition(added, 384)
    with store.write() as uow:
        uow.connection.exec_driver_sql("DELETE FROM rendition")
        uow.commit()
    assert walked.photos.rendition(added, 384) == before
    with store.read() as uow:
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM rendition").scalar() == 2


def test_missing_original_is_told_in_words(walked: Walked, target: PhotoTarget, store: Store) -> None:
    (added,) = walked.photos.add(target, [photo(1)]).added
    with store.write() as uow:
        uow.connection.exec_driver_sql("DELETE FROM rendition")
        uow.connection.exec_driver_sql("DELETE FROM blob")
        uow.commit()
    for ask in (walked.photos.original, lambda one: walked.photos.rendition(one, 384)):
        with pytest.raises(UserError, match=r"没有照片“IMG_0001\.jpg”的原图"):
            ask(added)


def test_cancel_keeps_what_is_in_and_stops(walked: Walked, target: PhotoTarget) -> None:
    answers = iter([False, False, True])
    batch = walked.photos.add(target, [photo(number) for number in (1, 2, 3)], cancelled=lambda: next(answers))
    assert (len(batch.added), batch.is_cancelled) == (2, True)


def test_progress_names_each_file_before_it_is_read(walked: Walked, target: PhotoTarget) -> None:
    told: list[tuple[int, str]] = []
    walked.photos.add(target, [photo(1), BROKEN], progress=lambda done, name: told.append((done, name)))
    assert told == [(0, "IMG_0001.jpg"), (1, "坏图.jpg")]


def test_files_are_read_when_the_one_before_the_last_is_stored(walked: Walked, target: PhotoTarget) -> None:
    stored: list[int] = []

    def files() -> Iterator[PhotoFile]:
        for number in (1, 2, 3):
            stored.append(len(walked.photos.of_inspection(walked.scene.inspection_id)))
            yield photo(number)

    walked.photos.add(target, files())
    assert stored == [0, 0, 1]


def test_full_disk_stops_the_batch_and_says_so(store_dir: Path) -> None:
    room = [10**12]
    means = replace(make_means(), free=lambda _folder: room[0])
    with open_copy(store_dir, means=means) as store:
        walked = make_walk(store)
        where = PhotoTarget(inspection_id=walked.scene.inspection_id)
        room[0] = 1000
        big = PhotoFile("big.jpg", make_photo(size=(4000, 3000)))
        batch = walked.photos.add(where, [big, photo(2)])
    assert batch.added == ()
    assert [one.name for one in batch.refused] == ["big.jpg"]
    assert "磁盘空间不足" in batch.refused[0].words


def test_hazard_of_another_inspection_is_refused(walked: Walked) -> None:
    with pytest.raises(UserError, match="不在这次检查中"):
        walked.photos.add(PhotoTarget(inspection_id=walked.scene.inspection_id, hazard_id=UUID(int=7)), [photo(1)])


def test_deleted_photograph_comes_back(walked: Walked, target: PhotoTarget) -> None:
    (added,) = walked.photos.add(target, [photo(1)]).added
    walked.photos.delete(added)
    assert walked.photos.of_inspection(target.inspection_id) == ()
    with pytest.raises(UserError, match="本机没有这张照片"):
        walked.photos.original(added)
    walked.photos.restore(added)
    assert [row.id for row in walked.photos.of_inspection(target.inspection_id)] == [added]


def test_photograph_before_an_issued_paper_stays(walked: Walked, target: PhotoTarget, store: Store) -> None:
    (added,) = walked.photos.add(target, [photo(1)]).added
    issued(walked, store)
    with pytest.raises(UserError, match="此后已签发《现场检查记录》"):
        walked.photos.delete(added)
    with pytest.raises(UserError, match="不能改动"):
        walked.photos.mark(added, role=PhotoRole.AFTER)
    walked.photos.mark(added, view=PhotoView.DETAIL)
    assert walked.photos.of_inspection(target.inspection_id)[0].view is PhotoView.DETAIL


def issued(walked: Walked, store: Store) -> None:
    put(
        store,
        Document(
            form=DocumentForm.INSPECTION_RECORD,
            title="现场检查记录",
            enterprise_id=walked.scene.enterprise_id,
            inspection_id=walked.scene.inspection_id,
            state=DocumentState.ISSUED,
            issued_at=walked.desk.now(),
        ),
    )


def test_suggested_view_stays_at_details() -> None:
    assert [suggested_view(count) for count in range(4)] == [
        PhotoView.WHOLE,
        PhotoView.PART,
        PhotoView.DETAIL,
        PhotoView.DETAIL,
    ]


def test_service_of_a_desk_without_an_officer_takes_photographs(walked: Walked, target: PhotoTarget) -> None:
    nobody = PhotoService(Desk(walked.desk.store))
    assert nobody.add(target, [photo(1)]).added


def test_photograph_of_a_kind_that_few_can_open_is_shown_as_its_picture(walked: Walked, target: PhotoTarget) -> None:
    heic = PhotoFile("IMG_1.heic", make_photo("HEIC", size=(480, 360)))
    first, second = walked.photos.add(target, [photo(1), heic]).added
    assert walked.photos.viewable(first) == photo(1).data
    assert walked.photos.viewable(second)[:2] == b"\xff\xd8"
