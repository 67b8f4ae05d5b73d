"""文号登记簿: every number of a year, what became of it, the gaps and the doubles; written as Excel or PDF."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.ui.context import UiContext
from app.ui.pages.list_page import ListPage, ListWords
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import plain
from app.ui.text import day_in_field
from app.ui.theme import Tone
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button
from app.ui.widgets.select import Select
from app.ui.widgets.tab_row import Tab
from app.values.errors import UserError
from app.values.rows_register import Register, RegisterLine, RegisterState

if TYPE_CHECKING:
    from app.services.number_register import NumberRegisterService

LOOKS: Mapping[RegisterState, tuple[Tone, str]] = {
    RegisterState.ISSUED: (Tone.OK, "check"),
    RegisterState.TYPED_IN: (Tone.NA, "pencil"),
    RegisterState.VOID: (Tone.NA, "ban"),
    RegisterState.GAP: (Tone.WARN, "circle-dashed"),
    RegisterState.DOUBLE: (Tone.BAD, "copy"),
}
ALL = "all"


def columns() -> list[Column[RegisterLine]]:
    """Describe the columns of the register."""
    return [
        Column(tr("情况"), _state, 104),
        Column(tr("文号"), lambda row: two_line(row.text, _papers(row))),
        Column(tr("日期"), _day, 116, gives_way=True),
        Column(tr("持号"), lambda row: Cell(row.holder or "—"), 160, gives_way=True),
        Column(tr("说明"), _note, 190),
        Column("", _act, 108),
    ]


def _state(row: RegisterLine) -> Cell:
    tone, icon = LOOKS[row.state]
    return chip(row.state.value, tone, icon=icon)


def _papers(row: RegisterLine) -> str:
    if not row.papers:
        return tr("{n} 个号", n=row.count)
    return "　".join(f"{paper.title}（{paper.party}）" for paper in row.papers)


def _day(row: RegisterLine) -> Cell:
    day = row.papers[0].issued_on if row.papers else None
    return Cell("—" if day is None else day_in_field(day))


def _note(row: RegisterLine) -> Cell:
    if row.state is RegisterState.DOUBLE:
        return Cell(tr("{n} 份文书同号", n=len(row.papers)), tr("请作废或者更正其中一份"), tone=Tone.BAD)
    if row.state is RegisterState.GAP:
        return Cell(tr("没有登记"), tr("查明后登记作废"), tone=Tone.WARN)
    return Cell(row.reason or "—")


def _act(row: RegisterLine) -> Cell:
    return action(tr("作废…") if row.state is RegisterState.GAP else tr("查看"))


class NumberRegisterPage(ListPage):
    """Show the register of a year, void what was passed over, and write it into a file."""

    title = "文号登记簿"
    kinds = frozenset({"document", "void_number", "inspection"})
    key_hints = (
        KeyHint("Ctrl+S", "导出"),
        KeyHint("↑ ↓", "选文号"),
        KeyHint("Enter", "作废空号、查看文书"),
        KeyHint("Ctrl+F", "查找"),
    )

    def __init__(self, context: UiContext) -> None:
        tabs = [Tab(ALL, tr("全部")), *(Tab(state.value, state.value) for state in RegisterState)]
        super().__init__(context, _words(), tabs=tabs)
        self.register: Register | None = None
        self.model = ListModel(columns(), self)
        self.table.setModel(self.model)
        self.year = Select(name=tr("年份"))
        self.year.value_chosen.connect(self._on_year_chosen)
        self.write = Button(tr("导出、打印…"), icon="file-spreadsheet", key="Ctrl+S")
        self.write.clicked.connect(self._on_write)
        self.keys.add("Ctrl+S", self.write.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.lay_out_list(self.year, self.write), 1)

    @property
    def _service(self) -> "NumberRegisterService":
        return self._context.services.number_register

    def refresh(self) -> None:
        """Read the register again."""
        if self.register is None:
            self.region.show_loading()
        year = self.year.value
        work = partial(_read, self._service, year if isinstance(year, int) else None)
        self._context.tasks.run_read(
            plain(work), done=self._on_read, failed=self._on_failed, owner=self, lane="register"
        )

    def open_row(self, row: RegisterLine) -> None:
        if row.state is RegisterState.GAP:
            self._ask_reason(row)
        elif row.papers:
            self._show_paper(row)
        else:
            self._context.messages.say(row.reason)

    def act_on_empty(self) -> None:
        self.search.edit.clear()
        self.tabs.choose(ALL)

    def narrow(self) -> None:
        self._show()

    def _on_read(self, found: tuple[Sequence[int], Register]) -> None:
        years, self.register = found
        self.error.hide()
        self.year.fill([(tr("{year}年", year=year), year) for year in years], value=self.register.year)
        self._show()

    def _show(self) -> None:
        register = self.register
        if register is None:
            return
        self.tabs.set_count(ALL, sum(line.count for line in register.lines))
        for state in RegisterState:
            self.tabs.set_count(state.value, register.count(state))
        wanted, words = self.tabs.current, self.search.words
        shown = [line for line in register.lines if wanted in (ALL, line.state.value) and _fits(line, words)]
        self.model.set_rows(shown)
        self.table.choose_row(0)
        self.say_empty(_nothing(wanted), action=tr("看全部") if wanted != ALL or words else "")
        self.region.show_rows(len(shown))
        others = len(register.others)
        more = tr("　另有其他系统的文号 {n} 个，见导出的表", n=others) if others else ""
        self.set_heading(self.title, tr("{name}　{year}年", name=register.authority, year=register.year) + more)

    def _ask_reason(self, row: RegisterLine) -> None:
        words = tr("{text}没有登记，为什么没有用", text=row.text)
        self._context.ask.text(self, tr("登记作废"), words, then=partial(self._on_reason_given, row))

    def _on_reason_given(self, row: RegisterLine, reason: str) -> None:
        work = partial(self._service.void_gap, row.key, year=row.year, first=row.first, last=row.last, reason=reason)
        self._context.tasks.run_write(plain(work), done=self._on_voided, owner=self, failed=self._tell)

    def _on_voided(self, _nothing: object) -> None:
        self._context.messages.say(tr("已登记作废"))
        self.refresh()

    def _show_paper(self, row: RegisterLine) -> None:
        paper = row.papers[0]
        records = self._context.services.records

        def found(inspection_id: object) -> None:
            self.navigate.emit("documents", inspection_id)

        work = plain(partial(records.inspection_id, str(paper.id)))
        self._context.tasks.run_read(work, done=found, owner=self, lane="paper", failed=self._tell)

    def _on_year_chosen(self, _year: object) -> None:
        self.refresh()

    def _on_write(self) -> None:
        register = self.register
        if register is None:
            return
        self._context.ask.save_file(
            self,
            tr("导出文号登记簿"),
            kinds=tr("Excel 表格 (*.xlsx);;PDF (*.pdf)"),
            then=partial(self._on_place_chosen, register.year),
            start=tr("{year}年文号登记簿.xlsx", year=register.year),
        )

    def _on_place_chosen(self, year: int, file: Path) -> None:
        write = plain(partial(self._service.write_file, file, year))
        done = partial(self._on_written, file)
        self._context.tasks.run_read(write, done=done, owner=self, lane="file", failed=self._tell)

    def _on_written(self, file: Path, _register: object) -> None:
        self._context.messages.say(tr("已写到 {name}", name=file.name))

    def _tell(self, error: UserError) -> None:
        self.error.tell(str(error), may_retry=False)

    def _on_failed(self, error: UserError) -> None:
        self.tell_unread(self.model, error)


def _read(service: "NumberRegisterService", year: int | None) -> tuple[Sequence[int], Register]:
    return service.years(), service.register(year)


def _fits(line: RegisterLine, words: str) -> bool:
    texts = (line.text, line.holder, line.reason, *(f"{one.title}{one.party}" for one in line.papers))
    return not words or any(words in text for text in texts)


def _nothing(wanted: str) -> str:
    return {
        RegisterState.GAP.value: tr("没有空号。"),
        RegisterState.DOUBLE.value: tr("没有重号。"),
        RegisterState.VOID.value: tr("没有作废的号。"),
        RegisterState.TYPED_IN.value: tr("没有补录的号。"),
    }.get(wanted, tr("这一年还没有文号。"))


def _words() -> ListWords:
    return ListWords(
        name=tr("文号登记簿"),
        hint=tr("文号、文书、当事人"),
        search=tr("查找文号"),
        icon="hash",
        nothing=tr("这一年还没有文号。"),
        action="",
        unread=tr("登记簿没有读出来。"),
    )
