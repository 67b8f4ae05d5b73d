"""The library service reads the edition of today, or the one that an inspection names."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.models.authority import Authority, Officer
from app.models.inspection import Inspection
from app.rules.library import NotInForceError, UnknownRefError
from app.rules.working_days import published_calendar
from app.services.desk import Desk
from app.services.library import LibraryService
from app.storage.library_snapshot import snapshot_bytes
from app.storage.library_store import take_office_library
from app.storage.store import Store
from app.values.enums import Confidence
from app.values.errors import UserError

DAY = date(2026, 11, 16)


@pytest.fixture
def library(store: Store) -> LibraryService:
    """A service whose library is compiled."""
    service = LibraryService(Desk(store))
    service.make_ready()
    return service


def make_inspection(library_blob: str | None) -> Inspection:
    """An inspection that names a snapshot."""
    return Inspection(authority_id=UUID(int=1), enterprise_id=UUID(int=2), library_blob=library_blob)


def test_make_ready_compiles_once(library: LibraryService) -> None:
    assert library.make_ready() == library.make_ready()


def test_reading_says_what_to_do_when_nothing_is_compiled(store: Store) -> None:
    with pytest.raises(UserError, match="重新启动程序"):
        LibraryService(Desk(store)).checklists(DAY)


def test_walk_puts_the_mandatory_sections_first(library: LibraryService) -> None:
    sections = library.walk(["通用基础", "城镇燃气"], DAY)
    mandatory = [section.mandatory for section in sections]
    assert mandatory == sorted(mandatory, reverse=True)
    assert mandatory[0]


def test_find_gives_the_version_of_the_day(library: LibraryService) -> None:
    assert library.find("安全生产法/36", DAY).in_force(DAY)
    with pytest.raises(NotInForceError):
        library.find("安全生产法/36", date(1999, 1, 1))
    with pytest.raises(UnknownRefError):
        library.find("安全生产法/999", DAY)


def test_citations_name_a_law_in_full_once(library: LibraryService) -> None:
    first, second = library.citations(["安全生产法/36", "安全生产法/41"], DAY)
    assert "中华人民共和国安全生产法" in first
    assert second.startswith("《安全生产法》")


def test_provision_facts_tell_what_is_unknown_and_what_is_out_of_force(library: LibraryService, store: Store) -> None:
    with store.read() as uow:
        facts = library.provision_facts(uow, ["安全生产法/36", "没有的法/1", "不成条款"], DAY)
        early = library.provision_facts(uow, ["安全生产法/36"], date(1999, 1, 1))
    assert set(facts) == {"安全生产法/36"}
    assert facts["安全生产法/36"].in_force
    assert not early["安全生产法/36"].in_force


def test_confirm_makes_an_unverified_provision_printable(library: LibraryService, store: Store) -> None:
    whole = library.whole()
    law = whole.laws[0]
    doubtful = replace(law.provisions[0], confidence=Confidence.UNVERIFIED)
    changed = replace(law, provisions=(doubtful, *law.provisions[1:]))
    take_office_library(store, snapshot_bytes(replace(whole, edition="t", laws=(changed, *whole.laws[1:]))))
    ref = doubtful.ref.undated.text
    with store.write() as uow:
        authority = Authority(name="示例局", prefix="示例", word="应急")
        uow.add(authority)
        officer = Officer(name="示例员", authority_id=authority.id, certificate="示例0001")
        uow.add(officer)
        uow.commit()
    service = LibraryService(Desk(store, officer_id=officer.id))
    day = doubtful.valid_from
    with store.read() as uow:
        assert not service.provision_facts(uow, [ref], day)[ref].is_printable
    service.confirm(ref, source="公报原文")
    with store.read() as uow:
        assert service.provision_facts(uow, [ref], day)[ref].is_printable


def test_confirm_refuses_without_a_source(library: LibraryService) -> None:
    with pytest.raises(UserError, match="出处"):
        library.confirm("安全生产法/36", source=" ")


def test_an_old_inspection_keeps_its_wording_when_the_library_changes(library: LibraryService, store: Store) -> None:
    with store.read() as uow:
        used = library.snapshot(uow)
    whole = library.whole()
    worded = replace(whole.checklists[0].sections[0].items[0], text="换了说法的检查项")
    section = replace(whole.checklists[0].sections[0], items=(worded, *whole.checklists[0].sections[0].items[1:]))
    checklist = replace(whole.checklists[0], sections=(section, *whole.checklists[0].sections[1:]))
    new = replace(whole, edition="next", checklists=(checklist, *whole.checklists[1:]))
    take_office_library(store, snapshot_bytes(new))
    with store.read() as uow:
        old = library.of_inspection(uow, make_inspection(used))
        fresh = library.of_inspection(uow, make_inspection(None))
        assert old.item(worded.id).text != fresh.item(worded.id).text == "换了说法的检查项"
        assert old.checklists(DAY)[0].sector == fresh.checklists(DAY)[0].sector
        assert old.find("安全生产法/36", DAY) == fresh.find("安全生产法/36", DAY)


def test_the_frozen_and_the_compiled_edition_answer_alike(library: LibraryService, store: Store) -> None:
    with store.read() as uow:
        used = library.snapshot(uow)
    take_office_library(store, snapshot_bytes(replace(library.whole(), edition="same words")))
    with store.read() as uow:
        old = library.of_inspection(uow, make_inspection(used))
        new = library.of_inspection(uow, make_inspection(None))
        assert (old.checklists(DAY), old.tiers(), old.holidays()) == (new.checklists(DAY), new.tiers(), new.holidays())
        assert old.period("recheck_10d", DAY) == new.period("recheck_10d", DAY)
        assert old.parameter("minimum_officers", DAY) == new.parameter("minimum_officers", DAY)
        begun = new.phrases(["通用基础"], "")[0][1].initials[:2]
        assert set(new.phrases(["通用基础"], begun)) <= set(old.phrases(["通用基础"], begun))


def test_calendar_knows_the_published_holidays(library: LibraryService) -> None:
    assert not library.calendar().look_up(date(2026, 10, 1)).working
    assert library.calendar().last_covered == published_calendar().last_covered


def test_parameter_of_a_region_wins_over_the_country(library: LibraryService) -> None:
    assert library.parameter("hearing_organisation_yuan", DAY, region="重庆").region == "重庆"
    assert library.parameter("summary_organisation_yuan", DAY, region="重庆").region == "全国"


def test_faults_of_the_shipped_library_are_none(library: LibraryService) -> None:
    assert library.faults() == []
