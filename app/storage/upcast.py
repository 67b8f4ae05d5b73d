"""Old revisions in the words of today: one pure function for each kind and version."""

from collections.abc import Callable, Iterable, Mapping

from app.values.canonical import JsonValue
from app.values.revision import Revision

Body = Mapping[str, JsonValue]
Upcast = Callable[[Body, tuple[str, ...]], tuple[Body, tuple[str, ...]]]


class Upcasters:
    """Hold, for a kind and the version that wrote a revision, the step to the next version."""

    def __init__(self, steps: Mapping[tuple[str, int], Upcast] | None = None) -> None:
        self._steps = dict(steps or {})

    def read(self, revision: Revision) -> Revision:
        """Show the revision in today's words; its bytes and hash stay as they were written."""
        version = revision.schema
        step = self._steps.get((revision.kind, version))
        if step is None:
            return revision
        body, changed = revision.body, revision.changed
        while step is not None:
            body, changed = step(body, changed)
            version += 1
            step = self._steps.get((revision.kind, version))
        return revision.read_as(body=body, changed=changed)

    def read_all(self, revisions: Iterable[Revision]) -> list[Revision]:
        """Show each of the revisions in today's words."""
        return [self.read(revision) for revision in revisions] if self._steps else list(revisions)


def renamed(names: Mapping[str, str]) -> Upcast:
    """Return the step that renames fields, in the body and among the fields set."""

    def step(body: Body, changed: tuple[str, ...]) -> tuple[Body, tuple[str, ...]]:
        new_body = {names.get(key, key): value for key, value in body.items()}
        return new_body, tuple(sorted(names.get(key, key) for key in changed))

    return step


UPCASTERS = Upcasters()  # no kind has had a second version yet
