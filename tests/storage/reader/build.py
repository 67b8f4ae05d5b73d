"""Build packages of a few records by hand, honest ones first, so that each test may spoil one thing."""

import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from app.rules.digest import digest
from app.storage.package_meta import meta_lines
from app.storage.package_reading import PackageReading, open_package
from app.storage.package_schema import DDL, HEAD
from app.storage.private import seal_of
from app.values.canonical import JsonValue
from app.values.hlc import next_hlc
from app.values.package import ChainEnd, PackageMeta, PrivateLine, Selection, StubLink
from app.values.revision import Revision
from tests.photos import make_photo

NOW_MS = 1_795_400_000_000
DEVICE = UUID(int=9)
OFFICER = UUID(int=0xA1)
SALT = b"0123456789abcdef"
PDF = b"%PDF-1.7\n% a paper\n" + b"x" * 20_000
PHOTO = make_photo(size=(320, 240))
LARGE_PHOTO = make_photo(size=(1600, 1200))


def make_id(number: int) -> str:
    """Give an id that is easy to tell apart."""
    return str(UUID(int=0x0192F3A0_0000_7000_8000_000000000000 + number))


@dataclass
class Chain:
    """Revisions that one device writes, each after the other."""

    device: UUID = DEVICE
    actor: str | None = None
    seq: int = 0
    prev: str | None = None
    revisions: list[Revision] = field(default_factory=list)

    def write(self, kind: str, entity_id: str, body: Mapping[str, JsonValue], **changes: Any) -> Revision:
        """Write a first revision of a record, or, with `parents`, a later one."""
        parents = [each for each in self.revisions if each.rev_id in changes.get("parents", ())]
        values: dict[str, Any] = {
            "kind": kind,
            "entity_id": entity_id,
            "schema": 1,
            "needs": 1,
            "parents": (),
            "hlc": next_hlc(NOW_MS, (each.hlc for each in parents)),
            "device": str(self.device),
            "seq": self.seq + 1,
            "prev": self.prev,
            "actor": self.actor,
            "reason": None,
            "deleted": False,
            "changed": tuple(sorted(body)),
            "body": body,
        }
        revision = Revision(**(values | changes))
        self.seq, self.prev = revision.seq, revision.rev_id
        self.revisions.append(revision)
        return revision


@dataclass
class Package:
    """What a test package holds; `lines` replace those of its head."""

    revisions: dict[str, bytes]
    blobs: dict[str, bytes] = field(default_factory=dict)
    stubs: list[StubLink] = field(default_factory=list)
    privates: list[PrivateLine] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    def head(self) -> PackageMeta:
        """Say what the package holds."""
        read = [Revision.from_bytes(data) for data in self.revisions.values()]
        kinds = {revision.entity_id: revision.kind for revision in read}
        values: dict[str, Any] = {
            "format": 1,
            "schema": 2,
            "needs": 1,
            "made_at": datetime(2026, 11, 23, tzinfo=UTC),
            "program": "0.1.0",
            "authority": "铜梁区应急管理局",
            "device": DEVICE,
            "device_label": "二中队 3 号机",
            "officer": "王五",
            "recipient": "内勤",
            "selection": Selection(),
            "is_redacted": False,
            "revisions": len(self.revisions),
            "stubs": len(self.stubs),
            "blobs": len(self.blobs),
            "records": {kind: list(kinds.values()).count(kind) for kind in kinds.values()},
            "chains": tuple(ChainEnd(UUID(each.device), each.seq, each.rev_id) for each in read[-1:]),
            "root": digest(self.revisions, self.blobs),
        }
        return PackageMeta(**(values | self.meta))

    def write(self, file: Path, *, ddl: str = DDL, after: str = "", wal: bool = False) -> Path:
        """Write the package with stdlib sqlite3; `after` is run on it at the end."""
        lines = meta_lines(self.head(), stubs=self.stubs, privates=self.privates) | self.lines
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for pragma in (*HEAD, "PRAGMA synchronous = OFF"):
                connection.execute(pragma)
            connection.executescript(ddl)
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", sorted(lines.items()))
            rows = [(bytes.fromhex(rev_id), data) for rev_id, data in self.revisions.items()]
            connection.executemany("INSERT INTO revision (rev_id, bytes) VALUES (?, ?)", rows)
            connection.executemany("INSERT INTO stub VALUES (?, ?, ?, ?)", map(_stub_row, self.stubs))
            blobs = [(bytes.fromhex(sha), len(data), data) for sha, data in self.blobs.items()]
            connection.executemany("INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?)", blobs)
            privates = [(bytes.fromhex(each.sha256), each.salt, each.value) for each in self.privates]
            connection.executemany("INSERT INTO private VALUES (?, ?, ?)", privates)
            connection.execute("COMMIT")
            if wal:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(after)
        return file


def put(package: Package, data: bytes) -> str:
    """Put an original into the package and give its hash."""
    sha = sha256(data).hexdigest()
    package.blobs[sha] = data
    return sha


def add(package: Package, revision: Revision) -> Revision:
    """Put a revision into the package."""
    package.revisions[revision.rev_id] = revision.to_bytes()
    return revision


def honest(*, hazards: int = 30, photos: int = 4, large: int = 0) -> Package:
    """Build a package of one inspection with its officer, party, hazards, photographs, a paper and a private text."""
    package, chain = Package({}), Chain(actor=make_id(1))
    add(package, chain.write("officer", make_id(1), {"name": "王五"}))
    add(package, chain.write("enterprise", make_id(2), {"name": "示例燃气店"}))
    seal = seal_of(SALT, "举报人李四")
    visit: dict[str, JsonValue] = {
        "enterprise_id": make_id(2),
        "started_at": NOW_MS,
        "reporter_sealed": seal,
        "officer_ids": [make_id(1)],
    }
    inspection = add(package, chain.write("inspection", make_id(3), visit))
    body: dict[str, JsonValue] = {**visit, "place": "瓶库"}
    changes: dict[str, Any] = {"parents": (inspection.rev_id,), "changed": ("place",)}
    add(package, chain.write("inspection", make_id(3), body, **changes))
    for number in range(hazards):
        fact = {"inspection_id": make_id(3), "fact": f"第{number}处：" + "气瓶没有固定，" * (number % 7 + 1)}
        add(package, chain.write("hazard", make_id(1_000_000 + number), fact))
    for number in range(photos + large):
        data = (PHOTO if number < photos else LARGE_PHOTO) + number.to_bytes(4, "big")
        named: dict[str, JsonValue] = {"inspection_id": make_id(3), "original_blob": put(package, data)}
        add(package, chain.write("photo", make_id(5000 + number), named))
    paper: dict[str, JsonValue] = {
        "inspection_id": make_id(3),
        "number": "（渝铜）应急责改〔2026〕18号",
        "file_blob": put(package, PDF),
        "content_blob": put(package, b'{"title":"x"}'),
    }
    add(package, chain.write("document", make_id(9), paper))
    package.stubs.append(StubLink(UUID(int=8), 1, "ab" * 32, None))
    package.privates.append(PrivateLine(seal, SALT, "举报人李四"))
    return package


def opening(file: Path, **changes: Any) -> AbstractContextManager[PackageReading]:
    """Open a package beside the test's own folders."""
    values: dict[str, Any] = {"staging": file.parent / "staging", "now_ms": NOW_MS, "reads_needs_up_to": 1}
    return open_package(file, **(values | changes))


def _stub_row(stub: StubLink) -> tuple[bytes, int, bytes, bytes | None]:
    prev = None if stub.prev is None else bytes.fromhex(stub.prev)
    return stub.device.bytes, stub.seq, bytes.fromhex(stub.rev_id), prev


__all__ = ["Chain", "Package", "add", "honest", "make_id", "opening", "put", "replace"]
