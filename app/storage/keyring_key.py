"""The key of the store in the system's keyring, where there is one and a person wants it there."""

from typing import Any

SERVICE = "ancha"


def can_keep() -> bool:
    """Tell whether this machine has a keyring that is worth the name."""
    ring = _ring()
    return ring is not None and float(ring.get_keyring().priority) >= 1


def keep(key_id: str, key: bytes) -> bool:
    """Lay the key into the keyring, and tell whether it really lies there now."""
    ring = _ring()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, key_id, key.hex())
    except ring.errors.KeyringError:
        return False
    return find(key_id) == key


def find(key_id: str) -> bytes | None:
    """Take the key from the keyring, None where it is not there or the keyring is locked."""
    ring = _ring()
    if ring is None:
        return None
    try:
        found = ring.get_password(SERVICE, key_id)
        return None if found is None else bytes.fromhex(found)
    except (ring.errors.KeyringError, ValueError):
        return None


def forget(key_id: str) -> None:
    """Take the key out of the keyring."""
    ring = _ring()
    if ring is None:
        return
    try:
        ring.delete_password(SERVICE, key_id)
    except ring.errors.KeyringError:
        return


def _ring() -> Any:
    """Load the library of the extra `keyring`, where it is installed."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring
