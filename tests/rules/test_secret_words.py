"""What may be a passphrase and what may be a PIN."""

import pytest

from app.rules.secret_words import WeakSecretError, normal_passphrase, refuse_weak_passphrase, refuse_weak_pin


@pytest.mark.parametrize("pin", ["2580", "19051", "90214477"])
def test_a_pin_of_four_to_eight_digits_is_taken(pin: str) -> None:
    refuse_weak_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１３５７", "1111", "1234", "87654321"])
def test_a_pin_that_is_no_pin_or_guessed_at_once_is_refused(pin: str) -> None:
    with pytest.raises(WeakSecretError):
        refuse_weak_pin(pin)


@pytest.mark.parametrize("passphrase", ["青山 铁桥 早班车", "correct horse", "x9!kT2#m"])
def test_a_long_passphrase_is_taken(passphrase: str) -> None:
    refuse_weak_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["", "短口令", "aaaaaaaaaa", "12345678", "abababab"])
def test_a_short_or_plain_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakSecretError):
        refuse_weak_passphrase(passphrase)


def test_full_width_signs_of_the_input_method_are_the_same_passphrase() -> None:
    assert normal_passphrase("ａｂｃ１２３　安查") == "abc123 安查"
