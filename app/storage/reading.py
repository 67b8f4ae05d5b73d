"""What an import is made from, wherever it came: a package or an office's hub, read whole and proved."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from app.values.package import PackageMeta, PrivateLine, StubLink
from app.values.revision import Revision


class Reading(Protocol):
    """Revisions that were proved, and originals that can be had while it is open."""

    @property
    def meta(self) -> PackageMeta:
        """What the source says of itself."""

    @property
    def revisions(self) -> Mapping[str, Revision]:
        """All revisions by their hashes."""

    @property
    def stubs(self) -> tuple[StubLink, ...]:
        """Links of chains whose revisions stayed behind."""

    @property
    def privates(self) -> tuple[PrivateLine, ...]:
        """Private texts behind their seals."""

    @property
    def blob_sizes(self) -> Mapping[str, int]:
        """The originals that can be had, with their sizes in bytes."""

    @property
    def damaged(self) -> tuple[str, ...]:
        """What could not be taken, in words."""

    @property
    def file_sha256(self) -> str:
        """The hash by which this very content is known again."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    def blobs(self, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Give the wanted originals one after the other, each hashed again."""
