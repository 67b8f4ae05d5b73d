"""移交: write packages for the office, remember what went into them, and tell what is still to go."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from app import __version__
from app.models.authority import Officer
from app.models.handover import Handover
from app.models.types import freeze
from app.rules.package_content import Gathering, PackageContent
from app.rules.redaction import redacted
from app.services.desk import Desk
from app.services.handover_words import what
from app.services.own_authority import own_authority
from app.storage.handing_over import RECIPIENT, last_package, naming, note_handed_over, packages, to_go
from app.storage.package_selecting import choose
from app.storage.package_writing import PackageLabel, WrittenPackage, estimated_size, write_package
from app.storage.steps import Cancelled, Progress
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import JsonValue
from app.values.days import CIVIL_ZONE
from app.values.errors import UserError
from app.values.package import PACKAGE_SUFFIX, SENT_BACK, Selection
from app.values.revision import Revision
from app.values.rows_handover import HandoverRow, NotHandedOver, PackageSize, PackageView

LABEL = "device.label"
NO_OFFICE = "本机关"


class HandoverService:
    """Hand records over."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def export(
        self,
        file: Path,
        selection: Selection | None = None,
        *,
        recipient: str | None = None,
        passphrase: str | None = None,
        carries: Mapping[str, JsonValue] | None = None,
        content: PackageContent | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> HandoverRow:
        """Write a package, read it back, and remember what it brought to the recipient.

        `content` stands in the place of what the selection would choose, where it was chosen already.
        """
        selection = selection or Selection()
        store = self._desk.store
        store.claim()
        with self._desk.read() as uow:
            recipient = recipient or _recipient(uow)
            content = content or choose(uow, selection, recipient=recipient, kinds=store.means.kinds)
            label = self._label(uow, selection, recipient=recipient, carries=carries)
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
        with self._desk.write() as uow:
            made = _remember(uow, written, content, is_sealed=passphrase is not None)
            uow.commit()
        return made

    def export_redacted(
        self,
        file: Path,
        selection: Selection | None = None,
        *,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> HandoverRow:
        """Write a package for reading only, blanked; nobody can import it, so it hands nothing over."""
        selection = _for_reading(selection or Selection())
        store = self._desk.store
        with self._desk.read() as uow:
            recipient = _recipient(uow)
            content = choose(uow, selection, recipient=recipient, kinds=store.means.kinds)
            blanked = redacted(_revisions(uow, content))
            label = self._label(uow, selection, recipient=recipient, is_redacted=True)
            handover_id = uow.new_id()
        gathering = Gathering()
        for revision in blanked:
            gathering.add(revision)
        written = write_package(
            store,
            file=file.absolute(),
            content=gathering.content(),
            label=label,
            passphrase=passphrase,
            revisions=blanked,
            progress=progress,
            cancelled=cancelled,
            free=store.means.free,
        )
        return _row(_handover(handover_id, written, is_sealed=passphrase is not None))

    def estimate(self, selection: Selection | None = None, *, recipient: str | None = None) -> PackageSize:
        """Tell how much a package of this selection would hold."""
        selection = selection or Selection()
        store = self._desk.store
        with self._desk.read() as uow:
            content = choose(uow, selection, recipient=recipient or _recipient(uow), kinds=store.means.kinds)
        size, blobs = estimated_size(store, content, with_photos=selection.with_photos)
        return PackageSize(len(content.rev_ids), content.records, blobs, size)

    def history(self) -> tuple[HandoverRow, ...]:
        """List the packages that were written, the last one first."""
        with self._desk.read() as uow:
            return tuple(_row(found) for found in packages(uow))

    def not_handed_over(self) -> NotHandedOver:
        """Tell what was written here and did not go to the office yet."""
        with self._desk.read() as uow:
            return not_handed_over(uow)

    def package(
        self,
        file: Path,
        *,
        passphrase: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> PackageView:
        """Verify a package and say what is in it; nothing is taken in."""
        from app.services.package_view import view_package  # the reader is loaded where a package is read

        return view_package(self._desk, file, passphrase=passphrase, progress=progress, cancelled=cancelled)

    def recipient(self) -> str:
        """Tell to whom this machine handed over last, or else its own authority."""
        with self._desk.read() as uow:
            return _recipient(uow)

    def suggested_name(self) -> str:
        """Propose a name under which packages of many machines can lie in one folder."""
        with self._desk.read() as uow:
            authority = own_authority(uow)
            whose = "" if authority is None else authority.short_name or authority.name
            device = uow.devices.current().id
        moment = f"{self._desk.now().astimezone(CIVIL_ZONE):%Y%m%d-%H%M}"
        parts = ["安查移交", _fit_for_a_name(whose), device.hex[-4:], moment]
        return "-".join(part for part in parts if part) + PACKAGE_SUFFIX

    def _label(
        self,
        uow: UnitOfWork,
        selection: Selection,
        *,
        recipient: str,
        carries: Mapping[str, JsonValue] | None = None,
        is_redacted: bool = False,
    ) -> PackageLabel:
        authority = own_authority(uow)
        officer = None if self._desk.officer_id is None else uow.session.get(Officer, self._desk.officer_id)
        device = uow.devices.current().id
        return PackageLabel(
            made_at=self._desk.now(),
            program=__version__,
            device=device,
            device_label=uow.settings.get(LABEL) or f"电脑{device.hex[-4:]}",
            authority=None if authority is None else authority.name,
            officer=None if officer is None else officer.name,
            recipient=recipient,
            selection=selection,
            is_redacted=is_redacted,
            carries=dict(carries or {}),
        )


def not_handed_over(uow: UnitOfWork) -> NotHandedOver:
    """Tell what was written here and did not go to the office yet."""
    recipient = _recipient(uow)
    found = to_go(uow, recipient=recipient)
    last = last_package(uow, recipient=recipient)
    return NotHandedOver(
        recipient=recipient,
        inspections=found.inspections,
        records=found.records,
        photos=found.photos,
        since=found.since,
        last=None if last is None else _row(last),
    )


def _recipient(uow: UnitOfWork) -> str:
    chosen = uow.settings.get(RECIPIENT)
    if chosen:
        return str(chosen)
    authority = own_authority(uow)
    return NO_OFFICE if authority is None else authority.name


def _for_reading(selection: Selection) -> Selection:
    if selection.with_private:
        raise UserError("隐去个人信息的数据包不能同时带保密内容。", hint="请只选一样。")
    return Selection(
        kind=selection.kind,
        first_day=selection.first_day,
        last_day=selection.last_day,
        inspection_ids=selection.inspection_ids,
        with_photos=False,
    )


def _revisions(uow: UnitOfWork, content: PackageContent) -> list[Revision]:
    return [revision for revision in uow.log.every_counted() if revision.rev_id in content.rev_ids]


def _remember(uow: UnitOfWork, written: WrittenPackage, content: PackageContent, *, is_sealed: bool) -> HandoverRow:
    meta = written.meta
    if meta.selection.kind not in SENT_BACK:  # what an office sends back brings it nothing
        # What could not be handed over whole is still to go.
        handed = content.rev_ids - naming(uow, written.missing_blobs)
        note_handed_over(uow, sorted(handed), recipient=meta.recipient, with_photos=meta.selection.with_photos)
        uow.settings.set(RECIPIENT, meta.recipient)
    handover = _handover(uow.new_id(), written, is_sealed=is_sealed)
    uow.session.add(handover)
    uow.session.flush()
    return _row(handover)


def _handover(handover_id: UUID, written: WrittenPackage, *, is_sealed: bool) -> Handover:
    meta = written.meta
    counts: dict[str, JsonValue] = {
        "size": written.size,
        "revisions": meta.revisions,
        "records": meta.records,
        "blobs": meta.blobs,
        "missing": len(written.missing_blobs),
        "is_sealed": is_sealed,
        "is_redacted": meta.is_redacted,
    }
    return Handover(
        id=handover_id,
        at=meta.made_at,
        recipient=meta.recipient,
        file=str(written.file),
        file_sha256=written.file_sha256,
        root=meta.root,
        selection=freeze({"what": what(meta), "kind": meta.selection.kind.value}),
        counts=freeze(counts),
    )


def _row(handover: Handover) -> HandoverRow:
    counts: Mapping[str, Any] = handover.counts
    return HandoverRow(
        id=handover.id,
        at=handover.at,
        recipient=handover.recipient,
        file=Path(handover.file),
        file_sha256=handover.file_sha256,
        root=handover.root,
        what=handover.selection.get("what", ""),
        size=counts.get("size", 0),
        revisions=counts.get("revisions", 0),
        records=counts.get("records", {}),
        blobs=counts.get("blobs", 0),
        missing=counts.get("missing", 0),
        is_sealed=bool(counts.get("is_sealed")),
        is_redacted=bool(counts.get("is_redacted")),
    )


def _fit_for_a_name(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
