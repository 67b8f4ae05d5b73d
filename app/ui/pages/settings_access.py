"""PIN 与锁定: who proves himself before he works, and when the window locks itself."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import add_row
from app.ui.widgets.chip import Chip
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.select import Select
from app.values.preferences import PREFERENCES, Preference
from app.values.rows_people import OfficerRow


@dataclass(frozen=True)
class AccessView:
    """The officers of this machine, who of them has a PIN, and what was decided."""

    officers: tuple[OfficerRow, ...]
    with_pin: frozenset[object]
    decided: dict[str, object]


class AccessPart(SettingsPart):
    """Let officers set their PINs, and decide when the lock falls."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        pins = self.card(
            tr("PIN"),
            tr("设了 PIN 的人，开始工作和锁定后都要输入。PIN 防止冒用名字；要防止电脑丢失后资料被人读取，请加密资料。"),
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CONTROL)
        pins.body.addLayout(self._rows)
        lock = self.card(tr("锁定"))
        self.selects: dict[str, Select] = {}
        for preference in PREFERENCES:
            select = Select(name=preference.label)
            select.fill([(words, value) for value, words in preference.choices], value=preference.default)
            select.value_chosen.connect(partial(self._on_decided, preference))
            self.selects[preference.key] = select
            field = Field(preference.label, select, side="above")
            field.set_words(preference.words)
            lock.body.addWidget(field)
        self.buttons: dict[object, list[Button]] = {}

    def refresh(self) -> None:
        """Read the officers and what was decided."""
        services = self.context.services

        def work() -> AccessView:
            own = tuple(row for row in services.officers.list() if row.is_own)
            decided = {one.key: services.preferences.get(one) for one in PREFERENCES}
            return AccessView(own, frozenset(services.access.with_pin()), decided)

        self.read(work, self._show)

    def _show(self, view: AccessView) -> None:
        empty(self._rows)
        self.buttons = {}
        for officer in view.officers:
            self._add_row(officer, has_pin=officer.id in view.with_pin)
        for key, select in self.selects.items():
            select.choose(view.decided[key])

    def _add_row(self, officer: OfficerRow, *, has_pin: bool) -> None:
        name = Label(officer.name)
        number = Label(tr("证号 {number}", number=officer.certificate), size=Type.LABEL, tone=Tone.SUB)
        chip = Chip(tr("已设 PIN") if has_pin else tr("没有 PIN"), tone=Tone.OK if has_pin else Tone.NA)
        change = Button(tr("更换") if has_pin else tr("设 PIN"), name=tr("{name}的 PIN", name=officer.name))
        change.clicked.connect(partial(self._on_change, officer, has_pin))
        buttons = [change]
        if has_pin:
            remove = Button(tr("取消 PIN"), name=tr("取消{name}的 PIN", name=officer.name))
            remove.clicked.connect(partial(self._on_remove, officer))
            forgotten = Button(tr("忘记了"), name=tr("{name}忘记了 PIN", name=officer.name))
            forgotten.clicked.connect(partial(self._on_forgotten, officer))
            buttons += [remove, forgotten]
        self.buttons[officer.id] = buttons
        add_row(self._rows, name, number, chip, None, *buttons)

    def _on_change(self, officer: OfficerRow, has_pin: bool, _on: bool = False) -> None:
        from app.ui.dialogs.pin import ask_new_pin

        ask_new_pin(self.context, officer, has_pin=has_pin, parent=self, then=self._on_changed)

    def _on_remove(self, officer: OfficerRow, _on: bool = False) -> None:
        from app.ui.dialogs.pin import ask_to_remove_pin

        ask_to_remove_pin(self.context, officer, parent=self, then=self._on_changed)

    def _on_forgotten(self, officer: OfficerRow, _on: bool = False) -> None:
        from app.ui.dialogs.pin import ask_colleague

        ask_colleague(self.context, officer, parent=self, then=self._on_changed)

    def _on_changed(self) -> None:
        self.context.bell.access_changed.emit()
        self.refresh()

    def _on_decided(self, preference: Preference, value: object) -> None:
        preferences = self.context.services.preferences
        self.write(lambda: preferences.set(preference, value), lambda _: self.context.bell.access_changed.emit())
