"""A few machines that write one record and hand it to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from app.rules.merge import MergedRecord, changed_fields, merge_record
from app.values.canonical import JsonValue
from app.values.hlc import next_hlc
from app.values.revision import LIFECYCLE, Revision
from tests.rules.carried_state import NOTHING, Carried, carry_join, carry_write

ENTITY = "0192f3a0-0000-7000-8000-000000000001"
OFFICER = "0192f3a0-0000-7000-8000-0000000000a1"
NOW_MS = 1_795_400_000_000
FIRST_BODY: Mapping[str, JsonValue] = {
    "fact": "初",
    "place": "初",
    "state": "found",
    "deadline": None,
    "level": "一般",
    "closing": None,
}


@dataclass(frozen=True)
class Machine:
    """One laptop: what it knows of the record, and its own chain."""

    device: str
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    carried: Carried = NOTHING
    written: tuple[str, ...] = ()

    @cached_property
    def record(self) -> MergedRecord:
        """Merge what this machine knows."""
        return merge_record(list(self.revisions.values()))

    def edit(self, values: Mapping[str, JsonValue], *, now_ms: int = NOW_MS) -> "Machine":
        """Write these values, decided even where they are the old ones; anything written brings the record back."""
        return self._write({**self.record.fields, **values}, deleted=False, decided=tuple(values), now_ms=now_ms)

    def create(self) -> "Machine":
        """Write the first revision."""
        return self._write(FIRST_BODY, deleted=False, decided=(), now_ms=NOW_MS)

    def turn_deleted(self, *, now_ms: int = NOW_MS) -> "Machine":
        """Delete the record, or bring it back."""
        return self._write(self.record.fields, deleted=not self.record.deleted, decided=(), now_ms=now_ms)

    def receive(self, other: "Machine") -> "Machine":
        """Take in everything that another machine knows."""
        revisions = {**self.revisions, **other.revisions}
        return replace(self, revisions=revisions, carried=carry_join(self.carried, other.carried))

    def _write(
        self, body: Mapping[str, JsonValue], *, deleted: bool, decided: tuple[str, ...], now_ms: int
    ) -> "Machine":
        shown = self.record.fields if self.revisions else {}
        parents = self.record.heads if self.revisions else ()
        named = tuple("lifecycle" if name in LIFECYCLE else name for name in decided)
        revision = Revision(
            kind="hazard",
            entity_id=ENTITY,
            schema=1,
            needs=1,
            parents=parents,
            hlc=next_hlc(now_ms, (self.revisions[parent].hlc for parent in parents)),
            device=self.device,
            seq=len(self.written) + 1,
            prev=self.written[-1] if self.written else None,
            actor=OFFICER,
            reason=None,
            deleted=deleted,
            changed=changed_fields(shown, body, named),
            body=body,
        )
        return replace(
            self,
            revisions={**self.revisions, revision.rev_id: revision},
            carried=carry_write(self.carried, revision),
            written=(*self.written, revision.rev_id),
        )


Fleet: TypeAlias = tuple[Machine, ...]


def new_fleet(size: int) -> Fleet:
    """Set up machines that all know the first revision of the record."""
    first, *others = (Machine(f"0192f3a0-0000-7000-9000-{number:012d}") for number in range(1, size + 1))
    first = first.create()
    return (first, *(other.receive(first) for other in others))
