"""How the page of documents is laid out: the tree, the paper's fields and its pages."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.pages.documents_check import MissingCard, VerdictCard
from app.ui.pages.documents_fields import DraftFields, IssuedPanel
from app.ui.pages.documents_preview import PreviewPanel
from app.ui.pages.documents_tree import TreePanel
from app.ui.tasks import Tasks
from app.ui.text import label, look_of
from app.ui.theme import Layout, Space, Tone, look
from app.ui.tr import tr
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.stage_bar import StageBar
from app.ui.widgets.states import EmptyState, ErrorBar
from app.values.rows_document import DocumentCard

TREE = {Layout.WIDE: 288, Layout.MEDIUM: 272, Layout.NARROW: 304}
CENTRE = {Layout.WIDE: 470, Layout.MEDIUM: 410}
ANY_WIDTH = 16777215
MOST_COPIES = 6


class DocumentsView(Page):
    """Tree at the left, fields in the middle, pages at the right; a narrow window shows one of the last two."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._build(tasks)

    def top_widgets(self) -> tuple[QWidget, ...]:
        return (self.stages, self.state_chip)

    def bottom_right_widgets(self) -> tuple[QWidget, ...]:
        return self.lock_chip, self.closing

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        narrow = layout is Layout.NARROW
        self.tree.setFixedWidth(look().px(TREE[layout]))
        self.stages.setVisible(not narrow and self.has_stages)
        if narrow:
            self.middle.setMinimumWidth(0)
            self.middle.setMaximumWidth(ANY_WIDTH)
        else:
            self.middle.setFixedWidth(look().px(CENTRE[layout]))
        self.preview.back.setVisible(narrow)
        self.look.setVisible(narrow)
        self.show_preview(not narrow)

    def _build(self, tasks: Tasks) -> None:
        self.tree = TreePanel()
        self.preview = PreviewPanel(tasks)
        self.stages, self.has_stages = StageBar({}), False
        self.state_chip = Chip("", tone=Tone.NA)
        self.lock_chip = Chip("", tone=Tone.BAD, icon="lock")
        self.closing = Button(tr("闭环"), icon="circle-check", dense=True)
        for part in (self.stages, self.state_chip, self.lock_chip, self.closing):
            part.hide()
        self.empty = EmptyState("file-text", tr("选择左边的检查，查看和签发它的文书。"), action=tr("新建检查"))
        self.middle = self._middle()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tree)
        row.addWidget(self.middle)
        row.addWidget(self.preview, 1)

    def _middle(self) -> QStackedWidget:
        self.error = ErrorBar()
        self.missing, self.verdicts = MissingCard(), VerdictCard()
        self.fields, self.issued = DraftFields(), IssuedPanel()
        column = Scroll(gap=Space.CARD)
        column.body.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.CARD)
        for part in (self.error, self.missing, self.verdicts, self.issued, self.fields):
            column.body.addWidget(part)
        column.body.addStretch(1)
        paper = QWidget()
        inner = QVBoxLayout(paper)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(column, 1)
        inner.addWidget(self._action_bar())
        pages = QStackedWidget()
        pages.addWidget(self.empty)
        pages.addWidget(paper)
        self.paper = paper
        return pages

    def _action_bar(self) -> ActionBar:
        self.sign = Button(tr("签名"), icon="signature")
        self.export = Button(tr("导出"), icon="download")
        self.print = Button(tr("打印"), icon="printer", trailing="chevron-down")
        self.issue = Button(tr("签发"), icon="stamp", kind=Kind.PRIMARY)
        self.look = Button(tr("预览"), icon="eye")
        self.look.hide()
        return ActionBar([(self.look, 0), (self.sign, 0), (self.export, 0), (self.print, 1), (self.issue, 0)])

    def show_preview(self, wanted: bool) -> None:
        """Show the pages; in a narrow window they take the place of the fields."""
        narrow = self.layout_now is Layout.NARROW
        self.preview.setVisible(wanted)
        self.middle.setVisible(not (narrow and wanted))

    def show_card(self, card: DocumentCard) -> None:
        """Show a paper: a draft with its check and fields, an issued one with what is known of it."""
        had_focus = self.middle.isAncestorOf(QApplication.focusWidget() or self)
        self.middle.setCurrentWidget(self.paper)
        self.set_heading(tr("文书　{title}", title=card.title), self.subtitle)
        check = card.check
        for part in (self.missing, self.verdicts, self.fields):
            part.setVisible(check is not None)
        self.issued.setVisible(check is None)
        if check is None:
            self.issued.show_card(card)
        else:
            self.missing.show_missing(check)
            self.verdicts.show_verdicts(check, card.reasons)
            self.fields.show_card(card)
        self._show_state(card)
        if had_focus and not self.middle.isAncestorOf(QApplication.focusWidget() or self):
            self.tree.take_focus(card.id)  # what had the focus belonged to the draft

    def show_no_inspection(self) -> None:
        """Take away what belongs to one inspection."""
        self.has_stages = False
        self.closing = Button(tr("闭环"), icon="circle-check", dense=True)
        for part in (self.stages, self.state_chip, self.lock_chip, self.closing):
            part.hide()
        self.preview.show_pdf(b"")
        self.empty.say(tr("选择左边的检查，查看和签发它的文书。"))
        self.middle.setCurrentWidget(self.empty)
        self.set_heading(tr("文书"))

    def show_no_paper(self) -> None:
        """Say that a paper has to be begun first."""
        self.preview.show_pdf(b"")
        self.state_chip.hide()
        self.lock_chip.hide()
        self.empty.say(tr("还没有文书。点左边的文书名称起草。"))
        self.middle.setCurrentWidget(self.empty)

    def _show_state(self, card: DocumentCard) -> None:
        check = card.check
        missing, red = (0, 0) if check is None else (len(check.missing), len(check.other_red))
        tone, picture = look_of(card.state)
        words = (
            label(card.state) if not missing else tr("{state}　缺 {count} 项", state=label(card.state), count=missing)
        )
        self.state_chip.show_state(words, tone=tone, icon=picture)
        parts = [tr("缺项 {count}", count=missing)] if missing else []
        parts += [tr("红 {count}", count=red)] if red else []
        why = tr("签发前须处理：{parts}", parts="、".join(parts)) if parts else ""
        self.lock_chip.show_state(why, tone=Tone.BAD, icon="lock")
        self.state_chip.show()
        self.lock_chip.setVisible(bool(why))
        self._show_buttons(card, why)

    def _show_buttons(self, card: DocumentCard, why: str) -> None:
        is_draft = card.check is not None
        self.issue.setVisible(is_draft)
        self.sign.setVisible(is_draft)
        self.print.say(tr("打印 {count} 份", count=card.copies))
        for button, reason in (
            (self.issue, why),
            (self.print, tr("签发后打印") if is_draft else ""),
            (self.export, tr("签发后导出") if is_draft else ""),
        ):
            if reason:
                button.lock(reason)
            else:
                button.unlock()


def copies_menu(usual: int, print_copies: Callable[[int], None], *, parent: QWidget) -> QMenu:
    """Ask how many copies to print; the usual number is chosen already."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for count in range(1, max(MOST_COPIES, usual) + 1):
        action = menu.addAction(tr("打印 {count} 份", count=count))
        action.triggered.connect(partial(_print, print_copies, count))
        if count == usual:
            menu.setActiveAction(action)
    return menu


def _print(print_copies: Callable[[int], None], count: int, _checked: bool = False) -> None:
    print_copies(count)
