"""What was printed is read back; a slip of the pen is found and its group named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.recovery_key import (
    GROUP,
    GROUPS,
    RECOVERY_BYTES,
    MistypedRecoveryKeyError,
    read_recovery_text,
    recovery_text,
)

SECRETS = st.binary(min_size=RECOVERY_BYTES, max_size=RECOVERY_BYTES)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(SECRETS)
def test_what_is_printed_is_read_back(secret: bytes) -> None:
    text = recovery_text(secret)
    assert [len(group) for group in text.split("-")] == [GROUP + 1] * GROUPS
    assert read_recovery_text(text) == secret
    assert read_recovery_text(text.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, GROUPS * (GROUP + 1) - 1), st.integers(1, 31))
def test_every_single_mistaken_sign_is_found_in_its_group(secret: bytes, place: int, by: int) -> None:
    signs = list(recovery_text(secret).replace("-", ""))
    signs[place] = SIGNS[(SIGNS.index(signs[place]) + by) % 32]
    with pytest.raises(MistypedRecoveryKeyError, match=f"第 {place // (GROUP + 1) + 1} 组不对"):
        read_recovery_text("".join(signs))


@given(SECRETS, st.integers(0, GROUPS * (GROUP + 1) - 2))
def test_two_neighbouring_signs_that_changed_places_are_found(secret: bytes, place: int) -> None:
    signs = list(recovery_text(secret).replace("-", ""))
    same_group = place // (GROUP + 1) == (place + 1) // (GROUP + 1)
    if signs[place] == signs[place + 1] or not same_group:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(MistypedRecoveryKeyError, match="组不对"):
        read_recovery_text("".join(signs))


def test_groups_that_changed_places_are_found() -> None:
    groups = recovery_text(bytes(range(RECOVERY_BYTES))).split("-")
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(MistypedRecoveryKeyError, match="第 3 组不对"):
        read_recovery_text("-".join(groups))


def test_a_key_that_is_too_short_says_how_long_it_must_be() -> None:
    with pytest.raises(MistypedRecoveryKeyError, match="应有 40 位，现在是 4 位"):
        read_recovery_text("ABCD")


def test_a_secret_of_another_length_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="fixed length"):
        recovery_text(b"short")
