"""How the store is locked, as the settings show it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unlock:
    """What a person gives to open an encrypted store: the passphrase, or the recovery key from paper."""

    passphrase: str = field(default="", repr=False)
    recovery: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class EncryptionStanding:
    """Whether the store is encrypted, and what still lies open or can be opened without a passphrase."""

    is_encrypted: bool
    can_remember: bool
    is_remembered: bool
    plain_copies: tuple[Path, ...]
