"""The ledger: one party a code, found by any scrap, told with everything that happened to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.services.enterprises import CodeTakenError
from app.values.enums import Handling, HazardState, PartyKind, RiskLevel
from app.values.errors import UserError
from app.values.fields_enterprise import EnterpriseFields, EnterpriseFilter, Licence
from app.values.rows_enterprise import Moment
from tests.services.first_day import FirstDay, empty_desk, gas_shop, set_up
from tests.services.records import count_statements, put
from tests.values.codes import valid_code


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services, uscc=valid_code(1))


def names(day: FirstDay, text: str = "", filters: EnterpriseFilter | None = None) -> list[str]:
    found = day.services.enterprises.search(text, filters or EnterpriseFilter())
    return [row.name for row in day.services.enterprises.rows(found)]


def test_party_of_a_known_code_is_found_and_only_its_gaps_are_filled(day: FirstDay) -> None:
    again = gas_shop(uscc=valid_code(1).lower(), town="乙街道", phone="000-7")
    assert day.services.enterprises.register(again) == day.enterprise_id
    fields = day.services.enterprises.fields(day.enterprise_id)
    assert (fields.town, fields.phone) == ("甲镇", "000-7")


def test_known_code_under_another_name_is_refused(day: FirstDay) -> None:
    other = gas_shop(uscc=valid_code(1), name="示例化工厂")
    with pytest.raises(CodeTakenError, match="已登记为“示例燃气供应站”"):
        day.services.enterprises.register(other)
    with pytest.raises(CodeTakenError):
        day.services.enterprises.add(other)


def test_known_code_under_an_alias_is_the_same_party(day: FirstDay) -> None:
    fields = day.services.enterprises.fields(day.enterprise_id)
    day.services.enterprises.edit(day.enterprise_id, replace(fields, aliases=("老站",)))
    assert day.services.enterprises.register(gas_shop(uscc=valid_code(1), name="老站")) == day.enterprise_id


def test_party_without_a_code_is_found_by_name_and_address(day: FirstDay) -> None:
    stall = EnterpriseFields(name="示例摊点", party_kind=PartyKind.UNLICENSED, address="桥头")
    first = day.services.enterprises.register(stall)
    assert day.services.enterprises.register(stall) == first
    assert day.services.enterprises.register(replace(stall, address="桥尾")) != first


def test_code_that_cannot_be_right_is_refused_unless_it_stood_there(day: FirstDay) -> None:
    with pytest.raises(UserError, match="应为18位"):
        day.services.enterprises.add(EnterpriseFields(name="某厂", uscc="9150"))
    with day.services.desk.write() as uow:
        uow.session.get_one(Enterprise, day.enterprise_id).uscc = "OLD"
        uow.commit()
    fields = day.services.enterprises.fields(day.enterprise_id)
    day.services.enterprises.edit(day.enterprise_id, replace(fields, town="丙镇"))
    assert day.services.enterprises.fields(day.enterprise_id).town == "丙镇"


def test_name_is_needed_and_nothing_else(day: FirstDay) -> None:
    with pytest.raises(UserError, match="没有填写单位名称"):
        day.services.enterprises.add(EnterpriseFields(name="  "))
    assert day.services.enterprises.add(EnterpriseFields(name="只有名称"))


def test_fields_come_back_as_they_were_stored(day: FirstDay) -> None:
    fields = gas_shop(
        uscc=valid_code(2), name="示例二站", aliases=("老二站", "二站"), risk=RiskLevel.RED, staff_count=12,
        licences=(Licence("许可证", "1", date(2027, 1, 1)), Licence("备案")), insurance_to=date(2027, 2, 2),
    )  # fmt: skip
    added = day.services.enterprises.add(fields)
    assert day.services.enterprises.fields(added) == fields


@pytest.mark.parametrize(
    "typed",
    ["燃气供应", "示例燃", "站", "345678", "5678", "000-1234", valid_code(1)[6:12], "路1号", "甲镇 燃气", "示例丁"],
)
def test_party_is_found_by_any_scrap(day: FirstDay, typed: str) -> None:
    day.services.enterprises.add(EnterpriseFields(name="别家工厂"))
    assert names(day, typed) == ["示例燃气供应站"]


@pytest.mark.parametrize("typed", ["燃站", "9999", "乙镇", "供应站 化工"])
def test_words_that_do_not_stand_there_find_nothing(day: FirstDay, typed: str) -> None:
    assert names(day, typed) == []


def test_search_follows_an_edit_and_forgets_the_old_name(day: FirstDay) -> None:
    fields = day.services.enterprises.fields(day.enterprise_id)
    day.services.enterprises.edit(day.enterprise_id, replace(fields, name="示例新名公司", address="新路"))
    assert names(day, "新名") == ["示例新名公司"]
    assert names(day, "供应站") == []


def test_filters_narrow_together(day: FirstDay) -> None:
    enterprises = day.services.enterprises
    enterprises.add(EnterpriseFields(name="红甲", town="甲镇", risk=RiskLevel.RED))
    enterprises.add(EnterpriseFields(name="红乙", town="乙街道", risk=RiskLevel.RED))
    enterprises.add(EnterpriseFields(name="蓝甲", town="甲镇", risk=RiskLevel.BLUE))
    red = frozenset({RiskLevel.RED})
    assert names(day, filters=EnterpriseFilter(risks=red, town="甲镇")) == ["红甲"]
    assert set(names(day, filters=EnterpriseFilter(risks=red | {RiskLevel.BLUE}))) == {"红甲", "红乙", "蓝甲"}
    assert names(day, filters=EnterpriseFilter(sector="城镇燃气")) == ["示例燃气供应站"]
    assert names(day, filters=EnterpriseFilter(has_licence_due=True)) == ["示例燃气供应站"]
    assert names(day, filters=EnterpriseFilter(has_open_hazards=True)) == []
    assert (enterprises.towns(), enterprises.sectors()) == (("乙街道", "甲镇"), ("城镇燃气",))


def test_parties_visited_last_come_first_and_void_visits_do_not_count(day: FirstDay) -> None:
    inspections = day.services.inspections
    other = day.services.enterprises.add(EnterpriseFields(name="啊家"))
    assert names(day) == ["啊家", "示例燃气供应站"]
    inspections.begin(day.plan())
    assert names(day)[0] == "示例燃气供应站"
    voided = day.plan(enterprise_id=other)
    inspections.begin(voided)
    inspections.void(voided, "选错单位")
    assert names(day)[0] == "示例燃气供应站"


def hazard(day: FirstDay, inspection_id: UUID, **changes: object) -> Hazard:
    values = {"inspection_id": inspection_id, "enterprise_id": day.enterprise_id, "order_no": 1, "fact": "事实"}
    return Hazard(**(values | changes))


def test_open_hazards_count_neither_advice_nor_what_is_done(day: FirstDay) -> None:
    inspection_id = day.plan()
    day.services.inspections.begin(inspection_id)
    put(
        day.services.desk.store,
        hazard(day, inspection_id, state=HazardState.ORDERED),
        hazard(day, inspection_id, state=HazardState.PASSED),
        hazard(day, inspection_id, handling=Handling.ADVICE),
    )
    row = day.services.enterprises.row(day.enterprise_id)
    figures = day.services.enterprises.figures()
    assert (row.open_hazards, figures.open_hazards, figures.licences_due) == (1, 1, 1)
    detail = day.services.enterprises.detail(day.enterprise_id)
    assert [one.is_open for one in detail.hazards] == [True, False, False]
    assert detail.visits[0].hazards == 2
    assert [entry.moment for entry in detail.timeline] == [Moment.VISIT, Moment.HAZARDS]
    assert detail.timeline[1].title == "发现隐患 2 项"
    assert detail.frequency.routine == 1


def test_rows_of_many_lines_cost_no_more_queries(day: FirstDay) -> None:
    store, enterprises = day.services.desk.store, day.services.enterprises
    one = enterprises.search()
    seen, stop = count_statements(store)
    enterprises.rows(one)
    alone = len(seen)
    stop()
    for number in range(30):
        enterprises.add(EnterpriseFields(name=f"第{number}家"))
    lines = enterprises.search()
    seen, stop = count_statements(store)
    assert len(enterprises.rows(lines)) == 31
    stop()
    assert len(seen) == alone


def test_twins_tell_same_code_from_same_name(day: FirstDay) -> None:
    enterprises = day.services.enterprises
    assert [twin.is_same_code for twin in enterprises.twins(name="", uscc=valid_code(1))] == [True]
    assert [twin.is_same_code for twin in enterprises.twins(name="示例燃气供应站", uscc="")] == [False]
    assert enterprises.twins(name="示例燃气供应站", uscc=valid_code(1), but=day.enterprise_id) == ()


def test_draft_of_the_form_is_kept_until_it_is_saved(day: FirstDay) -> None:
    enterprises = day.services.enterprises
    enterprises.keep_draft(None, {"name": "半家", "licences": [["证", "", None]]})
    assert enterprises.draft(None) == {"name": "半家", "licences": [["证", "", None]]}
    enterprises.add(EnterpriseFields(name="半家公司"))
    assert enterprises.draft(None) is None


def test_unknown_party_is_named_in_words(day: FirstDay) -> None:
    with pytest.raises(UserError, match="台账里没有这家单位"):
        day.services.enterprises.detail(uuid4())
