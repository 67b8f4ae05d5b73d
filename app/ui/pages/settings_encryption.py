"""加密: lock the store behind a passphrase, change it, print the recovery key, and name what still lies open."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.rules.secret_words import refuse_weak_passphrase
from app.ui.context import UiContext
from app.ui.dialogs.pin import refusal_of_new
from app.ui.dialogs.recovery import RecoveryDialog
from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.dialogs.unlock import words_from
from app.ui.pages.settings_part import SettingsPart
from app.ui.tasks import Ticket
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.states import ProgressBar
from app.values.rows_encryption import EncryptionStanding

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.encryption import EncryptionService

WHAT_IT_DOES = (
    "加密后，没有口令的人拿到电脑、硬盘或备份，都读不出资料。每次打开安查要输口令。"
    "口令和恢复密钥都丢了，谁也打不开，资料就没有了。"
)
HONESTLY = "固态硬盘和U盘可能留有加密前的痕迹，交出去的数据包、导出的文件和打印的纸不在加密之内。"
PASSPHRASE = "至少 8 个字符。建议用几个不相干的词，中间加空格。要用中文输入法时，先按“显示口令”。"


class EncryptionPart(SettingsPart):
    """Show how the store is locked, and change it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        card = self.card(tr("资料加密"), tr(WHAT_IT_DOES))
        self.state = Chip(tr("正在读取"), tone=Tone.NA)
        self.encrypt = Button(tr("加密资料"), kind=Kind.PRIMARY, icon="lock")
        self.change = Button(tr("更换口令"))
        self.renew = Button(tr("另发恢复密钥"))
        self.decrypt = Button(tr("解除加密"), kind=Kind.DANGER)
        self.remember = Button(tr("本机记住口令"))
        self.progress = ProgressBar()
        card.row(self.state, None)
        card.body.addWidget(Label(tr(HONESTLY), size=Type.LABEL, tone=Tone.SUB, wrap=True))
        card.body.addWidget(self.progress)
        card.row(self.encrypt, self.change, self.renew, self.remember, None, self.decrypt)
        self.plain = self.card(tr("没有加密的旧备份"), tr("这些备份是加密以前做的，不用口令就能读取。"))
        self._copies = QVBoxLayout()
        self._copies.setSpacing(Space.PAIR)
        self.plain.body.addLayout(self._copies)
        self.remove = Button(tr("全部删除"), kind=Kind.DANGER, icon="trash-2")
        self.plain.row(None, self.remove)
        self.plain.hide()
        self._standing: EncryptionStanding | None = None
        for button, act in (
            (self.encrypt, self._on_encrypt),
            (self.change, self._on_change),
            (self.renew, self._on_renew),
            (self.decrypt, self._on_decrypt),
            (self.remember, self._on_remember),
            (self.remove, self._on_remove),
        ):
            button.clicked.connect(act)
            button.hide()

    def refresh(self) -> None:
        """Read how the store is locked."""
        self.read(self._service.standing, self._show)

    @property
    def _service(self) -> "EncryptionService":
        return self.context.services.encryption

    def _show(self, standing: EncryptionStanding) -> None:
        self._standing = standing
        locked = standing.is_encrypted
        self.state.show_state(tr("已加密") if locked else tr("没有加密"), tone=Tone.OK if locked else Tone.WARN)
        self.encrypt.setVisible(not locked)
        for button in (self.change, self.renew, self.decrypt):
            button.setVisible(locked)
        self.remember.setVisible(locked and standing.can_remember)
        self.remember.say(tr("不再记住口令") if standing.is_remembered else tr("本机记住口令"))
        self.plain.setVisible(bool(standing.plain_copies))
        self.remove.setVisible(bool(standing.plain_copies))
        empty(self._copies)
        for file in standing.plain_copies:
            self._copies.addWidget(Label(str(file), size=Type.LABEL, wrap=True))

    def _on_encrypt(self) -> None:
        dialog = SecretDialog(
            tr("加密资料"),
            tr(PASSPHRASE),
            asked=(Asked(tr("口令")), Asked(tr("再输一次"))),
            yes=tr("开始加密"),
            refuse=lambda texts: refusal_of_new(texts, refuse_weak_passphrase),
            parent=self,
        )
        dialog.given.connect(lambda texts: self._begin(dialog, texts))
        dialog.open()

    def _begin(self, dialog: SecretDialog, texts: Sequence[str]) -> None:
        dialog.accept()
        passphrase, service = texts[0], self._service
        self._run(lambda ticket: service.encrypt(passphrase, progress=_telling(ticket), cancelled=_asking(ticket)))

    def _run(self, work: Callable[[Ticket], str]) -> None:
        """Exchange the file in the background, with progress, and show the recovery key if there is one."""
        self.error.hide()
        self.encrypt.lock(tr("正在加密"))
        task = self.context.tasks.run_write(work, done=self._on_made, owner=self, failed=self.tell)
        self.progress.follow(task)
        task.ended.connect(self._on_ended)

    def _on_made(self, recovery: str) -> None:
        self._on_ended()
        if recovery:
            RecoveryDialog(self.context, recovery, parent=self).open()

    def _on_ended(self) -> None:
        self.encrypt.unlock()
        self.context.bell.access_changed.emit()
        self.refresh()

    def _on_change(self) -> None:
        dialog = SecretDialog(
            tr("更换口令"),
            tr("{words}备份文件夹里的备份随之改用新口令，放在别处的仍用旧口令。", words=tr(PASSPHRASE)),
            asked=(Asked(tr("现在的口令（或恢复密钥）")), Asked(tr("新口令")), Asked(tr("再输一次"))),
            yes=tr("更换"),
            refuse=lambda texts: refusal_of_new(texts, refuse_weak_passphrase),
            parent=self,
        )
        service = self._service

        def attempt(texts: Sequence[str]) -> None:
            self._ask(dialog, lambda: service.change_passphrase(words_from(texts[0]), texts[1]), self._on_changed)

        dialog.given.connect(attempt)
        dialog.open()

    def _on_changed(self, copies: object) -> None:
        self.context.messages.say(tr("口令已更换，{n} 份备份随之改用新口令", n=str(copies)))

    def _on_renew(self) -> None:
        dialog = self._ask_passphrase(tr("另发恢复密钥"), tr("以前打印的那一张随即作废。"), yes=tr("另发"))
        service = self._service

        def shown(recovery: str) -> None:
            RecoveryDialog(self.context, recovery, parent=self).open()

        dialog.given.connect(
            lambda texts: self._ask(dialog, lambda: service.renew_recovery(words_from(texts[0])), shown)
        )
        dialog.open()

    def _on_decrypt(self) -> None:
        dialog = self._ask_passphrase(
            tr("解除加密"), tr("以后不用口令就能读取本机的资料。以前的备份仍然是加密的。"), yes=tr("解除")
        )
        service = self._service

        def attempt(texts: Sequence[str]) -> None:
            words = words_from(texts[0])

            def work(ticket: Ticket) -> str:
                service.decrypt(words, progress=_telling(ticket), cancelled=_asking(ticket))
                return ""

            self._ask(dialog, lambda: service.prove(words), lambda _: self._run(work))

        dialog.given.connect(attempt)
        dialog.open()

    def _on_remember(self) -> None:
        standing, service = self._standing, self._service
        wanted = standing is not None and not standing.is_remembered
        self.write(lambda: service.remember(wanted=wanted), lambda _: self.refresh())

    def _on_remove(self) -> None:
        self.context.ask.confirm(
            self,
            tr("删除没有加密的旧备份"),
            tr("删除前请先做一份新的备份。删除后不能找回。"),
            yes=tr("删除"),
            danger=True,
            then=self._on_remove_answered,
        )

    def _on_remove_answered(self, wanted: bool) -> None:
        if wanted:
            self.write(self._service.remove_plain_copies, self._on_removed)

    def _on_removed(self, gone: "Sequence[Path]") -> None:
        self.context.messages.say(tr("已删除 {n} 份旧备份", n=len(gone)))
        self.refresh()

    def _ask_passphrase(self, title: str, words: str, *, yes: str) -> SecretDialog:
        return SecretDialog(title, words, asked=(Asked(tr("现在的口令（或恢复密钥）")),), yes=yes, parent=self)

    def _ask(self, dialog: SecretDialog, work: Callable[[], object], then: Callable[..., object]) -> None:
        """Do what needs the passphrase; the dialog stays until the passphrase is right."""

        def done(answer: object) -> None:
            dialog.accept()
            then(answer)
            self.refresh()

        self.context.tasks.run_write(lambda _: work(), done=done, owner=dialog, failed=dialog.tell)


def _telling(ticket: Ticket) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if not ticket.is_cancelled:
            ticket.progress(done >> 20, total >> 20, tr("正在改写，MB"))

    return tell


def _asking(ticket: Ticket) -> Callable[[], bool]:
    return lambda: ticket.is_cancelled
