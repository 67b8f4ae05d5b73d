"""What a salvage of a damaged package could not keep, in words: records, originals, and the inspections they are of."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from app.rules.counting import count, named_blobs
from app.rules.package_check import PackageVerdict
from app.values.days import civil_day_ms, iso_day
from app.values.package import PackageMeta
from app.values.record_words import kind_word
from app.values.revision import Revision

INSPECTION = "inspection"
_MOST_NAMED = 20
_TABLES = {"meta": "说明页", "revision": "修订记录", "stub": "修订链", "blob": "照片和文书目录", "private": "私密内容"}


def salvage_words(
    meta: PackageMeta, verdict: PackageVerdict, *, is_head_whole: bool, faults: Mapping[str, int]
) -> tuple[str, ...]:
    """Say what a damaged package lacks; nothing to say means that it is whole."""
    counted = count(verdict.revisions)
    return (
        *_faults(faults, is_head_whole=is_head_whole),
        *_missing_records(meta, verdict.revisions, counted.counted),
        *_missing_revisions(meta, verdict, waiting=counted.waiting),
        *_missing_originals(meta, verdict),
        *_inspections(verdict, waiting=counted.waiting),
    )


def _faults(faults: Mapping[str, int], *, is_head_whole: bool) -> Iterator[str]:
    if not is_head_whole:
        yield "说明页与内容不符，来源和原有条数只供参考。"
    for table, number in sorted(faults.items()):
        yield f"{_TABLES.get(table, '其他内容')}有{number}处读不出或不可信。"


def _missing_records(meta: PackageMeta, revisions: Mapping[str, Revision], counted: Collection[str]) -> Iterator[str]:
    kinds = {revisions[rev_id].entity_id: revisions[rev_id].kind for rev_id in counted}
    kept = Counter(kinds.values())
    for kind, number in meta.records.items():
        if kept[kind] < number:
            yield f"{kind_word(kind)}共{number}条，缺{number - kept[kind]}条。"


def _missing_revisions(
    meta: PackageMeta, verdict: PackageVerdict, *, waiting: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    if verdict.dropped:
        yield f"有{len(verdict.dropped)}次修改与指纹不符或者不合规，没有采用。"
    lost = meta.revisions - len(verdict.revisions)
    if lost > 0:
        yield f"修改记录共{meta.revisions}次，缺{lost}次。"
    if waiting:
        yield f"有{len(waiting)}次修改因前面的内容缺失暂不计入，导入完好的数据包后自动计入。"


def _missing_originals(meta: PackageMeta, verdict: PackageVerdict) -> Iterator[str]:
    missing = verdict.closure.missing_blobs
    if missing:
        yield f"照片和文书原件共{max(meta.blobs, len(missing))}个，缺{len(missing)}个。"


def _inspections(verdict: PackageVerdict, *, waiting: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    revisions = verdict.revisions
    missing_blobs = set(verdict.closure.missing_blobs)
    touched = [
        revision
        for rev_id, revision in revisions.items()
        if rev_id in waiting or not missing_blobs.isdisjoint(named_blobs(revision.body))
    ]
    ids = {inspection for revision in touched for inspection in _inspections_of(revision)}
    latest = _latest(revisions.values())
    papers = _paper_numbers(latest.values())
    names = sorted(_name(inspection_id, latest, papers=papers) for inspection_id in ids)
    if names:
        more = f"等{len(names)}次检查" if len(names) > _MOST_NAMED else ""
        yield f"受影响的检查：{'；'.join(names[:_MOST_NAMED])}{more}。"


def _inspections_of(revision: Revision) -> Iterator[str]:
    if revision.kind == INSPECTION:
        yield revision.entity_id
    named = revision.body.get("inspection_id")
    if isinstance(named, str):
        yield named


def _latest(revisions: Iterable[Revision]) -> dict[str, Revision]:
    found: dict[str, Revision] = {}
    for revision in sorted(revisions, key=lambda revision: revision.hlc):
        found[revision.entity_id] = revision
    return found


def _paper_numbers(latest: Iterable[Revision]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for revision in latest:
        inspection_id, number = revision.body.get("inspection_id"), revision.body.get("number")
        if isinstance(inspection_id, str) and isinstance(number, str) and number:
            found.setdefault(inspection_id, []).append(number)
    return found


def _name(inspection_id: str, latest: Mapping[str, Revision], *, papers: Mapping[str, list[str]]) -> str:
    """Name an inspection by its party, its day and the numbers of its papers, as far as they can be read."""
    found = latest.get(inspection_id)
    party = None if found is None else latest.get(str(found.body.get("enterprise_id")))
    started = None if found is None else found.body.get("started_at")
    words = [
        "" if party is None else str(party.body.get("name") or ""),
        iso_day(civil_day_ms(started)) if isinstance(started, int) else "",
        "、".join(sorted(papers.get(inspection_id, ()))),
    ]
    return " ".join(word for word in words if word) or inspection_id
