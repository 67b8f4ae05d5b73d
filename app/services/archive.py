"""归档: the photographs of a year's closed inspections go into a package that stays readable; the records stay here.

Nothing leaves the store before the package was written, read back, and gave up every single original again.
"""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select

from app import __version__
from app.models.handover import Archive
from app.models.inspection import Inspection
from app.models.photo import Photo
from app.models.types import freeze, hash_bytes
from app.rules.counting import named_blobs
from app.services.desk import Desk
from app.services.own_authority import own_authority
from app.storage.archives import opened_file, read_from_package, root_of_package
from app.storage.leftovers import overwrite
from app.storage.log import chunks
from app.storage.package_selecting import choose
from app.storage.package_writing import PackageLabel, WrittenPackage, write_package
from app.storage.sealed_file import is_sealed, open_sealed
from app.storage.steps import Cancelled, Progress
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import InspectionState
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.package import Selection, SelectionKind
from app.values.photo import PRINT_EDGE
from app.values.rows_safekeeping import ArchivePreview, ArchiveRow

_NAME = "归档"


class ArchiveService:
    """Move the originals of closed years out of the store, and read them from where they are."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def years(self) -> tuple[int, ...]:
        """List the years before this one in which inspections were closed, the latest first."""
        with self._desk.read() as uow:
            found = {_closed_in(one) for one in uow.session.scalars(_closed())}
        return tuple(sorted((year for year in found if year and year < self._desk.today().year), reverse=True))

    def preview(self, year: int) -> ArchivePreview:
        """Tell what an archive of the year would take out of the store."""
        with self._desk.read() as uow:
            closed = _inspections(uow, year)
            leaving = _leaving(uow, closed)
            started = uow.session.scalars(select(Inspection).where(Inspection.deleted.is_(False)))
            still_open = sum(
                one.started_at is not None
                and civil_day(one.started_at).year == year
                and one.state not in (InspectionState.CLOSED, InspectionState.VOID)
                for one in started
            )
            size = sum(uow.blobs.size(sha256) or 0 for sha256 in leaving)
        return ArchivePreview(year, len(closed), still_open, len(leaving), size)

    def run(
        self,
        year: int,
        file: Path,
        *,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ArchiveRow:
        """Write the closed inspections of the year into a package, prove it, and let their originals go."""
        self._refuse(year, file, passphrase=passphrase)
        store = self._desk.store
        store.claim()
        with self._desk.read() as uow:
            closed = _inspections(uow, year)
            leaving = _leaving(uow, closed)
            if not leaving:
                raise UserError(f"{year}年已闭环的检查没有可以归档的照片，没有写归档包。", hint="请换一个年份。")
            selection = Selection(kind=SelectionKind.INSPECTIONS, inspection_ids=tuple(sorted(closed)))
            content = choose(uow, selection, recipient=_NAME, kinds=store.means.kinds)
            label = self._label(uow, selection)
        written = write_package(
            store,
            file=file.absolute(),
            content=content,
            label=label,
            passphrase=passphrase,
            progress=progress,
            cancelled=cancelled,
            free=store.means.free,
        )
        self._prove(written, leaving, passphrase=passphrase, cancelled=cancelled)
        with self._desk.write() as uow:
            row = _let_go(uow, written, leaving, year=year, inspections=len(closed))
            uow.commit()
        return row

    def archives(self) -> tuple[ArchiveRow, ...]:
        """List the archives, the latest year first."""
        with self._desk.read() as uow:
            return tuple(_row(one) for one in uow.session.scalars(select(Archive).order_by(Archive.year.desc())))

    def locate(self, archived: Path, now_at: Path) -> ArchiveRow:
        """Note where an archive lies now; another file is refused."""
        with self._desk.write() as uow:
            one = uow.session.get(Archive, str(archived))
            if one is None:
                raise UserError("没有这个归档包的登记。", hint="请刷新后再选。")
            if not now_at.is_file():
                raise UserError(f"找不到 {now_at}。", hint="请核对路径。")
            if not is_sealed(now_at) and root_of_package(now_at) != one.root:
                raise UserError(f"{now_at.name} 不是{one.year}年的这个归档包。", hint="请选择当时写出的那个文件。")
            one.file = str(now_at.absolute())
            uow.session.flush()
            row = _row(one)
            uow.commit()
        return row

    def open(self, archived: Path, passphrase: str) -> None:
        """Open an archive that is under a passphrase, until `close_opened` or the end of the program."""
        with self._desk.read() as uow:
            one = uow.session.get(Archive, str(archived))
            if one is None or not archived.is_file():
                raise UserError(f"找不到归档包 {archived}。", hint="请插入存有它的盘，或者指出它现在的位置。")
            year, root = one.year, one.root
        target = opened_file(self._folder, root)
        target.parent.mkdir(parents=True, exist_ok=True)
        open_sealed(archived, target, passphrase)
        if root_of_package(target) != root:
            overwrite(target)
            raise RefusedFileError(f"{archived.name} 不是{year}年的这个归档包。", hint="请选择当时写出的那个文件。")

    def close_opened(self) -> None:
        """Take away what sealed archives were opened into."""
        for file in (self._folder / "temp").glob("archive-*.open*"):
            with suppress(OSError):
                overwrite(file)

    @property
    def _folder(self) -> Path:
        return self._desk.store.paths.database.parent

    def _refuse(self, year: int, file: Path, *, passphrase: str | None) -> None:
        if year >= self._desk.today().year:
            raise UserError(f"{year}年还没有过完，不能归档。", hint="请选以前的年份。")
        if file.exists():
            raise UserError(f"{file} 已经存在。", hint="请换一个文件名，归档不会覆盖任何文件。")
        if self._desk.store.means.key is not None and passphrase is None:
            raise UserError("资料是加密的，归档包也要有口令。", hint="请设置归档包的口令。")

    def _label(self, uow: UnitOfWork, selection: Selection) -> PackageLabel:
        authority, device = own_authority(uow), uow.devices.current().id
        return PackageLabel(
            made_at=self._desk.now(),
            program=__version__,
            device=device,
            device_label=f"电脑{device.hex[-4:]}",
            authority=None if authority is None else authority.name,
            recipient=_NAME,
            selection=selection,
        )

    def _prove(
        self, written: WrittenPackage, leaving: Collection[str], *, passphrase: str | None, cancelled: Cancelled | None
    ) -> None:
        """Read every original that is to leave out of the package, by the road on which it will be read later."""
        file = written.file
        if passphrase is not None:
            file = opened_file(self._folder, written.meta.root)
            file.parent.mkdir(parents=True, exist_ok=True)
            open_sealed(written.file, file, passphrase)
        try:
            for sha256 in leaving:
                if cancelled is not None and cancelled():
                    raise CancelledError("已取消，照片都还在资料库里；写好的归档包可以删去。")
                if read_from_package(file, sha256) is None:
                    raise RefusedFileError(
                        f"归档包 {written.file.name} 里读不回全部照片，资料库里的照片没有动。",
                        hint="请换一块盘再归档。",
                    )
        finally:
            if passphrase is not None:
                overwrite(file)


def _closed() -> Select[Inspection]:
    return select(Inspection).where(Inspection.state == InspectionState.CLOSED, Inspection.deleted.is_(False))


def _closed_in(inspection: Inspection) -> int | None:
    day = (inspection.closing or {}).get("day")
    return int(str(day)[:4]) if day else None


def _inspections(uow: UnitOfWork, year: int) -> set[UUID]:
    return {one.id for one in uow.session.scalars(_closed()) if _closed_in(one) == year and not one.conflicts}


def _leaving(uow: UnitOfWork, closed: Collection[UUID]) -> tuple[str, ...]:
    """List the originals that only photographs of these inspections name, and whose print-size pictures stay here."""
    photos = list(uow.session.execute(select(Photo.id, Photo.inspection_id, Photo.original_blob)))
    ours = {photo_id for photo_id, inspection_id, _ in photos if inspection_id in closed}
    wanted = {sha256 for photo_id, _, sha256 in photos if photo_id in ours}
    held = uow.blobs.held_among(wanted) - _named_by_others(uow, ours)
    return tuple(sorted(sha256 for sha256 in held if uow.blobs.get_small(sha256, width=PRINT_EDGE) is not None))


def _named_by_others(uow: UnitOfWork, photos: Collection[UUID]) -> set[str]:
    named: set[str] = set()
    for revision in uow.log.every_naming_blobs():
        if UUID(revision.entity_id) not in photos:
            named |= named_blobs(revision.body)
    return named


def _let_go(
    uow: UnitOfWork, written: WrittenPackage, leaving: tuple[str, ...], *, year: int, inspections: int
) -> ArchiveRow:
    """Remove the originals and remember where they are, at once."""
    size = sum(uow.blobs.size(sha256) or 0 for sha256 in leaving)
    for chunk in chunks(leaving):
        marks = ", ".join("?" * len(chunk))
        uow.connection.exec_driver_sql(f"DELETE FROM blob WHERE sha256 IN ({marks})", tuple(map(hash_bytes, chunk)))
    counts = freeze({"inspections": inspections, "blobs": len(leaving), "bytes": size, "held": list(leaving)})
    one = Archive(file=str(written.file), year=year, at=uow.now(), root=written.meta.root, counts=counts)
    uow.session.add(one)
    uow.session.flush()
    return _row(one)


def _row(one: Archive) -> ArchiveRow:
    file = Path(one.file)
    return ArchiveRow(
        file=file,
        year=one.year,
        at=one.at,
        inspections=one.counts["inspections"],
        blobs=one.counts["blobs"],
        is_there=file.is_file(),
    )
