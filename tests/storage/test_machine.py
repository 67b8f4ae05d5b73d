"""The fingerprint is the same every time and says nothing about the machine."""

import re

from app.storage.machine import fingerprint


def test_fingerprint_stays_the_same_and_is_a_hash() -> None:
    assert fingerprint() == fingerprint()
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint())
