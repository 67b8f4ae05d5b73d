"""What is in a package that somebody brought: all of it is verified, nothing of it is taken in."""

from pathlib import Path

from app.services.desk import Desk
from app.services.handover_words import what
from app.storage.package_reading import open_package
from app.storage.rows import Kinds
from app.storage.sealed_file import is_sealed
from app.storage.steps import Cancelled, Progress
from app.values.days import to_ms
from app.values.rows_handover import PackageView


def view_package(
    desk: Desk,
    file: Path,
    *,
    passphrase: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> PackageView:
    """Verify a package through the safe reader and say what is in it."""
    store = desk.store
    with open_package(
        file,
        staging=store.paths.database.parent / "temp",
        now_ms=to_ms(desk.now()),
        reads_needs_up_to=greatest_needs(store.means.kinds),
        passphrase=passphrase,
        for_reading=True,
        progress=progress,
        cancelled=cancelled,
    ) as reading:
        return PackageView(
            file=file,
            size=reading.size,
            file_sha256=reading.file_sha256,
            is_sealed=is_sealed(file),
            what=what(reading.meta),
            meta=reading.meta,
            privates=len(reading.privates),
            missing_officers=reading.verdict.closure.missing_officers,
            forks=len(reading.verdict.forks),
        )


def greatest_needs(kinds: Kinds) -> int:
    """Return the highest version of a record that this program understands."""
    return max(record_class.SCHEMA for record_class in kinds.values())
