"""The links of the chains that a package leaves out, so that nobody can take a revision out of a chain unseen."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from app.storage.log import chunks
from app.values.package import ChainEnd, StubLink

_LINKS = "SELECT device, seq, rev_id, prev FROM main.revision UNION SELECT device, seq, rev_id, prev FROM main.stub"


def stubs_beside(connection: Any, rev_ids: Collection[str]) -> tuple[tuple[ChainEnd, ...], tuple[StubLink, ...]]:
    """Return how far the chains of the devices in a package reach, and those of their links that are not in it."""
    devices = _devices(connection, rev_ids)
    stubs: list[StubLink] = []
    ends: dict[UUID, list[ChainEnd]] = {}
    for device in sorted(devices):
        query = f"SELECT seq, rev_id, prev FROM ({_LINKS}) WHERE device = ? ORDER BY seq, rev_id"
        for seq, rev_id, prev in connection.execute(query, (device.bytes,)):
            end = ChainEnd(device, seq, rev_id.hex())
            held = ends.setdefault(device, [])
            ends[device] = [*held, end] if held and held[0].seq == seq else [end]
            if end.rev_id not in rev_ids:
                stubs.append(StubLink(device, seq, end.rev_id, None if prev is None else prev.hex()))
    return tuple(end for found in ends.values() for end in found), tuple(stubs)


def _devices(connection: Any, rev_ids: Collection[str]) -> set[UUID]:
    found: set[bytes] = set()
    for chunk in chunks(rev_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT DISTINCT device FROM main.revision WHERE rev_id IN ({marks})"
        found.update(row[0] for row in connection.execute(query, tuple(map(bytes.fromhex, chunk))))
    return {UUID(bytes=device) for device in found}
