"""移交: what has not gone to the office yet, what a package is to hold, and the package that was written."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.rules.secret_words import WeakSecretError, refuse_weak_passphrase
from app.ui.context import UiContext
from app.ui.pages.exchange_selection import SelectionForm
from app.ui.pages.exchange_work import asking, size_in_words, telling
from app.ui.pages.exchange_written import HistoryCard, WrittenCard
from app.ui.pages.settings_part import SettingsPart
from app.ui.tasks import Ticket
from app.ui.text import day_and_hour
from app.ui.theme import Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.secret_edit import EyeButton, SecretEdit
from app.ui.widgets.states import ProgressBar
from app.values.package import PACKAGE_SUFFIX, Selection
from app.values.record_words import kind_word
from app.values.rows_handover import HandoverRow, NotHandedOver, PackageSize

if TYPE_CHECKING:
    from app.services.handover import HandoverService

LABEL_WIDTH = 88


class ExportPart(SettingsPart):
    """Write a package for the office."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._is_first = True
        waiting = self.card(tr("待移交"))
        self.state = Chip(tr("正在读取"), tone=Tone.NA)
        self.waiting = Label(wrap=True)
        waiting.row(self.state, None)
        waiting.body.addWidget(self.waiting)
        self.written = WrittenCard()
        self.written.folder_wanted.connect(open_folder)
        self.column.addWidget(self.written)
        self._build_form()
        self.history = HistoryCard()
        self.history.folder_wanted.connect(open_folder)
        self.column.addWidget(self.history)

    def refresh(self) -> None:
        """Read again what is to go, and what went."""
        handover = self._service
        self.read(lambda: (handover.not_handed_over(), handover.history()), self._show)
        if self._is_first:
            self._is_first = False
            self.form.offer(self.context)
        self._estimate()

    @property
    def _service(self) -> "HandoverService":
        return self.context.services.handover

    def _build_form(self) -> None:
        card = self.card(tr("写一个数据包"), tr("写好以后从盘上读回，逐条核对才算数；取消不留半个文件。"))
        self.form = SelectionForm()
        self.form.changed.connect(self._estimate)
        self.recipient = LineEdit(name=tr("交给"), hint=tr("收数据包的机关"))
        self.words, self.again = (SecretEdit(name=name) for name in (tr("口令"), tr("再输一次")))
        self.words.setPlaceholderText(tr("可以不设；设了口令，没有口令的人打不开"))
        for edit in (self.words, self.again):
            edit.edited.connect(lambda _words: self._dress())
        self.eye = EyeButton([self.words, self.again])
        self.how_large = Label(size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self.progress = ProgressBar()
        self.write_it = Button(tr("写成数据包…"), kind=Kind.PRIMARY, icon="package")
        self.write_it.clicked.connect(self._on_write)
        card.body.addWidget(self.form)
        card.body.addWidget(Field(tr("交给"), self.recipient, label_width=LABEL_WIDTH))
        self._passphrase = Field(tr("口令"), self.words, label_width=LABEL_WIDTH)
        card.body.addWidget(self._passphrase)
        self._second = Field(tr("再输一次"), self.again, label_width=LABEL_WIDTH)
        card.body.addWidget(self._second)
        self._second.hide()
        card.body.addWidget(self.how_large)
        card.body.addWidget(self.progress)
        card.row(self.eye, None, self.write_it)
        self.eye.hide()

    def _show(self, found: tuple[NotHandedOver, tuple[HandoverRow, ...]]) -> None:
        waiting, history = found
        if not self.recipient.words:
            self.recipient.fill(waiting.recipient)
        tone = Tone.OK if waiting.is_empty else Tone.WARN
        self.state.show_state(tr("全部已移交") if waiting.is_empty else tr("还有内容没有移交"), tone=tone)
        self.waiting.setText(waiting_words(waiting))
        self.history.show_history(history)

    def _estimate(self) -> None:
        """Tell how large the package would be."""
        self._dress()
        selection, handover, recipient = self.form.selection, self._service, self.recipient.words or None
        if selection is None:
            self.how_large.setText(tr("请先选好要移交的内容。"))
            return
        wanted = selection
        self.context.tasks.run_read(
            lambda _: handover.estimate(wanted, recipient=recipient),
            done=self._show_size,
            owner=self,
            lane="size",
            failed=lambda error: self.how_large.setText(str(error)),
        )

    def _show_size(self, size: PackageSize) -> None:
        held = records_in_words(size.records) or tr("没有记录")
        self.how_large.setText(
            tr("大约 {size}：{held}，原件 {n} 个。", size=size_in_words(size.size), held=held, n=size.blobs)
        )

    def _dress(self) -> None:
        has_words = bool(self.words.text())
        self._second.setVisible(has_words)
        self.eye.setVisible(has_words)
        weak = _weakness(self.words.text())
        self._passphrase.set_error(weak)
        differs = has_words and bool(self.again.text()) and self.again.text() != self.words.text()
        self._second.set_error(tr("两次输入的口令不一样。") if differs else "")
        if self.form.selection is None:
            self.write_it.lock(tr("请先选好内容"))
        elif weak or (has_words and self.again.text() != self.words.text()):
            self.write_it.lock(tr("请再输一次口令") if not weak else tr("口令太简单"))
        else:
            self.write_it.unlock()

    def _on_write(self) -> None:
        self.read(self._service.suggested_name, self._ask_file)

    def _ask_file(self, name: str) -> None:
        kinds = tr("安查数据包 (*{suffix})", suffix=PACKAGE_SUFFIX)
        self.context.ask.save_file(self, tr("数据包写到哪里"), kinds=kinds, start=name, then=self._write_to)

    def _write_to(self, file: Path) -> None:
        selection = self.form.selection
        if selection is not None:
            self._export(file, selection)

    def _export(self, file: Path, selection: Selection) -> None:
        handover, recipient, passphrase = self._service, self.recipient.words or None, self.words.text() or None

        def work(ticket: Ticket) -> HandoverRow:
            return handover.export(
                file,
                selection,
                recipient=recipient,
                passphrase=passphrase,
                progress=telling(ticket, tr("写出并读回，百分比")),
                cancelled=asking(ticket),
            )

        self.error.hide()
        self.write_it.lock(tr("正在写数据包"))
        # Not the writing thread: what is typed meanwhile is saved while a slow stick is written.
        task = self.context.tasks.run_read(work, done=self._on_written, owner=self, failed=self.tell)
        self.progress.follow(task)
        task.ended.connect(self._dress)

    def _on_written(self, made: HandoverRow) -> None:
        for edit in (self.words, self.again):
            edit.hide_again()
        self.eye.hide_again()
        self.written.show_written(made)
        self.context.messages.say(tr("已写成并读回核对：{file}", file=made.file.name))
        self.refresh()


def waiting_words(waiting: NotHandedOver) -> str:
    """Say what was written here and did not go to the office yet."""
    last = "" if waiting.last is None else tr("上次移交：{day}。", day=day_and_hour(waiting.last.at))
    if waiting.is_empty:
        return tr("本机写下的全部内容都已移交给{recipient}。{last}", recipient=waiting.recipient, last=last)
    since = "" if waiting.since is None else tr("，最早的写于 {day}", day=day_and_hour(waiting.since))
    return tr(
        "{recipient}还没有：{inspections} 次检查、{records} 条记录、{photos} 张照片{since}。{last}",
        recipient=waiting.recipient,
        inspections=waiting.inspections,
        records=waiting.records,
        photos=waiting.photos,
        since=since,
        last=last,
    )


def records_in_words(records: Mapping[str, int]) -> str:
    """Count records by their kind."""
    return "、".join(tr("{word} {n}", word=kind_word(kind), n=n) for kind, n in records.items() if n)


def open_folder(file: Path) -> None:
    """Show the folder of a file in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def _weakness(words: str) -> str:
    if not words:
        return ""
    try:
        refuse_weak_passphrase(words)
    except WeakSecretError as error:
        return str(error)
    return ""
