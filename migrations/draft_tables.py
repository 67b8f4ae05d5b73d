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


SEARCHED = {
    "enterprise": (
        "name", "aliases", "operator", "uscc", "other_code", "phone", "legal_representative", "principal",
        "principal_phone", "safety_manager", "safety_manager_phone", "address", "registered_address", "town",
        "village", "grid",
    ),
    "hazard": ("fact", "demand", "charge", "place", "item_no", "responsible"),
    "document": ("number", "title"),
}  # fmt: skip


def search_statements(table: str, columns: tuple[str, ...]) -> list[str]:
    """Return the statements that make the search index of a table and the triggers that keep it."""
    index = f"{table}_search"
    words = ", ".join(f"new.{column}" for column in columns)
    changed = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
    add = f"INSERT INTO {index} (rowid, words) VALUES (new.rowid, ancha_words({words}));"
    take = f"DELETE FROM {index} WHERE rowid = old.rowid;"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='', contentless_delete=1, tokenize='ascii',"
        " prefix='1 2')",
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {table}\nBEGIN {add} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {', '.join(columns)} ON {table}\nWHEN {changed}\n"
        f"BEGIN {take} {add} END",
        f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table}\nBEGIN {take} END",
    ]


def statements() -> list[str]:
    """Return the statements that make all tables, indexes and triggers."""
    made: list[str] = []
    for table in Base.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=sqlite.dialect())) for index in indexes]
    searched = [one for table, columns in SEARCHED.items() for one in search_statements(table, columns)]
    return [_tidy(statement) for statement in (*made, *GUARDS, *searched)]


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip().replace("\t", "  ") for line in statement.strip().splitlines())


if __name__ == "__main__":
    print(";\n\n".join(statements()) + ";")
