"""The current rows once more from the revision log, and the digest that says which records a store holds."""

import json
from uuid import UUID

from sqlalchemy import Connection

from app.models.types import json_text
from app.rules.counting import link_of, named_blobs, settle
from app.rules.digest import digest
from app.storage.log import COUNTED, Log
from app.storage.rows import Rows
from app.storage.unit_of_work import UnitOfWork


def rebuild(uow: UnitOfWork) -> int:
    """Make every current row once more from the log and count the records; the caller commits."""
    count = rebuild_rows(uow.connection, rows=uow.rows)
    uow.session.expire_all()
    return count


def rebuild_rows(connection: Connection, *, rows: Rows) -> int:
    """Throw away all rows, heads, conflicts and waiting marks, make them from the log, and count the records."""
    log = Log(connection)
    links = {revision.rev_id: link_of(revision) for revision in log.every_live()}
    rows.clear()
    note_waiting(connection, {rev_id: (links[rev_id].entity_id, missing) for rev_id, missing in settle(links).items()})
    records = {UUID(link.entity_id) for link in links.values()}
    rows.recompute(records)
    return len(records)


def note_waiting(connection: Connection, waiting: dict[str, tuple[str, tuple[str, ...]]]) -> None:
    """Replace the list of waiting revisions, each with its record and what it misses."""
    connection.exec_driver_sql("DELETE FROM waiting")
    values = [
        (bytes.fromhex(rev_id), UUID(entity_id).bytes, json_text(missing))
        for rev_id, (entity_id, missing) in waiting.items()
    ]
    if values:
        connection.exec_driver_sql("INSERT INTO waiting (rev_id, entity_id, missing) VALUES (?, ?, ?)", values)


def blobs_in_use(connection: Connection) -> frozenset[str]:
    """List the blobs that counted revisions name and the store holds."""
    held = {row[0].hex() for row in connection.exec_driver_sql("SELECT sha256 FROM blob")}
    return frozenset(blobs_named(connection) & held)


def blobs_named(connection: Connection) -> set[str]:
    """List the blobs that counted revisions name, held or not."""
    named: set[str] = set()
    # Only a body in which some key ends so can name a blob; the rest need not be read as JSON.
    query = f"SELECT body FROM revision WHERE {COUNTED} AND (instr(body, '_blob\"') OR instr(body, '_blobs\"'))"
    for (body,) in connection.exec_driver_sql(query):
        named |= named_blobs(json.loads(body))
    return named


def digest_of(connection: Connection) -> tuple[str, int, int]:
    """Return the digest of the counted revisions and their blobs, and how many there are of each."""
    rev_ids = [row[0].hex() for row in connection.exec_driver_sql(f"SELECT rev_id FROM revision WHERE {COUNTED}")]
    blobs = blobs_in_use(connection)
    return digest(rev_ids, blobs), len(rev_ids), len(blobs)
