"""How the cells of a table are painted."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from app.ui import icons
from app.ui.qtmodels.columns import Cell
from app.ui.theme import Height, Look, Space, Tone, Type, Weight, look
from app.ui.widgets import paint

MARK = 4


def row_ground(painter: QPainter, place: QRect, *, is_current: bool, is_first: bool) -> None:
    """Paint the ground of a cell: the line under the row, and the bar of the selected one."""
    worn = look()
    painter.fillRect(place, worn.colour("pri_soft" if is_current else "panel"))
    painter.fillRect(QRect(place.x(), place.bottom(), place.width(), 1), worn.colour("line2"))
    if is_current and is_first:
        painter.fillRect(QRect(place.x(), place.y(), MARK, place.height()), worn.colour("pri"))


def placeholder(painter: QPainter, place: QRect) -> None:
    """Paint a grey bar where words will be."""
    room = place.adjusted(Space.CARD, place.height() // 3, -Space.CARD, -place.height() // 3)
    paint.box(painter, room, paint.Box(look().colour("na_soft"), None, 0, 4))


def cell(painter: QPainter, place: QRect, shown: Cell, *, is_current: bool, is_pressed: bool) -> None:
    """Paint one cell."""
    worn = look()
    if shown.is_action:
        _action(painter, action_place(place, shown, worn), shown, worn, primary=is_current, pressed=is_pressed)
    elif shown.is_chip:
        _chip(painter, place, shown, worn)
    else:
        _words(painter, place.adjusted(Space.CARD, 0, -Space.PAIR, -1), shown, worn)


def action_place(place: QRect, shown: Cell, worn: Look) -> QRect:
    """Tell where a cell's button is: at the right, 44 high."""
    if not shown.words:
        return QRect()
    words = QFontMetrics(worn.font(Type.DENSE, weight=Weight.MEDIUM)).horizontalAdvance(shown.words)
    picture = worn.px(paint.ICON) if shown.locked else 0
    width = max(worn.px(Height.TOUCH), words + picture + worn.px(30))
    width = min(width, place.width() - Space.CONTROL)
    height = min(worn.px(Height.TOUCH), place.height())
    top = place.y() + (place.height() - height) // 2
    return QRect(place.right() + 1 - Space.CONTROL - width, top, width, height)


def _action(painter: QPainter, place: QRect, shown: Cell, worn: Look, *, primary: bool, pressed: bool) -> None:
    if place.isEmpty():
        return
    ink = worn.colour("text")
    if shown.locked:
        ink = worn.colour("na")
        paint.box(painter, place, paint.Box(worn.colour("na_soft"), worn.colour("line"), 1, dashed=True))
    elif primary:
        ink = worn.colour("pri_text")
        fill = worn.colour("pri")
        paint.box(painter, place, paint.Box(fill.darker(112) if pressed else fill))
    else:
        paint.box(painter, place, paint.Box(worn.colour("panel"), worn.colour("line"), worn.button_border))
    room = place.adjusted(6, 0, -6, 0)
    if shown.locked:
        size = worn.px(16)
        icons.draw(painter, QRect(place.x() + 10, place.center().y() - size // 2, size, size), "lock", ink)
        room.setLeft(place.x() + 12 + size)
    painter.setPen(ink)
    painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
    words = painter.fontMetrics().horizontalAdvance(shown.words)
    room.setLeft(room.x() + max(0, (room.width() - words) // 2))
    paint.line_of_text(painter, room, shown.words)


def _chip(painter: QPainter, place: QRect, shown: Cell, worn: Look) -> None:
    picture = shown.icon or paint.TONE_ICONS[shown.tone]
    size = paint.chip_size(worn, shown.words, icon=picture)
    width = min(size.width(), place.width() - Space.CARD - Space.PAIR)
    top = place.y() + (place.height() - size.height()) // 2
    spot = QRect(place.x() + Space.CARD, top, width, size.height())
    paint.chip(painter, spot, shown.words, icon=picture, tone=shown.tone, worn=worn)


def _words(painter: QPainter, room: QRect, shown: Cell, worn: Look) -> None:
    if shown.icon:
        size = worn.px(paint.ICON)
        spot = QRect(room.x(), room.center().y() - size // 2, size, size)
        icons.draw(painter, spot, shown.icon, worn.tone(shown.tone))
        room = room.adjusted(size + worn.px(8), 0, 0, 0)
    painter.setPen(worn.tone(shown.tone))
    painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM if shown.strong else Weight.NORMAL))
    if not shown.second:
        paint.line_of_text(painter, room, shown.words)
        return
    first = worn.px(22)
    second = worn.px(20)
    top = room.y() + (room.height() - first - second) // 2
    paint.line_of_text(painter, QRect(room.x(), top, room.width(), first), shown.words)
    painter.setPen(worn.tone(Tone.SUB))
    painter.setFont(worn.font(Type.SMALL))
    paint.line_of_text(painter, QRect(room.x(), top + first, room.width(), second), shown.second)
