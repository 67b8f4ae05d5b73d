"""Parties that were joined into another: which one they count as, whatever order the joins came in."""

from collections.abc import Iterable, Mapping
from uuid import UUID


def root_of(party: UUID, links: Mapping[UUID, UUID]) -> UUID:
    """Follow the joins to the party that stays; where two machines joined in a ring, the earliest record stays."""
    seen = [party]
    while (following := links.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def members_of(party: UUID, links: Mapping[UUID, UUID]) -> tuple[UUID, ...]:
    """List the party that stays and all that count as it."""
    root = root_of(party, links)
    return (root, *sorted(one for one in links if one != root and root_of(one, links) == root))


def roots_of(parties: Iterable[UUID], links: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Say for each party as which one it counts."""
    return {party: root_of(party, links) for party in parties}
