"""Write the text of the tables of each version to migrations/known/, where the program looks it up.

Run it after a migration was written: `python migrations/make_known.py`
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.storage.engine import connect
from app.storage.migrate import upgrade
from app.storage.schema import VERSIONS, schema_text


def text_of(version: str) -> str:
    """Return the text of the tables that the migrations up to the version make."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "known.db"
        upgrade(path, to=version)
        connection = connect(path)
        try:
            return schema_text(connection)
        finally:
            connection.close()


if __name__ == "__main__":
    known = Path(__file__).parent / "known"
    known.mkdir(exist_ok=True)
    for version in VERSIONS:
        (known / f"{version}.sql").write_text(text_of(version), encoding="utf-8")
