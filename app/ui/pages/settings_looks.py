"""显示: theme and text size of this machine."""

from app.ui.appearance import THEME_WORDS
from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.theme import SCALES, Look, ThemeName, look
from app.ui.tr import tr
from app.ui.widgets.choice import Choice, ChoiceRow


class LooksPart(SettingsPart):
    """Choose how the window looks; it changes at once."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        theme = self.card(tr("主题"), tr("户外强光下用“户外高对比”，夜间用“深色”。"))
        self.themes = ChoiceRow([Choice(name, tr(words)) for name, words in THEME_WORDS.items()], name=tr("主题"))
        self.themes.chosen.connect(self._on_chosen)
        theme.body.addWidget(self.themes)
        size = self.card(tr("字号"), tr("窗口太窄放不下时，会自动换成窄的排法。"))
        self.scales = ChoiceRow([Choice(scale, tr("{scale}%", scale=scale)) for scale in SCALES], name=tr("字号"))
        self.scales.chosen.connect(self._on_chosen)
        size.body.addWidget(self.scales)
        self.refresh()

    def refresh(self) -> None:
        """Show what is worn."""
        worn = look()
        self.themes.choose([worn.theme])
        self.scales.choose([worn.scale])

    def _on_chosen(self, _value: object) -> None:
        theme, scale = self.themes.value, self.scales.value
        if isinstance(theme, ThemeName) and isinstance(scale, int):
            self.context.bell.look_chosen.emit(Look(theme, scale))
