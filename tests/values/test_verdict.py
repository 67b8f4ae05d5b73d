"""Reasons are kept under keys that a record may have, and read back by the codes of their rules."""

from app.rules.legality.check import ALL_RULES
from app.values.canonical import canonical_bytes
from app.values.verdict import read_reasons, stored_reasons


def test_reasons_of_every_rule_come_back_under_their_codes() -> None:
    reasons = {rule.code: "理由" for rule in ALL_RULES}
    stored = stored_reasons(reasons)
    assert canonical_bytes(stored)
    assert read_reasons(stored) == reasons


def test_no_reasons_are_read_as_none() -> None:
    assert read_reasons(None) == {}
