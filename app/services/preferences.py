"""设置: what was decided for this machine; nothing here is handed over."""

from typing import Any

from app.services.desk import Desk
from app.values.preferences import Preference


class PreferenceService:
    """Keep what was decided of the declared preferences."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, preference: Preference) -> Any:
        """Give what was decided, or the default."""
        with self._desk.read() as uow:
            return preference.read(uow.settings.get(preference.key))

    def set(self, preference: Preference, value: Any) -> None:
        """Decide; only what is offered can be decided."""
        if preference.read(value) != value:
            raise ValueError(f"{value!r} is not offered for {preference.key}")
        with self._desk.write() as uow:
            uow.settings.set(preference.key, value)
            uow.session.commit()
