"""办公室服务器: what is missing there is sent, what is missing here is fetched and taken in like any package."""

from collections.abc import Iterator, Sequence

from app.services.desk import Desk
from app.services.imports import ImportService
from app.services.package_view import greatest_needs
from app.storage.hub.faults import masked
from app.storage.hub.originals import Originals
from app.storage.hub.reading import fetch
from app.storage.hub.rows import BlobRef, HubRows, open_hub
from app.storage.log import chunks
from app.storage.rebuild import blobs_in_use
from app.storage.steps import Cancelled, Progress, Steps
from app.storage.unit_of_work import UnitOfWork
from app.values.rows_hub import Pulled, Pushed

NOTED_AT_ONCE = 50


class HubService:
    """Push what this office holds to a hub, and pull what the hub holds."""

    def __init__(self, desk: Desk, *, imports: ImportService) -> None:
        self._desk = desk
        self._imports = imports

    def push(
        self, url: str, *, blobs: str, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Pushed:
        """Send what the hub lacks of all that counts: originals first, then every revision in one step.

        A run that breaks off leaves originals at most, which the next run does not send again.
        """
        originals = Originals(blobs)
        with open_hub(url) as hub, self._desk.read() as uow:
            counted = [revision.rev_id for revision in uow.log.every_counted()]
            missing = hub.missing_revisions(counted)
            wanted = hub.missing_blobs(blobs_in_use(uow.connection))
            steps = Steps(len(wanted) + len(missing), progress=progress, cancelled=cancelled)
            sent = _send_originals(uow, hub, originals, wanted, steps=steps)
            added = hub.add_revisions(_lines(uow, missing, steps=steps)) if missing else 0
            steps.finish()
        return Pushed(masked(url), revisions=added, blobs=len(wanted), bytes=sent, held=len(counted))

    def pull(
        self, url: str, *, blobs: str, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Pulled:
        """Take in everything that the hub lists; only what is missing here travels."""
        originals = Originals(blobs)
        store = self._desk.store
        with open_hub(url) as hub, self._desk.read() as uow:
            reading, travelled = fetch(
                uow,
                hub,
                originals,
                url=url,
                now=self._desk.now(),
                reads_needs_up_to=greatest_needs(store.means.kinds),
            )
        row = self._imports.take_from(masked(url), reading, progress=progress, cancelled=cancelled)
        return Pulled(masked(url), row=row, revisions=travelled, listed=len(reading.revisions))


def _send_originals(uow: UnitOfWork, hub: HubRows, originals: Originals, wanted: Sequence[str], *, steps: Steps) -> int:
    """Send originals and note them some at a time, so that what arrived is known even if the line is cut."""
    sent = 0
    for chunk in chunks(wanted, size=NOTED_AT_ONCE):
        refs = []
        for sha256 in chunk:
            data = uow.blobs.get(sha256)
            if data is not None:
                refs.append(BlobRef(sha256, len(data), originals.put(data)))
                sent += len(data)
            steps.go(1)
        hub.add_blobs(refs)
    return sent


def _lines(uow: UnitOfWork, rev_ids: Sequence[str], *, steps: Steps) -> Iterator[tuple[str, str]]:
    for chunk in chunks(rev_ids):
        for revision in uow.log.revisions(chunk):
            yield revision.rev_id, revision.to_bytes().decode()
        steps.go(len(chunk))
