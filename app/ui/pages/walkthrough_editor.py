"""The hazard editor: three texts apart, level with its ground, tags, handling, deadline; nothing in it is mandatory."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.ui.pages.walkthrough_deadline import DeadlineField
from app.ui.pages.walkthrough_intake import holds_photos
from app.ui.text import label, look_of
from app.ui.theme import Space, Tone
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import Handling, HazardLevel, HazardTag
from app.values.fields_hazard import HazardFields
from app.values.library import Phrase

_HANDLINGS = (
    Handling.ON_THE_SPOT,
    Handling.DEADLINE,
    Handling.ONSITE_MEASURES,
    Handling.CASE,
    Handling.TRANSFER,
    Handling.ADVICE,
)
_PRINTED = ("fact", "demand", "charge", "judged_by", "safety_reason", "level_reason", "transfer_to", "place")

# A blank such as 〔地点〕; the year of a document number stands in the same brackets.
BLANK = re.compile(r"〔(?!\d{4}〕)[^〔〕]{1,20}〕")


class CardText(TextEdit):
    """A text of the card; a picture that is pasted into it goes to the photographs."""

    photos_pasted = Signal(object)

    def select_blank(self) -> None:
        """Select the first blank of a standard wording, so that typing fills it."""
        found = BLANK.search(self.toPlainText())
        if found is not None:
            cursor = self.textCursor()
            cursor.setPosition(found.start())
            cursor.setPosition(found.end(), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

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
    refs_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("隐患"), parent=parent)
        self._base = HazardFields()
        self._default_level: HazardLevel | None = None
        self._phrases: tuple[Phrase, ...] = ()
        self._lock = ""
        self.is_dirty = False
        self.saved = Chip(tr("已自动保存"), tone=Tone.OK)
        self.head.insertWidget(1, self.saved)
        self.head.insertSpacing(1, Space.CARD)
        self.head.insertStretch(3, 1)
        self.phrases = Button(kind=Kind.GHOST, icon="ellipsis", name=tr("常用表述"))
        self.phrases.clicked.connect(self._on_phrases)
        self.head.insertWidget(4, self.phrases)
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
        self._base, self._default_level, self.is_dirty = fields, default_level, False
        for name, edit in self.texts.items():
            edit.fill(getattr(fields, name))
        self.level.choose([fields.level])
        self.tags.choose(fields.tags)
        self.handling.choose([fields.handling])
        self.deadline.show_deadline(fields.deadline, is_at_once=fields.is_at_once, today=day)
        self.show_citations(citations)
        self.show_criterion(fields.criterion)
        self._fit()
        self.tell_saved()

    def offer_phrases(self, phrases: Sequence[Phrase]) -> None:
        """Offer the common wordings of the item."""
        self._phrases = tuple(phrases)
        self.phrases.setVisible(len(self._phrases) > 1)

    def phrase_menu(self) -> QMenu:
        """Build the list of common wordings."""
        menu = QMenu(self)
        for phrase in self._phrases:
            action = menu.addAction(phrase.text)
            action.triggered.connect(lambda _on=False, phrase=phrase: self._take_phrase(phrase))
        return menu

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
            deadline=self.deadline.deadline,
            is_at_once=self.deadline.is_at_once,
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
        for name in _PRINTED:
            self.texts[name].setReadOnly(bool(reason))
        for row in (self.level, self.handling, self.deadline):
            row.setEnabled(not reason)
        self.remove.say(tr("撤销该项") if reason else tr("删除"))
        for button in (self.refs, self.criterion, self.confirm, self.phrases):
            if reason:
                button.lock(reason)
            else:
                button.unlock()
        self._lock = reason
        self._count_blanks()

    def _build_texts(self) -> None:
        names = {
            "fact": tr("事实"), "demand": tr("整改要求"), "charge": tr("涉嫌违法行为"), "judged_by": tr("判定人"),
            "judgement": tr("判定过程和理由"), "safety_reason": tr("能否保证安全及理由"),
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
        self.deadline = DeadlineField()

    def _build_rest(self) -> None:
        self._tags_field = Field(tr("标签"), self.tags)

    def _fill_panel(self) -> None:
        texts = self._texts_field
        self.body.setSpacing(Space.CONTROL)
        for part in (
            texts["fact"], texts["demand"], self._charge_field, self._level_field, self._criterion_field,
            texts["judged_by"], texts["judgement"], texts["safety_reason"], texts["level_reason"],
            self._tags_field, self._handling_field, self.confirm, texts["transfer_to"], self.deadline,
            texts["place"], texts["responsible"],
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
        self.deadline.changed.connect(self._on_edited)
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
        for name in ("judged_by", "judgement", "safety_reason"):
            self._texts_field[name].setVisible(is_major)
        self._texts_field["level_reason"].setVisible(is_lowered)
        wanted = tr("重大事故隐患要写明判定标准和判定人，签发文书前补齐即可。") if fields.wants_criterion else ""
        self._level_field.set_words(wanted)
        self.confirm.setVisible(fields.handling is Handling.ON_THE_SPOT)
        self._texts_field["transfer_to"].setVisible(fields.handling is Handling.TRANSFER)
        has_deadline = fields.handling not in {Handling.ON_THE_SPOT, Handling.TRANSFER, Handling.ADVICE}
        self.deadline.setVisible(has_deadline)

    def _take_phrase(self, phrase: Phrase) -> None:
        """Word the hazard by a phrase; the texts before it come back with Ctrl+Z."""
        for name, words in (("fact", phrase.text), ("demand", phrase.demand)):
            self.texts[name].selectAll()
            self.texts[name].insertPlainText(words)
        if phrase.violations:
            self._base = replace(self._base, violations=tuple(ref.text for ref in phrase.violations))
            self.refs_changed.emit(self._base.violations)
        self.texts["fact"].setFocus()
        self.texts["fact"].select_blank()

    def _on_phrases(self) -> None:
        self.phrase_menu().popup(self.phrases.mapToGlobal(QPoint(0, self.phrases.height())))

    def _on_chosen(self, _value: object) -> None:
        self._fit()
        self._on_edited()

    def _count_blanks(self) -> None:
        """Say how many blanks of the standard wording are left, or why the texts are locked."""
        left = len(BLANK.findall(self.texts["fact"].toPlainText()))
        blanks = tr("还有 {count} 处〔 〕没有填写", count=left) if left else ""
        self._texts_field["fact"].set_words(self._lock or blanks)

    def _on_edited(self) -> None:
        self._count_blanks()
        self.is_dirty = True
        self.saved.show_state(tr("正在输入"), tone=Tone.ACTION, icon="pencil")
        self.edited.emit()
