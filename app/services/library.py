"""标准库: what the checklists ask, what a provision means on a day, which numbers the law sets."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app.models.case import Confirmation
from app.models.inspection import Inspection
from app.paths import resource
from app.rules.library_check import Problem, check_library
from app.rules.periods import PeriodRule
from app.rules.working_days import Calendar
from app.services.desk import Desk
from app.services.library_view import CurrentView, FrozenView, LibraryView
from app.storage.faults import StoreBusyError
from app.storage.library_snapshot import to_json
from app.storage.library_store import Edition, LibraryShelf, current_edition, ensure_library, frozen_library
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import canonical_bytes, sha256_hex
from app.values.errors import UserError
from app.values.facts import ProvisionFact
from app.values.library import Checklist, Criterion, Item, Library, Parameter, Provision, Section
from app.values.reference import Ref, parse_ref

FROZEN_KEPT = 4


class LibraryService:
    """Read the standard library inside or outside another use case's unit of work."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._frozen: OrderedDict[str, FrozenView] = OrderedDict()
        self._shelving = threading.Lock()

    def make_ready(self, folder: Path | None = None) -> Edition:
        """Compile the library that came with the program, once for each version of its files.

        While another program has the store, what is compiled already is good enough.
        """
        try:
            return ensure_library(self._desk.store, folder=folder or resource("library"))
        except StoreBusyError:
            with self._desk.read() as uow:
                current = current_edition(uow.session)
            if current is None:
                raise
            return current

    def edition(self, uow: UnitOfWork) -> Edition:
        """Tell which edition is current."""
        edition = current_edition(uow.session)
        if edition is None:
            raise UserError("标准库尚未编译。", hint="请重新启动程序。")
        return edition

    def current(self, uow: UnitOfWork) -> CurrentView:
        """Open the current edition inside the unit of work."""
        return CurrentView(LibraryShelf(uow.session), sha256=self.edition(uow).sha256)

    def of_inspection(self, uow: UnitOfWork, inspection: Inspection) -> LibraryView:
        """Open the edition that the inspection names; one that has not begun to be walked uses the current."""
        sha256 = inspection.library_blob
        current = self.current(uow)
        if sha256 is None or sha256 == current.sha256:
            return current
        with self._shelving:
            if sha256 not in self._frozen:
                self._frozen[sha256] = FrozenView(frozen_library(uow.blobs, sha256), sha256=sha256)
            self._frozen.move_to_end(sha256)
            while len(self._frozen) > FROZEN_KEPT:
                self._frozen.popitem(last=False)
            return self._frozen[sha256]

    def snapshot(self, uow: UnitOfWork) -> str:
        """Name the snapshot of the current edition, for an inspection to keep."""
        return self.edition(uow).sha256

    def provision_facts(self, uow: UnitOfWork, refs: Iterable[str], on: date) -> Mapping[str, ProvisionFact]:
        """Tell of each reference what the legality check asks, an officer's confirmation included."""
        current = self.current(uow)
        return current.provision_facts(refs, on, confirmed=self._confirmed(uow, current.sha256))

    def confirm(self, ref: str, *, source: str, note: str = "", page: bytes | None = None) -> None:
        """Note that the officer at the keyboard has checked an unverified provision against its source (依据核实)."""
        if not source.strip():
            raise UserError("没有写明核实的出处。", hint="请填写公报、官网页面或者正式文本。")
        if self._desk.officer_id is None:
            raise UserError("没有选择执法人员。", hint="请先选择由谁核实。")
        with self._desk.write(reason=f"依据核实：{source.strip()}") as uow:
            current = self.current(uow)
            place = current.find(ref, self._desk.today()).ref.undated
            uow.add(
                Confirmation(
                    reference=place.text,
                    library_version=current.sha256,
                    source=source.strip(),
                    page_blob=None if page is None else uow.blobs.put(page),
                    confirmed_by_id=self._desk.officer_id,
                    confirmed_at=uow.now(),
                    note=note.strip() or None,
                )
            )
            uow.commit()

    def checklists(self, on: date) -> tuple[Checklist, ...]:
        """Give every list in force on the day."""
        with self._desk.read() as uow:
            return self.current(uow).checklists(on)

    def checklist(self, sector: str, on: date) -> Checklist:
        """Give the list of a sector in force on the day."""
        with self._desk.read() as uow:
            return self.current(uow).checklist(sector, on)

    def walk(self, sectors: Sequence[str], on: date) -> tuple[Section, ...]:
        """Join the chosen lists: mandatory sections first, every question once."""
        with self._desk.read() as uow:
            return self.current(uow).walk(sectors, on)

    def item(self, item_id: str) -> Item:
        """Give an item by its id."""
        with self._desk.read() as uow:
            return self.current(uow).item(item_id)

    def find(self, ref: Ref | str, on: date) -> Provision | Criterion:
        """Find what the reference means on the day."""
        with self._desk.read() as uow:
            return self.current(uow).find(ref, on)

    def search(self, text: str, on: date, *, is_criterion: bool | None = None) -> tuple[Provision | Criterion, ...]:
        """Find provisions and criteria in force on the day by words of their name, place or summary."""
        with self._desk.read() as uow:
            return self.current(uow).search(text, on, is_criterion=is_criterion)

    def citations(self, refs: Iterable[Ref | str], on: date) -> tuple[str, ...]:
        """Write the citations in order: a law's full name once, its short name after that."""
        with self._desk.read() as uow:
            return self.current(uow).citations(refs, on)

    def calendar(self) -> Calendar:
        """Give the published calendar with the office's own days above it."""
        with self._desk.read() as uow:
            return self.current(uow).calendar()

    def parameter(self, name: str, on: date, region: str | None = None) -> Parameter:
        """Give the number in force on the day, the region's own first."""
        with self._desk.read() as uow:
            return self.current(uow).parameter(name, on, region=region)

    def period(self, name: str, on: date) -> PeriodRule:
        """Give the period in force on the day."""
        with self._desk.read() as uow:
            return self.current(uow).period(name, on)

    def whole(self) -> Library:
        """Give the whole current edition, for checking it and handing it out."""
        with self._desk.read() as uow:
            return frozen_library(uow.blobs, self.edition(uow).sha256)

    def sha256_of(self, checklist: Checklist) -> str:
        """Hash one list, so that two offices can tell whether they walk the same questions."""
        return sha256_hex(canonical_bytes(to_json(checklist)))

    def faults(self) -> list[Problem]:
        """List what a keeper has to mend in the current edition."""
        return check_library(self.whole())

    def _confirmed(self, uow: UnitOfWork, sha256: str) -> frozenset[str]:
        query = select(Confirmation.reference).where(
            Confirmation.library_version == sha256, Confirmation.deleted.is_(False)
        )
        return frozenset(parse_ref(text).undated.text for text in uow.session.scalars(query))
