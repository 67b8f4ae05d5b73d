"""A look at a paper as it will print: pages rendered beside the window, fitted to the width."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.reports.looking import PDFIUM
from app.ui.tasks import Tasks, Ticket
from app.ui.theme import look
from app.ui.tr import tr
from app.values.errors import UserError

GAP = 16
PAGES_KEPT = 8
ZOOM_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class UnreadablePdfError(UserError):
    """The bytes are not a PDF that can be shown."""


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Measure the pages in points."""
    import pypdfium2

    with PDFIUM:
        try:
            paper = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdfError(tr("这份文件打不开，不是完整的PDF。"), hint=tr("请重新生成后再看。")) from error
        try:
            return [paper.get_page_size(number) for number in range(len(paper))]
        finally:
            paper.close()


def render_page(data: bytes, number: int, *, width: int) -> QImage:
    """Draw one page as an image of this many device pixels across."""
    import pypdfium2

    with PDFIUM:
        paper = pypdfium2.PdfDocument(data)
        try:
            page = paper[number]
            bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            return image.copy()
        finally:
            paper.close()


class PdfView(QAbstractScrollArea):
    """Show the pages below each other; only those in sight are rendered, one at a time."""

    page_changed = Signal(int, int)
    zoom_changed = Signal(float)

    def __init__(self, tasks: Tasks, *, name: str = "预览", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._data = b""
        self._sizes: list[tuple[float, float]] = []
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._is_rendering = False
        self._zoom = 1.0
        self._page = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_pdf(self, data: bytes) -> None:
        """Show a paper, fitted to the width, at its first page."""
        self._data = data
        self._sizes = []
        self._images.clear()
        self._page = 0
        self.viewport().update()
        if data:
            self._tasks.run_read(lambda _t: page_sizes(data), done=self._on_measured, owner=self, lane="measure")

    def set_zoom(self, zoom: float) -> None:
        """Enlarge relative to the fitted width."""
        part = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._measure()
        self.verticalScrollBar().setValue(round(part * self.verticalScrollBar().maximum()))
        self.zoom_changed.emit(self._zoom)
        self.viewport().update()

    def step_zoom(self, step: int) -> None:
        """Take the next larger or smaller zoom."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda place: abs(ZOOM_STEPS[place] - self._zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + step, 0), len(ZOOM_STEPS) - 1)])

    def fit_width(self) -> None:
        """Fit the pages to the width again."""
        self.set_zoom(1.0)

    def go_to_page(self, number: int) -> None:
        """Bring a page to the top; the first is 0."""
        if self._sizes:
            wanted = min(max(number, 0), len(self._sizes) - 1)
            self.verticalScrollBar().setValue(self._places()[wanted].y() - GAP)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    @property
    def page(self) -> int:
        return self._page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in steps:
            self.go_to_page(self._page + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_page(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_page(len(self._sizes) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), worn.colour("na_soft"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, place in self._in_sight():
            painter.fillRect(place, Qt.GlobalColor.white)
            image = self._best_image(number, self._device_width(place))
            if image is not None:
                painter.drawImage(place, image)
            painter.setPen(worn.colour("line2"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
        self._render_next()

    def _on_measured(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.page_changed.emit(0, len(sizes))
        self.viewport().update()

    def _on_scrolled(self) -> None:
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        passed = [number for number, place in enumerate(self._places()) if place.y() <= top]
        now = passed[-1] if passed else 0
        if now != self._page:
            self._page = now
            self.page_changed.emit(now, len(self._sizes))

    def _places(self) -> list[QRect]:
        """Tell where the pages lie, unscrolled."""
        width = max(80, round((self.viewport().width() - 2 * GAP) * self._zoom))
        left = max(GAP, (self.viewport().width() - width) // 2)
        top, places = GAP, []
        for across, down in self._sizes:
            height = round(width * down / across)
            places.append(QRect(left, top, width, height))
            top += height + GAP
        return places

    def _in_sight(self) -> list[tuple[int, QRect]]:
        rolled = (-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        moved = [(number, place.translated(*rolled)) for number, place in enumerate(self._places())]
        return [(number, place) for number, place in moved if place.intersects(self.viewport().rect())]

    def _measure(self) -> None:
        places = self._places()
        bottom = places[-1].bottom() + GAP if places else 0
        across = places[0].width() + 2 * GAP if places else 0
        seen = self.viewport().size()
        for bar, length, shown in (
            (self.verticalScrollBar(), bottom, seen.height()),
            (self.horizontalScrollBar(), across, seen.width()),
        ):
            bar.setRange(0, max(0, length - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(48)

    def _device_width(self, place: QRect) -> int:
        return round(place.width() * self.devicePixelRatioF())

    def _best_image(self, number: int, width: int) -> QImage | None:
        """Take the sharp image, or an older one of the same page until that is ready."""
        exact = self._images.get((number, width))
        if exact is not None:
            self._images.move_to_end((number, width))
            return exact
        return next((image for (page, _), image in self._images.items() if page == number), None)

    def _render_next(self) -> None:
        if self._is_rendering or not self._data:
            return
        for number, place in self._in_sight():
            width = self._device_width(place)
            if (number, width) not in self._images:
                self._is_rendering = True
                data = self._data
                self._tasks.run_read(
                    partial(_render, data, number, width), done=partial(self._on_rendered, data, number, width),
                    owner=self, failed=self._on_failed,
                )  # fmt: skip
                return

    def _on_rendered(self, data: bytes, number: int, width: int, image: QImage) -> None:
        self._is_rendering = False
        if data is self._data:
            self._images[number, width] = image
            while len(self._images) > PAGES_KEPT:
                self._images.popitem(last=False)
        self.viewport().update()

    def _on_failed(self, _error: UserError) -> None:
        self._is_rendering = False


def _render(data: bytes, number: int, width: int, _ticket: Ticket) -> QImage:
    return render_page(data, number, width=width)
