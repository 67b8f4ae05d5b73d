"""Take revisions in under an import, and take an import back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.models.forms import BodyError
from app.models.log import ImportEntry, ImportState
from app.models.types import freeze
from app.rules.counting import Link, link_of, references, settle
from app.storage.foreseeing import kinds_of, refuse_contradictions, unfit, waiting_links, what_waits
from app.storage.rebuild import note_waiting
from app.storage.revisions import insert_revisions
from app.storage.search_index import filled_at_once
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError
from app.values.revision import Revision


class UndoRefusedError(UserError):
    """Work that stays, or an open draft, depends on the import; `records` names what depends on it."""

    def __init__(self, message: str, *, hint: str, records: tuple[UUID, ...], is_draft: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.records = records
        self.is_draft = is_draft


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import brought: records new and changed, records in conflict, and what is missing."""

    new: int
    changed: int
    conflicts: int
    missing: tuple[str, ...]


def begin_import(uow: UnitOfWork, *, file: str, file_sha256: str) -> UUID:
    """Note a file as an import, or find the import it was, and return its id."""
    found = uow.session.scalar(select(ImportEntry).where(ImportEntry.file_sha256 == file_sha256))
    if found is None:
        found = ImportEntry(
            id=uow.new_id(), file=file, file_sha256=file_sha256, at=uow.now(), counts={}, state=ImportState.UNDONE
        )
        uow.session.add(found)
        uow.session.flush()
    return found.id


def apply_revisions(uow: UnitOfWork, import_id: UUID, revisions: Collection[Revision]) -> ImportCounts:
    """Take in every revision of a file and make anew what it touches; a file that is in already changes nothing."""
    if _entry(uow, import_id).state is ImportState.APPLIED:
        return ImportCounts(new=0, changed=0, conflicts=0, missing=())
    by_id = {revision.rev_id: revision for revision in revisions}
    before = uow.log.counted_among(by_id)
    kinds = {UUID(entity_id): kind for entity_id, kind in {(one.entity_id, one.kind) for one in by_id.values()}}
    known = uow.log.recorded_among(kinds)
    refuse_contradictions(uow, by_id, kinds)
    _set_state(uow, import_id, ImportState.APPLIED)
    try:
        touched = take_in(uow, import_id, by_id, before=before, known=known)
    except BodyError as error:
        raise unfit(error) from error
    uow.note_merged((kind, entity_id) for entity_id, kind in kinds.items())
    counts = _counts(uow, by_id, touched=touched, known=known)
    _entry(uow, import_id).counts = freeze(
        {"new": counts.new, "changed": counts.changed, "conflicts": counts.conflicts, "missing": counts.missing}
    )
    uow.session.flush()
    return counts


def take_in(
    uow: UnitOfWork,
    import_id: UUID,
    revisions: Mapping[str, Revision],
    *,
    before: Collection[str],
    known: set[UUID] | None = None,
) -> set[UUID]:
    """Append revisions with their receipts and make anew the records in which some count that did not `before`.

    `known` are the records of the revisions that counted already, where the caller has asked.
    """
    insert_revisions(uow.connection, revisions.values())
    _give_receipts(uow, import_id, revisions)
    added = _settle_added(uow, {rev_id: revision for rev_id, revision in revisions.items() if rev_id not in before})
    touched: dict[str, list[str]] = {}
    for link in added:
        touched.setdefault(link.entity_id, []).append(link.rev_id)
    ids = {UUID(entity_id): entity_id for entity_id in touched}
    asked = set() if known is None else {revision.entity_id for revision in revisions.values()}
    known = (known or set()) | uow.log.recorded_among([key for key, text in ids.items() if text not in asked])
    # All that counts of a record which was not there came just now, or waited: then it is read from the log.
    at_hand = {
        entity_id
        for key, entity_id in ids.items()
        if key not in known and all(rev_id in revisions for rev_id in touched[entity_id])
    }
    with filled_at_once(uow.connection, rows=len(at_hand)):
        uow.rows.write_new([revisions[rev_id] for rev_id in touched[entity_id]] for entity_id in sorted(at_hand))
    _recompute(uow, {key for key, entity_id in ids.items() if entity_id not in at_hand})
    return set(ids)


def undo_import(uow: UnitOfWork, import_id: UUID) -> None:
    """Take an import back whole; refused, naming the records, where work that stays depends on it."""
    entry = _entry(uow, import_id)
    if entry.state is ImportState.UNDONE:
        raise UserError("这次导入已经撤销过了。", hint="需要时可重新导入同一个文件。")
    received = _received(uow, import_id)
    before = uow.log.counted_among(received)
    _set_state(uow, import_id, ImportState.UNDONE)
    gone = before - uow.log.live_among(received)
    records = uow.log.records_of(gone)
    _refuse_dependent_work(uow, gone, records=records)
    _recompute(uow, records)
    uow.note_merged((kind, entity_id) for entity_id, kind in kinds_of(uow, records).items())
    waiting = waiting_links(uow.log)
    still_live = uow.log.live_among(waiting)
    _note_what_waits(uow, {rev_id: link for rev_id, link in waiting.items() if rev_id in still_live})


def _give_receipts(uow: UnitOfWork, import_id: UUID, rev_ids: Iterable[str]) -> None:
    receipts = [(bytes.fromhex(rev_id), import_id.bytes) for rev_id in rev_ids]
    if receipts:
        uow.connection.exec_driver_sql("INSERT OR IGNORE INTO receipt (rev_id, import_id) VALUES (?, ?)", receipts)


def _settle_added(uow: UnitOfWork, added: Mapping[str, Revision]) -> list[Link]:
    """Find which of the revisions that came, and of those that waited, count now; note which wait."""
    candidates = {**waiting_links(uow.log), **{rev_id: link_of(revision) for rev_id, revision in added.items()}}
    waiting = _note_what_waits(uow, candidates)
    return [link for rev_id, link in candidates.items() if rev_id not in waiting]


def _note_what_waits(uow: UnitOfWork, candidates: Mapping[str, Link]) -> set[str]:
    """Note and return those of the live candidates that must wait; all others that are live count already."""
    waiting = what_waits(uow.log, candidates)
    note_waiting(
        uow.connection,
        {rev_id: (candidates[rev_id].entity_id, missing) for rev_id, missing in waiting.items()},
    )
    return set(waiting)


def _refuse_dependent_work(uow: UnitOfWork, gone: set[str], *, records: set[UUID]) -> None:
    log = uow.log
    left = {entity_id for entity_id, revisions in log.counted_of(records).items() if revisions}
    lost = {str(entity_id) for entity_id in records - left}
    if any(_needs(revision, gone, lost) for revision in log.every_counted()):
        links = {revision.rev_id: link_of(revision) for revision in log.every_counted()}
        blocked = tuple(sorted({UUID(links[rev_id].entity_id) for rev_id in settle(links)}))
        raise UndoRefusedError(
            f"这次导入之后的工作用到了它带来的内容（{len(blocked)} 条记录），没有撤销。",
            hint="请先处理这些记录：" + "、".join(map(str, blocked[:10])),
            records=blocked,
        )
    drafts = tuple(sorted(uow.drafts.open_on(records - left)))
    if drafts:
        raise UndoRefusedError(
            "有打开的草稿写在这次导入的记录上，没有撤销。",
            hint="请先完成或放弃草稿。",
            records=drafts,
            is_draft=True,
        )


def _needs(revision: Revision, gone: set[str], lost: set[str]) -> bool:
    if not gone.isdisjoint(revision.parents):
        return True
    return bool(lost) and not lost.isdisjoint(references(revision.body))


def _recompute(uow: UnitOfWork, records: set[UUID]) -> None:
    uow.rows.recompute(records)
    uow.session.expire_all()


def _counts(
    uow: UnitOfWork, revisions: Mapping[str, Revision], *, touched: set[UUID], known: set[UUID]
) -> ImportCounts:
    waiting = uow.log.waiting()
    missing = {item for rev_id in revisions.keys() & waiting.keys() for item in waiting[rev_id]}
    parted = uow.log.conflicts(touched).keys()
    return ImportCounts(
        new=len(touched - known),
        changed=len((touched & known) - parted),
        conflicts=len(parted),
        missing=tuple(sorted(missing)),
    )


def _received(uow: UnitOfWork, import_id: UUID) -> set[str]:
    rows = uow.connection.exec_driver_sql("SELECT rev_id FROM receipt WHERE import_id = ?", (import_id.bytes,))
    return {row[0].hex() for row in rows}


def _set_state(uow: UnitOfWork, import_id: UUID, state: ImportState) -> None:
    _entry(uow, import_id).state = state
    uow.session.flush()


def _entry(uow: UnitOfWork, import_id: UUID) -> ImportEntry:
    entry = uow.session.get(ImportEntry, import_id)
    if entry is None:
        raise UserError("没有这次导入。", hint="请在导入记录中核对。")
    return entry
