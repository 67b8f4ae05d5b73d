"""Read the shared test vectors."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors"


@cache
def read_vectors(name: str) -> Any:
    """Read one file of vectors; the answer is shared, so nobody changes it."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def vector_names(pattern: str) -> list[str]:
    """List the files of vectors that match, by their names under the folder."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob(pattern))
