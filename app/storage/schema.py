"""The text of the tables, compared with the known text of their version before anything is written."""

import re
from pathlib import Path
from typing import Any

from app.paths import migrations_dir
from app.storage.search_index import SearchTable
from app.values.errors import RefusedFileError, UserError

HEAD = "0002"
VERSIONS = ("0001", "0002")

# The inner tables of a search index are worded by SQLite, and another release of it may word them otherwise.
_INNER = tuple(f"{index}_{part}" for index in SearchTable for part in ("data", "idx", "docsize", "config", "content"))
_OURS = (
    "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name != 'alembic_version'"
    f" AND NOT (type = 'table' AND name IN ({', '.join(map(repr, _INNER))}))"
)


class NewerStoreError(UserError):
    """The store was written by a newer program."""


def version_of(connection: Any) -> str | None:
    """Return the version of the tables, None where the file holds nothing yet."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in names:
        if names:
            raise RefusedFileError("这个文件不是安查的数据。", hint="请选择安查的数据文件或备份。")
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def schema_text(connection: Any) -> str:
    """Return the text of all tables, indexes and triggers, in a form that spaces do not change."""
    rows = connection.execute(f"SELECT type, name, sql FROM sqlite_master WHERE {_OURS} AND sql IS NOT NULL")
    statements = sorted((kind, name, normalised(sql)) for kind, name, sql in rows)
    return "".join(f"{sql};\n" for _, _, sql in statements)


def normalised(sql: str) -> str:
    """Return the statement with its spaces evened out."""
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql)).strip().rstrip(";")


def known_text(version: str, *, folder: Path | None = None) -> str:
    """Return the text that the tables of a version are known to have."""
    return ((folder or migrations_dir()) / "known" / f"{version}.sql").read_text(encoding="utf-8")


def require_known_schema(connection: Any, *, name: str) -> str | None:
    """Return the version of the store; refuse one that is newer, or whose tables are not as this version made them."""
    version = version_of(connection)
    if version is None:
        return None
    if version not in VERSIONS:
        raise NewerStoreError(
            f"{name} 由更新版本的安查写成（结构版本 {version}），本程序只认到 {HEAD}。", hint="请先升级安查，再打开它。"
        )
    if schema_text(connection) != known_text(version):
        raise RefusedFileError(f"{name} 的表结构与版本 {version} 不符，可能被其他程序改动过。", hint="请用备份恢复。")
    return version
