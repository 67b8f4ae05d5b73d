"""Whether a database file says what was once written: pages, hashes, chains."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.storage.revisions import COLUMNS, read_row_anew
from app.values.canonical import sha256_hex

BATCH = 500

Seen = Callable[[int], None]


def page_faults(connection: Any, *, is_thorough: bool) -> list[str]:
    """List what SQLite itself finds wrong with the pages and references of the file."""
    pragma = "integrity_check" if is_thorough else "quick_check"
    faults = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}(20)") if row[0] != "ok"]
    faults += [f"{row[0]} 缺少所属的 {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return faults


def false_revisions(connection: Any, *, seen: Seen = lambda _done: None) -> list[str]:
    """List the revisions whose hash is not that of what they say."""
    faults: list[str] = []
    for done, row in enumerate(connection.execute(f"SELECT {COLUMNS} FROM revision")):
        if done % BATCH == 0:
            seen(done)
        if not is_true_revision(row):
            faults.append(row[0].hex())
    return faults


def is_true_revision(row: Any) -> bool:
    """Say whether the hash of a stored revision is that of what it says."""
    try:
        return bool(read_row_anew(row).rev_id == row[0].hex())
    except (ValueError, TypeError, AttributeError):
        return False  # what is stored is no revision at all


def false_blobs(connection: Any, *, seen: Seen = lambda _done: None) -> list[str]:
    """List the blobs whose hash is not that of their bytes; one photograph at a time is held in memory."""
    faults: list[str] = []
    for done, (sha256, size, data) in enumerate(connection.execute("SELECT sha256, size, data FROM blob")):
        seen(done)
        if sha256_hex(data) != sha256.hex() or size != len(data):
            faults.append(sha256.hex())
    return faults


def broken_links(connection: Any) -> list[str]:
    """List the revisions of this store's own devices whose predecessor in the chain is not there."""
    query = (
        "SELECT revision.rev_id FROM revision JOIN device ON device.id = revision.device"
        " LEFT JOIN revision AS before ON before.rev_id = revision.prev"
        " LEFT JOIN stub ON stub.rev_id = revision.prev"
        " WHERE (revision.seq > 1 AND (coalesce(before.seq, stub.seq) IS NOT revision.seq - 1"
        " OR coalesce(before.device, stub.device) IS NOT revision.device))"
        " OR (revision.seq = 1 AND revision.prev IS NOT NULL)"
    )
    return [row[0].hex() for row in connection.execute(query)]


def chain_ends(connection: Any) -> dict[UUID, int]:
    """Return how far the chain of each device reaches."""
    return {
        UUID(bytes=row[0]): row[1] for row in connection.execute("SELECT device, max(seq) FROM revision GROUP BY 1")
    }


def sizes(connection: Any) -> tuple[int, int]:
    """Return how many revisions and blobs the file holds."""
    return (
        int(connection.execute("SELECT count(*) FROM revision").fetchone()[0]),
        int(connection.execute("SELECT count(*) FROM blob").fetchone()[0]),
    )
