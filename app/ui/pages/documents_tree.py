"""文书树 at the left of the page: papers grouped in the order of their use, and why one is not available."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.pages.documents_check import empty
from app.ui.text import day_in_field, label, look_of
from app.ui.theme import Height, Radius, Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import add_row
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import Scroll
from app.values.docnumber import DocumentNumberError, parse
from app.values.enums import DocumentForm, DocumentState
from app.values.rows_document import DocumentLine, DocumentTree, FormGroup, FormNode, RecentInspection

TALL = 56
SEVERAL = frozenset(
    {
        DocumentForm.RECTIFICATION_ORDER,
        DocumentForm.ONSITE_MEASURES,
        DocumentForm.SERVICE_RECEIPT,
        DocumentForm.PHOTO_PAGE,
    }
)
READY = (Tone.OK, "circle-check")


class PaperRow(Button):
    """One row of the tree: a paper with its state, or a form with the reason why it is locked."""

    def __init__(self, words: str, *, icon: str, second: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, icon=icon, height=TALL if second else Height.ITEM, parent=parent)
        self._second = second
        self._chip: tuple[str, Tone, str] | None = None
        self._is_quiet = False
        self.setCheckable(True)
        self.setAccessibleDescription(second)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chip(self, words: str, *, tone: Tone, icon: str) -> None:
        """Say how the paper stands."""
        self._chip = (words, tone, icon)
        self.setAccessibleName(f"{self.text()}，{words}")
        self.update()

    def make_quiet(self) -> None:
        """Show a form that is not available in grey."""
        self._is_quiet = True
        self.setCheckable(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(TALL if self._second else Height.ITEM))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        if self.isChecked():
            box = paint.Box(worn.colour("pri_soft"), worn.colour("pri"), 2, Radius.CONTROL)
            paint.box(painter, self.rect(), box)
        elif self._is_touched() and not self._is_quiet:
            paint.box(painter, self.rect(), paint.Box(worn.colour("panel2"), None, 0, Radius.CONTROL))
        size, left, middle = worn.px(paint.ICON), worn.px(8), self.height() // 2
        ink = worn.colour("sub" if self._is_quiet else "text")
        picture = worn.colour("sub" if self._is_quiet else "pri")
        icons.draw(painter, QRect(left, middle - size // 2, size, size), self.icon_name, picture)
        self._paint_words(painter, left + size + worn.px(6), self._paint_chip(painter), ink=ink)
        painter.end()

    def _paint_chip(self, painter: QPainter) -> int:
        """Paint the chip at the right, and tell where the words must end."""
        worn = look()
        right = self.width() - worn.px(8)
        if self._chip is None:
            return right
        words, tone, picture = self._chip
        size = paint.chip_size(worn, words, icon=picture, small=True)
        place = QRect(right - size.width(), (self.height() - size.height()) // 2, size.width(), size.height())
        paint.chip(painter, place, words, icon=picture, tone=tone, worn=worn)
        return place.x() - worn.px(6)

    def _paint_words(self, painter: QPainter, left: int, right: int, *, ink: object) -> None:
        worn = look()
        painter.setPen(ink)
        strong = self.isChecked()
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM if strong else Weight.NORMAL))
        room = QRect(left, 0, right - left, self.height())
        if not self._second:
            paint.line_of_text(painter, room, self.text())
            return
        half = self.height() // 2
        paint.line_of_text(painter, QRect(left, half - worn.px(23), right - left, worn.px(24)), self.text())
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.LABEL))
        paint.line_of_text(painter, QRect(left, half, right - left, worn.px(22)), self._second)


class TreePanel(QFrame):
    """Choose a paper, begin one, or print the whole set; without an inspection, choose one of late."""

    paper_chosen = Signal(object)
    form_chosen = Signal(object)
    lock_chosen = Signal(str)
    inspection_chosen = Signal(object)
    others_wanted = Signal()
    set_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideLeft")
        self._column = Scroll(gap=2)
        self._column.body.setContentsMargins(Space.CONTROL, Space.CARD, Space.CONTROL, Space.CONTROL)
        self.print_set = Button(tr("按顺序打印全套"), icon="printer")
        self.print_set.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.print_set.clicked.connect(self.set_chosen)
        self.why = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        foot = QFrame()
        foot.setObjectName("actionBar")
        row = QVBoxLayout(foot)
        row.setContentsMargins(Space.CONTROL, Space.CONTROL, Space.CONTROL, Space.CONTROL)
        row.setSpacing(Space.PAIR)
        row.addWidget(self.why)
        row.addWidget(self.print_set)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._column, 1)
        column.addWidget(foot)
        self.rows: dict[object, PaperRow] = {}
        self._has_focus = False

    def show_tree(self, tree: DocumentTree) -> None:
        """Show the forms of an inspection; the focus stays in the tree though its rows are new."""
        self._has_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self._clear()
        others = Button(tr("其他检查"), kind=Kind.GHOST, icon="arrow-left")
        others.clicked.connect(self.others_wanted)
        add_row(self._column.body, others, None)
        for group in tree.groups:
            self._head(group.title, f"{group.done} / {len(group.nodes)}")
            self._show_group(group)
        self._column.body.addStretch(1)
        issued = any(line.state is not DocumentState.DRAFT for line in _lines(tree))
        self._lock_set("" if issued else tr("还没有已签发的文书，不能打印全套"))

    def show_recent(self, inspections: Sequence[RecentInspection]) -> None:
        """Show the inspections of late, to choose whose papers to open."""
        self._clear()
        self._head(tr("最近的检查"), "")
        for one in inspections:
            day = "" if one.started_on is None else day_in_field(one.started_on)
            second = "　".join(part for part in (day, one.category) if part)
            row = self._row(one.id, PaperRow(one.enterprise, icon="clipboard-check", second=second))
            row.setCheckable(False)
            row.show_chip(tr("{count} 份", count=one.issued + one.drafts), tone=Tone.NA, icon="file-text")
            row.clicked.connect(lambda _on=False, chosen=one.id: self.inspection_chosen.emit(chosen))
        self._column.body.addStretch(1)
        self._lock_set(tr("先选择一次检查，再打印全套"))

    def _lock_set(self, reason: str) -> None:
        """Keep the set from being printed and say why; an empty reason lets it be printed."""
        self.why.setText(reason)
        self.why.setVisible(bool(reason))
        if reason:
            self.print_set.lock(reason)
        else:
            self.print_set.unlock()

    def mark(self, document_id: UUID | None) -> None:
        """Show which paper is open."""
        for key, row in self.rows.items():
            if row.isCheckable():
                row.setChecked(key == document_id)
        if self._has_focus:
            self.take_focus(document_id)

    def take_focus(self, document_id: UUID | None) -> None:
        """Put the focus on a paper of the tree."""
        self._has_focus = False
        row = self.rows.get(document_id)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row with the arrows."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _show_group(self, group: FormGroup) -> None:
        for node in group.nodes:
            for line in node.lines:
                self._show_line(node, line)
            if not node.lines or (node.can_draft and node.form in SEVERAL and _all_issued(node)):
                self._show_form(node)

    def _show_line(self, node: FormNode, line: DocumentLine) -> None:
        row = self._row(line.id, PaperRow(node.title, icon=_picture(line), second=short_number(line.number)))
        words, tone, picture = _state(line)
        row.show_chip(words, tone=tone, icon=picture)
        row.clicked.connect(lambda _on=False, chosen=line.id: self.paper_chosen.emit(chosen))

    def _show_form(self, node: FormNode) -> None:
        if node.can_draft:
            row = self._row(node.form, PaperRow(node.title, icon="file-input", second=tr("点此起草")))
            row.setCheckable(False)
            row.clicked.connect(lambda _on=False, form=node.form: self.form_chosen.emit(form))
            return
        row = self._row(node.form, PaperRow(node.title, icon="file-x", second=node.why_locked))
        row.make_quiet()
        row.clicked.connect(lambda _on=False, target=node.target: self.lock_chosen.emit(target))

    def _head(self, title: str, count: str) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(Space.CONTROL, Space.PAIR, Space.CONTROL, Space.PAIR)
        line.addWidget(Label(title, size=Type.DENSE, weight=Weight.BOLD, tone=Tone.SUB), 1)
        line.addWidget(Label(count, size=Type.DENSE, tone=Tone.SUB))
        holder = QWidget()
        holder.setLayout(line)
        self._column.body.addWidget(holder)

    def _row(self, key: object, row: PaperRow) -> PaperRow:
        self.rows[key] = row
        self._column.body.addWidget(row)
        return row

    def _clear(self) -> None:
        self.rows.clear()
        empty(self._column.body)


def short_number(number: str) -> str:
    """Leave region and authority out where the room is small: 责改〔2026〕12号."""
    try:
        parts = parse(number)
    except DocumentNumberError:
        return number
    return parts.text.removeprefix(f"（{parts.prefix}）{parts.word}")


def _lines(tree: DocumentTree) -> list[DocumentLine]:
    return [line for group in tree.groups for node in group.nodes for line in node.lines]


def _all_issued(node: FormNode) -> bool:
    return all(line.state is not DocumentState.DRAFT for line in node.lines)


def _picture(line: DocumentLine) -> str:
    if line.state is DocumentState.DRAFT:
        return "file-pen"
    return "file-x" if line.state in {DocumentState.VOID, DocumentState.REVOKED} else "file-check"


def _state(line: DocumentLine) -> tuple[str, Tone, str]:
    """Say of a paper what is asked first: what a draft lacks, else how it stands."""
    if line.state is DocumentState.DRAFT:
        if line.missing:
            return tr("缺 {count}", count=line.missing), Tone.WARN, "circle-alert"
        return (tr("可签发"), *READY)
    if line.state is DocumentState.ISSUED:
        return (tr("可打印"), *READY)
    tone, picture = look_of(line.state)
    return label(line.state), tone, picture
