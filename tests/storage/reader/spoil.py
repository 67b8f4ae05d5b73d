"""Spoil an honest package in one way each; the name of the way is that of the reason it must be refused for."""

import json
import os
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.storage.package_schema import BLOB, DDL, PAGE_SIZE
from app.values.hlc import next_hlc
from app.values.refusal import RefusalCode as R
from tests.storage.reader.build import DEVICE, NOW_MS, Chain, Package, add, honest, make_id, put

DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True)
class Spoiling:
    """One hostile or damaged file: how it is made, and the reason for which it must be refused."""

    name: str
    code: R
    make: Callable[[Path], Path]


def _ddl_after(after: str) -> Callable[[Path], Path]:
    return lambda file: honest().write(file, after=after)


def _trigger(file: Path) -> Path:
    return honest().write(file, after="CREATE TRIGGER t AFTER INSERT ON blob BEGIN DELETE FROM revision; END")


def _view_instead_of_a_table(file: Path) -> Path:
    endless = (
        "DROP TABLE stub; CREATE VIEW stub AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
        " SELECT x AS device, x AS seq, x AS rev_id, x AS prev FROM c"
    )
    return honest().write(file, after=endless)


def _view_with_a_function(file: Path) -> Path:
    return honest().write(file, after="CREATE VIEW extra AS SELECT readfile('/etc/passwd') AS x")


def _generated_column(file: Path) -> Path:
    column = BLOB.replace("data BLOB NOT NULL", "data BLOB NOT NULL, more BLOB AS (zeroblob(900000000))")
    return honest().write(file, ddl=DDL.replace(BLOB, column))


def _virtual_table(file: Path) -> Path:
    return honest().write(file, after="CREATE VIRTUAL TABLE extra USING fts5(x)")


def _bomb(file: Path) -> Path:
    package = honest()
    rows = zlib.compress(bytes(30_000) * 100, 9)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    _add_photo(package, png)
    return package.write(file)


def _add_photo(package: Package, data: bytes) -> None:
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    named = {"inspection_id": make_id(3), "original_blob": put(package, data)}
    add(package, chain.write("photo", make_id(77), named))


def _false_photo(file: Path) -> Path:
    package = honest()
    _add_photo(package, b"MZ this is a program")
    return package.write(file)


def _animated_photo(file: Path) -> Path:
    package = honest()
    _add_photo(package, b"GIF89a" + bytes(200))
    return package.write(file)


def _false_paper(file: Path) -> Path:
    package = honest()
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    body = {"inspection_id": make_id(3), "file_blob": put(package, b"MZ this is a program")}
    add(package, chain.write("document", make_id(78), body))
    return package.write(file)


def _wrong_blob(file: Path) -> Path:
    package = honest()
    sha = next(iter(package.blobs))
    package.blobs[sha] += b"!"
    return package.write(file)


def _text_in_a_number(file: Path) -> Path:
    return honest().write(file, after="UPDATE blob SET size = 'many' WHERE rowid = 1")


def _text_for_bytes(file: Path) -> Path:
    return honest().write(file, after="UPDATE revision SET bytes = CAST(bytes AS TEXT) WHERE rowid = 3")


def _year_of_the_clock(file: Path) -> Path:
    package = honest()
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    add(package, chain.write("enterprise", make_id(79), {"name": "甲"}, hlc="f" * 16))
    return package.write(file)


def _clock_of_tomorrow(file: Path) -> Path:
    package = honest()
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    clock = next_hlc(NOW_MS + DAY_MS + 1000, ())
    add(package, chain.write("enterprise", make_id(79), {"name": "甲"}, hlc=clock))
    return package.write(file)


def _live(file: Path) -> Path:
    return honest().write(file, wal=True)


def _side_file(file: Path) -> Path:
    honest().write(file)
    file.with_name(file.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    return file


def _truncated(file: Path) -> Path:
    honest().write(file)
    os.truncate(file, file.stat().st_size - PAGE_SIZE)
    return file


def _cut_in_a_page(file: Path) -> Path:
    honest().write(file)
    os.truncate(file, file.stat().st_size - 100)
    return file


def _text(file: Path) -> Path:
    file.write_text("甲,乙,丙\n" * 1000, encoding="utf-8")
    return file


def _other_database(file: Path) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    return file


def _link(file: Path) -> Path:
    honest().write(file.with_name("real.ancha"))
    file.symlink_to(file.with_name("real.ancha"))
    return file


def _folder(file: Path) -> Path:
    file.mkdir()
    return file


def _pipe(file: Path) -> Path:
    os.mkfifo(file)
    return file


def _empty(file: Path) -> Path:
    file.touch()
    return file


def _page_zeroed(file: Path) -> Path:
    honest(hazards=400).write(file)
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // PAGE_SIZE // 2 * PAGE_SIZE)
        opened.write(bytes(PAGE_SIZE))
    return file


def _bit_in_a_revision(file: Path) -> Path:
    honest().write(file)
    data = file.read_bytes()
    at = data.index("瓶库".encode())
    file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    return file


def _not_canonical(file: Path) -> Path:
    package = honest()
    data = json.dumps(json.loads(next(iter(package.revisions.values())))).encode()
    package.revisions[sha256(data).hexdigest()] = data
    return _as_it_stands(package, file)


def _beyond_the_calendar(file: Path) -> Path:
    package = honest()
    data = next(data for data in package.revisions.values() if b"started_at" in data)
    data = data.replace(str(NOW_MS).encode(), str(2**53 - 1).encode())
    package.revisions[sha256(data).hexdigest()] = data
    return _as_it_stands(package, file)


def _as_it_stands(package: Package, file: Path) -> Path:
    """Write what no head can be made of under the head of an honest package."""
    good = honest()
    extra = {rev_id: data for rev_id, data in package.revisions.items() if rev_id not in good.revisions}
    good.write(file)
    with closing(sqlite3.connect(file)) as connection:
        rows = [(bytes.fromhex(rev_id), data) for rev_id, data in extra.items()]
        connection.executemany("INSERT INTO revision VALUES (?, ?)", rows)
        connection.commit()
    return file


def _row_left_out(file: Path) -> Path:
    package = honest()
    rev_id = next(rev_id for rev_id, data in package.revisions.items() if b'"kind":"photo"' in data)
    return package.write(file, after=f"DELETE FROM revision WHERE rev_id = x'{rev_id}'; VACUUM")


def _photo_left_out(file: Path) -> Path:
    return honest().write(file, after="DELETE FROM blob WHERE rowid = 1; VACUUM")


def _head_without_a_line(file: Path) -> Path:
    return honest().write(file, after="DELETE FROM meta WHERE key = 'root'; VACUUM")


def _head_changed(file: Path) -> Path:
    return honest().write(file, after="UPDATE meta SET value = '\"别处\"' WHERE key = 'recipient'")


def _stub_changed(file: Path) -> Path:
    return honest().write(file, after="UPDATE stub SET seq = 2")


def _private_changed(file: Path) -> Path:
    return honest().write(file, after="UPDATE private SET value = '别人'")


def _newer_tables(file: Path) -> Path:
    return honest().write(file, after="PRAGMA user_version = 2")


def _newer_records(file: Path) -> Path:
    package = honest()
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    add(package, chain.write("enterprise", make_id(79), {"name": "甲"}, schema=7, needs=7))
    return package.write(file)


def _redacted(file: Path) -> Path:
    package = honest()
    package.meta["is_redacted"] = True
    return package.write(file)


def _huge_value(file: Path) -> Path:
    return honest().write(file, after="INSERT INTO revision VALUES (zeroblob(32), zeroblob(70000000))")


def _huge_revision(file: Path) -> Path:
    return honest().write(file, after="INSERT INTO revision VALUES (zeroblob(32), zeroblob(5000000))")


def _two_kinds(file: Path) -> Path:
    package = honest()
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    add(package, chain.write("officer", make_id(2), {"name": "甲"}))
    return package.write(file)


def _foreign_parent(file: Path) -> Path:
    package = honest()
    chain = Chain(device=DEVICE, actor=make_id(1), seq=900, prev="cd" * 32)
    parent = next(rev_id for rev_id, data in package.revisions.items() if b'"kind":"officer"' in data)
    add(package, chain.write("enterprise", make_id(2), {"name": "甲"}, parents=(parent,)))
    return package.write(file)


def _sealed(file: Path) -> Path:
    from app.storage.sealed_file import seal_file

    plain = honest().write(file.with_name("plain"))
    seal_file(plain, file, "正确的口令")
    return file


SPOILINGS = (
    Spoiling("a trigger in a table", R.FOREIGN_TRIGGER, _trigger),
    Spoiling("an endless view in the place of a table", R.FOREIGN_VIEW, _view_instead_of_a_table),
    Spoiling("a view that calls a function", R.FOREIGN_VIEW, _view_with_a_function),
    Spoiling("a generated column of 900 MB", R.GENERATED_COLUMN, _generated_column),
    Spoiling("an image bomb", R.IMAGE_BOMB, _bomb),
    Spoiling("a blob under a wrong hash", R.FALSE_BLOB, _wrong_blob),
    Spoiling("text in a column of numbers", R.WRONG_TYPE, _text_in_a_number),
    Spoiling("text in a column of bytes", R.WRONG_TYPE, _text_for_bytes),
    Spoiling("a clock that wins for ever", R.CLOCK_AHEAD, _year_of_the_clock),
    Spoiling("a clock of the day after tomorrow", R.CLOCK_AHEAD, _clock_of_tomorrow),
    Spoiling("a virtual table", R.FOREIGN_VIRTUAL_TABLE, _virtual_table),
    Spoiling("a live database", R.LIVE_DATABASE, _live),
    Spoiling("a planted journal", R.SIDE_FILE, _side_file),
    Spoiling("cut off after a page", R.TRUNCATED, _truncated),
    Spoiling("cut off within a page", R.TRUNCATED, _cut_in_a_page),
    Spoiling("a text file", R.NOT_A_PACKAGE, _text),
    Spoiling("another database", R.NOT_A_PACKAGE, _other_database),
    Spoiling("a link", R.NOT_A_FILE, _link),
    Spoiling("a folder", R.NOT_A_FILE, _folder),
    Spoiling("a named pipe", R.NOT_A_FILE, _pipe),
    Spoiling("an empty file", R.EMPTY, _empty),
    Spoiling("one table more", R.FOREIGN_TABLE, _ddl_after("CREATE TABLE extra (x)")),
    Spoiling("one index more", R.FOREIGN_TABLE, _ddl_after("CREATE INDEX i ON blob (size)")),
    Spoiling("one table less", R.NOT_A_PACKAGE, _ddl_after("DROP TABLE private")),
    Spoiling("a page zeroed", R.DAMAGED, _page_zeroed),
    Spoiling("a bit fallen over in a revision", R.DAMAGED, _bit_in_a_revision),
    Spoiling("bytes that are not canonical", R.MALFORMED, _not_canonical),
    Spoiling("an instant beyond the calendar", R.MALFORMED, _beyond_the_calendar),
    Spoiling("a revision left out", R.MISSING_ROWS, _row_left_out),
    Spoiling("a photograph left out", R.NOT_CLOSED, _photo_left_out),
    Spoiling("a head without one line", R.FALSE_HEAD, _head_without_a_line),
    Spoiling("a head that was changed", R.FALSE_HEAD, _head_changed),
    Spoiling("a stub that was changed", R.FALSE_HEAD, _stub_changed),
    Spoiling("a private text that was changed", R.FALSE_SEAL, _private_changed),
    Spoiling("no photograph", R.NOT_A_PHOTO, _false_photo),
    Spoiling("a moving picture", R.NOT_A_PHOTO, _animated_photo),
    Spoiling("no paper", R.NOT_A_PAPER, _false_paper),
    Spoiling("tables of a newer program", R.NEWER_PROGRAM, _newer_tables),
    Spoiling("records of a newer program", R.NEWER_PROGRAM, _newer_records),
    Spoiling("personal details blanked", R.REDACTED, _redacted),
    Spoiling("a value of 70 MB", R.VALUE_TOO_LONG, _huge_value),
    Spoiling("a revision of 5 MB", R.VALUE_TOO_LONG, _huge_revision),
    Spoiling("one id under two kinds", R.TWO_KINDS, _two_kinds),
    Spoiling("a parent of another record", R.FOREIGN_PARENT, _foreign_parent),
    Spoiling("a passphrase and none given", R.PASSPHRASE_NEEDED, _sealed),
)
