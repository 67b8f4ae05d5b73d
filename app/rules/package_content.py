"""What a package has to hold so that it is complete in itself."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.rules.counting import named_blobs, references, sealed
from app.values.revision import Body, Revision

PHOTO = "photo"
# In canonical text a quote within a value has its backslash before it, so that only true keys are found.
_NAMED = re.compile(r'"[a-z][a-z0-9_]*_(blob|sealed)s?":("[0-9a-f]{64}"|\[["0-9a-f,]*\])')
_HASH = re.compile(r"[0-9a-f]{64}")

Look = Callable[[set[str]], Iterable[Revision]]


@dataclass(frozen=True, slots=True)
class PackageContent:
    """The revisions of a package, and the originals and private texts that they name, held or not."""

    rev_ids: frozenset[str]
    records: Mapping[str, int]
    blobs: frozenset[str]
    photo_blobs: frozenset[str]
    seals: frozenset[str]
    schema: int
    needs: int

    def wanted_blobs(self, *, with_photos: bool) -> frozenset[str]:
        """List the originals to hand over; without photographs those go that a photograph alone names."""
        return self.blobs if with_photos else self.blobs - self.photo_blobs


@dataclass(slots=True)
class Gathering:
    """Collect revisions one by one, and keep of each only what the package asks."""

    rev_ids: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    photo_blobs: set[str] = field(default_factory=set)
    other_blobs: set[str] = field(default_factory=set)
    seals: set[str] = field(default_factory=set)
    schema: int = 1
    needs: int = 1

    def add(self, revision: Revision) -> None:
        """Take a revision into the package."""
        self.take(revision.rev_id, kind=revision.kind, entity_id=revision.entity_id)
        self.raise_to(schema=revision.schema, needs=revision.needs)
        self.name(revision.kind, revision.body)

    def take(self, rev_id: str, *, kind: str, entity_id: str) -> None:
        """Note that a revision of the record is in the package."""
        self.rev_ids.add(rev_id)
        self.kinds[entity_id] = kind

    def raise_to(self, *, schema: int, needs: int) -> None:
        """Note the version that wrote a revision and the one that may read it."""
        self.schema = max(self.schema, schema)
        self.needs = max(self.needs, needs)

    def name(self, kind: str, body: Body) -> None:
        """Note the originals and private texts that a body names."""
        self._note(kind, blobs=named_blobs(body), seals=sealed(body))

    def name_in(self, kind: str, text: str) -> None:
        """Note the same of a body in its canonical text, many times faster than by reading it."""
        found = _NAMED.findall(text)
        blobs = [one for ending, values in found if ending == "blob" for one in _HASH.findall(values)]
        self._note(kind, blobs=blobs, seals=[values[1:-1] for ending, values in found if ending == "sealed"])

    def _note(self, kind: str, *, blobs: Iterable[str], seals: Iterable[str]) -> None:
        (self.photo_blobs if kind == PHOTO else self.other_blobs).update(blobs)
        self.seals.update(seals)

    def content(self) -> PackageContent:
        """Say what the package is to hold."""
        records: dict[str, int] = {}
        for kind in self.kinds.values():
            records[kind] = records.get(kind, 0) + 1
        return PackageContent(
            rev_ids=frozenset(self.rev_ids),
            records=dict(sorted(records.items())),
            blobs=frozenset(self.photo_blobs | self.other_blobs),
            photo_blobs=frozenset(self.photo_blobs - self.other_blobs),
            seals=frozenset(self.seals),
            schema=self.schema,
            needs=self.needs,
        )


def gather(start: Iterable[str], *, look: Look) -> PackageContent:
    """Take the records whole, then all that they refer to and who wrote them, until nothing is missing.

    `look` gives all counted revisions of the records it is asked for; a package never holds part of a record.
    """
    found = Gathering()
    asked: set[str] = set()
    wanted = set(start)
    while wanted:
        asked |= wanted
        further: set[str] = set()
        for revision in look(wanted):
            found.add(revision)
            further |= references(revision.body)
            if revision.actor is not None:
                further.add(revision.actor)
        wanted = further - asked
    return found.content()
