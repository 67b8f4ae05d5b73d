from datetime import date

import pytest

from app.values.enums import Confidence, SignState
from app.values.facts import NOT_ASKED, ProvisionFact, SigningFact, WitnessFact
from tests.rules.make import make_officer


@pytest.mark.parametrize(
    ("on", "is_valid"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2028, 12, 31), True),
        (date(2029, 1, 1), False),
    ],
)
def test_certificate_counts_from_its_first_to_its_last_day(on: date, is_valid: bool) -> None:
    officer = make_officer(valid_from=date(2026, 1, 1), valid_to=date(2028, 12, 31))

    assert officer.has_valid_certificate(on) is is_valid


def test_certificate_without_days_counts_and_without_number_does_not() -> None:
    assert make_officer(valid_from=None, valid_to=None).has_valid_certificate(date(2026, 1, 1))
    assert not make_officer(certificate="").has_valid_certificate(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("signing", "is_settled"),
    [
        (NOT_ASKED, False),
        (SigningFact(SignState.SIGNED), True),
        (SigningFact(SignState.REFUSED), False),
        (SigningFact(SignState.REFUSED, reason="不认可"), False),
        (SigningFact(SignState.ABSENT, witness=WitnessFact("李红")), False),
        (SigningFact(SignState.UNABLE, reason="手部受伤", witness=WitnessFact("李红")), True),
    ],
)
def test_signing_is_settled_by_a_signature_or_by_reason_and_witness(signing: SigningFact, is_settled: bool) -> None:
    assert signing.is_settled is is_settled


@pytest.mark.parametrize(
    ("confidence", "confirmed", "is_printable"),
    [
        (Confidence.VERIFIED, False, True),
        (Confidence.SECONDARY, False, True),
        (Confidence.UNVERIFIED, False, False),
        (Confidence.UNVERIFIED, True, True),
    ],
)
def test_provision_is_printable_unless_nobody_verified_it(
    confidence: Confidence, confirmed: bool, is_printable: bool
) -> None:
    assert ProvisionFact("甲/1", "《甲》第一条", True, confidence, confirmed).is_printable is is_printable
