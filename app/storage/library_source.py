"""Tell whether the files of the library have changed, without reading what they say."""

import hashlib
from pathlib import Path


def source_sha256(folder: Path) -> str:
    """Hash all library files with their names: a new hash means that the library must be compiled again."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        data = file.read_bytes()
        total.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()
