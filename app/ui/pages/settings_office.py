"""内勤: whether this machine is an office's, and after how long a silent device is named."""

from functools import partial

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.tr import tr
from app.ui.widgets.field import Field
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.select import Select
from app.values.preferences import OFFICE_PREFERENCES, Preference


class OfficePart(SettingsPart):
    """Decide what this machine is for."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        card = self.card(tr("内勤"))
        self.selects: dict[str, Select] = {}
        for preference in OFFICE_PREFERENCES:
            select = Select(name=preference.label)
            select.fill([(words, value) for value, words in preference.choices], value=preference.default)
            select.value_chosen.connect(partial(self._on_decided, preference))
            self.selects[preference.key] = select
            field = Field(preference.label, select, side="above")
            field.set_words(preference.words)
            card.body.addWidget(field)
        self.device = LineEdit(name=tr("本机设备编号"))
        self.device.setReadOnly(True)  # to be read out or copied
        number = Field(tr("本机设备编号"), self.device, side="above")
        number.set_words(tr("单位登记设备、发号段时要用。从备份恢复或者换电脑以后会变。"))
        card.body.addWidget(number)

    def refresh(self) -> None:
        """Read what was decided."""
        services = self.context.services

        def work() -> tuple[dict[str, object], str]:
            decided = {one.key: services.preferences.get(one) for one in OFFICE_PREFERENCES}
            return decided, str(services.fleet.this_device())

        self.read(work, self._show)

    def _show(self, found: tuple[dict[str, object], str]) -> None:
        decided, device = found
        for key, select in self.selects.items():
            select.choose(decided[key])
        self.device.fill(device)

    def _on_decided(self, preference: Preference, value: object) -> None:
        preferences = self.context.services.preferences
        self.write(lambda: preferences.set(preference, value), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.context.bell.office_chosen.emit()
