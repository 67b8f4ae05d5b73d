"""What went to a hub and what came from it."""

from dataclasses import dataclass

from app.values.rows_import import ImportRow


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push sent: new revisions and originals, bytes of these, and how much this store counts in all."""

    server: str
    revisions: int
    blobs: int
    bytes: int
    held: int


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought: revisions that travelled, revisions that the hub listed, and the import they made."""

    server: str
    row: ImportRow
    revisions: int
    listed: int
