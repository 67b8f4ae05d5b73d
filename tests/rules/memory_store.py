"""A store in memory that obeys the rules of merging and keeps nothing else."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from app.rules.counting import Counted, named_blobs, undo_blockers
from app.rules.counting import count as count_all
from app.rules.digest import digest
from app.rules.merge import MergedRecord, merge_record
from app.values.revision import Revision

Vector: TypeAlias = Mapping[str, Any]
WRITTEN_HERE = ""


def _named_and_held(counted: Iterable[Revision], held: Collection[str]) -> set[str]:
    return {blob for revision in counted for blob in named_blobs(revision.body)} & set(held)


@dataclass(frozen=True)
class Laws:
    """The rules that a store obeys; a wrong store replaces one of them."""

    merge: Callable[[Collection[Revision]], MergedRecord] = merge_record
    count: Callable[[Mapping[str, Revision]], Counted] = count_all
    blockers: Callable[[Mapping[str, Revision], Collection[str]], Collection[str]] = undo_blockers
    digest_blobs: Callable[[Iterable[Revision], Collection[str]], set[str]] = _named_and_held
    receipts_for_known: bool = True
    undone_may_return: bool = True


@dataclass
class MemoryStore:
    """Receipts, imports and blobs of one machine."""

    laws: Laws = field(default_factory=Laws)
    revisions: dict[str, Revision] = field(default_factory=dict)
    receipts: dict[str, set[str]] = field(default_factory=dict)
    applied: dict[str, bool] = field(default_factory=dict)
    blobs: set[str] = field(default_factory=set)

    def write(self, revision: Revision) -> None:
        """Keep a revision that was written here."""
        self._receive(revision, WRITTEN_HERE)

    def take_in(self, file: str, revisions: Iterable[Revision], blobs: Iterable[str]) -> None:
        """Import a file; the same file again only makes an undone import applied again."""
        if file in self.applied:
            self.applied[file] = self.applied[file] or self.laws.undone_may_return
            return
        self.applied[file] = True
        self.blobs.update(blobs)
        for revision in revisions:
            if self.laws.receipts_for_known or revision.rev_id not in self.revisions:
                self._receive(revision, file)

    def undo(self, file: str) -> tuple[str, ...]:
        """Take an import back, or name the records that stand in the way."""
        live = self.live()
        after = self._live_with({**self.applied, file: False})
        blockers = self.laws.blockers(live, live.keys() - after.keys())
        if not blockers:
            self.applied[file] = False
        return tuple(blockers)

    def live(self) -> dict[str, Revision]:
        """Give the revisions that were written here or brought by an import that is applied."""
        return self._live_with(self.applied)

    def counted(self) -> list[Revision]:
        """Give the revisions that make the rows."""
        live = self.live()
        return [live[rev_id] for rev_id in sorted(self.laws.count(live).counted)]

    def records(self) -> dict[str, MergedRecord]:
        """Make every row from the counted revisions."""
        by_record: dict[str, list[Revision]] = {}
        for revision in self.counted():
            by_record.setdefault(revision.entity_id, []).append(revision)
        return {entity_id: self.laws.merge(revisions) for entity_id, revisions in by_record.items()}

    def digest(self) -> str:
        """Hash what counts."""
        counted = self.counted()
        return digest((revision.rev_id for revision in counted), self.laws.digest_blobs(counted, self.blobs))

    def _receive(self, revision: Revision, source: str) -> None:
        self.revisions[revision.rev_id] = revision
        self.receipts.setdefault(revision.rev_id, set()).add(source)

    def _live_with(self, applied: Mapping[str, bool]) -> dict[str, Revision]:
        return {
            rev_id: revision
            for rev_id, revision in self.revisions.items()
            if any(source == WRITTEN_HERE or applied[source] for source in self.receipts[rev_id])
        }
