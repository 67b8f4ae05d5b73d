"""What a hub holds, fetched, proved like a package, and ready to be imported."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from app import __version__
from app.rules.counting import named_blobs
from app.rules.digest import digest
from app.rules.package_check import check_package
from app.storage.hub.faults import HubError, masked
from app.storage.hub.originals import Originals
from app.storage.hub.rows import BlobRef, HubRows
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.days import to_ms
from app.values.package import PACKAGE_FORMAT, PackageMeta, PrivateLine, Selection, StubLink
from app.values.refusal import NewerPackageError, RefusalCode, RefusedPackageError
from app.values.revision import Revision

_NO_DEVICE = UUID(int=0)


class HubReading:
    """Everything that a hub listed at one moment; originals are fetched when they are wanted."""

    stubs: tuple[StubLink, ...] = ()
    privates: tuple[PrivateLine, ...] = ()
    damaged: tuple[str, ...] = ()

    def __init__(
        self, revisions: Mapping[str, Revision], refs: Mapping[str, BlobRef], *, originals: Originals, made_at: datetime
    ) -> None:
        self.revisions = revisions
        self.blob_sizes: Mapping[str, int] = {sha256: ref.size for sha256, ref in refs.items()}
        self.meta = _meta(revisions, refs, made_at=made_at)
        # The same list is the same import; one revision or original more is another.
        self.file_sha256 = digest(revisions, refs)
        self.size = sum(self.blob_sizes.values())
        self._originals = originals

    def blobs(self, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Fetch the wanted originals that the hub knows, each hashed."""
        for sha256 in wanted:
            if sha256 in self.blob_sizes:
                yield sha256, self._originals.get(sha256)


def fetch(
    uow: UnitOfWork, hub: HubRows, originals: Originals, *, url: str, now: datetime, reads_needs_up_to: int
) -> tuple[HubReading, int]:
    """Read what the hub lists; of revisions only those travel that this store lacks, and their number comes back."""
    with hub.moment():
        listed = hub.revision_ids()
        refs = hub.blob_refs()
        held = uow.log.held_among(listed)
        travelling = [rev_id for rev_id in listed if rev_id not in held]
        came = dict(hub.lines(travelling))
    if len(came) != len(travelling):
        raise HubError(f"服务器 {masked(url)} 没有给全所列的修订。", hint="请再拉取一次；仍然如此请告知管理员。")
    stored = {**came, **{rev_id: one.to_bytes() for rev_id, one in _held(uow, held).items()}}
    revisions = _proved(stored, url=url, now=now, reads_needs_up_to=reads_needs_up_to)
    return HubReading(revisions, refs, originals=originals, made_at=now), len(travelling)


def _held(uow: UnitOfWork, rev_ids: Collection[str]) -> dict[str, Revision]:
    found: dict[str, Revision] = {}
    for chunk in chunks(sorted(rev_ids)):
        found.update((one.rev_id, one) for one in uow.log.revisions(chunk))
    return found


def _proved(stored: Mapping[str, bytes], *, url: str, now: datetime, reads_needs_up_to: int) -> Mapping[str, Revision]:
    """Refuse whatever a package would be refused for: the hub is believed as little."""
    verdict = check_package(
        stored.items(), _named(stored.values()), now_ms=to_ms(now), reads_needs_up_to=reads_needs_up_to
    )
    for refusal in verdict.refusals:
        message = f"服务器 {masked(url)} 上的修订没有导入：{refusal.message}"
        if refusal.code is RefusalCode.NEWER_PROGRAM:
            raise NewerPackageError(message, hint="")
        raise RefusedPackageError(message, hint="请告知管理员核对服务器。", code=refusal.code)
    return verdict.revisions


def _named(lines: Collection[bytes]) -> set[str]:
    """List the originals that the revisions name: one that no office has sent yet does not stop a pull."""
    found: set[str] = set()
    for line in lines:
        try:
            body = json.loads(line).get("body")
        except (ValueError, AttributeError):
            continue  # refused by its form in a moment
        if isinstance(body, dict):
            found |= named_blobs(body)
    return found


def _meta(revisions: Mapping[str, Revision], refs: Mapping[str, BlobRef], *, made_at: datetime) -> PackageMeta:
    return PackageMeta(
        format=PACKAGE_FORMAT,
        schema=max((one.schema for one in revisions.values()), default=1),
        needs=max((one.needs for one in revisions.values()), default=1),
        made_at=made_at,
        program=__version__,
        authority=None,
        device=_NO_DEVICE,
        device_label="服务器",
        officer=None,
        recipient="",
        selection=Selection(),
        is_redacted=False,
        revisions=len(revisions),
        stubs=0,
        blobs=len(refs),
        records=dict(Counter({one.entity_id: one.kind for one in revisions.values()}.values())),
        chains=(),
        root=digest(revisions, refs),
    )
