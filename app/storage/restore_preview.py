"""What a copy holds and what of the present store it lacks, told before anything is restored."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.storage.backup import open_copy, verify_copy
from app.storage.engine import connect
from app.storage.faults import told_in_words
from app.storage.schema import version_of
from app.values.days import from_ms
from app.values.errors import UserError
from app.values.hlc import hlc_ms
from app.values.rows_safekeeping import PaperOfCopy, RestorePreview

LAST_PAPERS = 5
_PAPERS = (
    "SELECT number, title, issued_on FROM document WHERE number IS NOT NULL AND deleted = 0"
    " ORDER BY issued_at DESC, number DESC"
)


def preview_restore(
    file: Path, *, database: Path, key: bytes | None = None, copy_key: bytes | None = None
) -> RestorePreview:
    """Read the copy whole and compare it with the store that it would replace; nothing is written."""
    verify_copy(file, key=copy_key)
    with told_in_words(file):
        copy = open_copy(file, key=copy_key)
        try:
            held, papers, numbered = _revisions(copy), _papers(copy), _numbers(copy)
            kinds = _by_kind(copy)
            blobs = int(copy.execute("SELECT count(*) FROM blob").fetchone()[0])
            latest = copy.execute("SELECT max(hlc) FROM revision").fetchone()[0]
            version = version_of(copy) or ""
        finally:
            copy.close()
    plain = RestorePreview(
        file=file,
        size=file.stat().st_size,
        last_at=None if latest is None else from_ms(hlc_ms(latest)),
        version=version,
        records=kinds,
        revisions=len(held),
        blobs=blobs,
        last_papers=papers[:LAST_PAPERS],
    )
    if not database.exists():
        return plain
    try:
        return _with_loss(plain, held, numbered, database=database, key=key)
    except UserError:
        return replace(plain, is_store_readable=False)  # a damaged store is what most restores are for


def _with_loss(
    plain: RestorePreview, held: set[bytes], numbered: set[str], *, database: Path, key: bytes | None
) -> RestorePreview:
    with told_in_words(database):
        store = connect(database, key=key)
        try:
            here = list(store.execute("SELECT rev_id, kind, entity_id, hlc FROM revision"))
            papers = tuple(paper for paper in _papers(store) if paper.number not in numbered)
        finally:
            store.close()
    lost = [row for row in here if row[0] not in held]
    records: dict[str, set[bytes]] = {}
    for _, kind, entity_id, _ in lost:
        records.setdefault(kind, set()).add(entity_id)
    return replace(
        plain,
        lost={kind: len(ids) for kind, ids in sorted(records.items())},
        lost_revisions=len(lost),
        lost_papers=papers,
        lost_since=min((from_ms(hlc_ms(row[3])) for row in lost), default=None),
        additional_revisions=len(held - {row[0] for row in here}),
    )


def _revisions(connection: Any) -> set[bytes]:
    return {row[0] for row in connection.execute("SELECT rev_id FROM revision")}


def _by_kind(connection: Any) -> dict[str, int]:
    query = "SELECT kind, count(DISTINCT entity_id) FROM revision GROUP BY kind ORDER BY kind"
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _papers(connection: Any) -> tuple[PaperOfCopy, ...]:
    rows = connection.execute(_PAPERS)
    return tuple(PaperOfCopy(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None) for row in rows)


def _numbers(connection: Any) -> set[str]:
    return {row[0] for row in connection.execute("SELECT number FROM document WHERE number IS NOT NULL")}
