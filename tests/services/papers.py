"""A store with the library compiled and one inspection, for tests of documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from app.models.document import Document
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.services.desk import Desk
from app.services.documents import DocumentService
from app.services.library import LibraryService
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import DocumentForm
from tests.services.records import Scene, at, desk_of, make_hazard, make_scene, put
from tests.stores import copy_template, make_template, open_copy

F = DocumentForm
Row = TypeVar("Row", Document, Hazard, Inspection)


def make_ready_template(folder: Path) -> Path:
    """Migrate a store and compile the library into it."""
    make_template(folder)
    with open_copy(folder) as store:
        LibraryService(Desk(store)).make_ready()
    return folder


@dataclass(frozen=True)
class Office:
    """An open store with one inspection, and the service of its documents."""

    store: Store
    scene: Scene
    documents: DocumentService

    def hazard(self, number: int = 1, **changes: Any) -> UUID:
        """Add a hazard."""
        return put(self.store, make_hazard(self.scene, number, **changes))[0]

    def issue(self, form: DocumentForm, **changes: Any) -> UUID:
        """Draft and issue a paper."""
        return self.documents.issue(self.documents.draft(self.scene.inspection_id, form), **changes)

    def document(self, document_id: UUID) -> Document:
        """Read the record of a document."""
        return self._row(Document, document_id)

    def hazard_row(self, hazard_id: UUID) -> Hazard:
        """Read the record of a hazard."""
        return self._row(Hazard, hazard_id)

    def inspection(self) -> Inspection:
        """Read the record of the inspection."""
        return self._row(Inspection, self.scene.inspection_id)

    def _row(self, kind: type[Row], row_id: UUID) -> Row:
        with self.store.read() as uow:
            row = uow.session.get_one(kind, row_id)
            uow.session.expunge(row)
            return row

    def counted(self) -> tuple[int, int, tuple[int, ...]]:
        """Count what a failed step must not change: revisions, blobs, numbers given."""
        with self.store.read() as uow:
            revisions = uow.connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one()
            blobs = uow.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar_one()
            return revisions, blobs, uow.numbers.given("责改", year=2026)

    def pass_time(self, **step: float) -> None:
        """Let the store's clock run on."""
        clock = self.store.means.clock
        assert isinstance(clock, FixedClock)
        clock.move(timedelta(**step))


@contextmanager
def open_office(template: Path, folder: Path, **changes: Any) -> Iterator[Office]:
    """Open a copy of the template with one inspection in it, in the afternoon of the day of the check."""
    copy_template(template, folder)
    with open_copy(folder) as store:
        clock = store.means.clock
        assert isinstance(clock, FixedClock)
        scene = make_scene(store, **changes)
        clock.set(at(clock.now().date(), 14))
        desk = desk_of(store, scene)
        yield Office(store, scene, DocumentService(desk, library=LibraryService(desk)))
