"""Keeps what is typed into a form within a second, and brings it back when the form is opened again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.tasks import plain
from app.ui.widgets.button import Button
from app.ui.widgets.kept_bar import KeptBar
from app.ui.widgets.kept_value import change_signal, put_back, value_of

if TYPE_CHECKING:
    from app.services.form_drafts import FormDraftService
    from app.ui.context import UiContext

KEEP_MS = 700
Values = Mapping[str, Any]


class KeptDialog(QDialog):
    """A dialog whose fields are kept: `top` has room for the bar, `leave` throws away what was typed."""

    leave: Button
    top: QVBoxLayout

    def controls(self) -> Mapping[str, QWidget]:
        """Name the controls whose values are kept."""
        return {}

    def refit(self) -> None:
        """Show what the values that were brought back make worth asking."""


class FormKeeper(QObject):
    """Keep one form at a time under its name; `bar` says when something was brought back."""

    refilled = Signal()
    kept = Signal()

    def __init__(self, context: "UiContext", parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._form = ""
        self._controls: dict[str, QWidget] = {}
        self._first: Values = {}
        self._heard: set[QWidget] = set()
        self._last: dict[str, Values] = {}  # a form that is opened again at once need not wait for the writer
        self._has_changed = False
        self._is_unkept = False
        self._is_filling = False
        self.bar = KeptBar()
        self.bar.clear_wanted.connect(self._on_clear_wanted)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.settle)

    @property
    def _service(self) -> "FormDraftService":
        return self._context.services.form_drafts

    @property
    def form(self) -> str:
        """Name the form that is open."""
        return self._form

    def open(self, form: str, controls: Mapping[str, QWidget]) -> None:
        """Watch a form that was just filled with what it begins with, and bring back what was typed before."""
        self.close()
        self._form, self._controls, self._has_changed = form, dict(controls), False
        self._first = {name: value_of(control) for name, control in controls.items()}
        self.bar.hide()
        for control in controls.values():
            self._hear(control)
        last = self._last.get(form)
        if last is not None:
            self._bring_back(form, last)
            return
        work = plain(partial(self._service.kept, form))
        self._context.tasks.run_read(work, done=partial(self._bring_back, form), owner=self, lane="kept")

    def close(self) -> None:
        """Stop watching; what was typed a moment ago is kept first."""
        self.settle()
        self._form = ""

    def settle(self) -> None:
        """Keep what was typed and is not kept yet."""
        self._timer.stop()
        is_unkept, self._is_unkept = self._is_unkept, False
        if self._form and is_unkept:
            values = {name: value_of(control) for name, control in self._controls.items()}
            self._last[self._form] = values
            self._write(partial(self._service.keep, self._form, values), self.kept.emit)

    def hand_over(self) -> None:
        """Stop watching a form whose values are on their way to be stored."""
        self._timer.stop()
        self._is_unkept, self._form = False, ""

    def drop(self, left: str = "") -> None:
        """Forget the form that is open, or one that was just left: it was handed in, or thrown away."""
        self._timer.stop()
        self._is_unkept = False
        form, self._form = left or self._form, ""
        if form:
            self._last[form] = {}
            self._write(partial(self._service.drop, form), _nothing)

    def _write(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        self._context.tasks.run_write(plain(work), done=lambda _answer: done(), owner=self)

    def _hear(self, control: QWidget) -> None:
        if control not in self._heard:
            self._heard.add(control)
            control.destroyed.connect(lambda: self._heard.discard(control))
            change_signal(control).connect(lambda *_value: self._on_changed(control))

    def _bring_back(self, form: str, values: Values | None) -> None:
        """Fill the form, unless it was left or somebody types in it already."""
        if form != self._form or self._has_changed or not values:
            return
        self._fill(values)
        self.bar.show()

    def _fill(self, values: Values) -> None:
        self._is_filling = True
        for name, value in values.items():
            if name in self._controls:
                put_back(self._controls[name], value)
        self._is_filling = False
        self.refilled.emit()

    def _on_changed(self, control: QWidget) -> None:
        if self._form and not self._is_filling and control in self._controls.values():
            self._has_changed = self._is_unkept = True
            self._timer.start()

    def _on_clear_wanted(self) -> None:
        """Throw away what was brought back, and show what the form began with."""
        form = self._form
        self.drop()
        self.bar.hide()
        self._form, self._has_changed = form, False
        self._fill(self._first)


def keep_dialog(context: "UiContext", dialog: "KeptDialog", form: str) -> FormKeeper:
    """Keep what is typed into a dialog; its button throws it away, Esc and × keep it.

    Who hands the values in drops them in the same work, so that a refusal loses nothing.
    """
    keeper = FormKeeper(context, dialog)
    dialog.top.addWidget(keeper.bar)
    dialog.leave.clicked.connect(lambda: keeper.drop(form))
    dialog.accepted.connect(keeper.hand_over)
    dialog.rejected.connect(keeper.close)
    keeper.refilled.connect(dialog.refit)
    keeper.open(form, dialog.controls())
    return keeper


def keeping(context: "UiContext", form: str) -> Callable[[KeptDialog], object]:
    """Keep what is typed into a dialog that is still to be opened."""
    return lambda dialog: keep_dialog(context, dialog, form)


def _nothing() -> None:
    """A draft that was dropped needs no answer."""
