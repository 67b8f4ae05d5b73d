"""Who follows whom among the revisions of one record."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.values.revision import Revision


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of one record, parents first; sets of them are bits by their place in that order."""

    revisions: Sequence[Revision]
    ancestors: Sequence[int]
    heads: int

    def among(self, bits: int) -> list[Revision]:
        """Turn a set of places back into revisions."""
        return [revision for place, revision in enumerate(self.revisions) if bits >> place & 1]

    def not_followed(self, bits: int) -> int:
        """Leave of these revisions those that no other of them follows."""
        followed = 0
        for place, ancestors in enumerate(self.ancestors):
            if bits >> place & 1:
                followed |= ancestors
        return bits & ~followed

    def with_ancestors(self, bits: int) -> int:
        """Add everything that these revisions follow."""
        for place, ancestors in enumerate(self.ancestors):
            if bits >> place & 1:
                bits |= ancestors
        return bits


def line_of(revisions: Collection[Revision]) -> list[Revision] | None:
    """Put revisions that all follow each other in their order, or answer None where the history branches."""
    following: dict[str, Revision] = {}
    for revision in revisions:
        if len(revision.parents) > 1:
            return None
        following[revision.parents[0] if revision.parents else ""] = revision
    line: list[Revision] = []
    step = following.get("")
    while step is not None:
        line.append(step)
        step = following.get(step.rev_id)
    # Where two revisions follow the same one, or one follows what is not here, the line comes out too short.
    return line if len(line) == len(revisions) else None


def history_of(revisions: Iterable[Revision]) -> History:
    """Work out which revisions each one follows, over any number of parents."""
    ordered = _parents_first({revision.rev_id: revision for revision in revisions})
    place = {revision.rev_id: number for number, revision in enumerate(ordered)}
    ancestors: list[int] = []
    followed = 0
    for revision in ordered:
        bits = 0
        for parent in revision.parents:
            bits |= ancestors[place[parent]] | 1 << place[parent]
        ancestors.append(bits)
        followed |= bits
    return History(revisions=ordered, ancestors=ancestors, heads=(1 << len(ordered)) - 1 & ~followed)


def _parents_first(by_id: dict[str, Revision]) -> list[Revision]:
    waiting = {rev_id: len(revision.parents) for rev_id, revision in by_id.items()}
    children: dict[str, list[str]] = {}
    for rev_id, revision in by_id.items():
        for parent in revision.parents:
            if parent not in by_id:
                raise ValueError(f"修订 {rev_id} 的父修订 {parent} 不在其中")
            children.setdefault(parent, []).append(rev_id)
    ready = [rev_id for rev_id, count in waiting.items() if not count]
    ordered: list[Revision] = []
    while ready:
        rev_id = ready.pop()
        ordered.append(by_id[rev_id])
        for child in children.get(rev_id, ()):
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    return ordered
