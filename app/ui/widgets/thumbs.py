"""Small pictures of photographs: read and decoded in a worker, the last ones kept."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.ui.tasks import Tasks, plain
from app.ui.widgets.photo_pane import decode
from app.values.errors import UserError

KEPT = 96
WIDTH = 384
Read = Callable[[UUID, int], bytes]


class Thumbs(QObject):
    """Hand small pictures out, from memory or a moment later."""

    def __init__(self, read: Read, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._tasks = read, tasks
        self._kept: OrderedDict[UUID, QImage] = OrderedDict()
        self._waiting: dict[UUID, list[Callable[[QImage], None]]] = {}

    def want(self, photo_id: UUID, show: Callable[[QImage], None]) -> None:
        """Show the small picture of a photograph as soon as it is there."""
        image = self._kept.get(photo_id)
        if image is not None:
            self._kept.move_to_end(photo_id)
            show(image)
            return
        self._waiting.setdefault(photo_id, []).append(show)
        if len(self._waiting[photo_id]) == 1:
            self._tasks.run_read(
                plain(partial(self._decoded, photo_id)),
                done=partial(self._arrive, photo_id),
                failed=partial(self._on_failed, photo_id),
                owner=self,
            )

    def _decoded(self, photo_id: UUID) -> QImage:
        return decode(self._read(photo_id, WIDTH))

    def _arrive(self, photo_id: UUID, image: QImage) -> None:
        self._kept[photo_id] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        for show in self._waiting.pop(photo_id, []):
            show(image)

    def _on_failed(self, photo_id: UUID, _error: UserError) -> None:
        """Leave the empty tile: opening the photograph says what is wrong with it."""
        self._waiting.pop(photo_id, None)
