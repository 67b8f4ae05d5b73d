"""What a person changed, written as revisions at the head of each record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, inspect

from app.models.base import Record, apply_body, body_of
from app.models.log import WRITTEN_HERE
from app.models.types import instant, milliseconds, thaw
from app.rules.counting import references
from app.rules.merge import changed_fields
from app.storage.log import Log
from app.storage.revisions import insert_revisions
from app.storage.rows import Rows
from app.values.canonical import JsonValue, UnprintableTextError, nfc
from app.values.clock import Clock
from app.values.errors import UserError
from app.values.hlc import hlc_ms, next_hlc
from app.values.revision import Revision
from app.values.written_text import cleaned, written

DELETED = "deleted"


class DeletedRecordError(UserError):
    """The record is deleted, or people disagree whether it is."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, on which device, when and why."""

    device: UUID
    actor: UUID | None
    reason: str | None
    clock: Clock


@dataclass(slots=True, eq=False)
class Touched:
    """A record that a unit of work changed, with the body that it showed before (None: it is new)."""

    record: Record
    shown: Mapping[str, Any] | None
    decided: set[str] = field(default_factory=set)
    deleted: bool | None = None
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class _Chain:
    """The end of this device's chain of revisions."""

    seq: int
    rev_id: str | None


def write_revisions(connection: Connection, touched: list[Touched], *, author: Author, rows: Rows) -> list[Record]:
    """Append a revision for each record that changed; return those whose rows must be merged again.

    A text that no revision can hold is the typist's to mend.
    """
    try:
        return _write(connection, touched, author=author, rows=rows)
    except UnprintableTextError as error:
        raise UserError(
            f"{error}，没有保存。", hint="请把这些看不见的字符删去后再保存；从别处粘贴的，请先粘贴为纯文本。"
        ) from error


def _write(connection: Connection, touched: list[Touched], *, author: Author, rows: Rows) -> list[Record]:
    log = Log(connection)
    known = [item.record.id for item in touched if item.shown is not None]
    heads, conflicts = log.heads(known), log.conflicts(known)
    last = log.last_of(author.device)
    chain = _Chain(0, None) if last is None else _Chain(last.seq, last.rev_id)
    now_ms = milliseconds(author.clock.now())
    revisions: list[Revision] = []
    again: list[Record] = []
    for item in touched:
        fields_in_conflict = conflicts.get(item.record.id, set())
        draft = _draft(item, in_conflict=fields_in_conflict)
        if draft is None:
            continue
        parents = heads.get(item.record.id, [])
        revision = _revision(item.record, draft, parents=parents, chain=chain, author=author, now_ms=now_ms)
        revisions.append(revision)
        chain = _Chain(revision.seq, revision.rev_id)
        item.is_written = True
        _show(item.record, revision)
        if len(parents) > 1 or fields_in_conflict:
            again.append(item.record)
    _refuse_loose_references(revisions, log=log)
    _append(connection, revisions, rows=rows, known=heads.keys())
    return again


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a new revision is to say."""

    body: Mapping[str, JsonValue]
    changed: tuple[str, ...]
    deleted: bool


def _draft(item: Touched, *, in_conflict: set[str]) -> _Draft | None:
    record = item.record
    body = _normalised(record, shown=item.shown)
    changed = changed_fields({} if item.shown is None else item.shown, body, item.decided)
    deleted = record.deleted if item.deleted is None else item.deleted
    if item.shown is None:
        return _Draft(body, changed, deleted=False)
    if inspect(record).attrs.deleted.history.has_changes():
        raise RuntimeError("a record is deleted by UnitOfWork.delete, which writes its revision")
    is_flag_set = item.deleted is not None and (DELETED in in_conflict or item.deleted != record.deleted)
    if not changed and not is_flag_set:
        return None
    if changed and not is_flag_set:
        _refuse_edit_of_deleted(record, in_conflict=in_conflict)
    if deleted and is_flag_set and changed:
        raise RuntimeError("a deletion sets no field")
    return _Draft(body, changed, deleted)


def _normalised(record: Record, *, shown: Mapping[str, Any] | None) -> dict[str, JsonValue]:
    """Make the record's text composed, and clean what was typed, in the row as in the body; return the body."""
    raw = body_of(record)
    body = cast("dict[str, JsonValue]", nfc(raw))
    # What somebody else wrote is only copied here: cleaning it would name a field that nobody changed.
    body.update((key, written(value)) for key, value in body.items() if shown is None or shown.get(key) != value)
    if any(body[key] is not value and thaw(body[key]) != value for key, value in raw.items()):
        apply_body(record, body)
    return body


def _refuse_edit_of_deleted(record: Record, *, in_conflict: set[str]) -> None:
    if DELETED in in_conflict:
        raise DeletedRecordError("有人删除、有人修改了这条记录，尚未决定去留。", hint="请先在冲突中决定保留还是删除。")
    if record.deleted:
        raise DeletedRecordError("这条记录已删除，不能修改。", hint="请先恢复它。")


def _revision(
    record: Record, draft: _Draft, *, parents: list[tuple[str, str]], chain: _Chain, author: Author, now_ms: int
) -> Revision:
    return Revision(
        kind=record.kind,
        entity_id=str(record.id),
        schema=record.SCHEMA,
        needs=record.NEEDS,
        parents=tuple(rev_id for rev_id, _ in parents),
        hlc=next_hlc(now_ms, (hlc for _, hlc in parents)),
        device=str(author.device),
        seq=chain.seq + 1,
        prev=chain.rev_id,
        actor=None if author.actor is None else str(author.actor),
        reason=None if author.reason is None else cleaned(author.reason),
        deleted=draft.deleted,
        changed=draft.changed,
        body=draft.body,
    )


def _show(record: Record, revision: Revision) -> None:
    record.deleted = revision.deleted
    record.updated_hlc = revision.hlc
    record.updated_at = instant(hlc_ms(revision.hlc))


def _refuse_loose_references(revisions: list[Revision], *, log: Log) -> None:
    """A revision that refers to nothing known would wait for ever, out of every list: that is our bug, told early."""
    made = {revision.entity_id for revision in revisions}
    wanted = {record for revision in revisions for record in references(revision.body)} - made
    known = {str(entity_id) for entity_id in log.recorded_among(map(UUID, wanted))}
    if wanted - known:
        raise ValueError(f"refers to records that are not there: {', '.join(sorted(wanted - known))}")


def _append(connection: Connection, revisions: list[Revision], *, rows: Rows, known: Iterable[UUID]) -> None:
    if not revisions:
        return
    for revision in revisions:
        revision.check()
    insert_revisions(connection, revisions)
    connection.exec_driver_sql(
        "INSERT INTO receipt (rev_id, import_id) VALUES (?, ?)",
        [(bytes.fromhex(revision.rev_id), WRITTEN_HERE.bytes) for revision in revisions],
    )
    written = {UUID(revision.entity_id) for revision in revisions}
    rows.drop_heads(written & set(known))
    rows.set_heads((revision.entity_id, revision.rev_id) for revision in revisions)
