"""Registering what an enterprise handed in: which paper, of which check, about which hazards, with its scans."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.match_picker import MatchPicker
from app.ui.text import deadline_in_words
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.row import beside
from app.ui.widgets.scan_list import ScanList
from app.ui.widgets.select import DayEdit
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import PaperKind
from app.values.fields_received_paper import PaperFields

REPORTS = frozenset({PaperKind.RECTIFICATION_REPORT, PaperKind.REINSPECTION_REQUEST})
WIDTH = 560


class PaperForm(SidePanel):
    """Collect one paper; it is stored by whoever hears `save_wanted`."""

    save_wanted = Signal()
    searched = Signal(str)
    scans_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("登记收文"), parent=parent)
        self._build()
        self._lay_out()

    def present(self, *, today: date, by: str) -> None:
        """Begin a new paper."""
        self.scan_list.show_paths(())
        self.kinds.choose([PaperKind.RECTIFICATION_REPORT])
        self.received.set_day(today)
        for day in (self.reported, self.asked):
            day.set_day(None)
        self.received_by.fill(by)
        for line in (self.handed_in, self.copies, self.sheets):
            line.fill("")
        self.summary.fill("")
        self.picker.clear()
        self._show_parts()

    def add_scans(self, paths: Sequence[Path]) -> None:
        """Note scanned files; they are read when the paper is stored."""
        self.scan_list.add(paths)

    @property
    def paths(self) -> tuple[Path, ...]:
        return self.scan_list.paths

    def controls(self) -> Mapping[str, QWidget]:
        """Name what is kept of a paper that is not registered yet."""
        return {
            "kind": self.kinds, "match": self.picker, "received": self.received, "reported": self.reported,
            "asked": self.asked, "handed_in": self.handed_in, "received_by": self.received_by, "copies": self.copies,
            "sheets": self.sheets, "summary": self.summary, "scans": self.scan_list,
        }  # fmt: skip

    def refit(self) -> None:
        """Ask only for what the kind of paper makes worth asking."""
        self._show_parts()

    @property
    def kind(self) -> PaperKind:
        value = self.kinds.value
        return value if isinstance(value, PaperKind) else PaperKind.OTHER

    def fields(self, scans: Sequence[bytes]) -> PaperFields:
        """Give what was filled in, with the bytes of the scans."""
        return PaperFields(
            paper_kind=self.kind,
            received_on=self.received.day or date.today(),
            inspection_id=self.picker.chosen,
            hazard_ids=self.picker.hazard_ids,
            reported_on=self.reported.day if self.kind in REPORTS else None,
            received_by=self.received_by.words,
            handed_in_by=self.handed_in.words,
            copies=_number(self.copies.words),
            sheets=_number(self.sheets.words),
            summary=self.summary.toPlainText(),
            requested_deadline=self.asked.day if self.kind is PaperKind.EXTENSION_REQUEST else None,
            scans=tuple(scans),
        )

    def _build(self) -> None:
        self.kinds = ChoiceRow([Choice(kind, kind.value) for kind in PaperKind], name=tr("来件种类"), dense=True)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.picker = MatchPicker()
        self.picker.searched.connect(self.searched)
        self.picker.changed.connect(self._show_lock)
        self.received, self.reported, self.asked = (
            DayEdit(name=tr("收到日期")),
            DayEdit(name=tr("企业报告完成日期")),
            DayEdit(name=tr("申请延至")),
        )
        self.asked.day_changed.connect(lambda _day: self._show_parts())
        self.handed_in = LineEdit(name=tr("递交人"), longest=60)
        self.received_by = LineEdit(name=tr("收件人"), longest=60)
        self.copies = LineEdit(name=tr("份数"), hint=tr("份"), longest=3)
        self.sheets = LineEdit(name=tr("页数"), hint=tr("页"), longest=4)
        self.summary = TextEdit(name=tr("内容摘要"), rows=2)
        self.scan_list = ScanList()
        self.scans = Button(tr("加扫描件"), icon="scan-line")
        self.scans.clicked.connect(self.scans_wanted)
        self.save = Button(tr("登记"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.save.clicked.connect(self.save_wanted)

    def _lay_out(self) -> None:
        self._asked_field = Field(tr("申请延至"), self.asked)
        self._reported_field = Field(tr("完成日期"), self.reported, words=tr("企业报告整改完成的日期，没写可不填"))
        self.body.setSpacing(Space.CARD)
        self.body.addWidget(Field(tr("来件种类"), self.kinds))
        self.body.addWidget(self.picker)
        parts: tuple[QWidget, ...] = (
            Field(tr("收到日期"), self.received),
            self._reported_field,
            self._asked_field,
            Field(tr("递交人"), self.handed_in),
            Field(tr("收件人"), self.received_by),
            Field(tr("份数页数"), beside(self.copies, self.sheets)),
            Field(tr("内容摘要"), self.summary, words=tr("延期申请请写明理由")),
            Field(tr("扫描件"), beside(self.scans, self.scan_list)),
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.why = Label("", size=Type.LABEL, tone=Tone.WARN, wrap=True)
        self.add_action(self.why, stretch=1)
        self.add_action(self.save)

    def _show_parts(self) -> None:
        self._reported_field.setVisible(self.kind in REPORTS)
        self._asked_field.setVisible(self.kind is PaperKind.EXTENSION_REQUEST)
        day = self.asked.day
        self._asked_field.set_words(deadline_in_words(day) if day is not None else "")

    def _show_lock(self) -> None:
        reason = "" if self.picker.chosen is not None else tr("请先选择对应的检查")
        self.why.setText(reason)
        if reason:
            self.save.lock(reason)
        else:
            self.save.unlock()

    def _on_kind_chosen(self, _kind: object) -> None:
        self._show_parts()


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else None
