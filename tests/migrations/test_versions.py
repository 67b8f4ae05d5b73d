"""Every version has a text that is known and a test with rows, and the models are what the head makes."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.models.base import Base, fields_of
from app.models.kinds import MODULES, business_kinds
from app.paths import migrations_dir
from app.storage.engine import connect
from app.storage.migrate import upgrade
from app.storage.schema import HEAD, VERSIONS, known_text, normalised, schema_text
from app.storage.store import Store

HERE = Path(__file__).parent


def test_there_is_one_head_and_the_program_knows_every_version() -> None:
    scripts = ScriptDirectory(str(migrations_dir()))
    assert scripts.get_heads() == [HEAD]
    assert tuple(sorted(script.revision for script in scripts.walk_revisions())) == VERSIONS


def test_models_are_what_the_head_makes(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_modelled})
        assert compare_metadata(context, Base.metadata) == []


def _is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the search indexes, which are no tables of rows."""
    return kind != "table" or name is None or "_search" not in name


@pytest.mark.parametrize("version", VERSIONS)
def test_known_text_is_what_the_migrations_make(version: str, tmp_path: Path) -> None:
    upgrade(tmp_path / "store.db", to=version)
    connection = connect(tmp_path / "store.db")
    assert schema_text(connection) == known_text(version)
    connection.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_a_test_with_rows(version: str) -> None:
    (test,) = HERE.glob(f"test_{version}_*.py")
    assert re.search(r"INSERT INTO|uow\.add|stores", test.read_text(encoding="utf-8"))


def test_no_migration_imports_the_models() -> None:
    for script in (migrations_dir() / "versions").glob("*.py"):
        assert "app." not in script.read_text(encoding="utf-8"), script.name


def test_failed_migration_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.db"

    def fail(_connection: object) -> None:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(path, then=fail)
    connection = connect(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_spaces_do_not_change_the_text_of_a_table() -> None:
    assert normalised("CREATE TABLE t (\n\ta TEXT , b INTEGER\n)") == normalised("CREATE TABLE t(a TEXT,b INTEGER);")
    assert normalised("CREATE TABLE t (a TEXT)") != normalised("CREATE TABLE t (a BLOB)")


def test_every_module_of_models_is_loaded_for_the_tables() -> None:
    folder = Path(MODULES[0].__file__ or "").parent
    listed = {Path(module.__file__ or "").stem for module in MODULES}
    ground = {"__init__", "base", "types", "forms", "kinds"}
    assert {path.stem for path in folder.glob("*.py")} == listed | ground


@pytest.mark.parametrize("kind", sorted(business_kinds()))
def test_body_keys_of_a_kind_end_as_their_type_says(kind: str) -> None:
    endings = ("_at", "_cents", "_id", "_ids", "_blob", "_sealed")
    for field in fields_of(business_kinds()[kind]):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.key)
        if field.form.endings:
            assert field.key.endswith(field.form.endings), field.key
        for ending in endings:
            assert not field.key.endswith(ending) or ending in field.form.endings, field.key


def test_every_table_of_the_models_is_in_the_store(store: Store) -> None:
    with store.engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    assert set(Base.metadata.tables) <= names
