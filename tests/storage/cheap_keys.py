"""A passphrase that costs next to nothing to derive, where the cost is no part of the test."""

import pytest

from app.storage import keys


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a guess cheap."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(keys, "MEMORY_KB", 64)
