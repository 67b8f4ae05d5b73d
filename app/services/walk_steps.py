"""Where a walk stands and what can be taken back, kept beside the records so that a crash forgets neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.models.types import thaw
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import FindingResult

MOST_STEPS = 50


@dataclass(slots=True)
class Step:
    """One act of the officer: the answers that stood before it, and the hazards that it made or took away."""

    words: str
    item_id: str
    before: dict[UUID, FindingResult | None] = field(default_factory=dict)
    made: list[UUID] = field(default_factory=list)
    taken: list[UUID] = field(default_factory=list)
    adopted: list[UUID] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was changed."""
        return not (self.before or self.made or self.taken)


@dataclass(slots=True)
class Track:
    """The place at which a walk was left, and its last steps."""

    item_id: str = ""
    hazard_id: UUID | None = None
    steps: list[Step] = field(default_factory=list)


def load_track(uow: UnitOfWork, inspection_id: UUID) -> Track:
    """Read the track of a walk; one that was never walked is at its beginning."""
    draft = uow.drafts.load(_key(inspection_id))
    if draft is None:
        return Track()
    body = thaw(draft.body)
    hazard = body.get("hazard")
    return Track(
        body.get("item") or "", UUID(hazard) if hazard else None, [_read_step(one) for one in body.get("steps") or ()]
    )


def save_track(uow: UnitOfWork, inspection_id: UUID, track: Track) -> None:
    """Write the track of a walk, its last steps only."""
    body = {
        "item": track.item_id,
        "hazard": None if track.hazard_id is None else str(track.hazard_id),
        "steps": [_write_step(one) for one in track.steps[-MOST_STEPS:]],
    }
    uow.drafts.save(_key(inspection_id), body, entity_id=inspection_id)


def _key(inspection_id: UUID) -> str:
    return f"walk:{inspection_id}"


def _write_step(step: Step) -> dict[str, Any]:
    return {
        "words": step.words,
        "item": step.item_id,
        "before": {str(key): None if value is None else value.value for key, value in step.before.items()},
        **{name: [str(one) for one in getattr(step, name)] for name in ("made", "taken", "adopted")},
    }


def _read_step(body: Mapping[str, Any]) -> Step:
    return Step(
        words=body["words"],
        item_id=body["item"],
        before={UUID(key): None if value is None else FindingResult(value) for key, value in body["before"].items()},
        made=_ids(body["made"]),
        taken=_ids(body["taken"]),
        adopted=_ids(body["adopted"]),
    )


def _ids(texts: Sequence[str]) -> list[UUID]:
    return [UUID(text) for text in texts]
