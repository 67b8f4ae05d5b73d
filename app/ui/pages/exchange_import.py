"""导入: choose packages, see what each would bring, confirm, and read what was taken in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.pages.exchange_done import DoneView, Taken
from app.ui.pages.exchange_file import Incoming
from app.ui.pages.exchange_preview import PreviewView
from app.ui.pages.exchange_work import asking, telling
from app.ui.tasks import Ticket
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.states import EmptyState, ErrorBar, ProgressBar
from app.values.errors import CancelledError, UserError
from app.values.package import PACKAGE_SUFFIX
from app.values.rows_import import Decision

if TYPE_CHECKING:
    from app.services.catalogue import Services

DROP = "选择要导入的数据包，可以一次选几个，也可以把文件拖到这里。确认以前不改动任何资料。"


class ImportPart(QWidget):
    """Lead from the files to the report; nothing is written before 确认导入."""

    stage_changed = Signal()
    conflicts_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setAcceptDrops(True)
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self.error.hide)
        self.choose = EmptyState("package", tr(DROP), action=tr("选择数据包…"))
        self.choose.action_chosen.connect(self.choose_files)
        self.reading = EmptyState("package-check", "")
        self.progress = ProgressBar()
        self.preview, self.done = PreviewView(), DoneView(context)
        self.cancel = Button(tr("取消"), icon="x")
        self.confirm = Button(tr("确认导入"), kind=Kind.PRIMARY, icon="check")
        self._stack = QStackedWidget()
        self._stack.setProperty("ringless", True)
        for part in (self.choose, self.reading, self.preview, self.done):
            self._stack.addWidget(part)
        self._connect()
        room = QVBoxLayout()
        room.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        room.addWidget(self.error)
        room.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(room)
        column.addWidget(self._stack, 1)

    @property
    def is_previewing(self) -> bool:
        return self._stack.currentWidget() is self.preview

    @property
    def is_done(self) -> bool:
        return self._stack.currentWidget() is self.done

    def refresh(self) -> None:
        """Nothing is read again: a preview stays as it was until it is confirmed or left."""

    def choose_files(self) -> None:
        """Ask for packages."""
        kinds = tr("安查数据包 (*{suffix})", suffix=PACKAGE_SUFFIX)
        self._context.ask.open_files(self, tr("选择数据包"), kinds=kinds, then=self.read_files)

    def read_files(self, paths: Sequence[Path]) -> None:
        """Verify files and show what they would bring."""
        if paths:
            self._read([Incoming(path) for path in paths])

    def start_again(self) -> None:
        """Leave the preview or the result; nothing is written by leaving."""
        self.preview.current = None
        self._show(self.choose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._context_is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    @property
    def _context_is_busy(self) -> bool:
        return self._stack.currentWidget() is self.reading

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.start_again)
        self.confirm.clicked.connect(self._on_confirm)
        self.preview.decided.connect(self._dress)
        self.preview.salvage_wanted.connect(self._on_salvage)
        self.preview.passphrase_wanted.connect(self._on_passphrase)
        self.done.again_wanted.connect(self.start_again)
        self.done.conflicts_wanted.connect(self.conflicts_wanted)

    def _read(self, files: Sequence[Incoming]) -> None:
        self.reading.say(tr("正在核对 {n} 个文件…", n=len(files)))
        self._show(self.reading)
        work = partial(_verify_all, self._context.services, files)
        self._run(self._context.tasks.run_read, work, self._on_read)

    def _run(self, run: Callable[..., object], work: Callable[[Ticket], object], done: Callable[..., None]) -> None:
        self.error.hide()
        task = run(work, done=done, owner=self, failed=self._on_failed)
        self.progress.follow(task)  # type: ignore[arg-type]  # run is one of the two ways to run a task

    def _on_read(self, files: Sequence[Incoming]) -> None:
        self.preview.show_files(files)
        self._show(self.preview)
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
        self.preview.board.focus_entry()

    def _on_failed(self, error: UserError) -> None:
        self.error.tell(str(error), may_retry=False)
        self._show(self.preview if self.preview.current is not None else self.choose)

    def _on_salvage(self, incoming: Incoming) -> None:
        work = partial(_verify, self._context.services, incoming.path, salvage=True)
        self._replace(incoming, work)

    def _replace(self, incoming: Incoming, work: Callable[[Ticket], Incoming]) -> None:
        """Verify one file in another way, and show it in its place."""

        def done(found: Incoming) -> None:
            files = [found if one is incoming else one for one in self.preview.files]
            self.preview.current = found
            self._on_read(files)

        self._run(self._context.tasks.run_read, work, done)

    def _on_passphrase(self, incoming: Incoming) -> None:
        dialog = SecretDialog(
            tr("数据包的口令"),
            tr("{name} 是用口令封好的，请输入交包人给的口令。", name=incoming.path.name),
            asked=(Asked(tr("口令")),),
            yes=tr("打开"),
            parent=self,
        )
        dialog.given.connect(lambda texts: self._try_passphrase(incoming, dialog, texts[0]))
        dialog.open()

    def _try_passphrase(self, incoming: Incoming, dialog: SecretDialog, passphrase: str) -> None:
        def done(found: Incoming) -> None:
            if found.needs_passphrase and found.error is not None:
                dialog.tell(found.error)
                return
            dialog.accept()
            self.preview.current = found
            self._on_read([found if one is incoming else one for one in self.preview.files])

        work = partial(_verify, self._context.services, incoming.path, passphrase=passphrase)
        self._context.tasks.run_read(work, done=done, owner=dialog, failed=dialog.tell)

    def _on_confirm(self) -> None:
        files = [one for one in self.preview.files if one.is_new]
        if files and not self.confirm.lock_reason:
            self.confirm.lock(tr("正在导入"))
            self.reading.say(tr("正在导入 {n} 个文件…", n=len(files)))
            self._show(self.reading)
            self._run(self._context.tasks.run_write, partial(_take_in, self._context.services, files), self._on_taken)

    def _on_taken(self, taken: Taken) -> None:
        self.preview.current = None
        self.done.show_taken(taken)
        self._show(self.done)

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._dress()
        first = {self.choose: self.choose.button, self.reading: self.progress.cancel, self.done: self.done.again}
        if part in first:
            first[part].setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        """Say whether there is anything to confirm."""
        for button in (self.cancel, self.confirm):
            button.setVisible(self.is_previewing)
        new = [one for one in self.preview.files if one.is_new]
        if new:
            self.confirm.unlock()
        elif any(one.preview is not None for one in self.preview.files):
            self.confirm.lock(tr("都已经导入过"))
        else:
            self.confirm.lock(tr("没有通过核对的文件"))
        self.stage_changed.emit()


def _verify_all(services: "Services", files: Sequence[Incoming], ticket: Ticket) -> list[Incoming]:
    found = []
    for at, one in enumerate(files, start=1):
        words = (
            tr("正在核对第 {n} / {all} 个，百分比", n=at, all=len(files)) if len(files) > 1 else tr("正在核对，百分比")
        )
        found.append(_verify(services, one.path, ticket, words=words))
    return found


def _verify(
    services: "Services",
    path: Path,
    ticket: Ticket,
    *,
    words: str = "正在核对，百分比",
    passphrase: str | None = None,
    salvage: bool = False,
) -> Incoming:
    """Verify one file; a refused one is shown with its reason, beside those that are whole."""
    try:
        (preview,) = services.imports.preview(
            [path], passphrase=passphrase, salvage=salvage, progress=telling(ticket, words), cancelled=asking(ticket)
        )
    except CancelledError:
        raise
    except UserError as error:
        return Incoming(path, error=error)
    return Incoming(path, preview)


def _take_in(services: "Services", files: Sequence[Incoming], ticket: Ticket) -> Taken:
    """Take the files in one after the other, then note what was decided."""
    taken = Taken()
    for incoming in files:
        preview = incoming.preview
        if preview is None:
            continue
        try:
            row = services.imports.apply(
                preview, progress=telling(ticket, tr("正在导入，百分比")), cancelled=asking(ticket)
            )
        except UserError as error:
            if not taken.rows:
                raise
            return replace(taken, problems=(*taken.problems, str(error)))
        taken = replace(taken, rows=(*taken.rows, row))
    return _settle(services, files, taken)


def _settle(services: "Services", files: Sequence[Incoming], taken: Taken) -> Taken:
    """Note the decisions; a record that several files changed is left open, since nobody saw all of its sides."""
    decisions: dict[object, list[Decision]] = {}
    for decision in (one for incoming in files for one in incoming.decisions.values()):
        decisions.setdefault(decision.entity_id, []).append(decision)
    problems, settled = list(taken.problems), 0
    for several in decisions.values():
        try:
            if _seen_in(files, several[0]) > 1:
                raise UserError(tr("几个文件都改过同一条记录，请在“冲突”里一起看。"))
            services.conflicts.resolve_all(several)
            settled += 1
        except UserError as error:
            problems.append(str(error))
    return replace(taken, problems=tuple(problems), settled=settled, open_conflicts=services.conflicts.count())


def _seen_in(files: Sequence[Incoming], decision: Decision) -> int:
    previews = [one.preview for one in files if one.preview is not None]
    return sum(any(line.entity_id == decision.entity_id for line in preview.report.lines) for preview in previews)
