"""What an import would do to this store, asked without writing anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.models.forms import BodyError
from app.rules.counting import Link, link_of, settle
from app.storage.log import Log, chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import RefusedFileError
from app.values.revision import Revision


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The revisions of each record that would count and do not yet, those that count, and what would have to wait."""

    news: Mapping[str, list[Revision]]
    before: Mapping[UUID, list[Revision]]
    waiting: Mapping[str, tuple[str, ...]]


def foresee(uow: UnitOfWork, revisions: Mapping[str, Revision]) -> Foreseen:
    """Work out what would count if these revisions were live."""
    log = uow.log
    counted = log.counted_among(revisions)
    waited = {revision.rev_id: revision for revision in _waiting_revisions(log)}
    candidates = {**waited, **{rev_id: one for rev_id, one in revisions.items() if rev_id not in counted}}
    waiting = what_waits(log, {rev_id: link_of(revision) for rev_id, revision in candidates.items()})
    news: dict[str, list[Revision]] = {}
    for rev_id, revision in candidates.items():
        if rev_id not in waiting:
            news.setdefault(revision.entity_id, []).append(revision)
    known = log.recorded_among(map(UUID, news))
    return Foreseen(news, log.counted_of(known), {key: value for key, value in waiting.items() if key in revisions})


def what_waits(log: Log, candidates: Mapping[str, Link]) -> dict[str, tuple[str, ...]]:
    """Say which of the live candidates must wait and what each misses; all others that are live count already."""
    parents = {parent for link in candidates.values() for parent in link.parents} - candidates.keys()
    records = {record for link in candidates.values() for record in link.records}
    held_records = {str(entity_id) for entity_id in log.recorded_among(map(UUID, records))}
    return settle(candidates, revisions=log.counted_among(parents), records=held_records)


def waiting_links(log: Log) -> dict[str, Link]:
    """Give what the revisions that wait now need in order to count."""
    return {revision.rev_id: link_of(revision) for revision in _waiting_revisions(log)}


def refuse_contradictions(uow: UnitOfWork, revisions: Mapping[str, Revision], kinds: Mapping[UUID, str]) -> None:
    """Refuse a file that speaks otherwise of a record than this store: of another kind, or with another's history."""
    for entity_id, kind in kinds_of(uow, kinds).items():
        if kinds[entity_id] != kind:
            raise RefusedFileError(
                f"文件中的 {entity_id} 与本机同号记录不是同一类，没有导入。", hint="请与出具文件的单位核对。"
            )
    parents = {parent: one for one in revisions.values() for parent in one.parents if parent not in revisions}
    for chunk in chunks(parents):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT rev_id, entity_id, kind FROM revision WHERE rev_id IN ({marks})"
        for rev_id, entity, kind in uow.connection.exec_driver_sql(query, tuple(map(bytes.fromhex, chunk))):
            child = parents[rev_id.hex()]
            if (child.entity_id, child.kind) != (str(UUID(bytes=entity)), kind):
                raise RefusedFileError(
                    "文件中修订的前一条在本机属于另一条记录，没有导入。", hint="请与出具文件的单位核对。"
                )


def unfit(error: BodyError) -> RefusedFileError:
    """Say which field of a file's records holds what it cannot hold."""
    return RefusedFileError(
        f"文件中有内容与本程序的字段不符（{error.kind} 的 {error.key}），没有导入。",
        hint="请与出具文件的单位核对，或升级安查后再试。",
    )


def kinds_of(uow: UnitOfWork, records: Iterable[UUID]) -> dict[UUID, str]:
    """Give the kind of each of the records of which the log holds anything."""
    found: dict[UUID, str] = {}
    for chunk in chunks(records):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT DISTINCT entity_id, kind FROM revision WHERE entity_id IN ({marks})"
        rows = uow.connection.exec_driver_sql(query, tuple(entity_id.bytes for entity_id in chunk))
        found.update((UUID(bytes=row[0]), row[1]) for row in rows)
    return found


def forks_with(uow: UnitOfWork, revisions: Mapping[str, Revision]) -> tuple[tuple[UUID, int], ...]:
    """Report where this store knows another revision under a number of a device that the file uses."""
    found: set[tuple[UUID, int]] = set()
    for device, numbers in _numbers(revisions).items():
        first, last = min(numbers), max(numbers)
        query = (
            "SELECT seq, rev_id FROM revision WHERE device = ? AND seq BETWEEN ? AND ?"
            " UNION SELECT seq, rev_id FROM stub WHERE device = ? AND seq BETWEEN ? AND ?"
        )
        values = (device.bytes, first, last, device.bytes, first, last)
        for seq, rev_id in uow.connection.exec_driver_sql(query, values):
            if seq in numbers and rev_id.hex() not in numbers[seq]:
                found.add((device, seq))
    return tuple(sorted(found))


def _numbers(revisions: Mapping[str, Revision]) -> dict[UUID, dict[int, set[str]]]:
    found: dict[UUID, dict[int, set[str]]] = {}
    for rev_id, revision in revisions.items():
        found.setdefault(UUID(revision.device), {}).setdefault(revision.seq, set()).add(rev_id)
    return found


def _waiting_revisions(log: Log) -> Iterable[Revision]:
    found = (log.revision(rev_id) for rev_id in log.waiting())
    return [revision for revision in found if revision is not None]
