"""What stands in a control, as plain values that can be kept and put back."""

from datetime import date, datetime
from functools import singledispatch
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.choice import ChoiceRow
from app.ui.widgets.line_edit import LineEdit, MomentEdit
from app.ui.widgets.select import DayEdit, Select
from app.ui.widgets.text_edit import TextEdit


@singledispatch
def value_of(control: QWidget) -> Any:
    """Give what stands in a control as text, a list of texts or nothing."""
    raise TypeError(f"nothing is kept of {type(control).__name__}")


@singledispatch
def put_back(control: QWidget, _value: Any) -> None:
    """Put back what stood in a control; what it no longer offers is left out."""
    raise TypeError(f"nothing is kept of {type(control).__name__}")


@singledispatch
def change_signal(control: QWidget) -> SignalInstance:
    """Name the signal by which a control tells of what a person does."""
    raise TypeError(f"nothing is kept of {type(control).__name__}")


@value_of.register
def _(control: QLineEdit) -> str:
    return control.text()


@put_back.register
def _(control: QLineEdit, value: Any) -> None:
    control.setText(str(value))


@put_back.register
def _(control: LineEdit, value: Any) -> None:
    control.fill(str(value))


@change_signal.register
def _(control: QLineEdit) -> SignalInstance:
    return control.textChanged


@change_signal.register
def _(control: LineEdit) -> SignalInstance:
    return control.edited


@value_of.register
def _(control: TextEdit) -> str:
    return control.toPlainText()


@put_back.register
def _(control: TextEdit, value: Any) -> None:
    control.fill(str(value))


@change_signal.register
def _(control: TextEdit) -> SignalInstance:
    return control.edited


@value_of.register
def _(control: ChoiceRow) -> list[str]:
    return [str(value) for value in control.values]


@put_back.register
def _(control: ChoiceRow, value: Any) -> None:
    control.choose([button.choice.value for button in control.buttons if str(button.choice.value) in value])


@change_signal.register
def _(control: ChoiceRow) -> SignalInstance:
    return control.chosen


@value_of.register
def _(control: Select) -> str:
    return "" if control.value is None else str(control.value)


@put_back.register
def _(control: Select, value: Any) -> None:
    behind = [control.itemData(place) for place in range(control.count())]
    control.choose(next((one for one in behind if str(one) == value), None))


@change_signal.register
def _(control: Select) -> SignalInstance:
    return control.value_chosen


@value_of.register
def _(control: DayEdit) -> str:
    return "" if control.day is None else control.day.isoformat()


@put_back.register
def _(control: DayEdit, value: Any) -> None:
    control.set_day(date.fromisoformat(value) if value else None)


@change_signal.register
def _(control: DayEdit) -> SignalInstance:
    return control.day_changed


@value_of.register
def _(control: MomentEdit) -> str:
    return "" if control.moment is None else control.moment.isoformat()


@put_back.register
def _(control: MomentEdit, value: Any) -> None:
    control.set_moment(datetime.fromisoformat(value) if value else None)


@change_signal.register
def _(control: MomentEdit) -> SignalInstance:
    return control.moment_changed
