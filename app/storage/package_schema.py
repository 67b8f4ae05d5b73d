"""The tables of a package file, word for word as they are written and as a reader expects them."""

from app.values.package import PACKAGE_FORMAT

PAGE_SIZE = 16_384
APPLICATION_ID = 0x414E4348  # ANCH

META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
REVISION = "CREATE TABLE revision (rev_id BLOB PRIMARY KEY, bytes BLOB NOT NULL)"
STUB = (
    "CREATE TABLE stub (device BLOB NOT NULL, seq INTEGER NOT NULL, rev_id BLOB NOT NULL, prev BLOB,"
    " PRIMARY KEY (device, seq, rev_id))"
)
BLOB = "CREATE TABLE blob (sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL)"
PRIVATE = "CREATE TABLE private (sha256 BLOB PRIMARY KEY, salt BLOB NOT NULL, value TEXT NOT NULL)"

# By name, in the order in which they are made.
TABLES = {"meta": META, "revision": REVISION, "stub": STUB, "blob": BLOB, "private": PRIVATE}
DDL = "".join(f"{statement};\n" for statement in TABLES.values())

# What makes the head of a new file that of a package; journal_mode stays that of a rollback journal.
HEAD = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {PACKAGE_FORMAT}",
)
