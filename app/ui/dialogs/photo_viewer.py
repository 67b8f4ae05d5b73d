"""Photos in the whole window: one by one, or before beside after at equal size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.dialogs.photo_marking import MarkBar, Marking
from app.ui.tasks import Tasks, Ticket
from app.ui.theme import Space, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Elided
from app.ui.widgets.mark_pane import MarkPane
from app.ui.widgets.photo_pane import PhotoPane, decode
from app.ui.widgets.shortcuts import Shortcuts
from app.values.annotation import Marks
from app.values.errors import UserError

if TYPE_CHECKING:
    from app.services.annotations import AnnotationService


@dataclass(frozen=True)
class Shot:
    """A photo to look at: what it shows, who took it and when, and how its bytes are read in a worker."""

    caption: str
    read: Callable[[], bytes]
    photo_id: UUID | None = None
    marks: Marks = ()


@dataclass(frozen=True)
class Sight:
    """What is seen at once: one photo, or the one before beside the one after."""

    title: str
    shots: tuple[Shot, ...]


class PhotoViewer(QDialog):
    """Go through photos; a pair is enlarged and moved together; with `annotations` they can be marked."""

    marks_kept = Signal()

    def __init__(
        self,
        sights: Sequence[Sight],
        tasks: Tasks,
        *,
        start: int = 0,
        annotations: "AnnotationService | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("照片"))
        self._sights, self._tasks, self._place = tuple(sights), tasks, start
        self._title = Elided(size=Type.ITEM, weight=Weight.BOLD)
        self.panes = (MarkPane(name=tr("照片")), MarkPane(name=tr("对照照片")))
        self._kept: dict[UUID, Marks] = {}
        self._looked_at = 0
        self.before = Button(icon="chevron-left", name=tr("上一张"))
        self.after = Button(icon="chevron-right", name=tr("下一张"))
        self.larger = Button(icon="zoom-in", name=tr("放大"))
        self.smaller = Button(icon="zoom-out", name=tr("缩小"))
        self.whole = Button(tr("适合窗口"), icon="maximize-2")
        self.mark_button = Button(tr("标注"), icon="pencil", key="E")
        self.close_button = Button(tr("关闭"), icon="x", kind=Kind.PRIMARY, key="Esc")
        self.bar = MarkBar()
        self.marking = Marking(self.bar, tasks, annotations, self) if annotations is not None else None
        self._lay_out()
        self._listen()
        FocusRing(self)
        self._show_place()

    def open_full(self) -> None:
        """Fill the window that asked."""
        host = self.parentWidget()
        if host is not None:
            self.resize(host.window().size())
        self.open()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
        head.setSpacing(Space.CONTROL)
        head.addWidget(self._title, 1)
        for button in (
            self.before,
            self.after,
            self.smaller,
            self.larger,
            self.whole,
            self.mark_button,
            self.close_button,
        ):
            head.addWidget(button)
        photos = QHBoxLayout()
        photos.setSpacing(Space.PAIR)
        for pane in self.panes:
            photos.addWidget(pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(photos, 1)

    def _listen(self) -> None:
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.larger.clicked.connect(lambda: self.enlarge(1.25))
        self.smaller.clicked.connect(lambda: self.enlarge(0.8))
        self.whole.clicked.connect(lambda: self._set_view(1.0, QPointF(0.5, 0.5)))
        self.close_button.clicked.connect(self.accept)
        for pane in self.panes:
            pane.view_changed.connect(self._set_view)
        for number, pane in enumerate(self.panes):
            pane.touched.connect(partial(self._on_touched, number))
        self._turns = [QShortcut(QKeySequence(key), self) for key in ("Left", "Right")]
        for shortcut, act in zip(self._turns, (self.before, self.after), strict=True):
            shortcut.activated.connect(act.click)
        keys = Shortcuts(self)
        for key, act in (("+", self.larger), ("-", self.smaller), ("E", self.mark_button)):
            keys.add(key, act.click)
        self.mark_button.clicked.connect(self._on_mark_pressed)
        self.mark_button.setVisible(self.marking is not None)
        if self.marking is not None:
            self.marking.ended.connect(self._on_marking_ended)
            self.marking.kept.connect(self._on_marks_kept)

    def reject(self) -> None:
        """Escape leaves the marking first, then the photos."""
        if self.marking is not None and self.marking.is_on:
            self.marking.finish()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Keep what is being drawn, however the photos are left."""
        if self.marking is not None:
            self.marking.finish()
        super().done(result)

    def _on_mark_pressed(self) -> None:
        """Begin to mark the photo that was looked at last, or end it."""
        if self.marking is None:
            return
        if self.marking.is_on:
            self.marking.finish()
            return
        shots = self._sights[self._place].shots if self._sights else ()
        number = min(self._looked_at, len(shots) - 1)
        photo_id = shots[number].photo_id if number >= 0 else None
        if photo_id is None or not self.panes[number].has_image:
            return
        for other, pane in enumerate(self.panes):
            pane.setVisible(other == number)
        self._show_turning(may_turn=False)
        self.marking.begin(self.panes[number], photo_id)

    def _on_marking_ended(self) -> None:
        self._show_turning(may_turn=True)
        shots = self._sights[self._place].shots if self._sights else ()
        for number, pane in enumerate(self.panes):
            pane.setVisible(number < len(shots))

    def _show_turning(self, *, may_turn: bool) -> None:
        for shortcut in self._turns:
            shortcut.setEnabled(may_turn)
        for button in (self.before, self.after, self.mark_button, self.close_button):
            button.setVisible(may_turn)

    def _on_marks_kept(self, photo_id: UUID, marks: Marks) -> None:
        self._kept[photo_id] = marks
        self.marks_kept.emit()

    def _on_touched(self, number: int) -> None:
        self._looked_at = number

    @property
    def place(self) -> int:
        return self._place

    def step(self, by: int) -> None:
        """Go to the next or the last photo."""
        wanted = min(max(self._place + by, 0), len(self._sights) - 1)
        if wanted != self._place:
            self._place = wanted
            self._show_place()

    def enlarge(self, factor: float) -> None:
        """Enlarge all that is seen."""
        self._set_view(self.panes[0].zoom * factor, self.panes[0].centre)

    def _set_view(self, zoom: float, centre: QPointF) -> None:
        for pane in self.panes:
            pane.set_view(zoom, centre)

    def _show_place(self) -> None:
        if not self._sights:
            self._title.setText(tr("没有照片"))
            return
        sight = self._sights[self._place]
        self._title.setText(
            tr("{title}　{place} / {count}", title=sight.title, place=self._place + 1, count=len(self._sights))
        )
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._sights) - 1)
        self._set_view(1.0, QPointF(0.5, 0.5))
        for number, pane in enumerate(self.panes):
            pane.setVisible(number < len(sight.shots))
            if number < len(sight.shots):
                shot = sight.shots[number]
                pane.show_marks(self._kept.get(shot.photo_id, shot.marks) if shot.photo_id is not None else shot.marks)
                self._read(pane, shot, lane=f"pane{number}")
        self._looked_at = len(sight.shots) - 1

    def _read(self, pane: PhotoPane, shot: Shot, *, lane: str) -> None:
        pane.show_words(tr("正在读取照片"), shot.caption)
        self._tasks.run_read(
            partial(_decode, shot),
            done=partial(_show, pane, shot.caption),
            failed=partial(_show_failure, pane, shot.caption),
            owner=self,
            lane=lane,
        )


def _decode(shot: Shot, ticket: Ticket) -> QImage:
    data = shot.read()
    ticket.check()
    return decode(data)


def _show(pane: PhotoPane, caption: str, image: QImage) -> None:
    pane.show_image(image, caption)


def _show_failure(pane: PhotoPane, caption: str, error: UserError) -> None:
    pane.show_words(str(error), caption)
