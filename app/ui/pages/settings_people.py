"""执法人员: who acts, until when the certificates are valid, and who no longer does."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.text import day_in_sentence
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import add_row
from app.ui.widgets.chip import Chip
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.select import DayEdit
from app.values.errors import UserError
from app.values.fields_people import OfficerFields
from app.values.rows_people import OfficerRow

TEXTS = (
    ("name", "姓名（必填）", 40),
    ("certificate", "执法证号（必填）", 60),
    ("position", "职务", 40),
    ("phone", "电话", 40),
    ("scope", "执法证上的执法领域", 120),
    ("area", "执法证上的执法区域", 120),
)


class PeoplePart(SettingsPart):
    """List the officers, enter one, bring one up to date."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        listed = self.card(tr("执法人员"), tr("检查须由两名以上执法人员进行，证件过期的不能在文书上署名。"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CONTROL)
        listed.body.addLayout(self._rows)
        self.add = Button(tr("增加人员"), icon="plus")
        self.add.clicked.connect(lambda: self._open(None))
        listed.row(None, self.add)
        self.editor = self.card(tr("人员资料"))
        self.lines = {key: LineEdit(name=words, longest=longest) for key, words, longest in TEXTS}
        self.valid_from = DayEdit(name=tr("执法证有效期自"))
        self.valid_to = DayEdit(name=tr("执法证有效期至"))
        for first, second in ((TEXTS[0], TEXTS[1]), (TEXTS[2], TEXTS[3]), (TEXTS[4], TEXTS[5])):
            self.editor.row(*(Field(words, self.lines[key], side="above") for key, words, _ in (first, second)))
        self.editor.row(
            Field(tr("有效期自"), self.valid_from, side="above"), Field(tr("有效期至"), self.valid_to, side="above")
        )
        self.keep = Button(tr("保存"), kind=Kind.PRIMARY, icon="check")
        self.keep.clicked.connect(self._on_keep)
        self.back = Button(tr("取消"))
        self.back.clicked.connect(self.editor.hide)
        self.editor.row(None, self.back, self.keep)
        self.editor.hide()
        self._edited: OfficerRow | None = None
        self.rows: tuple[OfficerRow, ...] = ()

    def refresh(self) -> None:
        """Read the officers."""
        officers, desk = self.context.services.officers, self.context.services.desk

        def work() -> tuple[tuple[OfficerRow, ...], frozenset[UUID]]:
            rows = tuple(row for row in officers.list(with_inactive=True) if row.is_own)
            return rows, frozenset(row.id for row in rows if row.is_valid(desk.today()))

        self.read(work, lambda found: self._show(*found))

    def _show(self, rows: tuple[OfficerRow, ...], valid: frozenset[UUID]) -> None:
        self.rows = rows
        empty(self._rows)
        for row in rows:
            until = tr("有效期至 {day}", day=day_in_sentence(row.valid_to)) if row.valid_to else tr("没有填有效期")
            number = tr("证号 {number}，{until}", number=row.certificate, until=until)
            edit = Button(tr("修改"), name=tr("修改{name}", name=row.name))
            edit.clicked.connect(partial(self._open, row))
            words = tr("停用") if row.is_active else tr("启用")
            switch = Button(words, name=f"{words}{row.name}")
            switch.clicked.connect(partial(self._on_switched, row))
            parts = [Label(row.name), Label(number, size=Type.LABEL, tone=Tone.SUB, wrap=True)]
            line = add_row(self._rows, *parts, *_chips(row, is_valid=row.id in valid), edit, switch)
            line.setStretch(1, 1)

    def _open(self, row: OfficerRow | None, _on: bool = False) -> None:
        self._edited = row
        for key, line in self.lines.items():
            line.fill(getattr(row, key) if row is not None else "")
        self.valid_from.set_day(row.valid_from if row is not None else None)
        self.valid_to.set_day(row.valid_to if row is not None else None)
        self.editor.show()
        # Once the card has its place, so that the page scrolls to it.
        QTimer.singleShot(0, self.lines["name"], self.lines["name"].setFocus)

    def _on_keep(self) -> None:
        texts = {key: line.words for key, line in self.lines.items()}
        fields = OfficerFields(**texts, valid_from=self.valid_from.day, valid_to=self.valid_to.day)
        officers, edited = self.context.services.officers, self._edited

        def work() -> None:
            if edited is None:
                officers.register(fields)
            else:
                officers.edit(edited.id, fields)

        self.write(work, self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        self.editor.hide()
        self.context.messages.say(tr("已保存"))
        self.refresh()

    def _on_switched(self, row: OfficerRow, _on: bool = False) -> None:
        active = [one for one in self.rows if one.is_active and one.id != row.id]
        if row.is_active and not active:
            self.tell(UserError("只剩这一名在用的执法人员，不能停用。", hint="请先增加或启用别人。"))
            return
        officers = self.context.services.officers
        self.write(lambda: officers.set_active(row.id, is_active=not row.is_active), lambda _: self.refresh())


def _chips(row: OfficerRow, *, is_valid: bool) -> list[Chip]:
    if not row.is_active:
        return [Chip(tr("已停用"), tone=Tone.NA)]
    return [] if is_valid else [Chip(tr("证件不在有效期"), tone=Tone.BAD)]
