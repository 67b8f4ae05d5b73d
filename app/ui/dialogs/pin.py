"""PIN: ask an officer for it, let one set it, and help one who forgot it."""

from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.rules.secret_words import WeakSecretError, refuse_weak_pin
from app.ui.context import UiContext
from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.dialogs.unlock import words_from
from app.ui.tasks import plain
from app.ui.tr import tr
from app.ui.widgets.field import Field
from app.ui.widgets.select import Select
from app.values.rows_people import OfficerRow

Then = Callable[[OfficerRow], object]


def ask_pin(context: UiContext, officer: OfficerRow, *, parent: QWidget, then: Then) -> SecretDialog:
    """Ask the officer for the PIN and let him sit down."""
    access = context.services.access
    dialog = SecretDialog(
        tr("{name}的 PIN", name=officer.name),
        "",
        asked=(Asked(tr("PIN"), digits=True),),
        yes=tr("开始工作"),
        other=tr("忘记 PIN"),
        parent=parent,
    )

    def seated(row: OfficerRow) -> None:
        dialog.accept()
        then(row)

    def attempt(texts: Sequence[str]) -> None:
        work = plain(lambda: access.sign_in(officer.id, texts[0]))
        context.tasks.run_write(work, done=seated, owner=dialog, failed=dialog.tell)

    def forgotten() -> None:
        dialog.reject()
        ask_colleague(context, officer, parent=parent)

    dialog.given.connect(attempt)
    dialog.other_way.connect(forgotten)
    dialog.open()
    return dialog


def ask_colleague(
    context: UiContext, officer: OfficerRow, *, parent: QWidget, then: Callable[[], object] = lambda: None
) -> None:
    """Let a colleague who has a PIN take away the one that was forgotten."""
    services = context.services

    def helpers() -> tuple[OfficerRow, ...]:
        with_pin = services.access.with_pin()
        return tuple(row for row in services.officers.list() if row.id in with_pin and row.id != officer.id)

    def choose(rows: tuple[OfficerRow, ...]) -> None:
        if not rows and services.encryption.is_encrypted:
            _ask_lock(context, officer, parent=parent, then=then)
            return
        if not rows:
            context.messages.say(tr("没有别的执法人员设过 PIN。请另一名执法人员先设自己的 PIN，再来重设。"))
            return
        _ask_helper(context, officer, rows, parent=parent, then=then)

    context.tasks.run_read(plain(helpers), done=choose, owner=parent)


def _ask_helper(
    context: UiContext,
    officer: OfficerRow,
    helpers: Sequence[OfficerRow],
    *,
    parent: QWidget,
    then: Callable[[], object],
) -> None:
    access = context.services.access
    helper = Select(name=tr("谁来重设"))
    helper.fill([(row.name, row.id) for row in helpers], value=helpers[0].id)
    dialog = SecretDialog(
        tr("重设{name}的 PIN", name=officer.name),
        tr("由另一名执法人员输入自己的 PIN，{name}的 PIN 随即取消，日志中留有记录。", name=officer.name),
        asked=(Asked(tr("他的 PIN"), digits=True),),
        yes=tr("重设"),
        first=Field(tr("谁来重设"), helper, side="above"),
        parent=parent,
    )

    def done(_: object) -> None:
        dialog.accept()
        context.messages.say(tr("{name}的 PIN 已取消，现在可以直接进入，请到“设置”重新设。", name=officer.name))
        then()

    def attempt(texts: Sequence[str]) -> None:
        work = plain(lambda: access.reset_pin(officer.id, by=cast(UUID, helper.value), their_pin=texts[0]))
        context.tasks.run_write(work, done=done, owner=dialog, failed=dialog.tell)

    dialog.given.connect(attempt)
    dialog.open()


def _ask_lock(context: UiContext, officer: OfficerRow, *, parent: QWidget, then: Callable[[], object]) -> None:
    """Let who knows the store's passphrase or holds its recovery key take the PIN away."""
    services = context.services
    dialog = SecretDialog(
        tr("重设{name}的 PIN", name=officer.name),
        tr("没有别的执法人员设过 PIN。请输入资料的口令或恢复密钥，日志中留有记录。"),
        asked=(Asked(tr("口令或恢复密钥")),),
        yes=tr("重设"),
        parent=parent,
    )

    def work(typed: str) -> None:
        services.encryption.prove(words_from(typed))
        services.access.reset_pin_after_proof(officer.id)

    def done(_: object) -> None:
        dialog.accept()
        context.messages.say(tr("{name}的 PIN 已取消", name=officer.name))
        then()

    def attempt(texts: Sequence[str]) -> None:
        context.tasks.run_write(plain(lambda: work(texts[0])), done=done, owner=dialog, failed=dialog.tell)

    dialog.given.connect(attempt)
    dialog.open()


def ask_new_pin(
    context: UiContext, officer: OfficerRow, *, has_pin: bool, parent: QWidget, then: Callable[[], object]
) -> SecretDialog:
    """Let the officer set a PIN or change the one he has."""
    access = context.services.access
    current = (Asked(tr("现在的 PIN"), digits=True),) if has_pin else ()
    dialog = SecretDialog(
        tr("{name}的 PIN", name=officer.name),
        tr("4—8 位数字。PIN 防止别人冒用您的名字；要防止电脑丢失后资料被人读取，请加密资料。"),
        asked=(*current, Asked(tr("新 PIN"), digits=True), Asked(tr("再输一次"), digits=True)),
        yes=tr("设 PIN"),
        refuse=lambda texts: refusal_of_new(texts, refuse_weak_pin),
        parent=parent,
    )

    def done(_: object) -> None:
        dialog.accept()
        context.messages.say(tr("{name}的 PIN 已设好", name=officer.name))
        then()

    def attempt(texts: Sequence[str]) -> None:
        now = texts[0] if has_pin else ""
        work = plain(lambda: access.set_pin(officer.id, texts[-1], current=now))
        context.tasks.run_write(work, done=done, owner=dialog, failed=dialog.tell)

    dialog.given.connect(attempt)
    dialog.open()
    return dialog


def ask_to_remove_pin(
    context: UiContext, officer: OfficerRow, *, parent: QWidget, then: Callable[[], object]
) -> SecretDialog:
    """Let the officer do without a PIN again."""
    access = context.services.access
    dialog = SecretDialog(
        tr("取消{name}的 PIN", name=officer.name),
        "",
        asked=(Asked(tr("现在的 PIN"), digits=True),),
        yes=tr("取消 PIN"),
        no=tr("返回"),
        parent=parent,
    )

    def done(_: object) -> None:
        dialog.accept()
        context.messages.say(tr("{name}不用 PIN 了", name=officer.name))
        then()

    def attempt(texts: Sequence[str]) -> None:
        work = plain(lambda: access.remove_pin(officer.id, current=texts[0]))
        context.tasks.run_write(work, done=done, owner=dialog, failed=dialog.tell)

    dialog.given.connect(attempt)
    dialog.open()
    return dialog


def refusal_of_new(texts: Sequence[str], refuse_weak: Callable[[str], None]) -> str:
    """Say what is wrong with a new secret that was typed twice, before anything is asked of the store."""
    if texts[-1] != texts[-2]:
        return tr("两次输入的不一样，请重新输入。")
    try:
        refuse_weak(texts[-1])
    except WeakSecretError as error:
        return str(error)
    return ""
