"""Spoil a good package by chance: its bytes, its pages, its tables, its records, its pictures, its wrapper."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from app.storage.package_schema import PAGE_SIZE, TABLES
from app.storage.sealed_file import CHUNK, HEADER_BYTES, TAG_BYTES
from tests.photos import PhotoFormat, make_photo
from tests.storage.reader.build import Chain, Package, add, honest, make_id, put
from tests.storage.reader.spoil import SPOILINGS

PHRASE = "口令"
Damage = Callable[[Package, Path, Random], Package]

_HOSTILE_SQL = (
    "CREATE TRIGGER t{n} AFTER INSERT ON {table} BEGIN SELECT 1; END",
    "CREATE VIEW v{n} AS SELECT * FROM {table}",
    "CREATE TABLE t{n} (x)",
    "CREATE INDEX i{n} ON {table} (1)",
    "CREATE VIRTUAL TABLE f{n} USING fts5(x)",
    "ALTER TABLE {table} ADD COLUMN c{n} BLOB",
    "ALTER TABLE {table} ADD COLUMN c{n} BLOB AS (zeroblob(900000000))",
    "ALTER TABLE {table} RENAME TO t{n}",
    "DROP TABLE {table}",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'BLOB', 'TEXT') WHERE name = '{table}'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = {n} WHERE name = '{table}'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET type = 'view' WHERE name = '{table}'",
    "PRAGMA application_id = {n}",
    "PRAGMA user_version = {n}",
    "PRAGMA auto_vacuum = FULL; VACUUM",
    "DELETE FROM {table} WHERE rowid % 3 = 1; VACUUM",
    "ANALYZE",
)
_VALUES = (None, 0, -1, 2**62, 1.5, "", "文字", b"", b"\x00" * 32, b"x" * 40, "x" * 5000)
_COLUMNS = {
    "meta": ("key", "value"),
    "revision": ("rev_id", "bytes"),
    "stub": ("device", "seq", "rev_id", "prev"),
    "blob": ("sha256", "size", "data"),
    "private": ("sha256", "salt", "value"),
}


def flip_bytes(package: Package, file: Path, chance: Random) -> Package:
    """Change one to eight bytes anywhere."""
    data = bytearray(package.write(file).read_bytes())
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= chance.randint(1, 255)
    file.write_bytes(data)
    return package


def cut(package: Package, file: Path, chance: Random) -> Package:
    """Cut the end off, or add one."""
    data = package.write(file).read_bytes()
    length = chance.randrange(len(data) + PAGE_SIZE)
    file.write_bytes(data[:length] + bytes(max(0, length - len(data))))
    return package


def zero_a_page(package: Package, file: Path, chance: Random) -> Package:
    """Make one page empty."""
    pages = _pages(package.write(file))
    pages[chance.randrange(len(pages))] = bytes(PAGE_SIZE)
    file.write_bytes(b"".join(pages))
    return package


def swap_pages(package: Package, file: Path, chance: Random) -> Package:
    """Put two pages in each other's place."""
    pages = _pages(package.write(file))
    one, other = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[one], pages[other] = pages[other], pages[one]
    file.write_bytes(b"".join(pages))
    return package


def repeat_a_page(package: Package, file: Path, chance: Random) -> Package:
    """Write one page over another."""
    pages = _pages(package.write(file))
    pages[chance.randrange(len(pages))] = pages[chance.randrange(len(pages))]
    file.write_bytes(b"".join(pages))
    return package


def change_heads(package: Package, file: Path, chance: Random) -> Package:
    """Change bytes of the file's head and of the heads of pages."""
    data = bytearray(package.write(file).read_bytes())
    for _ in range(chance.randint(1, 4)):
        page = chance.randrange(len(data) // PAGE_SIZE)
        data[page * PAGE_SIZE + chance.randrange(100 if page == 0 else 40)] = chance.randrange(256)
    file.write_bytes(data)
    return package


def change_tables(package: Package, file: Path, chance: Random) -> Package:
    """Put in tables, columns, triggers and views that do not belong there, or one of the known attacks."""
    if chance.random() < 0.3:
        known = [each for each in SPOILINGS if each.name not in _LEFT_OUT]
        chance.choice(known).make(file)
        return honest()
    order = chance.choice(_HOSTILE_SQL).format(table=chance.choice(list(TABLES)), n=chance.randrange(1, 60))
    package.write(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection, suppress(sqlite3.Error):
        connection.executescript(order)
    return package


def change_values(package: Package, file: Path, chance: Random) -> Package:
    """Set a value of one row to something of another type, length or meaning."""
    package.write(file)
    table = chance.choice(list(_COLUMNS))
    column = chance.choice(_COLUMNS[table])
    with closing(sqlite3.connect(file, isolation_level=None)) as connection, suppress(sqlite3.Error):
        rows = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")]
        order = f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?"
        connection.execute(order, (chance.choice(_VALUES), chance.choice(rows)))
    return package


def change_records(package: Package, file: Path, chance: Random) -> Package:
    """Change what a revision says, under its right hash and a head that fits: only the rules can refuse it."""
    rev_id = chance.choice(list(package.revisions))
    plain = _mutated(json.loads(package.revisions.pop(rev_id)), chance)
    sort_keys = chance.random() < 0.9
    data = json.dumps(plain, ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":")).encode("utf-8", "replace")
    package.revisions[sha256(data).hexdigest()] = data
    try:
        package.write(file)
    except Exception:  # noqa: BLE001 - a record of which no head can be made goes under that of another package
        sound = honest(hazards=6, photos=1)
        sound.write(file, after=f"INSERT INTO revision VALUES (x'{sha256(data).hexdigest()}', x'{data.hex()}')")
        sound.revisions[sha256(data).hexdigest()] = data
        return sound
    return package


def change_pictures(package: Package, file: Path, chance: Random) -> Package:
    """Put in a photograph whose head was changed by chance, under its right hash."""
    kind = chance.choice(_KINDS)
    data = bytearray(_PICTURES.setdefault(kind, make_photo(kind, (64, 48))))
    for _ in range(chance.randint(1, 3)):
        data[chance.randrange(min(len(data), 400))] = chance.randrange(256)
    if kind == "PNG" and chance.random() < 0.5:
        data[16:24] = chance.randrange(1, 2**31).to_bytes(4, "big") + chance.randrange(1, 2**31).to_bytes(4, "big")
    chain = Chain(actor=make_id(1), seq=900, prev="cd" * 32)
    named = {"inspection_id": make_id(3), "original_blob": put(package, bytes(data))}
    add(package, chain.write("photo", make_id(77), named))
    package.write(file)
    return package


def change_the_wrapper(package: Package, file: Path, chance: Random) -> Package:
    """Flip, cut or exchange pieces of a sealed package."""
    data = bytearray(_sealed(package, file))
    how = chance.randrange(3)
    if how == 0:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif how == 1:
        del data[chance.choice((chance.randrange(len(data)), HEADER_BYTES + CHUNK + TAG_BYTES)) :]
    else:
        at, piece = HEADER_BYTES, CHUNK + TAG_BYTES
        data[at : at + piece], data[at + piece : at + 2 * piece] = (
            data[at + piece : at + 2 * piece],
            data[at : at + piece],
        )
    file.write_bytes(data)
    return package


def invent(package: Package, file: Path, chance: Random) -> Package:
    """Write chance itself behind the head of a package."""
    head = package.write(file).read_bytes()[: chance.choice((0, 16, 100, PAGE_SIZE))]
    file.write_bytes(head + chance.randbytes(chance.randrange(1, 4 * PAGE_SIZE)))
    return package


DAMAGES: Mapping[str, tuple[Damage, int]] = {
    "bytes flipped": (flip_bytes, 24),
    "cut off": (cut, 8),
    "page zeroed": (zero_a_page, 8),
    "pages swapped": (swap_pages, 8),
    "page repeated": (repeat_a_page, 6),
    "heads changed": (change_heads, 14),
    "tables changed": (change_tables, 8),
    "values changed": (change_values, 8),
    "records changed": (change_records, 8),
    "pictures changed": (change_pictures, 6),
    "invented": (invent, 2),
    "wrapper changed": (change_the_wrapper, 1),
}
# Slow ones, and one that is no part of the package that is compared with.
_LEFT_OUT = ("a value of 70 MB", "a passphrase and none given", "a page zeroed")
_KINDS: tuple[PhotoFormat, ...] = ("JPEG", "PNG", "WEBP", "HEIC")
_PICTURES: dict[str, bytes] = {}
_SEALED: dict[int, bytes] = {}


def _pages(file: Path) -> list[bytes]:
    data = file.read_bytes()
    return [data[at : at + PAGE_SIZE] for at in range(0, len(data), PAGE_SIZE)]


def _sealed(package: Package, file: Path) -> bytes:
    from app.storage.sealed_file import seal_file

    if not _SEALED:
        large = replace(package, blobs={**package.blobs})
        put(large, Random(1).randbytes(2 * CHUNK))
        plain = large.write(file.with_name("plain"))
        seal_file(plain, file, PHRASE)
        plain.unlink()
        _SEALED[0] = file.read_bytes()
    return _SEALED[0]


def _mutated(plain: dict[str, Any], chance: Random) -> dict[str, Any]:
    key = chance.choice(list(plain))
    choices: tuple[Any, ...] = (
        None, 0, -1, 2**53, 2**70, 1.0, True, "", "x", "\x00", "e\u0301", [], {}, [[]], {"a": {"b": [None]}},
        "00" * 32, make_id(2), ["00" * 32], [make_id(4), make_id(2)],
    )  # fmt: skip
    how = chance.randrange(4)
    if how == 0:
        return {**plain, key: chance.choice(choices)}
    if how == 1:
        return {name: value for name, value in plain.items() if name != key}
    field = chance.choice(
        ("a_id", "a_ids", "a_blob", "a_at", "a_cents", "a_sealed", "fact", "A", "state", "inspection_id")
    )
    body = {**plain["body"], field: chance.choice(choices)}
    changed = sorted(body) if how == 2 else plain["changed"]
    return {**plain, "body": body, "changed": changed}
