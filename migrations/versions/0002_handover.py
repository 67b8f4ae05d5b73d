"""Handing over and safe-keeping: what this machine remembers of both, and parties joined into one."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables as they stand, literally, in the file beside this one; records' rows are made anew afterwards."""
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement.strip().rstrip(";"))
