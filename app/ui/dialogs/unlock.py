"""打开加密的资料: ask for the passphrase, or for the recovery key where it was forgotten."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.tr import tr
from app.values.rows_encryption import Unlock

if TYPE_CHECKING:
    from collections.abc import Sequence

Try = Callable[[Unlock, SecretDialog], object]


def ask_to_unlock(parent: QWidget, *, given: Try, given_up: Callable[[], object], no: str = "") -> SecretDialog:
    """Open the dialog; `given` gets each try with the dialog, which it closes or tells what was wrong."""
    dialog = SecretDialog(
        tr("资料已加密"),
        tr("请输入口令。解开约需一秒钟。"),
        asked=(Asked(tr("口令")),),
        yes=tr("打开"),
        no=no or tr("退出"),
        other=tr("忘记口令，用恢复密钥"),
        parent=parent,
    )
    dialog.given.connect(lambda texts: given(Unlock(passphrase=texts[0]), dialog))
    dialog.other_way.connect(partial(_ask_for_paper, parent, dialog, given, given_up, no))
    dialog.rejected.connect(given_up)
    dialog.open()
    return dialog


def _ask_for_paper(
    parent: QWidget, first: SecretDialog, given: Try, given_up: Callable[[], object], no: str
) -> SecretDialog:
    first.rejected.disconnect()
    first.reject()
    dialog = SecretDialog(
        tr("用恢复密钥打开"),
        tr("照打印件输入恢复密钥，共八组，空格和连字符可以不输。打开后请到“设置”更换口令。"),
        asked=(Asked(tr("恢复密钥")),),
        yes=tr("打开"),
        no=no or tr("退出"),
        other=tr("用口令"),
        parent=parent,
    )

    def back() -> None:
        dialog.rejected.disconnect()
        dialog.reject()
        ask_to_unlock(parent, given=given, given_up=given_up, no=no)

    def on_given(texts: "Sequence[str]") -> None:
        given(Unlock(recovery=texts[0]), dialog)

    dialog.given.connect(on_given)
    dialog.other_way.connect(back)
    dialog.rejected.connect(given_up)
    dialog.open()
    return dialog


def words_from(text: str) -> Unlock:
    """Take what was typed for the recovery key if it looks like one, else for the passphrase."""
    groups = text.strip().upper().split("-")
    if len(groups) == 8 and all(len(group) == 5 for group in groups):
        return Unlock(recovery=text)
    return Unlock(passphrase=text)
