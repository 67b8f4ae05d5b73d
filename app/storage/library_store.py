"""The compiled library in the database: made once for each version of its files, read by place, text or initials."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models.library import LibraryEdition, LibraryItem, LibraryPart, LibraryPhrase, LibraryProvision
from app.rules.library import UnknownRefError, at_place, choose
from app.storage.blobs import Blobs
from app.storage.library_rows import CRITERION, PROVISION, checklist_key, decode, make_current
from app.storage.library_snapshot import read_snapshot
from app.storage.library_source import source_sha256
from app.storage.store import Store
from app.values.errors import UserError
from app.values.library import (
    Checklist,
    Criterion,
    DiscretionTier,
    HolidayOverride,
    Item,
    Library,
    Parameter,
    Period,
    Phrase,
    Provision,
)
from app.values.reference import Ref

MOST = 50


@dataclass(frozen=True, slots=True)
class Edition:
    """What is compiled: the hash of its snapshot, that of the files it was made from, its name."""

    sha256: str
    source_sha256: str
    edition: str
    title: str

    @property
    def is_from_office(self) -> bool:
        """A library that an office handed out is its own source."""
        return self.sha256 == self.source_sha256


def ensure_library(store: Store, *, folder: Path) -> Edition:
    """Compile the library that came with the program when its files changed; one that an office gave stays."""
    source = source_sha256(folder)
    with store.read() as uow:
        current = current_edition(uow.session)
    if current is not None and (current.is_from_office or current.source_sha256 == source):
        return current
    # Files are read once for each of their versions; what reads them is large and no start waits for it.
    from app.storage.library_files import read_library

    library = read_library(folder)
    with store.write() as uow:
        sha256 = make_current(uow.session, uow.blobs, library, source=source, at=uow.now())
        uow.commit()
    return Edition(sha256, source, library.edition, library.title)


def take_office_library(store: Store, data: bytes) -> Edition:
    """Make the library of an office's file the current one."""
    library = read_snapshot(data)
    with store.write() as uow:
        sha256 = make_current(uow.session, uow.blobs, library, source=None, at=uow.now())
        uow.commit()
    return Edition(sha256, sha256, library.edition, library.title)


def current_edition(session: Session) -> Edition | None:
    """Tell which edition is compiled."""
    row = session.scalars(select(LibraryEdition).where(LibraryEdition.is_current)).one_or_none()
    return None if row is None else Edition(row.sha256, row.source_sha256, row.edition, row.title)


def frozen_library(blobs: Blobs, sha256: str) -> Library:
    """Read the library that an inspection was made with, whatever is current now."""
    data = blobs.get(sha256)
    if data is None:
        raise UserError("本机没有这次检查所用的标准库快照。", hint="请导入含有该检查的数据包。")
    return read_snapshot(data)


class LibraryShelf:
    """Read the current edition inside a unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, ref: Ref, *, on: date) -> Provision | Criterion:
        """Find what the reference means on the day: a provision of the law or a criterion."""
        places = self._places(_of_article(ref))
        criteria = [place for place in places if isinstance(place, Criterion)]
        if criteria:
            return choose(criteria, ref, on=on)
        return choose([place for place in places if isinstance(place, Provision)], ref, on=on)

    def versions(self, ref: Ref) -> Sequence[Provision | Criterion]:
        """List all versions of the place, oldest first."""
        return at_place(self._places(_of_article(ref)), ref)

    def search(
        self, text: str, *, on: date, limit: int = MOST, is_criterion: bool | None = None
    ) -> tuple[Provision | Criterion, ...]:
        """Find places in force on the day by words of their name, place or summary; of one kind only if asked."""
        query = select(LibraryProvision).where(
            LibraryProvision.valid_from <= on,
            LibraryProvision.valid_to.is_(None) | (LibraryProvision.valid_to >= on),
            *(LibraryProvision.searched.contains(word, autoescape=True) for word in text.split()),
        )
        if is_criterion is not None:
            query = query.where(LibraryProvision.kind == (CRITERION if is_criterion else PROVISION))
        return self._places(query.order_by(LibraryProvision.row_id).limit(limit))

    def checklists(self, *, on: date) -> tuple[Checklist, ...]:
        """Give every list in force on the day, in the order of the files."""
        heads: tuple[tuple[str, str, str | None], ...] = self._part("lists", tuple[tuple[str | None, ...], ...])
        keys = [checklist_key(sector, since) for sector, since, until in heads if _applies(since, until, on)]
        return tuple(self._part(key, Checklist) for key in keys)

    def checklist(self, sector: str, *, on: date) -> Checklist:
        """Give the list of a sector in force on the day."""
        heads: tuple[tuple[str, str, str | None], ...] = self._part("lists", tuple[tuple[str | None, ...], ...])
        since = [since for name, since, until in heads if name == sector and _applies(since, until, on)]
        if not since:
            raise UnknownRefError(f"标准库中没有适用的检查表“{sector}”。", hint="请核对检查表名称，或者更新标准库。")
        found: Checklist = self._part(checklist_key(sector, max(since)), Checklist)
        return found

    def item(self, item_id: str) -> Item:
        """Give an item by its id."""
        row = self._session.get(LibraryItem, item_id)
        if row is None:
            raise UnknownRefError(f"标准库中没有检查项“{item_id}”。", hint="请核对编号。")
        found: Item = decode(row.body, Item)
        return found

    def search_items(self, text: str, *, limit: int = MOST) -> tuple[Item, ...]:
        """Find items by words of their wording."""
        query = select(LibraryItem.body).where(
            *(LibraryItem.searched.contains(word, autoescape=True) for word in text.split())
        )
        rows = self._session.scalars(query.order_by(LibraryItem.sector, LibraryItem.position).limit(limit))
        return tuple(decode(body, Item) for body in rows)

    def phrases(self, sectors: Iterable[str], *, typed: str, limit: int = MOST) -> tuple[tuple[str, Phrase], ...]:
        """Find common wordings by the initials of their pinyin or by their words, each with its item's id."""
        begins = LibraryPhrase.initials.startswith(typed.lower(), autoescape=True)
        query = select(LibraryPhrase).where(
            LibraryPhrase.sector.in_(list(sectors)), begins | LibraryPhrase.text.contains(typed, autoescape=True)
        )
        rows = self._session.scalars(query.order_by(LibraryPhrase.row_id).limit(limit)).all()
        items = {item_id: self.item(item_id) for item_id in {row.item_id for row in rows}}
        return tuple((row.item_id, _phrase_of(items[row.item_id], row.text)) for row in rows)

    def parameters(self) -> tuple[Parameter, ...]:
        """Give the numbers that rules read, all versions."""
        found: tuple[Parameter, ...] = self._part("parameters", tuple[Parameter, ...])
        return found

    def periods(self) -> tuple[Period, ...]:
        """Give the periods, all versions."""
        found: tuple[Period, ...] = self._part("periods", tuple[Period, ...])
        return found

    def tiers(self) -> tuple[DiscretionTier, ...]:
        """Give the steps of the 裁量基准."""
        found: tuple[DiscretionTier, ...] = self._part("tiers", tuple[DiscretionTier, ...])
        return found

    def holidays(self) -> tuple[HolidayOverride, ...]:
        """Give the corrections of the calendar."""
        found: tuple[HolidayOverride, ...] = self._part("holidays", tuple[HolidayOverride, ...])
        return found

    def _places(self, query: Select[LibraryProvision]) -> tuple[Provision | Criterion, ...]:
        return tuple(
            decode(row.body, Criterion if row.kind == CRITERION else Provision) for row in self._session.scalars(query)
        )

    def _part(self, kind: str, form: Any) -> Any:
        row = self._session.get(LibraryPart, kind)
        if row is None:
            raise UserError("标准库尚未编译。", hint="请重新启动程序。")
        return decode(row.body, form)


def _phrase_of(item: Item, text: str) -> Phrase:
    return next(phrase for phrase in item.phrases if phrase.text == text)


def _of_article(ref: Ref) -> Select[LibraryProvision]:
    return select(LibraryProvision).where(
        LibraryProvision.short == ref.short,
        LibraryProvision.article == ref.article,
        LibraryProvision.inserted == ref.inserted,
    )


def _applies(since: str, until: str | None, on: date) -> bool:
    return since <= on.isoformat() and (until is None or on.isoformat() <= until)
