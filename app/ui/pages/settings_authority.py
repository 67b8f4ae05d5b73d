"""执法机关: what the papers say of this authority; papers that were issued stay as they are."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.line_edit import LineEdit
from app.values.fields_people import AuthorityFields
from app.values.rows_people import SetupState

ASKED = (
    ("name", "机关全称（必填）"),
    ("short_name", "机关简称"),
    ("prefix", "区域简称（必填）"),
    ("word", "机关代字（必填）"),
    ("region", "适用地区"),
    ("reconsideration_body", "行政复议机关"),
    ("court", "行政诉讼法院"),
    ("address", "机关地址"),
    ("postcode", "邮政编码"),
    ("phone", "联系电话"),
    ("contact", "联系人"),
    ("supervision_phone", "监督电话"),
    ("bank", "罚款代收银行"),
    ("bank_account", "代收账号"),
)


class AuthorityPart(SettingsPart):
    """Show and change what the papers say of the authority."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        card = self.card(tr("执法机关"), tr("改后用于以后的文书；已经签发的不变。"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.PAGE)
        grid.setVerticalSpacing(Space.CARD)
        self.lines: dict[str, LineEdit] = {}
        for place, (key, words) in enumerate(ASKED):
            self.lines[key] = LineEdit(name=words)
            self.lines[key].edited.connect(self._on_edited)
            grid.addWidget(Field(words, self.lines[key], side="above"), place // 2, place % 2)
        card.body.addLayout(grid)
        self.keep = Button(tr("保存"), kind=Kind.PRIMARY, icon="check")
        self.keep.clicked.connect(self._on_keep)
        card.row(None, self.keep)
        self._known: AuthorityFields | None = None
        self._is_edited = False
        self.keep.lock(tr("没有改动"))

    def refresh(self) -> None:
        """Read what is known; what is being typed stays."""
        if not self._is_edited:
            self.read(self.context.services.setup.state, self._show)

    def _show(self, state: SetupState) -> None:
        self._known = state.authority
        for key, line in self.lines.items():
            line.fill(getattr(state.authority, key) if state.authority is not None else "")

    def _on_edited(self, _words: str) -> None:
        self._is_edited = True
        self.keep.unlock()

    def _on_keep(self) -> None:
        texts: dict[str, Any] = {key: line.words for key, line in self.lines.items()}
        fields = AuthorityFields(**texts) if self._known is None else replace(self._known, **texts)
        setup = self.context.services.setup
        self.write(lambda: setup.edit_authority(fields), self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        self._is_edited = False
        self.keep.lock(tr("没有改动"))
        self.context.messages.say(tr("已保存"))
        self.refresh()
