"""A revision as a row of the log, and back."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from app.models.types import split_hashes, uuid_bytes, uuid_text
from app.values.revision import Revision

COLUMNS = (
    "rev_id, kind, entity_id, schema, needs, parents, hlc, device, seq, prev, actor, reason, deleted, changed, body"
)
_BEFORE_BODY = len('{"actor":null,"body":')
_BEFORE_BODY_OF_ACTOR = len('{"actor":"00000000-0000-0000-0000-000000000000","body":')
_CHANGED = ',"changed":['
_INSERT = f"INSERT OR IGNORE INTO revision ({COLUMNS}) VALUES ({', '.join('?' * 15)})"


def insert_revisions(connection: Connection, revisions: Iterable[Revision]) -> None:
    """Append the revisions to the log; one that is there already is left alone."""
    rows = [_row(revision) for revision in revisions]
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def read_row(row: Sequence[Any]) -> Revision:
    """Return the revision of a row in the order of COLUMNS, known by the hash under which it was stored."""
    # The log is append-only and `check` computes every hash again; here that would double the time of a merge.
    return read_row_anew(row).known_as(row[0].hex())


def read_row_anew(row: Sequence[Any]) -> Revision:
    """Return the revision of a row in the order of COLUMNS, whose hash is computed from what it says."""
    return Revision(
        kind=row[1],
        entity_id=uuid_text(row[2]),
        schema=row[3],
        needs=row[4],
        parents=split_hashes(row[5]),
        hlc=row[6],
        device=uuid_text(row[7]),
        seq=row[8],
        prev=None if row[9] is None else row[9].hex(),
        actor=None if row[10] is None else uuid_text(row[10]),
        reason=row[11],
        deleted=bool(row[12]),
        changed=tuple(json.loads(row[13])),
        body=json.loads(row[14]),
    )


def _row(revision: Revision) -> tuple[Any, ...]:
    changed, body = _texts(revision)
    return (
        bytes.fromhex(revision.rev_id),
        revision.kind,
        uuid_bytes(revision.entity_id),
        revision.schema,
        revision.needs,
        b"".join(map(bytes.fromhex, revision.parents)),
        revision.hlc,
        uuid_bytes(revision.device),
        revision.seq,
        None if revision.prev is None else bytes.fromhex(revision.prev),
        None if revision.actor is None else uuid_bytes(revision.actor),
        revision.reason,
        int(revision.deleted),
        changed,
        body,
    )


def _texts(revision: Revision) -> tuple[str, str]:
    """Cut `changed` and `body` out of the canonical bytes, which are at hand, instead of writing them once more."""
    text = revision.to_bytes().decode()
    # Keys stand in order: only `actor` is before the body, and any quote in a later text follows a backslash.
    begin = _BEFORE_BODY if revision.actor is None else _BEFORE_BODY_OF_ACTOR
    end = text.rindex(_CHANGED)
    return text[end + len(_CHANGED) - 1 : text.index("]", end) + 1], text[begin:end]
