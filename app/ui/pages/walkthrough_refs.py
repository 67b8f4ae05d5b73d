"""Choosing provisions or a criterion: searched by words, taken by a press, never typed wrong."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.emptying import empty
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.option import Option
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.search_box import SearchBox
from app.values.library import Criterion, Provision

if TYPE_CHECKING:
    from app.ui.context import UiContext

Found = Sequence[Provision | Criterion]
SIZE = (720, 520)


class RefDialog(QDialog):
    """Search the library; several provisions may be taken, or one criterion."""

    chosen = Signal(object, object)

    def __init__(
        self,
        context: "UiContext",
        *,
        taken: Sequence[tuple[str, str]],
        proposed: Sequence[tuple[str, str]] = (),
        is_criterion: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._is_criterion = context, is_criterion
        self._taken, self._proposed = dict(taken), tuple(proposed)
        self.options: dict[str, Option] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("判定标准") if is_criterion else tr("违反的条款"))
        self.setModal(True)
        self.resize(look().px(SIZE[0]), look().px(SIZE[1]))
        self._lay_out()
        FocusRing(self)
        self._show([*self._taken.items(), *self._proposed], second={})
        self.search.setFocus()

    @property
    def taken(self) -> dict[str, str]:
        return dict(self._taken)

    def _lay_out(self) -> None:
        hint = (
            tr("判定标准的名称、条款或者内容")
            if self._is_criterion
            else tr("法律名称、条款或者内容，例如：安全生产法 第三十六条")
        )
        self.search = SearchBox(hint)
        self.search.searched.connect(self._on_searched)
        self._words = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self._list = Scroll(gap=Space.PAIR)
        self.accept_button = Button(tr("确定"), kind=Kind.PRIMARY)
        self.accept_button.clicked.connect(self._on_accepted)
        cancel = Button(tr("取消"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addWidget(Label(self.windowTitle(), size=Type.ITEM, weight=Weight.BOLD))
        column.addWidget(self.search)
        column.addWidget(self._words)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)

    def _show(self, refs: Sequence[tuple[str, str]], *, second: dict[str, str]) -> None:
        empty(self._list.body)
        self.options = {}
        for ref, words in dict(refs).items():
            option = Option(words, second=second.get(ref, ""))
            option.setChecked(ref in self._taken)
            option.setToolTip(f"{words}\n{second.get(ref, '')}".strip())
            option.clicked.connect(lambda is_on, ref=ref, words=words: self._on_pressed(ref, words, is_on=is_on))
            self.options[ref] = option
            self._list.body.addWidget(option)
        self._list.body.addStretch(1)
        self._words.setText("" if refs else tr("没有找到。请换个词，例如只写法律简称或者条数。"))
        self._words.setVisible(not refs)

    def _on_searched(self, words: str) -> None:
        if not words:
            self._show([*self._taken.items(), *self._proposed], second={})
            return
        search = partial(self._context.services.hazards.search_places, words, is_criterion=self._is_criterion)
        self._context.tasks.run_read(plain(search), done=self._on_found, owner=self, lane="refs")

    def _on_found(self, found: Found) -> None:
        second = {one.ref.undated.text: one.text for one in found}
        self._show([(one.ref.undated.text, one.citation) for one in found], second=second)

    def _on_pressed(self, ref: str, words: str, *, is_on: bool) -> None:
        if self._is_criterion:
            self._taken.clear()
        if is_on:
            self._taken[ref] = words
        else:
            self._taken.pop(ref, None)
        for one, option in self.options.items():
            option.setChecked(one in self._taken)

    def _on_accepted(self) -> None:
        self.chosen.emit(tuple(self._taken), tuple(self._taken.values()))
        self.accept()
