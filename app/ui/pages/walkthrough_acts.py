"""What the walk-through asks of the services: each act written in order by the one writer, then the walk read anew."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.ui.tasks import plain
from app.values.enums import FindingResult, PhotoRole
from app.values.errors import UserError
from app.values.fields_hazard import HazardFields
from app.values.rows_photo import PhotoTarget
from app.values.rows_walk import Undone, Walk

if TYPE_CHECKING:
    from app.ui.context import UiContext

T = TypeVar("T")


class OpenCard:
    """A hazard's card; its id is known to the writer as soon as the answer that made it is stored."""

    def __init__(self, hazard_id: UUID | None = None) -> None:
        self.hazard_id = hazard_id


def voiding(card: OpenCard) -> str:
    """Name the question why the hazard of a card is withdrawn."""
    return f"withdrawing:{card.hazard_id}"


class WalkActs(QObject):
    """Write in the order of the officer's acts; the walk is read again when nothing is left to write."""

    walk_read = Signal(object)
    read_failed = Signal(str)

    def __init__(self, context: "UiContext", inspection_id: UUID, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.inspection_id = inspection_id
        self._writing = 0
        self._is_stale = False

    @property
    def is_writing(self) -> bool:
        return self._writing > 0

    def read(self) -> None:
        """Read the walk; an answer that an act has overtaken is not shown."""
        work = self._context.services.walk.view
        self._context.tasks.run_read(
            plain(lambda: work(self.inspection_id)), done=self._on_read, owner=self, lane="walk", failed=self._on_failed
        )

    def answer(self, item_id: str, result: FindingResult, card: OpenCard, *, is_first: bool) -> None:
        """Answer an item; the hazard that it makes is the one of the card."""
        services = self._context.services

        def work() -> None:
            if is_first:
                services.inspections.begin(self.inspection_id)
            answered = services.walk.answer(self.inspection_id, item_no=item_id, result=result)
            card.hazard_id = answered.hazard_id

        self._write(work)

    def answer_section(self, section: int, *, then: Callable[[int], None], is_first: bool) -> None:
        """Answer what is open in a section with 符合."""
        services = self._context.services

        def work() -> int:
            if is_first:
                services.inspections.begin(self.inspection_id)
            return services.walk.answer_rest(self.inspection_id, FindingResult.CONFORMS, section=section)

        self._write(work, then=then)

    def undo(self, then: Callable[[Undone | None], None]) -> None:
        """Take the last step back."""
        walk = self._context.services.walk
        self._write(lambda: walk.undo(self.inspection_id), then=then)

    def stay(self, *, item_id: str, hazard_id: UUID | None) -> None:
        """Remember where the officer is."""
        walk = self._context.services.walk
        self._write(lambda: walk.stay(self.inspection_id, item_id=item_id, hazard_id=hazard_id), reads=False)

    def keep_draft(self, card: OpenCard, fields: HazardFields, *, then: Callable[[], None]) -> None:
        """Keep what stands in the open card."""
        hazards = self._context.services.hazards

        def work() -> None:
            if card.hazard_id is not None:
                hazards.keep_draft(card.hazard_id, fields)

        self._write(work, then=lambda _done: then(), reads=False)

    def close_card(self, card: OpenCard, fields: HazardFields) -> None:
        """Make one revision of what was written in the card."""
        hazards = self._context.services.hazards

        def work() -> None:
            if card.hazard_id is not None:
                hazards.edit(card.hazard_id, fields)

        self._write(work)

    def remove(self, card: OpenCard, *, then: Callable[[], None]) -> None:
        """Delete the hazard of the card."""
        walk = self._context.services.walk

        def work() -> None:
            if card.hazard_id is not None:
                walk.remove_hazard(self.inspection_id, card.hazard_id)

        self._write(work, then=lambda _done: then())

    def void(self, card: OpenCard, reason: str) -> None:
        """Withdraw the hazard of the card with a reason."""
        hazards, drafts = self._context.services.hazards, self._context.services.form_drafts

        def work() -> None:
            if card.hazard_id is not None:
                hazards.void(card.hazard_id, reason)
                drafts.drop(voiding(card))

        self._write(work)

    def confirm_fix(self, card: OpenCard) -> None:
        """Confirm that the hazard of the card was mended on the spot."""
        hazards = self._context.services.hazards
        self._write(lambda: hazards.confirm_fix(card.hazard_id) if card.hazard_id is not None else None)

    def record_free(self, then: Callable[[UUID], None]) -> None:
        """Record a hazard of no item."""
        hazards = self._context.services.hazards
        self._write(lambda: hazards.record(self.inspection_id), then=then)

    def photo_target(
        self, card: OpenCard | None, *, item_id: str, role: PhotoRole, then: Callable[[PhotoTarget], None]
    ) -> None:
        """Tell what photographs of the current stop belong to, once the answers before them are stored."""
        walk = self._context.services.walk

        def work() -> PhotoTarget:
            hazard_id = None if card is None else card.hazard_id
            if hazard_id is not None:
                return PhotoTarget(inspection_id=self.inspection_id, hazard_id=hazard_id, role=role)
            finding_id = walk.finding(self.inspection_id, item_no=item_id)
            return PhotoTarget(inspection_id=self.inspection_id, finding_id=finding_id, role=PhotoRole.SCENE)

        self._write(work, then=then, reads=False)

    def finish(self, end: Callable[[], None], then: Callable[[], None]) -> None:
        """End the check."""
        self._write(end, then=lambda _done: then())

    def resume(self) -> None:
        """Go on with a check that was ended."""
        inspections = self._context.services.inspections
        self._write(lambda: inspections.resume(self.inspection_id))

    def begin(self) -> None:
        """Begin a check that was planned."""
        inspections = self._context.services.inspections
        self._write(lambda: inspections.begin(self.inspection_id))

    def _write(self, work: Callable[[], T], *, then: Callable[[T], None] | None = None, reads: bool = True) -> None:
        self._writing += 1
        self._is_stale = self._is_stale or reads
        done = then if then is not None else _nothing
        task = self._context.tasks.run_write(plain(work), done=done, owner=self, failed=self._tell)
        task.ended.connect(self._on_write_ended)

    def _tell(self, error: UserError) -> None:
        """Say what was refused, and show what is stored in place of what was hoped for."""
        self._context.messages.show_error(error)
        self._is_stale = True
        self._catch_up()

    def _catch_up(self) -> None:
        if self._is_stale and not self.is_writing:
            self._is_stale = False
            self.read()

    def _on_write_ended(self) -> None:
        self._writing -= 1
        self._catch_up()

    def _on_read(self, walk: Walk) -> None:
        if self.is_writing:
            self._is_stale = True
        else:
            self.walk_read.emit(walk)

    def _on_failed(self, error: UserError) -> None:
        self.read_failed.emit(str(error))


def _nothing(_answer: object) -> None:
    """The outcome of an act that shows itself when the walk is read again."""
