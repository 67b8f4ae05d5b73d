"""The first start: all of it or nothing, and nothing that a paper needs is left out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.models.authority import Authority, Officer
from app.services.catalogue import Services
from app.storage.form_files import document_profile
from app.values.errors import UserError
from app.values.fields_people import OfficerFields
from tests.services.first_day import AUTHORITY, OFFICERS, empty_desk


@pytest.fixture
def services(ready_template: Path, tmp_path: Path) -> Iterator[Services]:
    with empty_desk(ready_template, tmp_path / "data") as opened:
        yield opened


def test_empty_store_is_not_set_up(services: Services) -> None:
    state = services.setup.state()
    assert state.is_empty
    assert not state.is_set_up
    assert (state.authority, state.officers, state.number_range) == (None, (), None)


def test_set_up_enters_authority_officers_and_a_range_for_every_paper(services: Services) -> None:
    authority_id, officer_ids = services.setup.set_up(AUTHORITY, OFFICERS, 11, 60)
    state = services.setup.state()
    assert state.is_set_up
    assert not state.is_empty
    assert state.authority_id == authority_id
    assert state.authority is not None
    assert (state.authority.name, state.authority.court) == ("示例区应急管理局", "示例区人民法院")
    assert tuple(row.id for row in state.officers) == officer_ids
    assert state.number_range == (11, 60)
    with services.desk.read() as uow:
        assert set(uow.numbers.keys()) == set(document_profile().number_keys())


@pytest.mark.parametrize(
    ("officers", "first", "last", "words"),
    [
        (OFFICERS[:1], 1, 200, "执法人员不足两人"),
        ((OFFICERS[0], replace(OFFICERS[1], certificate="示例 0001")), 1, 200, "执法人员不足两人"),
        ((OFFICERS[0], OFFICERS[1], replace(OFFICERS[2], certificate="示例0001")), 1, 200, "已登记在“示例甲”名下"),
        (OFFICERS, 9, 1, "号段 9—1 不成立"),
    ],
)
def test_set_up_leaves_nothing_when_a_part_is_refused(
    services: Services, officers: tuple[OfficerFields, ...], first: int, last: int, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        services.setup.set_up(AUTHORITY, officers, first, last)
    with services.desk.read() as uow:
        assert uow.session.query(Authority).count() == 0
        assert uow.session.query(Officer).count() == 0
        assert uow.numbers.keys() == ()


@pytest.mark.parametrize(("key", "words"), [("name", "执法机关名称"), ("prefix", "区域简称"), ("word", "机关代字")])
def test_authority_without_what_its_numbers_need_is_refused(services: Services, key: str, words: str) -> None:
    blanked: dict[str, Any] = {key: " "}
    with pytest.raises(UserError, match=words):
        services.setup.register_authority(replace(AUTHORITY, **blanked))


@pytest.mark.parametrize("prefix", ["（渝示）", "渝1", "渝-示"])
def test_prefix_that_no_number_can_bear_is_refused(services: Services, prefix: str) -> None:
    with pytest.raises(UserError, match="不能用于文号"):
        services.setup.register_authority(replace(AUTHORITY, prefix=prefix))


def test_authority_of_the_same_name_is_brought_up_to_date_and_keeps_what_is_not_given(services: Services) -> None:
    first = services.setup.register_authority(AUTHORITY)
    again = services.setup.register_authority(replace(AUTHORITY, court="", phone="000"))
    assert first == again
    state = services.setup.state()
    assert state.authority is not None
    assert (state.authority.court, state.authority.phone) == ("示例区人民法院", "000")


def test_edit_of_the_authority_may_clear_a_field_and_keeps_its_settings(services: Services) -> None:
    services.setup.register_authority(replace(AUTHORITY, settings={"frequency_caps": {"routine": 3}}))
    known = services.setup.state().authority
    assert known is not None
    services.setup.edit_authority(replace(known, court=""))
    edited = services.setup.state().authority
    assert edited is not None
    assert edited.court == ""
    assert edited.settings == {"frequency_caps": {"routine": 3}}


def test_another_authority_does_not_become_the_machines_own(services: Services) -> None:
    own = services.setup.register_authority(AUTHORITY)
    services.setup.register_authority(replace(AUTHORITY, name="示例区消防救援局", prefix="渝消"))
    assert services.setup.state().authority_id == own
