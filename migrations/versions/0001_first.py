"""The first tables: the revision log, the records, the compiled library and what belongs to the machine."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables as they stand, literally, in the file beside this one."""
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement.strip().rstrip(";"))
