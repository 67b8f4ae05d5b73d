"""照片: taken in one by one, shown small or whole, ordered 全景 → 部位 → 细节, deleted with a way back."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from app.models.authority import Officer
from app.models.document import Document
from app.models.hazard import Hazard
from app.models.photo import Photo
from app.services.desk import Desk
from app.services.facts_inspection import load_inspection
from app.services.photo_ahead import decoded_ahead
from app.storage.blobs import SmallPicture
from app.storage.faults import StoreBusyError, StoreFullError
from app.storage.images import TakenPhoto, render_renditions
from app.storage.unit_of_work import UnitOfWork
from app.values.annotation import marks_from_json
from app.values.days import CIVIL_ZONE
from app.values.enums import DocumentState, PhotoRole, PhotoSource, PhotoView
from app.values.errors import UserError
from app.values.photo import PRINT_EDGE, THUMB_EDGE, PhotoFacts, PhotoKind, Renditions
from app.values.rows_photo import PhotoBatch, PhotoFile, PhotoRow, PhotoTarget, RefusedPhoto, suggested_view

Progress = Callable[[int, str], None]
_SHOWN_EVERYWHERE = frozenset({PhotoKind.JPEG.value, PhotoKind.PNG.value})
_ROLES = tuple(PhotoRole)
_VIEWED = frozenset({PhotoRole.BEFORE, PhotoRole.AFTER, PhotoRole.SCENE})


class PhotoService:
    """Take photographs in and hand them out; an original is never rewritten."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(
        self,
        target: PhotoTarget,
        files: Iterable[PhotoFile | RefusedPhoto],
        *,
        progress: Progress = lambda _done, _name: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> PhotoBatch:
        """Take the files in, one unit of work each: a refused one is named and the rest goes on."""
        self._check(target)
        added: list[UUID] = []
        refused: list[RefusedPhoto] = []
        for done, decoded in enumerate(decoded_ahead(files)):
            if cancelled():
                return PhotoBatch(tuple(added), tuple(refused), is_cancelled=True)
            name = decoded.name if isinstance(decoded, RefusedPhoto) else decoded[0].name
            progress(done, name)
            try:
                kept = decoded if isinstance(decoded, RefusedPhoto) else self._keep(target, *decoded)
            except StoreFullError as error:
                refused.append(RefusedPhoto(name, str(error)))
                break
            if isinstance(kept, RefusedPhoto):
                refused.append(kept)
            else:
                added.append(kept)
        return PhotoBatch(tuple(added), tuple(refused))

    def rendition(self, photo_id: UUID, width: int) -> bytes:
        """Give the small picture of a photograph, made now where it was not made before."""
        edge = PRINT_EDGE if width > THUMB_EDGE else THUMB_EDGE
        with self._desk.read() as uow:
            photo = _load(uow, photo_id)
            small = uow.blobs.get_small(photo.original_blob, width=edge)
            if small is not None:
                return small.data
            original, name, sha256 = _original(uow, photo), photo.file_name, photo.original_blob
        made = render_renditions(original, name=name)
        self._keep_renditions(sha256, made)
        return made.print_1000 if edge == PRINT_EDGE else made.thumb_384

    def original(self, photo_id: UUID) -> bytes:
        """Give the bytes as they came from the camera."""
        with self._desk.read() as uow:
            return _original(uow, _load(uow, photo_id))

    def viewable(self, photo_id: UUID) -> bytes:
        """Give what every screen can show: the original, or the larger small picture of a kind that few can open."""
        with self._desk.read() as uow:
            photo = _load(uow, photo_id)
            if photo.format in _SHOWN_EVERYWHERE:
                return _original(uow, photo)
        return self.rendition(photo_id, PRINT_EDGE)

    def of_hazard(self, hazard_id: UUID) -> tuple[PhotoRow, ...]:
        """List the photographs of a hazard, before and after."""
        return self._rows(select(Photo).where(Photo.hazard_id == hazard_id))

    def of_inspection(self, inspection_id: UUID) -> tuple[PhotoRow, ...]:
        """List the photographs of an inspection."""
        return self._rows(select(Photo).where(Photo.inspection_id == inspection_id))

    def of_outcome(self, outcome_id: UUID) -> tuple[PhotoRow, ...]:
        """List the photographs of one hazard's re-inspection."""
        return self._rows(select(Photo).where(Photo.outcome_id == outcome_id))

    def mark(self, photo_id: UUID, *, view: PhotoView | None = None, role: PhotoRole | None = None) -> None:
        """Say what a photograph shows: 全景, 部位 or 细节; before or after."""
        with self._desk.write() as uow:
            photo = _load(uow, photo_id)
            if role is not None and role is not photo.role:
                _refuse_when_printed(uow, photo, "改动")
                photo.role = role
            photo.view = photo.view if view is None else view
            uow.commit()

    def delete(self, photo_id: UUID) -> None:
        """Delete a photograph that no paper has used; its bytes stay until it is certain that nobody wants it back."""
        with self._desk.write() as uow:
            photo = _load(uow, photo_id)
            _refuse_when_printed(uow, photo, "删除")
            uow.delete(photo)
            uow.commit()

    def restore(self, photo_id: UUID) -> None:
        """Bring a deleted photograph back."""
        with self._desk.write() as uow:
            photo = uow.session.get_one(Photo, photo_id)
            uow.undelete(photo)
            uow.commit()

    def _check(self, target: PhotoTarget) -> None:
        with self._desk.read() as uow:
            load_inspection(uow, target.inspection_id)
            hazard = None if target.hazard_id is None else uow.session.get(Hazard, target.hazard_id)
            is_other = hazard is not None and hazard.inspection_id != target.inspection_id
            if target.hazard_id is not None and (hazard is None or hazard.deleted or is_other):
                raise UserError("照片所属的隐患不在这次检查中。", hint="它可能已被删除，请重新选择。")

    def _keep(self, target: PhotoTarget, file: PhotoFile, taken: TakenPhoto) -> UUID | RefusedPhoto:
        with self._desk.write() as uow:
            sha256 = uow.blobs.put(file.data)
            if _is_there(uow, target, sha256):
                words = f"照片“{file.name}”已经导入过。如需再用，请先删除原来那张。"
                return RefusedPhoto(file.name, words)
            photo = self._photo(uow, target, taken.facts, sha256=sha256, name=file.name)
            _put_small(uow, sha256, taken.renditions)
            uow.add(photo)
            uow.commit()
            return photo.id

    def _photo(self, uow: UnitOfWork, target: PhotoTarget, facts: PhotoFacts, *, sha256: str, name: str) -> Photo:
        number = _taken_so_far(uow, target)
        return Photo(
            inspection_id=target.inspection_id,
            hazard_id=target.hazard_id,
            finding_id=target.finding_id,
            outcome_id=target.outcome_id,
            original_blob=sha256,
            file_name=name,
            format=facts.kind.value,
            width=facts.width,
            height=facts.height,
            orientation=facts.orientation,
            role=target.role,
            view=target.view or (suggested_view(number) if target.role in _VIEWED else None),
            source=target.source,
            order_no=number + 1,
            taken_text=facts.taken_at,
            taken_at=_instant(facts),
            added_at=uow.now(),
            longitude_e7=facts.longitude_e7,
            latitude_e7=facts.latitude_e7,
            camera=" ".join(part for part in (facts.camera_make, facts.camera_model) if part) or None,
            taken_by=target.taken_by or self._photographer(uow, target),
        )

    def _photographer(self, uow: UnitOfWork, target: PhotoTarget) -> str | None:
        if target.source is not PhotoSource.OFFICER or self._desk.officer_id is None:
            return None
        officer = uow.session.get(Officer, self._desk.officer_id)
        return None if officer is None else officer.name

    def _keep_renditions(self, sha256: str, made: Renditions) -> None:
        """Keep small pictures for the next time; a window that is open elsewhere keeps the right to write."""
        try:
            with self._desk.write() as uow:
                _put_small(uow, sha256, made)
                uow.commit()
        except StoreBusyError:
            return

    def _rows(self, query: Select[Photo]) -> tuple[PhotoRow, ...]:
        wanted = query.where(Photo.deleted.is_(False)).order_by(Photo.order_no, Photo.id)
        with self._desk.read() as uow:
            rows = [_row(photo) for photo in uow.session.scalars(wanted)]
        return tuple(sorted(rows, key=lambda row: _ROLES.index(row.role)))


def _load(uow: UnitOfWork, photo_id: UUID) -> Photo:
    photo = uow.session.get(Photo, photo_id)
    if photo is None or photo.deleted:
        raise UserError("本机没有这张照片。", hint="它可能已被删除，请刷新后再看。")
    return photo


def _original(uow: UnitOfWork, photo: Photo) -> bytes:
    data = uow.blobs.get(photo.original_blob)
    if data is None:
        archive = uow.blobs.archived_in(photo.original_blob)
        if archive is not None:
            raise UserError(
                f"照片“{photo.file_name}”在归档包 {archive.name} 中，现在打不开它。",
                hint="请插入存有归档包的盘，或者在“数据安全”里指出它现在的位置。",
            )
        raise UserError(f"本机没有照片“{photo.file_name}”的原图。", hint="请导入含有原图的数据包，或者从备份恢复。")
    return data


def _is_there(uow: UnitOfWork, target: PhotoTarget, sha256: str) -> bool:
    query = select(Photo.id).where(*_beside(target), Photo.original_blob == sha256)
    return uow.session.scalar(query.limit(1)) is not None


def _taken_so_far(uow: UnitOfWork, target: PhotoTarget) -> int:
    return uow.session.scalar(select(func.count()).select_from(Photo).where(*_beside(target))) or 0


def _beside(target: PhotoTarget) -> tuple[ColumnElement[bool], ...]:
    """Name the photographs that stand beside a new one."""
    return (
        Photo.inspection_id == target.inspection_id,
        Photo.hazard_id == target.hazard_id,
        Photo.finding_id == target.finding_id,
        Photo.outcome_id == target.outcome_id,
        Photo.role == target.role,
        Photo.deleted.is_(False),
    )


def _refuse_when_printed(uow: UnitOfWork, photo: Photo, what: str) -> None:
    query = select(Document.title).where(
        Document.inspection_id == photo.inspection_id,
        Document.state.not_in((DocumentState.DRAFT, DocumentState.VOID)),
        Document.issued_at >= photo.added_at,
        Document.deleted.is_(False),
    )
    title = uow.session.scalar(query.limit(1))
    if title is not None:
        words = f"照片“{photo.file_name}”不能{what}：此后已签发《{title}》。"
        raise UserError(words, hint="它是该文书的证据，须原样保存。")


def _put_small(uow: UnitOfWork, sha256: str, made: Renditions) -> None:
    for width, data, size in (
        (PRINT_EDGE, made.print_1000, made.print_size),
        (THUMB_EDGE, made.thumb_384, made.thumb_size),
    ):
        uow.blobs.put_small(sha256, width=width, picture=SmallPicture(data, *size))


def _instant(facts: PhotoFacts) -> datetime | None:
    """Read the camera's own time; a camera that names no zone is taken to show ours."""
    if facts.taken_at is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{facts.taken_at}{facts.taken_offset or ''}")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=CIVIL_ZONE)


def _row(photo: Photo) -> PhotoRow:
    return PhotoRow(
        id=photo.id,
        inspection_id=photo.inspection_id,
        hazard_id=photo.hazard_id,
        finding_id=photo.finding_id,
        outcome_id=photo.outcome_id,
        role=photo.role,
        view=photo.view,
        source=photo.source,
        order_no=photo.order_no,
        file_name=photo.file_name,
        taken_text=photo.taken_text or "",
        taken_by=photo.taken_by or "",
        added_at=photo.added_at,
        width=photo.width,
        height=photo.height,
        marks=marks_from_json(photo.annotations),
    )
