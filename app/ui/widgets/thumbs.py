"""Small pictures of photographs: read and decoded in a worker, the last ones kept."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.ui.tasks import Tasks, plain
from app.ui.widgets.photo_pane import decode
from app.values.annotation import Marks
from app.values.errors import UserError

KEPT = 96
WIDTH = 384
Read = Callable[[UUID, int], bytes]
Picture = tuple[UUID, Marks]  # with other marks it is another picture


class Thumbs(QObject):
    """Hand small pictures out, from memory or a moment later."""

    def __init__(self, read: Read, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._tasks = read, tasks
        self._kept: OrderedDict[Picture, QImage] = OrderedDict()
        self._waiting: dict[Picture, list[Callable[[QImage], None]]] = {}

    def want(self, photo_id: UUID, show: Callable[[QImage], None], *, marks: Marks = ()) -> None:
        """Show the small picture of a photograph with these marks as soon as it is there."""
        picture = (photo_id, marks)
        image = self._kept.get(picture)
        if image is not None:
            self._kept.move_to_end(picture)
            show(image)
            return
        self._waiting.setdefault(picture, []).append(show)
        if len(self._waiting[picture]) == 1:
            self._tasks.run_read(
                plain(partial(self._decoded, photo_id)),
                done=partial(self._arrive, picture),
                failed=partial(self._on_failed, picture),
                owner=self,
            )

    def _decoded(self, photo_id: UUID) -> QImage:
        return decode(self._read(photo_id, WIDTH))

    def _arrive(self, picture: Picture, image: QImage) -> None:
        self._kept[picture] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        for show in self._waiting.pop(picture, []):
            show(image)

    def _on_failed(self, picture: Picture, _error: UserError) -> None:
        """Leave the empty tile: opening the photograph says what is wrong with it."""
        self._waiting.pop(picture, None)
