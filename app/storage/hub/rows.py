"""The two tables of the hub: what they hold, what is added to them, what is fetched from them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.paths import resource
from app.storage.hub.faults import HubError, require_extra, server_told_in_words

if TYPE_CHECKING:
    import psycopg

VERSION = 1
BATCH = 2_000
_TURN = 0x414E4348  # one at a time makes the tables of an empty hub


@dataclass(frozen=True, slots=True)
class BlobRef:
    """An original that the folder or bucket of the hub holds."""

    sha256: str
    size: int
    place: str


class HubRows:
    """Work on the tables of one hub; made by `open_hub`."""

    def __init__(self, connection: "psycopg.Connection[tuple[object, ...]]", *, url: str) -> None:
        self._connection = connection
        self._url = url

    def make_ready(self) -> None:
        """Make the tables where there are none, and refuse a hub of a newer program."""
        with server_told_in_words(self._url), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
            if self._one("SELECT to_regclass('hub_version') IS NOT NULL"):
                version = self._one("SELECT max(version) FROM hub_version")
                if not isinstance(version, int) or version > VERSION:
                    raise HubError(f"服务器的结构版本是 {version}，本程序只认到 {VERSION}。", hint="请先升级安查。")
                return
            for name in ("tables", "views"):
                statements = resource("hub", f"{name}.sql").read_text(encoding="utf-8")
                self._connection.execute(statements.encode())

    def missing_revisions(self, rev_ids: Iterable[str]) -> list[str]:
        """Return, ascending, those of the revisions that the hub does not hold."""
        return self._missing(rev_ids, table="revision", column="rev_id")

    def missing_blobs(self, hashes: Iterable[str]) -> list[str]:
        """Return, ascending, those of the originals that the hub does not know."""
        return self._missing(hashes, table="blob_ref", column="sha256")

    def add_revisions(self, lines: Iterable[tuple[str, str]]) -> int:
        """Add revisions as hash and canonical text, all at once or none; the count is of those that were new.

        One transaction: the hub holds the records that a revision refers to whenever it shows the revision.
        """
        with server_told_in_words(self._url), self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE coming (rev_id bytea, line text) ON COMMIT DROP")
            with cursor.copy("COPY coming FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["bytea", "text"])
                for rev_id, line in lines:
                    copy.write_row((bytes.fromhex(rev_id), line))
            # In one order everywhere, so that two offices wait for each other and never both for ever.
            cursor.execute(
                "INSERT INTO revision (rev_id, line) SELECT rev_id, line FROM coming ORDER BY rev_id"
                " ON CONFLICT DO NOTHING"
            )
            return cursor.rowcount

    def add_blobs(self, refs: Iterable[BlobRef]) -> None:
        """Note originals that lie in the folder or bucket."""
        with server_told_in_words(self._url), self._connection.transaction(), self._connection.cursor() as cursor:
            values = sorted((bytes.fromhex(ref.sha256), ref.size, ref.place) for ref in refs)
            cursor.executemany(
                "INSERT INTO blob_ref (sha256, size, place) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", values
            )

    @contextmanager
    def moment(self) -> Iterator[None]:
        """See one moment of the hub, whatever others add meanwhile."""
        with server_told_in_words(self._url), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def revision_ids(self) -> list[str]:
        """List all revisions, ascending."""
        return [
            rev_id for (rev_id,) in self._rows("SELECT encode(rev_id, 'hex') FROM revision ORDER BY revision.rev_id")
        ]

    def lines(self, rev_ids: list[str]) -> Iterator[tuple[str, bytes]]:
        """Give the wanted revisions as hash and canonical bytes; nothing of them has been checked."""
        for at in range(0, len(rev_ids), BATCH):
            wanted = [bytes.fromhex(rev_id) for rev_id in rev_ids[at : at + BATCH]]
            query = "SELECT encode(rev_id, 'hex'), line FROM revision WHERE rev_id = ANY(%s)"
            for rev_id, line in self._rows(query, (wanted,)):
                yield rev_id, line.encode()

    def blob_refs(self) -> dict[str, BlobRef]:
        """Return every original that the hub knows, by its hash."""
        found = self._rows("SELECT encode(sha256, 'hex'), size::text, place FROM blob_ref")
        return {sha256: BlobRef(sha256, int(size), place) for sha256, size, place in found}

    def _missing(self, hashes: Iterable[str], *, table: str, column: str) -> list[str]:
        with server_told_in_words(self._url), self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE candidate (hash bytea) ON COMMIT DROP")
            with cursor.copy("COPY candidate FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["bytea"])
                for found in hashes:
                    copy.write_row((bytes.fromhex(found),))
            cursor.execute(
                "SELECT DISTINCT encode(hash, 'hex') FROM candidate"
                f" WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = candidate.hash) ORDER BY 1"
            )
            return [str(row[0]) for row in cursor]

    def _one(self, query: str) -> object:
        row = self._connection.execute(query.encode()).fetchone()
        return None if row is None else row[0]

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[str, ...]]:
        with server_told_in_words(self._url):
            for row in self._connection.execute(query.encode(), values or None):
                yield tuple(str(value) for value in row)


@contextmanager
def open_hub(url: str) -> Iterator[HubRows]:
    """Connect to the hub at the address and make it ready."""
    require_extra()
    import psycopg

    if not url.startswith(("postgresql://", "postgres://")):
        raise HubError("服务器地址应以 postgresql:// 开头。", hint="请向管理员要完整的地址。")
    with server_told_in_words(url):
        connection = psycopg.connect(url, autocommit=True, connect_timeout=15, application_name="ancha")
    try:
        rows = HubRows(connection, url=url)
        rows.make_ready()
        yield rows
    finally:
        connection.close()
