"""Print the statements that turn the tables of the version before into those of the models.

`python migrations/draft_changes.py > migrations/versions/0002_handover.sql`

A table of records that changed is made anew and stays empty: its rows come from the revision log. A changed table of
this machine's own is not drafted but named, since only a person knows where its values go.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.models.base import Base
from app.models.kinds import business_kinds
from app.storage.engine import connect
from app.storage.migrate import upgrade
from app.storage.schema import VERSIONS, normalised
from migrations.draft_tables import SEARCHED, statements


def held(version: str) -> dict[str, str]:
    """Return the statements of the tables, indexes and triggers of a version, by their names."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "before.db"
        upgrade(path, to=version)
        connection = connect(path)
        try:
            rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        finally:
            connection.close()
    return {name: normalised(sql) for name, sql in rows}


def changes(before: dict[str, str]) -> list[str]:
    """Return the statements that are missing, each changed table of records dropped first."""
    wanted = {name_of(statement): statement for statement in statements()}
    stale = {name for name, statement in wanted.items() if name in before and normalised(statement) != before[name]}
    tables = {record.__tablename__ for record in business_kinds().values()}
    changed_tables = sorted(stale & Base.metadata.tables.keys())
    if own := sorted(set(changed_tables) - tables):
        raise SystemExit(f"not of records, to be written by hand: {', '.join(own)}")
    made = [f"DROP TABLE {table}" for table in changed_tables]
    made += [
        f"INSERT INTO {table}_search ({table}_search) VALUES ('delete-all')"
        for table in changed_tables
        if table in SEARCHED
    ]
    remade = {name for name, statement in wanted.items() if _belongs_to(statement, changed_tables)}
    made += [statement for name, statement in wanted.items() if name not in before or name in remade]
    return made


def name_of(statement: str) -> str:
    """Return the name of what a statement makes."""
    words = statement.replace("(", " ").split()
    kinds = ("TABLE", "INDEX", "TRIGGER")
    return words[next(place for place, word in enumerate(words) if word in kinds) + 1].strip('"')


def _belongs_to(statement: str, tables: list[str]) -> bool:
    words = statement.replace("(", " ").split()
    if words[1] == "TABLE":
        return words[2].strip('"') in tables
    return "ON" in words and words[words.index("ON") + 1].strip('"') in tables


if __name__ == "__main__":
    print(";\n\n".join(changes(held(VERSIONS[-2]))) + ";")
