"""数据安全: how the records are kept, in one sentence, and everything that keeps them better."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.secret_words import refuse_weak_passphrase
from app.ui.context import UiContext
from app.ui.dialogs.pin import refusal_of_new
from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.pages.exchange_work import asking, telling
from app.ui.pages.live_page import LivePage
from app.ui.pages.safety_archive import ArchiveCard, ArchiveView
from app.ui.pages.safety_copies import CopiesCard, RestoreCard
from app.ui.pages.safety_facts import FactsCard, VerdictCard
from app.ui.tasks import Ticket, plain
from app.ui.theme import Space, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.scroll import Scroll, in_the_middle
from app.ui.widgets.shortcuts import Shortcuts
from app.values.errors import UserError
from app.values.rows_safekeeping import ArchiveRow, BackupRow, PlaceRow, SafetyStanding

if TYPE_CHECKING:
    from app.services.catalogue import Services

WIDEST = 900
HEARD = frozenset({"inspection", "hazard", "photo", "document", "reinspection", "case"})


@dataclass(frozen=True)
class SafetyView:
    """What the page shows."""

    standing: SafetyStanding
    copies: tuple[BackupRow, ...]
    archive: ArchiveView


class SafetyPage(LivePage):
    """Say what is safe and what is not, and mend it."""

    title = "数据安全"
    subtitle = "资料存在哪里，备份在哪里，还缺什么"
    key_hints = (KeyHint("B", "立即备份"), KeyHint("J", "检查资料"))
    kinds = HEARD

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.verdict, self.facts = VerdictCard(), FactsCard()
        self.restore, self.copies, self.archive = RestoreCard(), CopiesCard(), ArchiveCard()
        self._lay_out()
        self.verdict.back_up.clicked.connect(self._on_back_up)
        self.verdict.check.clicked.connect(self._on_check)
        self.verdict.hand_over.clicked.connect(lambda: self.navigate.emit("exchange", "export"))
        self.verdict.choose.clicked.connect(self._on_choose)
        self.copies.preview_wanted.connect(self._on_preview)
        self.copies.other_wanted.connect(self._on_other)
        self.archive.archive_wanted.connect(self._on_archive)
        keys = Shortcuts(self)
        keys.add("B", self.verdict.back_up.click)
        keys.add("J", self.verdict.check.click)
        self.setFocusProxy(self.verdict.back_up)

    def refresh(self) -> None:
        """Read again how the records are kept."""
        read = plain(partial(_read, self._services))
        self._context.tasks.run_read(read, done=self._show, owner=self, lane="view", failed=self._tell)

    @property
    def _services(self) -> "Services":
        return self._context.services

    def _show(self, view: SafetyView) -> None:
        self.verdict.show_standing(view.standing)
        self.facts.show_standing(view.standing)
        self.copies.show_copies(view.copies)
        self.archive.show_view(view.archive)

    def _run(self, work: Callable[[Ticket], Any], done: Callable[[Any], None]) -> None:
        """Do something long beside the work of the window: what is typed meanwhile is saved."""
        self.error.hide()
        for button in (self.verdict.back_up, self.verdict.check, self.archive.archive):
            button.lock(tr("请等这一步做完"))
        task = self._context.tasks.run_read(work, done=done, owner=self, failed=self._tell)
        task.ended.connect(self._on_ended)
        self.verdict.progress.follow(task)

    def _on_ended(self) -> None:
        for button in (self.verdict.back_up, self.verdict.check, self.archive.archive):
            button.unlock()
        self.refresh()

    def _on_back_up(self) -> None:
        keep = self._services.safekeeping

        def work(ticket: Ticket) -> BackupRow:
            return keep.back_up(progress=telling(ticket, tr("备份并读回，百分比")), cancelled=asking(ticket))

        self._run(work, self._on_backed_up)

    def _on_backed_up(self, made: BackupRow) -> None:
        self._context.messages.say(tr("已备份并读回核对：{file}", file=made.file.name))

    def _on_check(self) -> None:
        keep = self._services.safekeeping
        self._run(plain(lambda: len(keep.check().findings)), self._on_checked)

    def _on_checked(self, found: int) -> None:
        words = tr("检查完毕，发现 {n} 处，见“上次检查”。", n=found) if found else tr("检查完毕，没有发现问题。")
        self._context.messages.say(words)

    def _on_choose(self) -> None:
        self._context.ask.folder(self, tr("备份放在哪里"), then=self._on_place)

    def _on_place(self, folder: Path) -> None:
        work = plain(partial(self._services.backups.add_place, folder))
        self._context.tasks.run_write(work, done=self._on_place_added, owner=self, failed=self._tell)

    def _on_place_added(self, place: PlaceRow) -> None:
        self._context.messages.say(tr("以后也备份到 {folder}", folder=place.folder))
        self.refresh()

    def _on_other(self) -> None:
        kinds = tr("备份 (*.db)")
        self._context.ask.open_file(self, tr("看哪一份备份"), kinds=kinds, then=self._on_preview)

    def _on_preview(self, file: Path) -> None:
        work = plain(partial(self._services.safekeeping.preview_restore, file))
        self._context.tasks.run_read(work, done=self._on_previewed, owner=self, lane="restore", failed=self._tell)

    def _on_previewed(self, preview: Any) -> None:
        self.restore.show_preview(preview)
        self._scroll.ensureWidgetVisible(self.restore)
        self.restore.close_it.setFocus()

    def _on_archive(self, year: int) -> None:
        ask = partial(self._context.ask.save_file, self, tr("归档包写到哪里"), kinds=tr("安查归档包 (*.ancha)"))
        name = tr("安查归档-{year}.ancha", year=year)
        if self._services.desk.store.means.key is None:
            ask(start=name, then=lambda file: self._archive(year, file, None))
            return
        dialog = SecretDialog(
            tr("归档包的口令"),
            tr("资料是加密的，归档包也要有口令。口令丢了，归档包里的照片就看不到了。"),
            asked=(Asked(tr("口令")), Asked(tr("再输一次"))),
            yes=tr("下一步"),
            refuse=lambda texts: refusal_of_new(texts, refuse_weak_passphrase),
            parent=self,
        )

        def given(texts: tuple[str, ...]) -> None:
            dialog.accept()
            ask(start=name, then=lambda file: self._archive(year, file, texts[0]))

        dialog.given.connect(given)
        dialog.open()

    def _archive(self, year: int, file: Path, passphrase: str | None) -> None:
        service = self._services.archive

        def work(ticket: Ticket) -> ArchiveRow:
            words = tr("归档并读回，百分比")
            return service.run(
                year, file, passphrase=passphrase, progress=telling(ticket, words), cancelled=asking(ticket)
            )

        self._run(work, self._on_archived)

    def _on_archived(self, made: ArchiveRow) -> None:
        self._context.messages.say(tr("{year}年已归档，照片 {n} 张", year=made.year, n=made.blobs))

    def _tell(self, error: UserError) -> None:
        self.error.tell(str(error))

    def _lay_out(self) -> None:
        room = QWidget()
        room.setMaximumWidth(look().px(WIDEST))
        cards = QVBoxLayout(room)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(Space.CARD)
        for part in (self.error, self.verdict, self.facts, self.restore, self.copies, self.archive):
            cards.addWidget(part)
        self._scroll = Scroll()
        self._scroll.body.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.PAGE)
        self._scroll.body.addLayout(in_the_middle(room))
        self._scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)


def _read(services: "Services") -> SafetyView:
    archive = services.archive
    return SafetyView(
        services.safekeeping.standing(),
        services.backups.copies(),
        ArchiveView(tuple(archive.preview(year) for year in archive.years()), archive.archives()),
    )
