"""The hazard editor: three texts apart, level with its ground, tags, handling, deadline; nothing in it is mandatory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.deadlines import DeadlineChip, chip_deadline, chip_of
from app.ui.pages.walkthrough_intake import holds_photos
from app.ui.text import deadline_in_words, label, look_of
from app.ui.theme import Space, Tone
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.select import DayEdit
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import Handling, HazardLevel, HazardTag
from app.values.fields_hazard import HazardFields

_HANDLINGS = (
    Handling.ON_THE_SPOT,
    Handling.DEADLINE,
    Handling.ONSITE_MEASURES,
    Handling.CASE,
    Handling.TRANSFER,
    Handling.ADVICE,
)


class CardText(TextEdit):
    """A text of the card; a picture that is pasted into it goes to the photographs."""

    photos_pasted = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return holds_photos(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if holds_photos(source) and not (source.hasText() and not source.hasUrls()):
            self.photos_pasted.emit(source)
        else:
            super().insertFromMimeData(source)


class HazardEditor(SidePanel):
    """Show the fields of one hazard and tell of every change."""

    edited = Signal()
    photos_pasted = Signal(object)
    refs_wanted = Signal()
    criterion_wanted = Signal()
    delete_wanted = Signal()
    next_wanted = Signal()
    confirm_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("隐患"), parent=parent)
        self._base = HazardFields()
        self._day = date(2000, 1, 1)
        self._default_level: HazardLevel | None = None
        self.is_dirty = False
        self.saved = Chip(tr("已自动保存"), tone=Tone.OK)
        self.head.insertWidget(1, self.saved)
        self.head.insertSpacing(1, Space.CARD)
        self.head.insertStretch(3, 1)
        self.head.setStretch(0, 0)
        self._build_texts()
        self._build_level()
        self._build_handling()
        self._build_rest()
        self._fill_panel()
        self._build_actions()
        self._listen()

    def show_hazard(
        self,
        title: str,
        fields: HazardFields,
        *,
        citations: Sequence[str],
        day: date,
        default_level: HazardLevel | None,
    ) -> None:
        """Show what is written of a hazard."""
        self.title.setText(title)
        self._base, self._day, self._default_level, self.is_dirty = fields, day, default_level, False
        for name, edit in self.texts.items():
            edit.fill(getattr(fields, name))
        self.level.choose([fields.level])
        self.tags.choose(fields.tags)
        self.handling.choose([fields.handling])
        self._show_deadline(fields)
        self.show_citations(citations)
        self.show_criterion(fields.criterion)
        self._fit()
        self.tell_saved()

    def fields(self) -> HazardFields:
        """Tell what is written in the card."""
        handling, level = self.handling.value, self.level.value
        texts: dict[str, Any] = {name: edit.toPlainText() for name, edit in self.texts.items()}
        return replace(
            self._base,
            **texts,
            level=level if isinstance(level, HazardLevel) else self._base.level,
            tags=tuple(tag for tag in self.tags.values if isinstance(tag, HazardTag)),
            handling=handling if isinstance(handling, Handling) else None,
        )

    def set_refs(self, refs: Sequence[str], citations: Sequence[str]) -> None:
        """Take the provisions that were chosen."""
        self._base = replace(self._base, violations=tuple(refs))
        self.show_citations(citations)
        self._on_edited()

    def set_criterion(self, ref: str, words: str) -> None:
        """Take the criterion that was chosen."""
        self._base = replace(self._base, criterion=ref)
        self.show_criterion(words)
        self._on_edited()

    def show_citations(self, citations: Sequence[str]) -> None:
        """Show the provisions in the words of a citation."""
        self.refs.say("、".join(citations) if citations else tr("选择违反的条款"))
        self.refs.setToolTip("\n".join(citations))

    def show_criterion(self, words: str) -> None:
        """Show the criterion of a 重大事故隐患."""
        self.criterion.say(words or tr("选择判定标准"))
        self.criterion.setToolTip(words)

    def show_number(self, title: str) -> None:
        """Show the number, which may come a moment after the card."""
        self.title.setText(title)

    def tell_saved(self) -> None:
        """Say that all that was typed is kept."""
        self.is_dirty = False
        self.saved.show_state(tr("已自动保存"), tone=Tone.OK)

    def lock(self, reason: str) -> None:
        """Keep what a paper printed from being changed, and say so; an empty reason lets it be changed."""
        for name in ("fact", "demand", "charge", "place"):
            self.texts[name].setReadOnly(bool(reason))
        for row in (self.level, self.handling, self.deadline):
            row.setEnabled(not reason)
        self.remove.say(tr("撤销该项") if reason else tr("删除"))
        for button in (self.refs, self.criterion, self.confirm):
            if reason:
                button.lock(reason)
            else:
                button.unlock()
        self.day.setEnabled(not reason)
        self._texts_field["fact"].set_words(reason)

    def _build_texts(self) -> None:
        names = {
            "fact": tr("事实"), "demand": tr("整改要求"), "charge": tr("涉嫌违法行为"), "judged_by": tr("判定人"),
            "level_reason": tr("降低等级的理由"), "transfer_to": tr("接收移送的单位"), "place": tr("地点"),
            "responsible": tr("企业整改责任人"),
        }  # fmt: skip
        rows = {"fact": 2, "demand": 2}
        self.texts = {key: CardText(name=name, rows=rows.get(key, 1)) for key, name in names.items()}
        self._texts_field = {key: Field(names[key], edit) for key, edit in self.texts.items() if key != "charge"}
        self.texts["charge"].setPlaceholderText(tr("用一句话写明违反了什么"))
        self.refs = Button(tr("选择违反的条款"), icon="scale", dense=True, name=tr("违反的条款"))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.PAIR)
        column.addWidget(self.texts["charge"])
        column.addWidget(self.refs)
        self._charge_field = Field(names["charge"], both)

    def _build_level(self) -> None:
        levels = [Choice(one, label(one), look_of(one)[1], tone=look_of(one)[0]) for one in HazardLevel]
        self.level = ChoiceRow(levels, name=tr("级别"), columns=2, dense=True)
        self._level_field = Field(tr("级别"), self.level)
        self.criterion = Button(tr("选择判定标准"), icon="octagon-alert", dense=True, name=tr("判定标准"))
        self._criterion_field = Field(tr("判定标准"), self.criterion)
        tags = [Choice(tag, label(tag), tone=Tone.WARN) for tag in HazardTag]
        self.tags = ChoiceRow(tags, name=tr("标签"), multi=True, columns=3, dense=True)

    def _build_handling(self) -> None:
        ways = [Choice(way, label(way)) for way in _HANDLINGS]
        self.handling = ChoiceRow(ways, name=tr("处理方式"), columns=3, dense=True)
        self._handling_field = Field(tr("处理方式"), self.handling)
        self.confirm = Button(tr("确认已当场整改"), icon="circle-check", dense=True)
        chips = [Choice(chip, tr(chip.value)) for chip in DeadlineChip]
        self.deadline = ChoiceRow(chips, name=tr("整改期限"), columns=5, dense=True)
        self._deadline_field = Field(tr("整改期限"), self.deadline)
        self.day = DayEdit(name=tr("期限届满日"))
        self._day_field = Field(tr("届满日"), self.day)

    def _build_rest(self) -> None:
        self._tags_field = Field(tr("标签"), self.tags)

    def _fill_panel(self) -> None:
        texts = self._texts_field
        self.body.setSpacing(Space.CONTROL)
        for part in (
            texts["fact"], texts["demand"], self._charge_field, self._level_field, self._criterion_field,
            texts["judged_by"], texts["level_reason"], self._tags_field, self._handling_field, self.confirm,
            texts["transfer_to"], self._deadline_field, self._day_field, texts["place"], texts["responsible"],
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _build_actions(self) -> None:
        self.remove = Button(tr("删除"), icon="trash-2")
        self.save = Button(tr("保存并下一项"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.add_action(self.remove)
        self.add_action(self.save, stretch=1)

    def _listen(self) -> None:
        for edit in self.texts.values():
            edit.edited.connect(self._on_edited)
            edit.photos_pasted.connect(self.photos_pasted)
        for row in (self.level, self.tags, self.handling):
            row.chosen.connect(self._on_chosen)
        self.deadline.chosen.connect(self._on_deadline_chosen)
        self.day.day_changed.connect(self._on_day_changed)
        self.refs.clicked.connect(self.refs_wanted)
        self.criterion.clicked.connect(self.criterion_wanted)
        self.remove.clicked.connect(self.delete_wanted)
        self.save.clicked.connect(self.next_wanted)
        self.confirm.clicked.connect(self.confirm_wanted)

    def _fit(self) -> None:
        """Ask only for what the choices make worth asking."""
        fields = self.fields()
        is_major = fields.level is HazardLevel.MAJOR
        is_lowered = self._default_level is HazardLevel.MAJOR and not is_major
        self._criterion_field.setVisible(is_major)
        self._texts_field["judged_by"].setVisible(is_major)
        self._texts_field["level_reason"].setVisible(is_lowered)
        wanted = tr("重大事故隐患要写明判定标准和判定人，签发文书前补齐即可。") if fields.wants_criterion else ""
        self._level_field.set_words(wanted)
        self.confirm.setVisible(fields.handling is Handling.ON_THE_SPOT)
        self._texts_field["transfer_to"].setVisible(fields.handling is Handling.TRANSFER)
        has_deadline = fields.handling not in {Handling.ON_THE_SPOT, Handling.TRANSFER, Handling.ADVICE}
        self._deadline_field.setVisible(has_deadline)
        self._day_field.setVisible(has_deadline and self.deadline.value is DeadlineChip.OTHER)

    def _show_deadline(self, fields: HazardFields) -> None:
        chosen: list[DeadlineChip] = []
        if fields.is_at_once:
            chosen = [DeadlineChip.AT_ONCE]
        elif fields.deadline is not None:
            chosen = [chip_of(fields.deadline, ordered_on=self._day)]
        self.deadline.choose(chosen)
        self.day.set_day(fields.deadline)
        self._say_deadline(fields.deadline, is_at_once=fields.is_at_once)

    def _say_deadline(self, deadline: date | None, *, is_at_once: bool) -> None:
        words = "" if deadline is None else deadline_in_words(deadline)
        self._deadline_field.set_words(tr("立即整改，{words}", words=words) if is_at_once and words else words)
        is_past = deadline is not None and deadline < self._day
        self._day_field.set_error(tr("期限早于今日。请改为今日或以后的日期。") if is_past else "")

    def _set_deadline(self, deadline: date | None, *, is_at_once: bool) -> None:
        self._base = replace(self._base, deadline=deadline, is_at_once=is_at_once)
        self._say_deadline(deadline, is_at_once=is_at_once)
        self._fit()
        self._on_edited()

    def _on_deadline_chosen(self, chip: object) -> None:
        if chip is DeadlineChip.OTHER:
            self._set_deadline(self._base.deadline, is_at_once=False)
            self.day.setFocus()
        elif isinstance(chip, DeadlineChip):
            deadline = chip_deadline(chip, ordered_on=self._day)
            self.day.set_day(deadline)
            self._set_deadline(deadline, is_at_once=chip is DeadlineChip.AT_ONCE)

    def _on_day_changed(self, day: date | None) -> None:
        self._set_deadline(day, is_at_once=False)

    def _on_chosen(self, _value: object) -> None:
        self._fit()
        self._on_edited()

    def _on_edited(self) -> None:
        self.is_dirty = True
        self.saved.show_state(tr("正在输入"), tone=Tone.ACTION, icon="pencil")
        self.edited.emit()
