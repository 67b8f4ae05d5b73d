"""备份: whether copies are made by themselves, how many are kept, and on which drives."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.ui.context import UiContext
from app.ui.pages.settings_part import SettingsPart
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import add_row
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.select import Select
from app.values.rows_safekeeping import BackupSettings, DriveRow, PlaceRow

DAILY = (3, 7, 14, 30)
WEEKLY = (0, 4, 8, 26, 52)
GIGABYTE = 1_000_000_000
FOLDER = "安查备份"


@dataclass(frozen=True)
class BackupsView:
    """What was decided of copies, and the drives at hand."""

    settings: BackupSettings
    places: tuple[PlaceRow, ...]
    drives: tuple[DriveRow, ...]


class BackupsPart(SettingsPart):
    """Decide of automatic copies and their places."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._settings = BackupSettings()
        own = self.card(tr("自动备份"), tr("每份备份写完都读回核对，新的核对无误，旧的才会清理。手动备份从不清理。"))
        self.is_on = ChoiceRow([Choice(True, tr("开")), Choice(False, tr("关"))], name=tr("自动备份"))
        self.is_on.chosen.connect(lambda value: self._on_decided(is_on=bool(value)))
        own.body.addWidget(self.is_on)
        self.daily = _select(tr("每天一份，留几天"), DAILY, tr("{n} 天"))
        self.weekly = _select(tr("每周一份，再留几周"), WEEKLY, tr("{n} 周"))
        self.daily.value_chosen.connect(lambda value: self._on_decided(daily=value))
        self.weekly.value_chosen.connect(lambda value: self._on_decided(weekly=value))
        own.row(
            Field(tr("每天一份，留几天"), self.daily, side="above"),
            Field(tr("每周一份，再留几周"), self.weekly, side="above"),
            None,
        )
        places = self.card(tr("备份放在哪里"), tr("资料文件夹里总有一份。硬盘坏了它也没了，请再选一个U盘或移动硬盘。"))
        self._places = QVBoxLayout()
        self._places.setSpacing(Space.CONTROL)
        places.body.addLayout(self._places)
        self._drives = QVBoxLayout()
        self._drives.setSpacing(Space.CONTROL)
        places.body.addLayout(self._drives)
        self.choose = Button(tr("选择文件夹…"), icon="folder-open")
        self.choose.clicked.connect(self._on_choose)
        places.row(None, self.choose)

    def refresh(self) -> None:
        """Read what was decided and which drives are there."""
        backups = self.context.services.backups
        self.read(lambda: BackupsView(backups.settings(), backups.places(), backups.drives()), self._show)

    def _show(self, view: BackupsView) -> None:
        self._settings = view.settings
        self.is_on.choose([view.settings.is_on])
        for select, value, offered, words in (
            (self.daily, view.settings.daily, DAILY, tr("{n} 天")),
            (self.weekly, view.settings.weekly, WEEKLY, tr("{n} 周")),
        ):
            _offer(select, sorted({*offered, value}), words, value)
        empty(self._places)
        for place in view.places:
            self._show_place(place)
        if not view.places:
            self._places.addWidget(Chip(tr("只有本机硬盘上有备份"), tone=Tone.WARN))
        empty(self._drives)
        chosen = [place.folder for place in view.places]
        for drive in view.drives:
            if not any(folder.is_relative_to(drive.folder) for folder in chosen):
                self._show_drive(drive)

    def _show_place(self, place: PlaceRow) -> None:
        words = tr("在手边") if place.is_there else tr("没有插上")
        chip = Chip(words, tone=Tone.OK if place.is_there else Tone.NA)
        last = tr("还没有备份") if place.last_at is None else tr("上次 {at}", at=day_and_hour(place.last_at))
        name = Label(str(place.folder), wrap=True)
        remove = Button(tr("不再使用"), name=tr("不再备份到 {folder}", folder=place.folder))
        remove.clicked.connect(partial(self._on_remove, place.folder))
        row = add_row(self._places, name, Label(last, size=Type.LABEL, tone=Tone.SUB), chip, remove)
        row.setStretch(0, 1)
        if place.is_there and not place.is_elsewhere:
            warning = tr("这个文件夹和资料在同一块硬盘上，硬盘坏了会一起丢。")
            self._places.addWidget(Label(warning, size=Type.LABEL, tone=Tone.WARN, wrap=True))

    def _show_drive(self, drive: DriveRow) -> None:
        free = tr("剩 {free} GB", free=round(drive.free / GIGABYTE, 1))
        use = Button(tr("备份到这里"), kind=Kind.SECOND, icon="hard-drive", name=tr("备份到 {name}", name=drive.name))
        use.clicked.connect(partial(self._on_place_chosen, drive.folder / FOLDER))
        add_row(self._drives, Label(drive.name), Label(free, size=Type.LABEL, tone=Tone.SUB), None, use)

    def _on_decided(self, **changes: Any) -> None:
        wanted = replace(self._settings, **changes)
        backups = self.context.services.backups
        self._settings = wanted
        self.write(lambda: backups.set_settings(wanted), lambda _: None)

    def _on_choose(self) -> None:
        self.context.ask.folder(self, tr("备份放在哪里"), then=self._on_place_chosen)

    def _on_place_chosen(self, folder: Path, _on: bool = False) -> None:
        backups = self.context.services.backups
        self.write(lambda: backups.add_place(folder), self._on_place_added)

    def _on_place_added(self, place: PlaceRow) -> None:
        self.context.messages.say(tr("以后也备份到 {folder}", folder=place.folder))
        self.refresh()

    def _on_remove(self, folder: Path, _on: bool = False) -> None:
        backups = self.context.services.backups
        self.write(lambda: backups.remove_place(folder), lambda _: self.refresh())


def _select(name: str, offered: tuple[int, ...], words: str) -> Select:
    select = Select(name=name)
    _offer(select, list(offered), words, offered[0])
    return select


def _offer(select: Select, offered: list[int], words: str, value: int) -> None:
    select.fill([(words.replace("{n}", str(one)), one) for one in offered], value=value)
