"""设备与号段: who handed over what and when, what is missing, which numbers each device has, and what is sent back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.pages.exchange_work import asking, telling
from app.ui.pages.list_page import ListPage, ListWords
from app.ui.pages.office_fleet_drawer import DeviceDrawer, HandOut, Registration
from app.ui.pages.office_offers import OffersCard
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import Ticket, plain
from app.ui.text import day_and_hour, day_in_field
from app.ui.theme import Tone
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.states import ProgressBar
from app.ui.widgets.tab_row import Tab
from app.values.errors import UserError
from app.values.package import PACKAGE_SUFFIX
from app.values.rows_handover import HandoverRow
from app.values.rows_office import LaptopRow, LaptopState, OfficeOffer

if TYPE_CHECKING:
    from app.services.catalogue import Services

LOOKS: Mapping[LaptopState, tuple[Tone, str]] = {
    LaptopState.HERE: (Tone.ACTION, "monitor"),
    LaptopState.RETIRED: (Tone.NA, "circle-off"),
    LaptopState.UNKNOWN: (Tone.WARN, "circle-plus"),
    LaptopState.INCOMPLETE: (Tone.BAD, "unplug"),
    LaptopState.SILENT: (Tone.WARN, "hourglass"),
    LaptopState.FINE: (Tone.OK, "circle-check"),
}
TO_DO = frozenset({LaptopState.UNKNOWN, LaptopState.INCOMPLETE, LaptopState.SILENT})


def columns() -> list[Column[LaptopRow]]:
    """Describe the columns of the list of devices."""
    return [
        Column(tr("设备"), lambda row: two_line(row.label, _who(row))),
        Column(tr("情况"), _state, 128),
        Column(tr("最后导入"), _last, 158),
        Column(tr("工作到"), lambda row: Cell(_day(row)), 116, gives_way=True),
        Column(tr("号段"), _numbers, 132, gives_way=True),
        Column(tr("说明"), _words_of, 220),
        Column("", lambda _row: action(tr("办理")), 92),
    ]


def _who(row: LaptopRow) -> str:
    others = "、".join(name for name in row.officers if name != row.holder)
    return "　".join(filter(None, (row.holder, others))) or str(row.device)


def _state(row: LaptopRow) -> Cell:
    tone, icon = LOOKS[row.state]
    return chip(row.state.value, tone, icon=icon)


def _last(row: LaptopRow) -> Cell:
    if row.last_package_at is None:
        return Cell("—")
    return Cell(day_and_hour(row.last_package_at), tr("共 {n} 次", n=row.packages))


def _day(row: LaptopRow) -> str:
    return "—" if row.last_day is None else day_in_field(row.last_day)


def _numbers(row: LaptopRow) -> Cell:
    if not row.spans:
        return Cell("—")
    first, last = min(span.first for span in row.spans), max(span.last for span in row.spans)
    return Cell(f"{first}—{last}", tr("{n} 种文号", n=len({span.key for span in row.spans})))


def _words_of(row: LaptopRow) -> Cell:
    return Cell(row.words or "—", tone=LOOKS[row.state][0] if row.words else Tone.SUB)


class FleetPage(ListPage):
    """List the devices; register one, hand numbers out, send back what belongs to the laptops."""

    title = "设备与号段"
    kinds = frozenset({"document", "void_number", "inspection", "hazard", "photo"})
    key_hints = (
        KeyHint("Ctrl+N", "登记设备"),
        KeyHint("↑ ↓", "选设备"),
        KeyHint("Enter", "办理"),
        KeyHint("Esc", "关闭右栏"),
    )

    def __init__(self, context: UiContext) -> None:
        tabs = [Tab("do", tr("要办理")), Tab("all", tr("全部"))]
        super().__init__(context, _words(), tabs=tabs)
        self.tabs.choose("all")
        self._rows: Sequence[LaptopRow] | None = None
        self.model = ListModel(columns(), self)
        self.table.setModel(self.model)
        self.offers = OffersCard()
        self.offers.accepted.connect(self._on_offer_accepted)
        self.offers.declined.connect(self._on_offer_declined)
        self.drawer = DeviceDrawer()
        self.drawer.hide()
        self._connect()
        self.progress = ProgressBar()
        self.new = Button(tr("登记设备"), icon="plus", key="Ctrl+N")
        self.new.clicked.connect(self._on_new)
        self.send = Button(tr("发给各台电脑…"), kind=Kind.PRIMARY, icon="send")
        self.send.clicked.connect(self._on_send)
        self.keys.add("Ctrl+N", self.new.click)
        self.lay_out_with_drawer(self.drawer, self.offers, self.progress)

    @property
    def _services(self) -> "Services":
        return self._context.services

    def refresh(self) -> None:
        """Read the devices, and what waits for this machine."""
        if self._rows is None:
            self.region.show_loading()
        work = partial(_read, self._services)
        self._context.tasks.run_read(
            plain(work), done=self._on_read, failed=self._on_failed, owner=self, lane="devices"
        )

    def top_widgets(self) -> Sequence[QWidget]:
        return self.new, self.send

    def open_row(self, row: LaptopRow) -> None:
        def show(proposal: tuple[int, int]) -> None:
            self.drawer.show_row(row, proposal=proposal)
            self.drawer.show()

        self._context.tasks.run_read(plain(self._services.fleet.propose), done=show, owner=self, lane="proposal")

    def act_on_empty(self) -> None:
        self._on_new()

    def narrow(self) -> None:
        self._show()

    def _connect(self) -> None:
        drawer = self.drawer
        drawer.closed.connect(drawer.hide)
        drawer.register_wanted.connect(self._on_register_wanted)
        drawer.numbers_wanted.connect(self._on_numbers_wanted)
        drawer.retire_wanted.connect(self._on_retire_wanted)

    def _on_read(self, found: tuple[Sequence[LaptopRow], Sequence[OfficeOffer]]) -> None:
        self._rows, offers = found
        self.error.hide()
        self.offers.show_offers(offers)
        to_do = sum(row.state in TO_DO for row in self._rows)
        self.tabs.set_count("do", to_do)
        self.tabs.set_count("all", len(self._rows))
        self.count_changed.emit("office_fleet", to_do + len(offers))
        self._show()

    def _show(self) -> None:
        words = self.search.words
        rows = [row for row in self._rows or () if self.tabs.current == "all" or row.state in TO_DO]
        rows = [row for row in rows if not words or any(words in text for text in (row.label, row.holder, _who(row)))]
        before: LaptopRow | None = self.table.current_row
        self.model.set_rows(rows)
        places = {row.device: place for place, row in enumerate(rows)}
        self.table.choose_row(places.get(before.device, 0) if before is not None else 0)
        self.say_empty(tr("没有要办理的设备。"), action=tr("登记设备"))
        self.region.show_rows(len(rows))

    def _write(self, work: Callable[[], object], words: str) -> None:
        def done(_answer: object) -> None:
            self._context.messages.say(words)
            self.drawer.hide()
            self.refresh()

        self._context.tasks.run_write(plain(work), done=done, owner=self, failed=self._tell)

    def _on_new(self) -> None:
        self.drawer.show_new()
        self.drawer.show()
        self.drawer.device.setFocus()

    def _on_register_wanted(self, wanted: Registration) -> None:
        work = partial(self._services.fleet.register, wanted.device, label=wanted.label, holder=wanted.holder)
        self._write(work, tr("已登记 {label}", label=wanted.label))

    def _on_numbers_wanted(self, wanted: HandOut) -> None:
        work = partial(self._services.fleet.hand_out, wanted.device, wanted.first, wanted.last)
        self._write(work, tr("已发 {first}—{last} 号，发给各台电脑后采用", first=wanted.first, last=wanted.last))

    def _on_retire_wanted(self, row: LaptopRow) -> None:
        fleet = self._services.fleet
        if row.state is LaptopState.RETIRED:
            self._write(partial(fleet.take_up, row.device), tr("已恢复使用"))
        else:
            self._write(partial(fleet.retire, row.device), tr("已停用，号段不再发给别的设备"))

    def _on_send(self) -> None:
        kinds = tr("安查数据包 (*{suffix})", suffix=PACKAGE_SUFFIX)
        title = tr("写一个数据包发给各台电脑：号段、执法人员、单位台账、标准库")
        start = tr("发给各台电脑{suffix}", suffix=PACKAGE_SUFFIX)
        self._context.ask.save_file(self, title, kinds=kinds, then=self._on_place_chosen, start=start)

    def _on_place_chosen(self, file: Path) -> None:
        office = self._services.office

        def work(ticket: Ticket) -> HandoverRow:
            return office.send(file, progress=telling(ticket, tr("正在写数据包")), cancelled=asking(ticket))

        task = self._context.tasks.run_write(work, done=self._on_sent, owner=self, failed=self._tell)
        self.progress.follow(task)

    def _on_sent(self, made: HandoverRow) -> None:
        self._context.messages.say(tr("已写好并读回核对：{name}。在各台电脑上导入后采用。", name=made.file.name))

    def _on_offer_accepted(self, import_id: UUID) -> None:
        self._answer(partial(self._services.office.accept, import_id), tr("已采用"))

    def _on_offer_declined(self, import_id: UUID) -> None:
        self._answer(partial(self._services.office.decline, import_id), tr("没有采用"))

    def _answer(self, work: Callable[[], object], words: str) -> None:
        self._write(work, words)

    def _tell(self, error: UserError) -> None:
        self.error.tell(str(error), may_retry=False)

    def _on_failed(self, error: UserError) -> None:
        self.tell_unread(self.model, error)


def _read(services: "Services") -> tuple[Sequence[LaptopRow], Sequence[OfficeOffer]]:
    return services.fleet.devices(), services.office.waiting_offers()


def _words() -> ListWords:
    return ListWords(
        name=tr("设备"),
        hint=tr("设备、使用人、执法人员"),
        search=tr("查找设备"),
        icon="laptop",
        nothing=tr("没有要办理的设备。"),
        action=tr("登记设备"),
        unread=tr("设备没有读出来。"),
    )
