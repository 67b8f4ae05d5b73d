"""One officer of the first start: name, certificate, last day of validity."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.select import DayEdit
from app.values.fields_people import OfficerFields

LEAST = 2


class OfficerLine(QWidget):
    """Ask for one officer."""

    edited = Signal()
    removed = Signal()

    def __init__(self, number: int, *, may_remove: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit(name=tr("第{n}名执法人员姓名", n=number), longest=40)
        self.certificate = LineEdit(name=tr("第{n}名执法证号", n=number), longest=60)
        self.valid_to = DayEdit(name=tr("第{n}名执法证有效期至", n=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        for words, control, stretch in (
            (tr("姓名"), self.name, 3),
            (tr("执法证号"), self.certificate, 4),
            (tr("有效期至"), self.valid_to, 3),
        ):
            row.addWidget(Field(words, control, side="above"), stretch)
        self.name.edited.connect(self.edited)
        self.certificate.edited.connect(self.edited)
        self.valid_to.day_changed.connect(self.edited)
        if may_remove:
            remove = Button(kind=Kind.GHOST, icon="x", name=tr("移除第{n}名", n=number))
            remove.clicked.connect(self.removed)
            column = QVBoxLayout()
            column.addStretch(1)
            column.addWidget(remove)
            row.addLayout(column)

    def fill(self, fields: OfficerFields) -> None:
        """Show what is known."""
        self.name.fill(fields.name)
        self.certificate.fill(fields.certificate)
        self.valid_to.set_day(fields.valid_to)

    @property
    def fields(self) -> OfficerFields:
        return OfficerFields(name=self.name.words, certificate=self.certificate.words, valid_to=self.valid_to.day)

    @property
    def is_empty(self) -> bool:
        return not (self.name.words or self.certificate.words)


class OfficerLines(QWidget):
    """Ask for two officers or more."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[OfficerLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARD)
        self.add = Button(tr("再加一名"), kind=Kind.GHOST, icon="plus")
        self.add.clicked.connect(self._on_add_pressed)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._column.addLayout(row)
        for _ in range(LEAST):
            self._append()

    def fill(self, officers: Sequence[OfficerFields]) -> None:
        """Show the officers who are known already."""
        while len(self.lines) < len(officers):
            self._append()
        for line, fields in zip(self.lines, officers, strict=False):
            line.fill(fields)

    @property
    def officers(self) -> tuple[OfficerFields, ...]:
        return tuple(line.fields for line in self.lines if not line.is_empty)

    def _append(self) -> OfficerLine:
        line = OfficerLine(len(self.lines) + 1, may_remove=len(self.lines) >= LEAST)
        line.edited.connect(self.edited)
        line.removed.connect(lambda: self._remove(line))
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def _remove(self, line: OfficerLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.deleteLater()
        self.edited.emit()

    def _on_add_pressed(self) -> None:
        self._append().name.setFocus()
        self.edited.emit()
