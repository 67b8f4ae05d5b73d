"""标注 on photographs: kept as a layer, shown over small pictures, never written into an original."""

from uuid import UUID

from app.models.photo import Photo
from app.services.desk import Desk
from app.services.photos import PhotoService
from app.storage.marks import lay_marks
from app.values.annotation import Marks, marks_from_json, marks_to_json
from app.values.errors import UserError


class AnnotationService:
    """Keep marks and show photographs with them."""

    def __init__(self, desk: Desk, *, photos: PhotoService) -> None:
        self._desk = desk
        self._photos = photos

    def marks(self, photo_id: UUID) -> Marks:
        """Give the marks of a photograph."""
        with self._desk.read() as uow:
            photo = uow.session.get(Photo, photo_id)
            return () if photo is None or photo.deleted else marks_from_json(photo.annotations)

    def at_hand(self, photo_id: UUID) -> Marks:
        """Give the marks to go on with: those of a drawing that was cut off, else those that are kept."""
        with self._desk.read() as uow:
            draft = uow.drafts.load(_key(photo_id))
            if draft is not None:
                return marks_from_json(draft.body)
        return self.marks(photo_id)

    def keep_draft(self, photo_id: UUID, marks: Marks) -> None:
        """Keep what is being drawn, so that a power cut loses the last second at most."""
        with self._desk.write() as uow:
            uow.drafts.save(_key(photo_id), marks_to_json(marks) or [], entity_id=photo_id)
            uow.commit()

    def annotate(self, photo_id: UUID, marks: Marks) -> None:
        """Keep these marks in place of those that were there; the original stays as it was taken."""
        with self._desk.write() as uow:
            photo = uow.session.get(Photo, photo_id)
            if photo is None or photo.deleted:
                raise UserError("本机没有这张照片，标注没有保存。", hint="它可能已被删除，请刷新后再看。")
            if marks_from_json(photo.annotations) != marks:
                photo.annotations = marks_to_json(marks)
            uow.drafts.drop(_key(photo_id))
            uow.commit()

    def shown(self, photo_id: UUID, width: int) -> bytes:
        """Give the small picture of a photograph with its marks."""
        return lay_marks(self._photos.rendition(photo_id, width), self.marks(photo_id))


def _key(photo_id: UUID) -> str:
    return f"marks:{photo_id}"
