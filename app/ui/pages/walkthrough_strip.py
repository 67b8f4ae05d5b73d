"""The photographs of the current item: small pictures in order, and the two tiles that take more."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.text import label
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Label
from app.ui.widgets.photo_tile import AddTile, PhotoTile
from app.ui.widgets.states import ProgressBar
from app.ui.widgets.thumbs import Thumbs
from app.values.enums import PhotoRole, PhotoView
from app.values.rows_photo import VIEW_ORDER, PhotoRow

TILE_GAP = 6  # three photos and both tiles in one line of the widest layout


class PhotoStrip(QWidget):
    """Show photographs; tell what is wanted of them."""

    files_wanted = Signal()
    paste_wanted = Signal()
    opened = Signal(object)
    delete_wanted = Signal(object)
    view_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[UUID, PhotoTile] = {}
        self._rows: tuple[PhotoRow, ...] = ()
        self._current: UUID | None = None
        self._count = Label(tr("照片"), size=Type.LABEL, weight=Weight.BOLD, tone=Tone.SUB)
        self._order = Label(tr("全景 → 部位 → 细节"), size=Type.LABEL, tone=Tone.SUB)
        self.roles = ChoiceRow(
            [Choice(role, label(role)) for role in (PhotoRole.BEFORE, PhotoRole.AFTER)],
            name=tr("照片拍于"),
            columns=2,
            dense=True,
        )
        self.roles.choose([PhotoRole.BEFORE])
        self.more = Button(icon="ellipsis", name=tr("照片操作"))
        self.more.clicked.connect(self._on_more)
        self.choose_tile = AddTile(tr("选照片"), icon="camera", key="F2")
        self.choose_tile.clicked.connect(self.files_wanted)
        self.paste_tile = AddTile(tr("粘贴/拖入"), icon="image-plus", key="Ctrl+V")
        self.paste_tile.clicked.connect(self.paste_wanted)
        self.progress = ProgressBar()
        self._lay_out()

    @property
    def role(self) -> PhotoRole:
        """Tell whether the next photographs are taken before or after the mending."""
        return (
            PhotoRole.AFTER if self.roles.value is PhotoRole.AFTER and not self.roles.isHidden() else PhotoRole.BEFORE
        )

    @property
    def rows(self) -> tuple[PhotoRow, ...]:
        return self._rows

    @property
    def current(self) -> PhotoRow | None:
        """Give the photograph that had the focus last."""
        return next((row for row in self._rows if row.id == self._current), None)

    def show_photos(self, rows: Sequence[PhotoRow], thumbs: Thumbs, *, may_be_after: bool) -> None:
        """Show these photographs."""
        self._count.setText(tr("照片 {count}", count=len(rows)) if rows else tr("照片"))
        self.roles.setVisible(may_be_after)
        self._order.setVisible(not may_be_after)
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._build(thumbs)
        self.more.setVisible(bool(rows))

    def lock(self, reason: str) -> None:
        """Keep photographs from being added, with the reason; an empty one lets them be added."""
        for tile in (self.choose_tile, self.paste_tile):
            if reason:
                tile.lock(reason)
            else:
                tile.unlock()

    def delete_current(self) -> None:
        """Ask to delete the photograph that has the focus."""
        tile = next((tile for tile in self.tiles.values() if tile.hasFocus()), None)
        if tile is not None and self.current is not None:
            self.delete_wanted.emit(self.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._current = next((one for one, tile in self.tiles.items() if tile is watched), self._current)
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._current = next((one for one, tile in self.tiles.items() if tile is watched), self._current)
            self.menu().popup(event.globalPos())
            return True
        return False

    def menu(self) -> QMenu:
        """Build the list of what can be done with the current photograph."""
        menu = QMenu(self)
        row = self.current or next(iter(self._rows), None)
        if row is None:
            return menu
        menu.addAction(tr("看大图和标注")).triggered.connect(lambda _on=False: self.opened.emit(row))
        for view in VIEW_ORDER:
            action = menu.addAction(tr("标为{view}", view=label(view)))
            action.setEnabled(view is not row.view)
            action.triggered.connect(lambda _on=False, view=view: self.view_wanted.emit(row, view))
        menu.addSeparator()
        menu.addAction(tr("删除这张照片")).triggered.connect(lambda _on=False: self.delete_wanted.emit(row))
        return menu

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        for part in (self._count, self._order):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.roles)
        head.addWidget(self.more)
        tiles = QWidget()
        self._flow = FlowLayout(tiles, gap=TILE_GAP)
        for tile in (self.choose_tile, self.paste_tile):
            self._flow.addWidget(tile)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(head)
        column.addWidget(tiles)
        column.addWidget(self.progress)
        self.roles.hide()
        self.more.hide()

    def _build(self, thumbs: Thumbs) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for tile in self.tiles.values():
            tile.hide()
            tile.deleteLater()
        self.tiles = {row.id: self._tile(row, thumbs) for row in self._rows}
        for widget in (*self.tiles.values(), self.choose_tile, self.paste_tile):
            self._flow.addWidget(widget)
        self._flow.invalidate()
        self.updateGeometry()

    def _tile(self, row: PhotoRow, thumbs: Thumbs) -> PhotoTile:
        tile = PhotoTile(tile_words(row), is_annotated=bool(row.marks))
        tile.installEventFilter(self)
        tile.clicked.connect(lambda: self.opened.emit(row))
        thumbs.want(row.id, lambda image: tile.show_image(image) if isValid(tile) else None, marks=row.marks)
        return tile

    def _on_more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def tile_words(row: PhotoRow) -> str:
    """Name what a photograph shows: 全景, or 整改后　部位."""
    view = label(row.view) if isinstance(row.view, PhotoView) else label(row.role)
    return f"{label(row.role)} {view}" if row.role is PhotoRole.AFTER else view
