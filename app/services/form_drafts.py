"""What stands in an open form and has not been handed in, so that a power cut loses the last second at most."""

from collections.abc import Mapping
from typing import Any

from app.models.types import thaw
from app.services.desk import Desk

_PREFIX = "form:"


class FormDraftService:
    """Keep the texts of a form under its name until it is handed in or thrown away."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, form: str, values: Mapping[str, Any]) -> None:
        """Keep what stands in the form now, in place of what stood there."""
        with self._desk.write() as uow:
            uow.drafts.save(_PREFIX + form, dict(values))
            uow.commit()

    def kept(self, form: str) -> Mapping[str, Any] | None:
        """Give what stood in the form when it was neither handed in nor thrown away."""
        with self._desk.read() as uow:
            draft = uow.drafts.load(_PREFIX + form)
            return None if draft is None else dict(thaw(draft.body))

    def drop(self, form: str) -> None:
        """Forget what stood in the form."""
        with self._desk.write() as uow:
            uow.drafts.drop(_PREFIX + form)
            uow.commit()
