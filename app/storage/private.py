"""Private texts behind their seals: a record holds the hash, the text stays on this machine."""

import unicodedata
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy.orm import Session

from app.models.log import PrivateValue

SALT_BYTES = 16


def seal_of(salt: bytes, text: str) -> str:
    """Return the seal of a text: the hash of the salt and its UTF-8 bytes."""
    return sha256(salt + text.encode()).hexdigest()


class PrivateValues:
    """Seal private texts and read them back."""

    def __init__(self, session: Session, *, chance: Callable[[int], bytes]) -> None:
        self._session = session
        self._chance = chance

    def seal(self, text: str, *, before: str | None = None) -> str:
        """Keep the text and return its seal; a text that did not change keeps the seal it had `before`."""
        text = unicodedata.normalize("NFC", text)
        if before is not None and self.reveal(before) == text:
            return before
        salt = self._chance(SALT_BYTES)
        seal = seal_of(salt, text)
        self._session.add(PrivateValue(sha256=seal, salt=salt, value=text))
        self._session.flush()
        return seal

    def reveal(self, seal: str) -> str | None:
        """Return the text behind the seal, None where it stayed on another machine."""
        found = self._session.get(PrivateValue, seal)
        return None if found is None else found.value

    def take(self, *, salt: bytes, text: str) -> str:
        """Keep a private text that came with a package."""
        seal = seal_of(salt, text)
        if self._session.get(PrivateValue, seal) is None:
            self._session.add(PrivateValue(sha256=seal, salt=salt, value=text))
        return seal
