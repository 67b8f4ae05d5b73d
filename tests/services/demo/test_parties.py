"""Every kind of party can be inspected, and codes are right without being anybody's."""

from datetime import date
from random import Random

from app.services.demo.parties import NO_CODE, TRADES, make_code, make_party
from app.values.enums import PartyKind
from app.values.uscc import check_uscc

DAY = date(2026, 11, 23)


def test_every_kind_of_party_has_a_trade() -> None:
    assert {trade.kind for trade in TRADES} == set(PartyKind)


def test_codes_are_valid_and_differ() -> None:
    chance = Random(1)
    codes = [make_code(chance) for _ in range(300)]
    assert len(set(codes)) == 300
    verdicts = [check_uscc(code) for code in codes]
    assert all(verdict.valid and not verdict.warning for verdict in verdicts)


def test_who_has_no_code_gets_none() -> None:
    for number, trade in enumerate(TRADES):
        party = make_party(Random(number), number=number, on=DAY, trade=trade)
        assert bool(party.uscc) is (trade.kind not in NO_CODE)
        assert party.name.startswith("示例")
        assert party.sectors
