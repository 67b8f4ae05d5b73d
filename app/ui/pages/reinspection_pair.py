"""Before beside after at equal size: the same view on both sides, or laid over each other."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.pages.reinspection_overlay import OverlayPane
from app.ui.tasks import plain
from app.ui.text import CHINA, label
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.photo_pane import PhotoPane, decode
from app.ui.widgets.photo_tile import AddTile, PhotoTile
from app.ui.widgets.states import ProgressBar
from app.ui.widgets.thumbs import Thumbs
from app.values.errors import UserError
from app.values.photo import PRINT_EDGE
from app.values.rows_reinspection import PairPhoto, ReinspectedRow

if TYPE_CHECKING:
    from app.ui.context import UiContext

LEAST_HEIGHT = 150
TILE = (96, 84)
MODES = 236
SIDES = ("before", "after")


class SmallTile(PhotoTile):
    """A photograph in the strip of a comparison, smaller than on a card."""

    def sizeHint(self) -> QSize:
        return QSize(look().px(TILE[0]), look().px(TILE[1]))


class SmallAddTile(AddTile):
    """The tile that takes another, as high as the others."""

    def sizeHint(self) -> QSize:
        return QSize(look().px(TILE[0]), look().px(TILE[1]))


class PhotoSide(QWidget):
    """One side: what it is, the photograph, and the small pictures under it."""

    chosen = Signal(object)

    def __init__(self, title: str, *, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos: Sequence[PairPhoto] = ()
        self.current: UUID | None = None
        self.image = QImage()
        self.pane = PhotoPane(name=title)
        self.pane.setMinimumHeight(look().px(LEAST_HEIGHT))
        self.chip = Chip("", tone=Tone.NA, icon="lock")
        self._hint = Elided(hint, size=Type.LABEL, tone=Tone.SUB)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.tiles: dict[UUID, SmallTile] = {}
        self.strip = QHBoxLayout()
        self.strip.setSpacing(Space.CONTROL)
        self.strip.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(Label(title, weight=Weight.MEDIUM))
        head.addWidget(self.chip)
        head.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(head)
        column.addWidget(self.pane, 1)
        column.addLayout(self.strip)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_photos(self, photos: Sequence[PairPhoto], thumbs: Thumbs, *, empty: str) -> None:
        """Show these photographs, the one that was current still current."""
        if [(one.id, one.marks) for one in photos] != [(one.id, one.marks) for one in self.photos]:
            self._build(photos, thumbs)
        self.photos = photos
        known = {one.id for one in photos}
        if self.current not in known:
            self.current = photos[-1].id if photos else None
        self._say_empty(empty)
        self.mark()

    def mark(self) -> None:
        """Show which small picture is the large one, and when it was taken."""
        for photo_id, tile in self.tiles.items():
            tile.setChecked(photo_id == self.current)
        shown = self.photo
        self.chip.setVisible(shown is not None)
        if shown is not None:
            self.chip.show_state(day_of(shown), tone=self.chip.tone, icon=self.chip.icon)

    @property
    def photo(self) -> PairPhoto | None:
        return next((one for one in self.photos if one.id == self.current), None)

    def _say_empty(self, words: str) -> None:
        if not self.photos:
            self.image = QImage()
            self.pane.show_words(words)

    def _build(self, photos: Sequence[PairPhoto], thumbs: Thumbs) -> None:
        for tile in self.tiles.values():
            self.strip.removeWidget(tile)
            tile.deleteLater()
        self.tiles = {}
        for place, one in enumerate(photos):
            tile = SmallTile(view_of(one), is_annotated=bool(one.marks))
            tile.setCheckable(True)
            tile.clicked.connect(partial(self.chosen.emit, one))
            thumbs.want(one.id, partial(_show_if_there, tile), marks=one.marks)
            self.tiles[one.id] = tile
            self.strip.insertWidget(place, tile)


class PairCard(Card):
    """Compare one hazard before and after; tell what is wanted of its photographs."""

    files_wanted = Signal()
    opened = Signal(object)
    provided_wanted = Signal()
    add_provided_wanted = Signal()

    def __init__(self, context: "UiContext", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._thumbs: Thumbs | None = None
        self.row_shown: ReinspectedRow | None = None
        self.before = PhotoSide(tr("整改前"), hint=tr("原图锁定"))
        self.after = PhotoSide(tr("整改后"), hint=tr("现场拍摄"))
        self.after.chip.show_state("", tone=Tone.OK, icon="camera")
        for side in (self.before, self.after):
            side.chosen.connect(self._on_tile_chosen)
        self.add_tile = SmallAddTile(tr("加照片"), icon="camera", key="F2")
        self.add_tile.clicked.connect(self.files_wanted)
        self.after.strip.insertWidget(0, self.add_tile)
        self.progress = ProgressBar()
        self.overlay = OverlayPane()
        self.modes = ChoiceRow(
            [Choice("side", tr("并排"), icon="columns-2"), Choice("over", tr("重叠"), icon="layers")],
            name=tr("对比方式"),
            columns=2,
            dense=True,
        )
        self.modes.choose(["side"])
        self.modes.chosen.connect(self._on_mode_chosen)
        self.look_button = Button(tr("看大图"), icon="maximize-2", dense=True)
        self.look_button.clicked.connect(self._on_look_pressed)
        self.provided = Button(tr("企业提供"), icon="inbox", dense=True)
        self.provided.clicked.connect(self.provided_wanted)
        self.add_provided = Button(icon="image-plus", name=tr("加企业提供的照片"))
        self.add_provided.clicked.connect(self.add_provided_wanted)
        self._lay_out()

    def show_row(self, row: ReinspectedRow, *, lock: str) -> None:
        """Show the photographs of an item; with a lock none can be added."""
        if self._thumbs is None:
            self._thumbs = Thumbs(self._context.services.annotations.shown, self._context.tasks, self)
        is_other = self.row_shown is None or self.row_shown.hazard_id != row.hazard_id
        self.row_shown = row
        if is_other:
            self.before.current = self.after.current = None
            self.set_mode("side")
        self.before.show_photos(row.before, self._thumbs, empty=tr("没有整改前照片。"))
        self.after.show_photos(row.after, self._thumbs, empty=tr("还没有整改后照片。"))
        self._lock(lock)
        count = len(row.provided)
        self.provided.setVisible(bool(count))
        self.provided.say(tr("企业提供 {count} 张", count=count))
        self._read_both()

    def set_mode(self, mode: str) -> None:
        """Show both sides beside each other, or laid over each other."""
        self.modes.choose([mode])
        self._stack.setCurrentIndex(1 if mode == "over" else 0)
        self.overlay.laid.show_images(self.before.image, self.after.image)

    def turn_over(self) -> None:
        """Go from one way of comparing to the other."""
        self.set_mode("side" if self.modes.value == "over" else "over")

    def _lay_out(self) -> None:
        sides = QWidget()
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.PAGE)
        for side in (self.before, self.after):
            row.addWidget(side, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(sides)
        self._stack.addWidget(self.overlay)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.progress)
        self.modes.setMinimumWidth(look().px(MODES))
        self.modes.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.row(self.modes, self.look_button, None, self.provided, self.add_provided)
        for side in (self.before, self.after):
            side.pane.view_changed.connect(self._on_view_changed)

    def _lock(self, lock: str) -> None:
        for button in (self.add_tile, self.add_provided):
            if lock:
                button.lock(lock)
            else:
                button.unlock()

    def _read_both(self) -> None:
        for name in SIDES:
            side: PhotoSide = getattr(self, name)
            if side.photo is not None:
                self._read(side, side.photo, lane=name)

    def _read(self, side: PhotoSide, photo: PairPhoto, *, lane: str) -> None:
        read = self._context.services.annotations.shown
        self._context.tasks.run_read(
            plain(lambda: decode(read(photo.id, PRINT_EDGE))),
            done=partial(self._on_image_read, side, photo),
            failed=partial(_say_failure, side, photo),
            owner=self,
            lane=lane,
        )

    def _on_image_read(self, side: PhotoSide, photo: PairPhoto, image: QImage) -> None:
        side.image = image
        side.pane.show_image(image, caption_of(photo))
        self.overlay.laid.show_images(self.before.image, self.after.image)

    def _on_tile_chosen(self, photo: PairPhoto) -> None:
        """Show the photograph, and the one of the same view on the other side."""
        for side in (self.before, self.after):
            same = photo if photo in side.photos else _same_view(side.photos, photo)
            if same is not None:
                side.current = same.id
            side.mark()
        self._read_both()

    def _on_mode_chosen(self, mode: object) -> None:
        self.set_mode(str(mode))

    def _on_view_changed(self, zoom: float, centre: object) -> None:
        for side in (self.before, self.after):
            side.pane.set_view(zoom, centre)  # type: ignore[arg-type]  # a point, as the signal carries it

    def _on_look_pressed(self) -> None:
        self.opened.emit(self.row_shown)


class HazardCard(Card):
    """What was found and what must be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = Elided("", size=Type.CARD, weight=Weight.BOLD)
        self._level = Chip("", tone=Tone.WARN)
        self._left = Chip("", tone=Tone.WARN, icon="clock")
        self._texts = {name: Label("", size=Type.DENSE, wrap=True) for name in ("fact", "demand", "place")}
        self.row(self._title, self._level, self._left).setStretch(0, 1)
        self._rows: dict[str, QWidget] = {}
        for name, words in (("fact", tr("事实")), ("demand", tr("整改要求")), ("place", tr("部位"))):
            self._rows[name] = self._line(words, self._texts[name])
        for line in self._rows.values():
            self.body.addWidget(line)
        self.body.setSpacing(Space.PAIR)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_row(self, row: ReinspectedRow, *, tone: Tone, level: tuple[Tone, str]) -> None:
        """Show one hazard."""
        self._title.setText(f"{row.number}　{row.fact}")
        self._level.show_state(row.level.value, tone=level[0], icon=level[1])
        day = "" if row.deadline is None else tr("期限{m}月{d}日，", m=row.deadline.month, d=row.deadline.day)
        words = tr("立即整改，") + row.left if row.is_at_once else f"{day}{row.left}"
        self._left.show_state(words, tone=Tone.NA if tone is Tone.PLAIN else tone, icon="clock")
        for name in self._rows:
            text = str(getattr(row, name))
            self._texts[name].setText(text)
            self._rows[name].setVisible(bool(text))

    def _line(self, words: str, text: Label) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        head = Label(words, size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB)
        head.setFixedWidth(look().px(64))
        row.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return line


def _show_if_there(tile: SmallTile, image: QImage) -> None:
    if isValid(tile):
        tile.show_image(image)


def _say_failure(side: PhotoSide, photo: PairPhoto, error: UserError) -> None:
    side.image = QImage()
    side.pane.show_words(str(error), caption_of(photo))


def _same_view(photos: Sequence[PairPhoto], wanted: PairPhoto) -> PairPhoto | None:
    return next((one for one in reversed(photos) if one.view is wanted.view), None)


def view_of(photo: PairPhoto) -> str:
    """Name what a photograph shows."""
    return label(photo.view) if photo.view is not None else tr("照片")


def day_of(photo: PairPhoto) -> str:
    """Say when a photograph was taken, or taken in where the camera does not say."""
    if photo.taken:
        return photo.taken[5:16].replace("T", " ")
    return f"{photo.added_at.astimezone(CHINA):%m-%d %H:%M}"


def caption_of(photo: PairPhoto) -> str:
    """Say what a photograph shows and who took it."""
    return "　".join(
        part for part in (view_of(photo), tr("{name} 摄", name=photo.taken_by) if photo.taken_by else "") if part
    )
