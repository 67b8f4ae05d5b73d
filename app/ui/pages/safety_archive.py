"""归档: the photographs of closed years go into a package that stays readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.exchange_work import size_in_words
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.select import Select
from app.values.rows_safekeeping import ArchivePreview, ArchiveRow

WORDS = "已闭环的年份可以把照片移到一个归档包，记录、文书和小图留在本机；照片以后直接从归档包看。"


@dataclass(frozen=True)
class ArchiveView:
    """The years that can be archived, with what each would free, and the archives there are."""

    previews: Sequence[ArchivePreview] = ()
    archives: Sequence[ArchiveRow] = ()


class ArchiveCard(Card):
    """Choose a year, see what leaves the store, and write the package."""

    archive_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=Space.CARD, parent=parent)
        self._previews: dict[int, ArchivePreview] = {}
        self.body.addWidget(Label(tr("归档"), size=Type.CARD, weight=Weight.BOLD))
        self.body.addWidget(Label(tr(WORDS), size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self.years = Select(name=tr("归档哪一年"))
        self.years.value_chosen.connect(lambda _year: self._dress())
        self.archive = Button(tr("归档…"), icon="archive")
        self.archive.clicked.connect(self._on_pressed)
        self.what = Label(size=Type.DENSE, wrap=True)
        row = self.row(self.years, self.archive)
        row.setStretch(0, 1)
        self.body.addWidget(self.what)
        self._room = QVBoxLayout()
        self._room.setSpacing(Space.CONTROL)
        self.body.addLayout(self._room)

    def show_view(self, view: ArchiveView) -> None:
        """Offer the years."""
        self._previews = {one.year: one for one in view.previews}
        years = sorted(self._previews, reverse=True)
        kept = self.years.value if self.years.value in self._previews else next(iter(years), None)
        self.years.fill([(tr("{year}年", year=year), year) for year in years], value=kept)
        self.years.setVisible(bool(years))
        empty(self._room)
        for one in view.archives:
            add_row(self._room, *_archive(one))
        self._dress()

    def _dress(self) -> None:
        preview = self._previews.get(int(str(self.years.value))) if self.years.value is not None else None
        if preview is None:
            self.what.setText(tr("以前的年份没有闭环的检查。"))
            self.archive.lock(tr("没有可以归档的年份"))
            return
        still_open = tr("，另有 {n} 次没有闭环的不动", n=preview.still_open) if preview.still_open else ""
        self.what.setText(
            tr("{n} 次检查的 {photos} 张照片移到归档包，腾出 {size}{still_open}。", n=preview.inspections,
               photos=preview.photos, size=size_in_words(preview.bytes), still_open=still_open)
        )  # fmt: skip
        if preview.photos:
            self.archive.unlock()
        else:
            self.archive.lock(tr("没有可以归档的照片"))

    def _on_pressed(self) -> None:
        if self.years.value is not None:
            self.archive_wanted.emit(int(str(self.years.value)))


def _archive(one: ArchiveRow) -> Sequence[QWidget]:
    words = tr("{year}年　照片 {n} 张　{file}", year=one.year, n=one.blobs, file=one.file)
    chip = Chip(tr("在手边"), tone=Tone.OK, small=True)
    if not one.is_there:
        chip = Chip(tr("不在手边"), tone=Tone.WARN, small=True)
    return IconMark("archive", tone=Tone.SUB), Elided(words, size=Type.DENSE), chip
