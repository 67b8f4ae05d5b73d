"""The questions of a walk with their numbers and their legal basis, made once for each edition and choice of lists."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date

from app.rules.library import NotInForceError, UnknownRefError
from app.services.library_view import LibraryView
from app.values.errors import UserError
from app.values.library import Checklist, Item, Provision, Section
from app.values.reference import Ref
from app.values.rows_walk import Basis, WalkItem, WalkSection

KEPT = 4
MANDATORY_GROUP = "两个必查"


class Questions:
    """The sections of one walk, and which item each id of the chosen lists asks."""

    def __init__(self, view: LibraryView, sectors: Sequence[str], on: date) -> None:
        checklists = [view.checklist(sector, on) for sector in sectors]
        sections = view.walk(sectors, on)
        owners = {item.id: one for one in checklists for item in one.items}
        self.sections = tuple(
            _section(view, place, section, owners, on) for place, section in enumerate(sections, start=1)
        )
        self._asked = {item.item.question: item for section in self.sections for item in section.items}
        self._questions = {item.id: item.question for one in checklists for item in one.items}

    def asked(self, item_id: str) -> WalkItem:
        """Give the item of the walk that asks what the id asks."""
        question = self._questions.get(item_id)
        if question is None:
            raise UserError(f"所选检查表中没有检查项“{item_id}”。", hint="请核对编号和所选检查表。")
        return self._asked[question]

    @property
    def items(self) -> tuple[WalkItem, ...]:
        """Give all items in the order of the walk."""
        return tuple(item for section in self.sections for item in section.items)


class QuestionShelf:
    """Keep the questions of the last walks."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, tuple[str, ...], date], Questions] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, view: LibraryView, sectors: Iterable[str], on: date) -> Questions:
        """Give the questions of these lists on the day."""
        key = (view.sha256, tuple(sectors), on)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = Questions(view, key[1], on)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


def _section(view: LibraryView, place: int, section: Section, owners: dict[str, Checklist], on: date) -> WalkSection:
    group = MANDATORY_GROUP if section.mandatory else owners[section.items[0].id].title
    items = (
        _item(view, f"{place}.{number}", item, owners[item.id].sector, on)
        for number, item in enumerate(section.items, start=1)
    )
    return WalkSection(place, section.title, group, tuple(items))


def _item(view: LibraryView, number: str, item: Item, checklist: str, on: date) -> WalkItem:
    duties = [found for found in (_found(view, ref, on) for ref in item.violations) if found is not None]
    penalties = [found for found in (_found(view, ref, on) for ref in item.penalised_by) if found is not None]
    return WalkItem(
        number=number,
        checklist=checklist,
        item=item,
        basis=tuple(Basis(one.citation, one.text) for one in duties),
        penalty="、".join(one.short_citation for one in penalties),
        criteria=tuple(_criterion(view, ref, on) for ref in item.criteria),
    )


def _found(view: LibraryView, ref: Ref, on: date) -> Provision | None:
    try:
        return view.provision(ref, on)
    except (UnknownRefError, NotInForceError):
        return None


def _criterion(view: LibraryView, ref: Ref, on: date) -> str:
    try:
        found = view.find(ref, on)
    except (UnknownRefError, NotInForceError):
        return ref.text
    return f"{found.citation}：{found.text}"
