"""Officers: a certificate belongs to one person, and only one of ours sits down."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.services.officers import CertificateTakenError
from app.values.errors import UserError
from app.values.fields_people import OfficerFields
from tests.services.first_day import OFFICERS, FirstDay, empty_desk, set_up


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


def test_officer_of_a_known_certificate_is_found_and_brought_up_to_date(day: FirstDay) -> None:
    renewed = OfficerFields(name="示例甲", certificate=" 示例0001 ", valid_to=date(2030, 1, 1), position="队长")
    assert day.services.officers.register(renewed) == day.officer_ids[0]
    row = day.services.officers.list()[0]
    assert (row.valid_to, row.position, row.certificate) == (date(2030, 1, 1), "队长", "示例0001")


def test_what_is_not_given_again_stays_known(day: FirstDay) -> None:
    day.services.officers.register(OfficerFields(name="示例甲", certificate="示例0001"))
    assert day.services.officers.list()[0].valid_to == date(2028, 12, 31)


def test_certificate_under_another_name_is_refused(day: FirstDay) -> None:
    with pytest.raises(CertificateTakenError, match="已登记在“示例甲”名下"):
        day.services.officers.register(OfficerFields(name="示例己", certificate="示例0001"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (OfficerFields(name=" ", certificate="1"), "没有填写执法人员的姓名"),
        (OfficerFields(name="甲", certificate="  "), "没有填写甲的执法证号"),
        (OfficerFields(name="甲", certificate="9", valid_from=date(2026, 2, 2), valid_to=date(2026, 2, 1)), "有效期"),
    ],
)
def test_officer_without_what_papers_print_is_refused(day: FirstDay, fields: OfficerFields, words: str) -> None:
    with pytest.raises(UserError, match=words):
        day.services.officers.register(fields)


def test_edit_may_clear_and_refuses_anothers_certificate(day: FirstDay) -> None:
    officers = day.services.officers
    officers.edit(day.officer_ids[0], replace(OFFICERS[0], valid_to=None, name="示例甲甲"))
    assert (officers.list()[0].name, officers.list()[0].valid_to) == ("示例甲甲", None)
    with pytest.raises(CertificateTakenError):
        officers.edit(day.officer_ids[0], replace(OFFICERS[0], certificate="示例0002"))


def test_officer_of_another_authority_is_listed_last_and_cannot_sit_down(day: FirstDay) -> None:
    guest = day.services.officers.register(OfficerFields(name="示例庚", certificate="消1", authority="示例消防"))
    row = day.services.officers.list()[-1]
    assert (row.id, row.is_own, row.authority_name) == (guest, False, "示例消防")
    with pytest.raises(UserError, match="不是本机关在用的执法人员"):
        day.services.officers.sit_down(guest)


def test_who_sat_down_stands_in_every_change_and_is_offered_next_time(day: FirstDay) -> None:
    officers = day.services.officers
    assert officers.sit_down(day.officer_ids[1]).name == "示例乙"
    assert officers.last_at_desk() == day.officer_ids[1]
    seated = officers.at_desk()
    assert seated is not None
    assert seated.id == day.officer_ids[1]
    officers.register(OfficerFields(name="示例辛", certificate="8"))
    with day.services.desk.read() as uow:
        actor = uow.connection.exec_driver_sql("SELECT actor FROM revision ORDER BY seq DESC LIMIT 1").scalar_one()
    assert actor == day.officer_ids[1].bytes


def test_officer_who_left_is_out_of_the_list_and_cannot_sit_down(day: FirstDay) -> None:
    officers = day.services.officers
    officers.set_active(day.officer_ids[2], is_active=False)
    assert day.officer_ids[2] not in {row.id for row in officers.list()}
    assert day.officer_ids[2] in {row.id for row in officers.list(with_inactive=True)}
    with pytest.raises(UserError):
        officers.sit_down(day.officer_ids[2])


def test_certificate_counts_on_its_last_day(day: FirstDay) -> None:
    row = day.services.officers.list()[2]
    assert row.is_valid(date(2026, 6, 30))
    assert not row.is_valid(date(2026, 7, 1))
