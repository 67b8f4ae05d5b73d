"""Codes that stand the check, and belong to nobody."""

from app.values.uscc import ALPHABET, check_character, organisation_check


def valid_code(number: int) -> str:
    """Make the n-th code that stands the check."""
    organisation = f"DEM0{number:04d}".replace("O", "0")
    first = f"91500000{organisation}{organisation_check(organisation)}"
    if any(character not in ALPHABET for character in first):
        raise ValueError(first)
    return first + check_character(first)
