"""Tests of the compiled library in the database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.models.library import LibraryEdition, LibraryItem, LibraryProvision
from app.rules.library import NotInForceError, UnknownRefError
from app.storage import library_files
from app.storage.library_files import read_library
from app.storage.library_snapshot import snapshot_bytes
from app.storage.library_store import (
    Edition,
    LibraryShelf,
    current_edition,
    ensure_library,
    frozen_library,
    take_office_library,
)
from app.storage.store import Store
from app.values.errors import RefusedFileError, UserError
from app.values.library import Criterion, Provision
from app.values.reference import Ref, parse_ref
from tests.rules.small_library import NEW, checklist, library
from tests.storage.library_folder import change, make_folder

ON = date(2026, 11, 16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small library folder."""
    return make_folder(tmp_path / "library")


def take(store: Store, **changes: object) -> Edition:
    """Make the small library of the rules' tests the current one."""
    return take_office_library(store, snapshot_bytes(library(**changes)))


def test_ensure_compiles_once_and_reads_no_yaml_until_a_file_changes(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(folder: Path) -> object:
        read.append(folder)
        return read_library(folder)

    monkeypatch.setattr(library_files, "read_library", counted)
    first = ensure_library(store, folder=folder)
    assert ensure_library(store, folder=folder) == first
    assert len(read) == 1
    change(folder, "laws/law.yaml", "设备维护", "设备养护")
    second = ensure_library(store, folder=folder)
    assert len(read) == 2
    assert second.sha256 != first.sha256


def test_ensure_replaces_the_rows_and_keeps_the_old_snapshot(store: Store, folder: Path) -> None:
    first = ensure_library(store, folder=folder)
    change(folder, "checklists/90-list.yaml", "压力表在检定有效期内", "压力表在检定有效期内且完好")
    second = ensure_library(store, folder=folder)
    with store.read() as uow:
        shelf = LibraryShelf(uow.session)
        assert shelf.item("90-01").text == "压力表在检定有效期内且完好"
        assert frozen_library(uow.blobs, first.sha256).checklists[0].items[1].text == "压力表在检定有效期内"
        assert current_edition(uow.session) == second
        editions = uow.session.scalars(select(LibraryEdition)).all()
        assert sorted(row.is_current for row in editions) == [False, True]
        assert uow.session.scalar(select(func.count()).select_from(LibraryItem)) == 2


def test_ensure_changes_nothing_when_a_file_is_wrong(store: Store, folder: Path) -> None:
    first = ensure_library(store, folder=folder)
    change(folder, "laws/law.yaml", "year: 2021\n", "")
    with pytest.raises(UserError, match="year"):
        ensure_library(store, folder=folder)
    with store.read() as uow:
        assert current_edition(uow.session) == first


def test_ensure_leaves_an_offices_library_in_place(store: Store, folder: Path) -> None:
    ensure_library(store, folder=folder)
    office = take(store)
    assert office.is_from_office
    assert ensure_library(store, folder=folder) == office


def test_take_refuses_a_damaged_file_and_changes_nothing(store: Store) -> None:
    office = take(store)
    with pytest.raises(RefusedFileError):
        take_office_library(store, snapshot_bytes(library())[:-9])
    with store.read() as uow:
        assert current_edition(uow.session) == office


def test_take_the_same_library_twice_changes_nothing(store: Store) -> None:
    first = take(store)
    assert take(store) == first
    with store.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(LibraryProvision)) == 4


@pytest.mark.parametrize(("on", "year"), [(date(2019, 5, 6), 2014), (ON, 2021)])
def test_find_gives_the_version_of_the_day(store: Store, on: date, year: int) -> None:
    take(store)
    with store.read() as uow:
        found = LibraryShelf(uow.session).find(parse_ref("试验法/1/1"), on=on)
    assert isinstance(found, Provision)
    assert found.ref.year == year
    assert found == next(law for law in library().laws if law.year == year).provisions[0]


def test_find_gives_criteria_too(store: Store) -> None:
    take(store)
    with store.read() as uow:
        found = LibraryShelf(uow.session).find(parse_ref("试验判定标准/5/1"), on=ON)
    assert isinstance(found, Criterion)
    assert found == library().criteria[0]


def test_find_refuses_unknown_places_and_days_before_any_version(store: Store) -> None:
    take(store)
    with store.read() as uow:
        shelf = LibraryShelf(uow.session)
        with pytest.raises(UnknownRefError):
            shelf.find(parse_ref("试验法/77"), on=ON)
        with pytest.raises(NotInForceError):
            shelf.find(parse_ref("试验法/1/1"), on=date(2000, 1, 1))
        assert [place.ref.year for place in shelf.versions(parse_ref("试验法/1/1"))] == [2014, 2021]


def test_search_finds_words_in_force_on_the_day_and_treats_marks_as_marks(store: Store) -> None:
    take(store)
    with store.read() as uow:
        shelf = LibraryShelf(uow.session)
        assert [place.ref.year for place in shelf.search("维护", on=ON)] == [2021, 2021]
        assert [place.text for place in shelf.search("试验法 旧的", on=date(2019, 1, 1))] == ["旧的维护义务"]
        assert shelf.search("%", on=ON) == ()
        assert [one.id for one in shelf.search_items("90-03")] == ["90-03"]


def test_checklists_are_those_of_the_day_in_order(store: Store) -> None:
    next_year = date(2027, 1, 1)
    now, later = checklist(valid_to=date(2026, 12, 31)), checklist(valid_from=next_year, version="2")
    take(store, checklists=(now, later))
    with store.read() as uow:
        shelf = LibraryShelf(uow.session)
        assert shelf.checklists(on=ON) == (now,)
        assert shelf.checklist("试验", on=next_year) == later
        assert shelf.checklists(on=date(2000, 1, 1)) == ()
        with pytest.raises(UnknownRefError, match="没有"):
            shelf.checklist("没有", on=ON)


def test_phrases_are_found_by_initials_or_words_within_the_sectors(store: Store, folder: Path) -> None:
    ensure_library(store, folder=folder)
    with store.read() as uow:
        shelf = LibraryShelf(uow.session)
        assert [(key, phrase.text) for key, phrase in shelf.phrases(["试验"], typed="YLB")] == [
            ("90-01", "压力表无检定标签。")
        ]
        assert len(shelf.phrases(["试验"], typed="压力表")) == 2
        assert [phrase.violations for _, phrase in shelf.phrases(["试验"], typed="sbwwh")] == [(Ref("试验法", 1),)]
        assert shelf.phrases(["别的"], typed="ylb") == ()


def test_the_rest_reads_back_as_it_was(store: Store, folder: Path) -> None:
    ensure_library(store, folder=folder)
    whole = read_library(folder)
    with store.read() as uow:
        shelf = LibraryShelf(uow.session)
        assert shelf.parameters() == whole.parameters
        assert shelf.periods() == whole.periods
        assert shelf.tiers() == whole.tiers
        assert shelf.holidays() == whole.holidays
        with pytest.raises(UnknownRefError):
            shelf.item("99-99")


def test_shelf_says_so_before_anything_is_compiled(store: Store) -> None:
    with store.read() as uow:
        assert current_edition(uow.session) is None
        with pytest.raises(UserError, match="尚未编译"):
            LibraryShelf(uow.session).parameters()


def test_frozen_library_says_so_when_the_snapshot_is_missing(store: Store) -> None:
    with store.read() as uow, pytest.raises(UserError, match="快照"):
        frozen_library(uow.blobs, "00" * 32)


def test_an_inspection_keeps_the_wording_it_was_made_with(store: Store) -> None:
    first = take(store)
    changed = replace(checklist(), title="改过的检查表", valid_from=NEW)
    take(store, checklists=(changed,))
    with store.read() as uow:
        assert frozen_library(uow.blobs, first.sha256).checklists[0].title == "试验检查表"
