"""Print the tables of the models as literal SQL, from which a migration is drafted by hand.

`python migrations/draft_tables.py > migrations/versions/0001_first.sql`
"""

import sys
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.models.base import Base
from app.models.kinds import MODULES  # noqa: F401  # loads every table

GUARDS = (
    "CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision\n"
    "BEGIN SELECT RAISE(ABORT, 'the revision log is append-only'); END",
    "CREATE TRIGGER revision_is_never_removed BEFORE DELETE ON revision\n"
    "BEGIN SELECT RAISE(ABORT, 'the revision log is append-only'); END",
    "CREATE TRIGGER blob_is_never_rewritten BEFORE UPDATE ON blob\n"
    "BEGIN SELECT RAISE(ABORT, 'a blob is never rewritten'); END",
)


def statements() -> list[str]:
    """Return the statements that make all tables, indexes and triggers."""
    made: list[str] = []
    for table in Base.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=sqlite.dialect())) for index in indexes]
    return [_tidy(statement) for statement in (*made, *GUARDS)]


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip().replace("\t", "  ") for line in statement.strip().splitlines())


if __name__ == "__main__":
    print(";\n\n".join(statements()) + ";")
