"""分卷: a hand-over in files of which none is larger than a message may be, each complete in itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.models.inspection import Inspection
from app.services.desk import Desk
from app.services.handover import HandoverService
from app.storage.package_parts import owning_inspections
from app.storage.package_selecting import content_of, start_of
from app.storage.package_writing import estimated_size
from app.storage.steps import Cancelled, Progress
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import CancelledError, UserError
from app.values.package import PACKAGE_SUFFIX, Selection, SelectionKind
from app.values.rows_office import PackagePart

MB = 1024 * 1024
LEAST_MB = 1


@dataclass(frozen=True, slots=True)
class _Group:
    """Records that stay together: an inspection with all that hangs on it, or what belongs to none."""

    inspection: UUID | None
    records: frozenset[str]
    size: int


class HandoverPartsService:
    """Hand over in several files."""

    def __init__(self, desk: Desk, *, handover: HandoverService) -> None:
        self._desk = desk
        self._handover = handover

    def export(
        self,
        file: Path,
        selection: Selection | None = None,
        *,
        most_mb: int,
        recipient: str | None = None,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[PackagePart, ...]:
        """Write the parts beside each other as NAME-1.ancha, NAME-2.ancha …; they complete each other in any order.

        An inspection that is larger by itself is written whole and marked so. When it is cancelled or fails, the
        parts that were written are taken away again.
        """
        if most_mb < LEAST_MB:
            raise UserError(f"每个文件不能小于 {LEAST_MB} MB。", hint="请按单位公文系统允许的附件大小填写。")
        selection = selection or Selection()
        recipient = recipient or self._handover.recipient()
        groups = self._groups(selection, recipient=recipient)
        writing = _Writing(self._handover, file, selection, recipient, passphrase, most_mb * MB, cancelled, [])
        packed = packed_greedily(groups, most=most_mb * MB)
        try:
            for at, part in enumerate(packed):
                writing.write(self._desk, part)
                if progress is not None:
                    progress(at + 1, len(packed))
        except (UserError, CancelledError):
            for one in writing.parts:
                one.made.file.unlink(missing_ok=True)
            raise
        return tuple(writing.parts)

    def _groups(self, selection: Selection, *, recipient: str) -> list[_Group]:
        kinds = self._desk.store.means.kinds
        with self._desk.read() as uow:
            owners = owning_inspections(uow, kinds=kinds)
            mine: dict[UUID | None, set[str]] = {key: set() for key in (None, *_inspections(uow))}
            for record in start_of(uow, selection, recipient=recipient, kinds=kinds):
                mine.setdefault(owners.get(record), set()).add(record)
            groups = [self._group(uow, key, records, selection) for key, records in mine.items() if records]
        if not groups:
            raise UserError("没有要移交的内容，没有写数据包。", hint="请换一个范围，或者选“全部”。")
        return groups

    def _group(self, uow: UnitOfWork, inspection: UUID | None, records: set[str], selection: Selection) -> _Group:
        content = content_of(uow, records)
        size, _ = estimated_size(self._desk.store, content, with_photos=selection.with_photos)
        return _Group(inspection, frozenset(records), size)


@dataclass(slots=True)
class _Writing:
    """Parts that are being written."""

    handover: HandoverService
    file: Path
    selection: Selection
    recipient: str
    passphrase: str | None
    most: int
    cancelled: Cancelled | None
    parts: list[PackagePart]

    def write(self, desk: Desk, groups: Sequence[_Group]) -> None:
        """Write one part; where the file became larger than was estimated, its two halves instead."""
        with desk.read() as uow:
            content = content_of(uow, {record for group in groups for record in group.records})
        stem = self.file.name.removesuffix(PACKAGE_SUFFIX)
        target = self.file.with_name(f"{stem}-{len(self.parts) + 1}{PACKAGE_SUFFIX}")
        ids = tuple(group.inspection for group in groups if group.inspection is not None)
        made = self.handover.export(
            target,
            Selection(
                kind=SelectionKind.INSPECTIONS,
                inspection_ids=ids,
                with_photos=self.selection.with_photos,
                with_private=self.selection.with_private,
            ),
            recipient=self.recipient,
            passphrase=self.passphrase,
            content=content,
            cancelled=self.cancelled,
        )
        if made.size > self.most and len(groups) > 1:
            made.file.unlink()
            half = len(groups) // 2
            self.write(desk, groups[:half])
            self.write(desk, groups[half:])
            return
        self.parts.append(PackagePart(made, len(ids), made.size > self.most))


def packed_greedily(groups: Iterable[_Group], *, most: int) -> list[list[_Group]]:
    """Fill one part after the other in the order of the groups, each as far as it goes."""
    parts: list[list[_Group]] = []
    size = 0
    for group in groups:
        if parts and size + group.size <= most:
            parts[-1].append(group)
            size += group.size
        else:
            parts.append([group])
            size = group.size
    return parts


def _inspections(uow: UnitOfWork) -> tuple[UUID, ...]:
    query = select(Inspection.id).order_by(Inspection.started_at, Inspection.id)
    return tuple(uow.session.scalars(query))
