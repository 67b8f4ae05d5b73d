"""What stands in open cards and has not become a revision yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models.log import Draft
from app.models.types import freeze
from app.values.clock import Clock


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as it was last saved."""

    key: str
    entity_id: UUID | None
    body: Any
    at: datetime


class Drafts:
    """Keep the text of open cards, one row a card, overwritten."""

    def __init__(self, session: Session, *, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def save(self, key: str, body: Any, *, entity_id: UUID | None = None) -> None:
        """Keep what stands in the card, in place of what stood there."""
        self._session.merge(Draft(key=key, entity_id=entity_id, body=freeze(body), at=self._clock.now()))
        self._session.flush()

    def load(self, key: str) -> DraftText | None:
        """Return the draft of the card, None where there is none."""
        draft = self._session.get(Draft, key)
        return None if draft is None else _text(draft)

    def drop(self, key: str) -> None:
        """Forget the draft of the card."""
        self._session.execute(delete(Draft).where(Draft.key == key))

    def all(self) -> tuple[DraftText, ...]:
        """List every draft, the latest first."""
        found = self._session.scalars(select(Draft).order_by(Draft.at.desc(), Draft.key))
        return tuple(_text(draft) for draft in found)

    def open_on(self, entity_ids: Iterable[UUID]) -> set[UUID]:
        """Return those of the records that a draft is open on."""
        wanted = set(entity_ids)
        found = self._session.scalars(select(Draft.entity_id).where(Draft.entity_id.is_not(None)))
        return {entity_id for entity_id in found if entity_id in wanted}


def _text(draft: Draft) -> DraftText:
    return DraftText(draft.key, draft.entity_id, draft.body, draft.at)
