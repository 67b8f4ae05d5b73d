"""The one road to the tables: upgrade to the head; new stores and tests take it too."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, event
from sqlalchemy.pool import NullPool

from app.paths import migrations_dir
from app.storage.engine import for_writing, make_engine
from app.values.errors import RefusedFileError


def upgrade(
    path: Path, *, to: str = "head", key: bytes | None = None, then: Callable[[Connection], None] | None = None
) -> None:
    """Bring the tables to the version, in one transaction, with foreign keys off before it and checked after.

    `then` belongs to the same transaction: rows made anew, or the identity of a new store.
    """
    engine = make_engine(path, key=key, pool=NullPool)
    # Inside a transaction the switch would do nothing, and rebuilding a parent table would delete its children.
    event.listen(engine, "connect", lambda driver, _record: driver.execute("PRAGMA foreign_keys = OFF"))
    try:
        with for_writing(engine).begin() as connection:
            run_alembic(connection, to=to)
            if then is not None:
                then(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RefusedFileError("升级数据结构时发现记录缺少所属，升级已撤销。", hint="请用备份恢复。")
    finally:
        engine.dispose()


def run_alembic(connection: Connection, *, to: str) -> None:
    """Run the migrations up to the version on the connection's transaction."""
    from alembic import command  # a tenth of a second that a start without a new version does without
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, to)
