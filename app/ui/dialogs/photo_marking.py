"""标注: the tools over a photo, their keys, and the keeping of what was drawn."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.tasks import Tasks, plain
from app.ui.theme import Height, Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.label import Label
from app.ui.widgets.mark_pane import MarkPane
from app.ui.widgets.mark_sheet import MarkSheet
from app.ui.widgets.shortcuts import Shortcuts
from app.values.annotation import Marks, Shape

if TYPE_CHECKING:
    from app.services.annotations import AnnotationService

KEEP_MS = 700
TOOLS = (
    Choice(None, tr("选择"), icon="hand", key="V"),
    Choice(Shape.ARROW, tr("箭头"), icon="arrow-up-right", key="A"),
    Choice(Shape.ELLIPSE, tr("圆圈"), icon="circle", key="C"),
    Choice(Shape.BOX, tr("方框"), icon="square", key="R"),
    Choice(Shape.TEXT, tr("文字"), icon="type", key="T"),
    Choice(Shape.MOSAIC, tr("马赛克"), icon="layers", key="M"),
)


class MarkBar(QWidget):
    """The tools, the way back, and the end."""

    tool_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = ChoiceRow(TOOLS, name=tr("标注工具"), height=Height.CONTROL)
        self.tools.chosen.connect(self.tool_chosen)
        self.undo = Button(icon="undo-2", name=tr("撤销"))
        self.redo = Button(icon="redo-2", name=tr("重做"))
        self.remove = Button(tr("删除"), icon="trash-2", key="Del")
        self.clear = Button(tr("全部清除"), icon="eraser")
        self.words = Label("", size=Type.LABEL, tone=Tone.WARN)
        self.finish = Button(tr("完成"), kind=Kind.PRIMARY, icon="check", key="E")
        row = QWidget()
        flow = FlowLayout(row, gap=Space.CONTROL)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.CONTROL)
        column.addWidget(row)
        flow.addWidget(self.tools)
        for button in (self.undo, self.redo, self.remove, self.clear, self.finish):
            flow.addWidget(button)
        flow.addWidget(self.words)
        self.hide()


class Marking(QObject):
    """Mark one photo at a time; a draft is kept within a second, the marks when they are finished."""

    ended = Signal()
    kept = Signal(object, object)

    def __init__(self, bar: MarkBar, tasks: Tasks, annotations: "AnnotationService", parent: QWidget) -> None:
        super().__init__(parent)
        self.bar, self._tasks, self._annotations = bar, tasks, annotations
        self._pane: MarkPane | None = None
        self._photo: UUID | None = None
        self._before: Marks = ()
        self._last: Marks = ()
        self._heard: set[MarkPane] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._on_keep_due)
        bar.tool_chosen.connect(self._use)
        bar.undo.clicked.connect(partial(self._on_sheet, MarkSheet.undo))
        bar.redo.clicked.connect(partial(self._on_sheet, MarkSheet.redo))
        bar.remove.clicked.connect(partial(self._on_sheet, MarkSheet.remove))
        bar.clear.clicked.connect(partial(self._on_sheet, MarkSheet.clear))
        bar.finish.clicked.connect(self.finish)
        self._add_keys(Shortcuts(parent))

    @property
    def is_on(self) -> bool:
        return self._pane is not None

    def begin(self, pane: MarkPane, photo_id: UUID) -> None:
        """Mark the photo of a pane; a drawing that was cut off goes on."""
        self._pane, self._photo, self._before = pane, photo_id, pane.marks
        self._last = pane.marks
        if pane not in self._heard:
            self._heard.add(pane)
            pane.sheet.changed.connect(self._on_changed)
            pane.full.connect(self._on_full)
        pane.begin()
        self.bar.tools.choose([pane.tool])
        self.bar.show()
        self._on_changed()
        work = plain(partial(self._annotations.at_hand, photo_id))
        self._tasks.run_read(work, done=partial(self._on_at_hand, photo_id), owner=self, lane="marks")

    def finish(self) -> None:
        """Keep the marks and only look again."""
        pane, photo_id = self._pane, self._photo
        if pane is None or photo_id is None:
            return
        pane.end()
        self._timer.stop()
        self._pane = self._photo = None
        self.bar.hide()
        marks = pane.sheet.marks
        if marks != self._before or self._last != self._before:
            work = plain(partial(self._annotations.annotate, photo_id, marks))
            self._tasks.run_write(work, done=lambda _nothing: self.kept.emit(photo_id, marks), owner=self)
        self.ended.emit()

    def _add_keys(self, keys: Shortcuts) -> None:
        for choice in TOOLS:
            keys.add(choice.key, partial(self._press, choice.value))
        for key, act in (
            ("Ctrl+Z", self.bar.undo),
            ("Ctrl+Y", self.bar.redo),
            ("Ctrl+Shift+Z", self.bar.redo),
            ("Del", self.bar.remove),
        ):
            keys.add(key, act.click)
        keys.add("N", partial(self._on_sheet, MarkSheet.choose_next))

    def _on_sheet(self, act: Callable[[MarkSheet], None], _is_down: bool = False) -> None:
        """Do one thing with the marks of the photo that is open; with none there is nothing to do."""
        if self._pane is not None:
            act(self._pane.sheet)

    def _press(self, tool: object) -> None:
        if self._pane is not None:
            self.bar.tools.choose([tool])
            self._use(tool)

    def _use(self, tool: object) -> None:
        if self._pane is not None:
            self._pane.use(tool if isinstance(tool, Shape) else None)
            self._pane.setFocus()

    def _on_at_hand(self, photo_id: UUID, marks: Marks) -> None:
        pane = self._pane
        if pane is not None and photo_id == self._photo and marks != pane.marks and not pane.sheet.can_undo:
            self._last = marks
            pane.sheet.load(marks)
            pane.show_marks(marks)
            self._on_changed()

    def _on_changed(self) -> None:
        pane = self._pane
        if pane is None:
            return
        sheet = pane.sheet
        self.bar.words.setText("")
        for button, may in (
            (self.bar.undo, sheet.can_undo),
            (self.bar.redo, sheet.can_redo),
            (self.bar.remove, sheet.mark is not None),
            (self.bar.clear, bool(sheet.marks)),
        ):
            button.setEnabled(may)
        if sheet.marks != self._last:
            self._timer.start()

    def _on_keep_due(self) -> None:
        pane, photo_id = self._pane, self._photo
        if pane is not None and photo_id is not None:
            self._last = pane.sheet.marks
            work = plain(partial(self._annotations.keep_draft, photo_id, self._last))
            self._tasks.run_write(work, done=lambda _nothing: None, owner=self)

    def _on_full(self) -> None:
        self.bar.words.setText(tr("一张照片上的标注太多了，这一笔没有加上，请先删除不用的。"))
