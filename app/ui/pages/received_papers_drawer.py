"""One received paper beside the list: what it is about, its scans, and what was done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.text import day_in_sentence, label
from app.ui.theme import Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import Drawer
from app.values.enums import ExtensionState
from app.values.rows_received_paper import ExtensionRow, PaperView


class PaperDrawer(Drawer):
    """Show a paper; the buttons say what is wanted."""

    handle_wanted = Signal()
    reinspect_wanted = Signal(object)
    scan_wanted = Signal(int)
    add_scans_wanted = Signal()
    approve_wanted = Signal(object)
    refuse_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.view: PaperView | None = None
        self.reinspect = Button(tr("去复查"), kind=Kind.PRIMARY, icon="rotate-ccw")
        self.reinspect.clicked.connect(self._on_reinspect_pressed)
        self.handle = Button(tr("登记处理"), icon="check")
        self.handle.clicked.connect(self.handle_wanted)
        self.add_action(self.reinspect, stretch=1)
        self.add_action(self.handle)

    def show_view(self, view: PaperView) -> None:
        """Show one paper."""
        self.view = view
        row = view.row
        self.title.setText(f"{row.paper_kind.value}　{row.enterprise}")
        empty(self.body)
        self.body.addWidget(self._facts(view))
        if view.row.summary:
            self.body.addWidget(_card(tr("内容摘要"), row.summary))
        for one in view.extensions:
            self.body.addWidget(self._extension(one))
        if view.items:
            lines = "\n".join(f"{item.number}　{item.fact}（{label(item.state)}）" for item in view.items)
            self.body.addWidget(_card(tr("对应隐患 {count} 项", count=len(view.items)), lines))
        self.body.addWidget(self._scans(view))
        self.body.addStretch(1)
        is_open = row.handled_on is None
        self.reinspect.setVisible(row.inspection_id is not None and is_open and not view.extensions)
        waits = any(one.state is ExtensionState.APPLIED for one in view.extensions)
        self.handle.setVisible(is_open and not waits)

    def _facts(self, view: PaperView) -> Card:
        row = view.row
        card = Card(quiet=True)
        lines = [tr("收到：{day}", day=day_in_sentence(row.received_on))]
        if row.reported_on is not None:
            lines.append(tr("报告完成：{day}", day=day_in_sentence(row.reported_on)))
        if view.handed_in_by or view.received_by:
            lines.append(
                tr("递交 {giver}　收件 {taker}", giver=view.handed_in_by or "—", taker=view.received_by or "—")
            )
        if view.copies or view.sheets:
            lines.append(tr("{copies} 份　{sheets} 页", copies=view.copies or "—", sheets=view.sheets or "—"))
        if row.due is not None and row.handled_on is None:
            lines.append(tr("应办至：{day}　{left}", day=day_in_sentence(row.due), left=row.left))
        if row.handled_on is not None:
            lines.append(tr("{day} 办结：{note}", day=day_in_sentence(row.handled_on), note=row.handled_note))
        for line in lines:
            card.body.addWidget(Label(line, size=Type.DENSE, wrap=True))
        return card

    def _extension(self, one: ExtensionRow) -> Card:
        card = Card()
        tone = {ExtensionState.APPROVED: Tone.OK, ExtensionState.REFUSED: Tone.BAD}.get(one.state, Tone.WARN)
        head = Label(tr("延期 {count} 项", count=len(one.hazard_ids)), weight=Weight.MEDIUM)
        card.row(head, Chip(label(one.state), tone=tone), None)
        old = "—" if one.old_deadline is None else day_in_sentence(one.old_deadline)
        new = tr("未写") if one.new_deadline is None else day_in_sentence(one.new_deadline)
        card.body.addWidget(Label(tr("原期限 {old}，申请延至 {new}", old=old, new=new), size=Type.DENSE, wrap=True))
        if not one.is_in_time:
            words = tr("不是在整改期限届满前提出的，不能批准延期。")
            card.body.addWidget(Label(words, size=Type.LABEL, tone=Tone.BAD, wrap=True))
        if one.state is ExtensionState.APPLIED:
            approve = Button(tr("批准延期"), icon="check")
            refuse = Button(tr("不予延期"), icon="x")
            approve.clicked.connect(lambda: self.approve_wanted.emit(one))
            refuse.clicked.connect(lambda: self.refuse_wanted.emit(one))
            if not one.is_in_time:
                approve.lock(tr("申请已经逾期"))
            card.row(approve, refuse, None)
        elif one.answer or one.approved_by:
            words = tr("{name} 答复：{answer}", name=one.approved_by, answer=one.answer or label(one.state))
            card.body.addWidget(Label(words, size=Type.DENSE, wrap=True))
        return card

    def _scans(self, view: PaperView) -> Card:
        card = Card()
        card.body.addWidget(Label(tr("扫描件 {count} 份", count=len(view.scan_blobs)), weight=Weight.MEDIUM))
        for place in range(len(view.scan_blobs)):
            button = Button(tr("另存第 {number} 份", number=place + 1), icon="download", dense=True)
            button.clicked.connect(lambda _on=False, wanted=place: self.scan_wanted.emit(wanted))
            card.body.addWidget(button)
        add = Button(tr("加扫描件"), icon="scan-line", dense=True)
        add.clicked.connect(self.add_scans_wanted)
        card.body.addWidget(add)
        return card

    def _on_reinspect_pressed(self) -> None:
        if self.view is not None:
            self.reinspect_wanted.emit(self.view.row.inspection_id)


def _card(title: str, words: str) -> Card:
    card = Card()
    card.body.addWidget(Label(title, weight=Weight.MEDIUM))
    card.body.addWidget(Label(words, size=Type.DENSE, wrap=True))
    return card
