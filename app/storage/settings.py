"""Choices of this machine, kept beside the records and never handed over."""

from typing import Any

from sqlalchemy.orm import Session

from app.models.log import Setting
from app.models.types import freeze


class Settings:
    """Keep choices by their names."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: str, default: Any = None) -> Any:
        """Return the choice, or the default where none was made."""
        found = self._session.get(Setting, key)
        return default if found is None else found.value

    def set(self, key: str, value: Any) -> None:
        """Keep the choice."""
        self._session.merge(Setting(key=key, value=freeze(value)))
        self._session.flush()
