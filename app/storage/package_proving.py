"""Read a package back from where it was written, and prove that it holds what it should."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from app.rules.digest import digest
from app.storage.medium import HashOf, NotAsInMemoryError, hash_on_medium
from app.storage.package_meta import is_proved, read_meta
from app.storage.private import seal_of
from app.storage.steps import Seen
from app.values.errors import RefusedFileError
from app.values.package import PrivateLine, StubLink

_AT_ONCE = 2
_WORTH_HANDING_OVER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Proof:
    """What must stand in a package."""

    root: str
    rev_ids: frozenset[str]
    blobs: frozenset[str]
    stubs: int


@dataclass(frozen=True, slots=True)
class Proved:
    """A package that was read back whole."""

    size: int
    file_sha256: str


def prove(file: Path, *, expected: Proof, seen: Seen, hash_of: HashOf = hash_on_medium) -> Proved:
    """Read every byte of the package once more and refuse it where anything is not as it was written."""
    try:
        file_sha256 = hash_of(file, seen=seen)
    except NotAsInMemoryError:
        raise _refusal(file.name) from None
    _prove_content(file, expected, seen)
    return Proved(file.stat().st_size, file_sha256)


def _prove_content(file: Path, expected: Proof, seen: Seen) -> None:
    connection = dbapi2.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA mmap_size = 0").fetchall()
        revisions = _true(connection, "SELECT rev_id, bytes FROM revision NOT INDEXED", name=file.name, seen=seen)
        blobs = _true(connection, "SELECT sha256, data FROM blob NOT INDEXED", name=file.name, seen=seen)
        as_listed = (
            revisions == expected.rev_ids == _listed(connection, "SELECT rev_id FROM revision ORDER BY rev_id")
            and blobs == expected.blobs == _listed(connection, "SELECT sha256 FROM blob ORDER BY sha256")
            and digest(revisions, blobs) == expected.root
        )
        if not (as_listed and _is_head_true(connection, expected)):
            raise _refusal(file.name)
    except (dbapi2.DatabaseError, ValueError) as error:
        raise _refusal(file.name) from error
    finally:
        connection.close()


def _true(connection: Any, query: str, *, name: str, seen: Seen) -> set[str]:
    """Return the hashes under which something stands that has this hash; anything else is refused."""
    found: set[str] = set()
    waiting: deque[tuple[bytes, int, Future[bytes]]] = deque()

    def take() -> None:
        hash_, length, hashed = waiting.popleft()
        if hashed.result() != hash_:
            raise _refusal(name)
        found.add(hash_.hex())
        seen(length)

    with ThreadPoolExecutor(_AT_ONCE) as aside:
        for hash_, data in connection.execute(query):
            waiting.append((hash_, len(data), _hash(data, aside)))
            if len(waiting) > _AT_ONCE:
                take()
        while waiting:
            take()
    return found


def _hash(data: bytes, aside: ThreadPoolExecutor) -> Future[bytes]:
    """Hash aside what is large enough to be worth handing over."""
    if len(data) >= _WORTH_HANDING_OVER:
        return aside.submit(_sha256, data)
    hashed: Future[bytes] = Future()
    hashed.set_result(_sha256(data))
    return hashed


def _sha256(data: bytes) -> bytes:
    return sha256(data).digest()


def _listed(connection: Any, query: str) -> set[str]:
    return {row[0].hex() for row in connection.execute(query)}


def _is_head_true(connection: Any, expected: Proof) -> bool:
    lines = dict(connection.execute("SELECT key, value FROM meta"))
    stubs = [
        StubLink(UUID(bytes=row[0]), row[1], row[2].hex(), None if row[3] is None else row[3].hex())
        for row in connection.execute("SELECT device, seq, rev_id, prev FROM stub")
    ]
    privates = [
        PrivateLine(row[0].hex(), row[1], row[2])
        for row in connection.execute("SELECT sha256, salt, value FROM private")
    ]
    return (
        read_meta(lines).root == expected.root
        and len(stubs) == expected.stubs
        and all(seal_of(line.salt, line.value) == line.sha256 for line in privates)
        and is_proved(lines, stubs=stubs, privates=privates)
    )


def _refusal(name: str) -> RefusedFileError:
    return RefusedFileError(
        f"{name.removesuffix('.part')} 写好后读回与资料库不符，没有留下文件。",
        hint="请换一个U盘或者位置再试；仍然这样时，请运行 ancha check 检查资料库。",
    )
