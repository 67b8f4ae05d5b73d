"""内勤: whether this machine is an office's, and after how long a silent device is named."""

from functools import partial

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.tr import tr
from app.ui.widgets.field import Field
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

    def refresh(self) -> None:
        """Read what was decided."""
        preferences = self.context.services.preferences
        self.read(lambda: {one.key: preferences.get(one) for one in OFFICE_PREFERENCES}, self._show)

    def _show(self, decided: dict[str, object]) -> None:
        for key, select in self.selects.items():
            select.choose(decided[key])

    def _on_decided(self, preference: Preference, value: object) -> None:
        preferences = self.context.services.preferences
        self.write(lambda: preferences.set(preference, value), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.context.bell.office_chosen.emit()
