"""How papers name the other side."""

import pytest

from app.services.party_name import operator_of, party_name
from app.values.enums import PartyKind
from tests.services.records import make_enterprise


@pytest.mark.parametrize(
    ("kind", "name", "operator", "named"),
    [
        (PartyKind.SOLE_TRADER, "示例小吃店", "张三", "示例小吃店（经营者：张三）"),
        (PartyKind.SOLE_TRADER, "张三小吃店", "张三", "张三小吃店（经营者：张三）"),
        (PartyKind.SOLE_TRADER, "张三", "张三", "张三"),
        (PartyKind.SOLE_TRADER, "示例小吃店（经营者：张三）", "张三", "示例小吃店（经营者：张三）"),
        (PartyKind.SOLE_TRADER, "示例小吃店", " ", "示例小吃店"),
        (PartyKind.SOLE_TRADER, "示例小吃店", None, "示例小吃店"),
        (PartyKind.COMPANY, "示例燃气有限公司", "张三", "示例燃气有限公司"),
    ],
)
def test_only_a_sole_trader_is_named_with_its_operator(
    kind: PartyKind, name: str, operator: str | None, named: str
) -> None:
    assert party_name(make_enterprise(party_kind=kind, name=name, operator=operator)) == named


def test_other_kinds_of_party_have_no_operator() -> None:
    assert operator_of(make_enterprise(party_kind=PartyKind.UNLICENSED, operator="张三")) == ""


@pytest.mark.parametrize(
    ("kind", "builder", "named"),
    [
        (PartyKind.SITE, "示例建工有限公司", "示例建工有限公司（样本安置房项目）"),
        (PartyKind.SITE, "样本安置房项目", "样本安置房项目"),
        (PartyKind.SITE, None, "样本安置房项目"),
        (PartyKind.COMPANY, "示例建工有限公司", "样本安置房项目"),
    ],
)
def test_a_site_is_named_by_who_builds_there(kind: PartyKind, builder: str | None, named: str) -> None:
    assert party_name(make_enterprise(party_kind=kind, name="样本安置房项目", builder=builder)) == named
