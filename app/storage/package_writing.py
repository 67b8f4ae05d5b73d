"""Write a package: beside its place first, read back and proved, then under its name, or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlcipher3 import dbapi2

from app.rules.digest import digest
from app.rules.package_content import PackageContent
from app.storage.engine import connect
from app.storage.faults import StoreFullError, code_of
from app.storage.log import chunks
from app.storage.medium import flushed_meanwhile, hash_in_memory
from app.storage.package_meta import meta_lines
from app.storage.package_proving import Proof, prove
from app.storage.package_schema import HEAD, TABLES
from app.storage.package_stubs import stubs_beside
from app.storage.revision_text import bytes_of_row
from app.storage.revisions import COLUMNS
from app.storage.sealed_file import normal_passphrase, prove_sealed, write_sealed
from app.storage.space import FreeSpace, free_space
from app.storage.steps import Cancelled, Progress, Seen, Steps
from app.storage.store import Store
from app.storage.whole_file import SIDE_FILES, cannot_write, make_private, remove, written_whole
from app.values.canonical import JsonValue
from app.values.errors import UserError
from app.values.package import PACKAGE_FORMAT, PackageMeta, PrivateLine, Selection, StubLink
from app.values.revision import Revision

BATCH_BYTES = 16 * 1024 * 1024  # of originals between two looks at `cancelled`
BATCH = 500
MARGIN = 8 * 1024 * 1024
STAGING_RESERVE = 200 * 1024 * 1024  # left free on the disk of the store
_PLAIN = "package-{}.plain"
_PACKAGE_ERRORS = (8, 10, 13, 14)  # read-only, input and output, full, cannot open


@dataclass(frozen=True, slots=True)
class PackageLabel:
    """What a package says of itself beside what it holds."""

    made_at: datetime
    program: str
    device: UUID
    device_label: str
    authority: str | None = None
    officer: str | None = None
    recipient: str = ""
    selection: Selection = field(default_factory=Selection)
    is_redacted: bool = False
    carries: dict[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A package that was written and read back, and the originals that it should hold and this store lacks."""

    file: Path
    size: int
    file_sha256: str
    meta: PackageMeta
    missing_blobs: tuple[str, ...]


def write_package(
    store: Store,
    *,
    file: Path,
    content: PackageContent,
    label: PackageLabel,
    passphrase: str | None = None,
    revisions: Iterable[Revision] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    free: FreeSpace = free_space,
) -> WrittenPackage:
    """Write the content into the file, read it back, and only then give it its name.

    `revisions` stand in the place of those of the store where records are handed over blanked.
    """
    _refuse_own_files(file, store)
    if passphrase is not None:
        passphrase = normal_passphrase(passphrase)
    if label.selection.with_private and passphrase is None:
        raise UserError("保密内容只能放进加口令的数据包，没有写数据包。", hint="请设置口令，或者不带保密内容。")
    with _Source(store) as source:
        load = _Load(source, content, label, made=revisions)
        steps = Steps(load.size * (3 if passphrase is None else 6), progress, cancelled)
        _require_room(file, store, size=load.size, is_sealed=passphrase is not None, free=free)
        if passphrase is None:
            written = _write_plain(load, file, steps)
        else:
            staging = store.paths.database.parent / "temp"
            written = _write_sealed(load, file, steps, passphrase=passphrase, staging=staging)
    steps.finish()
    return written


def estimated_size(store: Store, content: PackageContent, *, with_photos: bool) -> tuple[int, int]:
    """Return about how many bytes a package of this content has, and how many originals it holds."""
    with _Source(store) as source:
        blobs = _held(source.connection, content.wanted_blobs(with_photos=with_photos))
        return sum(size for _, _, size in blobs) + _text_size(source.connection, content), len(blobs)


class _Source:
    """One moment of the store, from which a package is written; the new file is attached to it."""

    def __init__(self, store: Store) -> None:
        self.connection: Any = connect(store.paths.database, key=store.means.key)

    def __enter__(self) -> "_Source":
        self.connection.execute("PRAGMA temp_store = MEMORY").fetchall()  # nothing of a keyed store lies about
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    @contextmanager
    def writing(self, part: Path) -> Iterator[Any]:
        """Attach the empty file as `package`, and let it go again, whole, when the block ends well."""
        connection = self.connection
        connection.execute("ATTACH DATABASE ? AS package KEY ''", (str(part),))
        try:
            # Half a package is thrown away and a whole one is made durable at the end, so no journal is kept of it.
            for pragma in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", *HEAD):
                connection.execute(pragma.replace("PRAGMA ", "PRAGMA package.")).fetchall()
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        finally:
            with suppress(dbapi2.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            with suppress(dbapi2.Error):
                connection.execute("DETACH DATABASE package")


class _Load:
    """What goes into one package, worked out before anything is written."""

    def __init__(
        self, source: _Source, content: PackageContent, label: PackageLabel, *, made: Iterable[Revision] | None
    ) -> None:
        self.source = source
        self.content = content
        self.label = label
        self._made = None if made is None else list(made)
        wanted = content.wanted_blobs(with_photos=label.selection.with_photos)
        self.blobs = _held(source.connection, wanted)
        self.missing = tuple(sorted(wanted - {sha256 for _, sha256, _ in self.blobs}))
        self.privates = _privates(source.connection, content.seals) if label.selection.with_private else ()
        self.ends, self.stubs = ((), ()) if made is not None else stubs_beside(source.connection, content.rev_ids)
        self.size = sum(size for _, _, size in self.blobs) + _text_size(source.connection, content)

    def meta(self) -> PackageMeta:
        """Say what the package holds."""
        content, label = self.content, self.label
        return PackageMeta(
            format=PACKAGE_FORMAT,
            schema=content.schema,
            needs=content.needs,
            made_at=label.made_at,
            program=label.program,
            authority=label.authority,
            device=label.device,
            device_label=label.device_label,
            officer=label.officer,
            recipient=label.recipient,
            selection=label.selection,
            is_redacted=label.is_redacted,
            revisions=len(content.rev_ids),
            stubs=len(self.stubs),
            blobs=len(self.blobs),
            records=content.records,
            chains=self.ends,
            root=digest(content.rev_ids, (sha256 for _, sha256, _ in self.blobs)),
            carries=label.carries,
        )

    def write(self, part: Path, *, seen: Seen) -> PackageMeta:
        """Write all of it into the empty file."""
        meta = self.meta()
        lines = meta_lines(meta, stubs=self.stubs, privates=self.privates)
        with self.source.writing(part) as connection:
            for statement in TABLES.values():
                connection.execute(statement.replace("CREATE TABLE ", "CREATE TABLE package.", 1))
            connection.executemany("INSERT INTO package.meta VALUES (?, ?)", sorted(lines.items()))
            self._write_revisions(connection, seen)
            connection.executemany("INSERT INTO package.stub VALUES (?, ?, ?, ?)", map(_stub_row, self.stubs))
            _write_blobs(connection, self.blobs, seen)
            rows = ((bytes.fromhex(line.sha256), line.salt, line.value) for line in self.privates)
            connection.executemany("INSERT INTO package.private VALUES (?, ?, ?)", rows)
        return meta

    def _write_revisions(self, connection: Any, seen: Seen) -> None:
        for rows in self._revisions(connection):
            connection.executemany("INSERT INTO package.revision VALUES (?, ?)", rows)
            seen(sum(len(data) for _, data in rows))

    def _revisions(self, connection: Any) -> Iterator[list[tuple[bytes, bytes]]]:
        if self._made is not None:
            for chunk in chunks(self._made, size=BATCH):
                yield [(bytes.fromhex(one.rev_id), one.to_bytes()) for one in chunk]
            return
        # By its hash each, so that the index of the package is written from its beginning to its end.
        for wanted in chunks(sorted(self.content.rev_ids), size=BATCH):
            marks = ", ".join("?" * len(wanted))
            query = f"SELECT {COLUMNS} FROM main.revision WHERE rev_id IN ({marks}) ORDER BY rev_id"
            rows = connection.execute(query, tuple(map(bytes.fromhex, wanted)))
            yield [(row[0], bytes_of_row(row)) for row in rows]


def _write_plain(load: _Load, file: Path, steps: Steps) -> WrittenPackage:
    with _told(file), written_whole(file) as part:
        with flushed_meanwhile(part, seen=steps.go) as seen:
            meta = load.write(part, seen=seen)
        proof = prove(part, expected=_proof(load, meta), seen=steps.go)
    return WrittenPackage(file, proof.size, proof.file_sha256, meta, load.missing)


def _write_sealed(load: _Load, file: Path, steps: Steps, *, passphrase: str, staging: Path) -> WrittenPackage:
    """Write the plain package into our own folder, seal it into the file, and read that back."""
    plain = staging / _PLAIN.format(uuid4().hex)
    try:
        with _told(plain):
            staging.mkdir(parents=True, exist_ok=True)
            for left in staging.glob(_PLAIN.format("*")):
                remove(left)  # of a run that was killed; only one program writes at a time
            make_private(plain)
            meta = load.write(plain, seen=steps.go)
            # It is thrown away, so that its bytes in memory are all that is sealed.
            proof = prove(plain, expected=_proof(load, meta), seen=steps.go, hash_of=hash_in_memory)
        with _told(file), written_whole(file) as part:
            with flushed_meanwhile(part, seen=steps.go) as seen:
                write_sealed(plain, part, passphrase, seen=seen)
            sealed = prove_sealed(part, passphrase, plain_sha256=proof.file_sha256, seen=steps.go)
            size = part.stat().st_size
    except OSError as error:
        raise cannot_write(file) from error
    finally:
        remove(plain)
    return WrittenPackage(file, size, sealed, meta, load.missing)


def _proof(load: _Load, meta: PackageMeta) -> Proof:
    return Proof(
        root=meta.root,
        rev_ids=load.content.rev_ids,
        blobs=frozenset(sha256 for _, sha256, _ in load.blobs),
        stubs=len(load.stubs),
    )


def _held(connection: Any, wanted: Iterable[str]) -> list[tuple[int, str, int]]:
    """List the place, hash and size of the originals that this store holds, in the order in which they lie in it."""
    found: list[tuple[int, str, int]] = []
    for chunk in chunks(sorted(wanted), size=BATCH):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT rowid, sha256, size FROM main.blob WHERE sha256 IN ({marks})"
        found += [(row[0], row[1].hex(), row[2]) for row in connection.execute(query, tuple(map(bytes.fromhex, chunk)))]
    return sorted(found)


def _write_blobs(connection: Any, blobs: Iterable[tuple[int, str, int]], seen: Seen) -> None:
    waiting: list[int] = []
    size = 0
    for place, _, length in blobs:
        waiting.append(place)
        size += length
        if size >= BATCH_BYTES or len(waiting) == BATCH:
            _copy(connection, waiting)
            seen(size)
            waiting, size = [], 0
    if waiting:
        _copy(connection, waiting)
        seen(size)


def _copy(connection: Any, places: list[int]) -> None:
    marks = ", ".join("?" * len(places))
    query = f"INSERT INTO package.blob SELECT sha256, size, data FROM main.blob WHERE rowid IN ({marks}) ORDER BY rowid"
    connection.execute(query, places)


def _privates(connection: Any, seals: Iterable[str]) -> tuple[PrivateLine, ...]:
    found: list[PrivateLine] = []
    for chunk in chunks(sorted(seals), size=BATCH):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT sha256, salt, value FROM main.private WHERE sha256 IN ({marks}) ORDER BY sha256"
        rows = connection.execute(query, tuple(map(bytes.fromhex, chunk)))
        found += [PrivateLine(row[0].hex(), row[1], row[2]) for row in rows]
    return tuple(found)


def _text_size(connection: Any, content: PackageContent) -> int:
    """Estimate how long the revisions are, from the log as a whole."""
    count, size = connection.execute(
        "SELECT count(*), coalesce(sum(length(body)), 0) FROM (SELECT body FROM main.revision LIMIT 1000)"
    ).fetchone()
    each = 600 + 2 * size // max(1, count)
    return len(content.rev_ids) * int(each)


def _stub_row(stub: StubLink) -> tuple[bytes, int, bytes, bytes | None]:
    prev = None if stub.prev is None else bytes.fromhex(stub.prev)
    return stub.device.bytes, stub.seq, bytes.fromhex(stub.rev_id), prev


def _refuse_own_files(file: Path, store: Store) -> None:
    """Never put a package in the place of the data it comes from."""
    database = store.paths.database.resolve()
    own = {database, store.paths.lock.resolve(), *(database.with_name(database.name + end) for end in SIDE_FILES)}
    if file.resolve() in own:
        raise UserError(f"{file.name} 是正在使用的数据文件，不能写成数据包。", hint="请换一个文件名。")


def _require_room(file: Path, store: Store, *, size: int, is_sealed: bool, free: FreeSpace) -> None:
    """Refuse before the first byte where the package would not fit."""
    places = [(file.absolute().parent, size + MARGIN)]
    if is_sealed:
        places.append((store.paths.database.parent, size + MARGIN + STAGING_RESERVE))
    for folder, needed in places:
        available = free(folder)
        if available < needed:
            raise StoreFullError(
                f"{folder} 空间不足：需要 {_megabytes(needed)} MB，只剩 {_megabytes(available)} MB，没有写数据包。",
                hint="请腾出空间、换一个位置，或者缩小范围（例如不含照片）。",
            )


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn what the database says of the file that is being written into words."""
    try:
        yield
    except dbapi2.Error as error:
        if code_of(error) not in _PACKAGE_ERRORS:
            raise
        raise cannot_write(target) from error
