"""Marks are a layer: kept with the record, shown over small pictures, printed in the report, never in an original."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from PIL import Image, ImageChops

from app.services.annotations import AnnotationService
from app.services.library import LibraryService
from app.services.loop import LoopService
from app.storage.store import Store
from app.values.annotation import Mark, Shape, marks_sha256
from app.values.errors import UserError
from app.values.fields_hazard import HazardFields
from app.values.photo import PRINT_EDGE, THUMB_EDGE
from app.values.rows_photo import PhotoTarget
from tests.services.walking import Walked, make_walk, photo

MARKS = (Mark(Shape.ARROW, 1000, 1000, 6000, 6000), Mark(Shape.TEXT, 100, 100, 100, 100, "软管老化"))


@pytest.fixture
def walked(store: Store) -> Walked:
    return make_walk(store)


@pytest.fixture
def annotations(walked: Walked) -> AnnotationService:
    return AnnotationService(walked.desk, photos=walked.photos)


@pytest.fixture
def taken(walked: Walked) -> UUID:
    inspection_id = walked.scene.inspection_id
    hazard = walked.hazards.record(inspection_id, HazardFields(fact="软管老化"))
    return walked.photos.add(PhotoTarget(inspection_id=inspection_id, hazard_id=hazard), [photo(1)]).added[0]


def differs(first: bytes, second: bytes) -> bool:
    pictures = [Image.open(BytesIO(one)).convert("RGB") for one in (first, second)]
    return ImageChops.difference(*pictures).getbbox() is not None


def test_marks_are_kept_and_the_original_stays(walked: Walked, annotations: AnnotationService, taken: UUID) -> None:
    original, small = walked.photos.original(taken), walked.photos.rendition(taken, PRINT_EDGE)
    annotations.annotate(taken, MARKS)
    assert annotations.marks(taken) == MARKS
    assert walked.photos.of_inspection(walked.scene.inspection_id)[0].marks == MARKS
    assert walked.photos.original(taken) == original
    assert walked.photos.rendition(taken, PRINT_EDGE) == small
    for width in (PRINT_EDGE, THUMB_EDGE):
        assert differs(annotations.shown(taken, width), walked.photos.rendition(taken, width))


def test_taking_the_marks_away_shows_the_bare_picture(
    walked: Walked, annotations: AnnotationService, taken: UUID
) -> None:
    annotations.annotate(taken, MARKS)
    annotations.annotate(taken, ())
    assert annotations.marks(taken) == ()
    assert annotations.shown(taken, THUMB_EDGE) == walked.photos.rendition(taken, THUMB_EDGE)


def test_same_marks_change_nothing(walked: Walked, annotations: AnnotationService, taken: UUID) -> None:
    annotations.annotate(taken, MARKS)
    heard: list[object] = []
    walked.desk.on_change(heard.append)
    annotations.annotate(taken, MARKS)
    assert heard in ([], [frozenset()])


def test_photo_that_is_gone_is_named(annotations: AnnotationService) -> None:
    with pytest.raises(UserError, match="没有这张照片"):
        annotations.annotate(uuid4(), MARKS)
    assert annotations.marks(uuid4()) == ()


def test_report_shows_marks_unless_it_is_not_wanted(
    walked: Walked, annotations: AnnotationService, taken: UUID
) -> None:
    annotations.annotate(taken, MARKS)
    loop = LoopService(walked.desk, library=LibraryService(walked.desk))
    inspection_id = walked.scene.inspection_id
    marked, with_marks = loop.content(inspection_id)
    bare, without = loop.content(inspection_id, with_marks=False)
    (shown,), (plain,) = marked.pairs, bare.pairs
    assert shown.before is not None
    assert plain.before is not None
    assert (shown.before.marks_sha256, plain.before.marks_sha256) == (marks_sha256(MARKS), "")
    assert differs(with_marks[shown.before.sha256], without[plain.before.sha256])
    assert marked.header.content_hash != bare.header.content_hash
