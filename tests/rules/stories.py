"""Run the stories of the merge vectors on a store in memory and say what came out."""

from collections.abc import Iterator
from typing import Any

from app.rules.counting import named_blobs
from app.rules.merge import MergedRecord
from app.values.canonical import canonical_bytes
from app.values.revision import Revision
from tests.rules.memory_store import Laws, MemoryStore, Vector
from tests.vector_files import read_vectors, vector_names

STORIES = vector_names("merge/m*.json")


def revision_of(vector: Vector) -> Revision:
    """Build the revision of a vector through its bytes and check its hash."""
    plain = {key: value for key, value in vector.items() if key != "rev_id"}
    revision = Revision.from_bytes(canonical_bytes(plain))
    if revision.rev_id != vector["rev_id"]:
        raise ValueError(f"hash differs: {vector['rev_id']}")
    return revision


def named_revisions(story: Vector) -> dict[str, Revision]:
    """Build the revisions of a story by name, in the words of the newest version."""
    named = {name: revision_of(vector) for name, vector in story["revisions"].items()}
    return {name: _upcast(revision, story.get("upcast", [])) for name, revision in named.items()}


def _upcast(revision: Revision, steps: list[Vector]) -> Revision:
    for step in steps:
        if revision.kind == step["kind"] and revision.schema <= step["from"]:
            rename = step["rename"]
            revision = revision.read_as(
                body={rename.get(key, key): value for key, value in revision.body.items()},
                changed=tuple(sorted(rename.get(key, key) for key in revision.changed)),
            )
    return revision


def run_story(name: str, laws: Laws | None = None) -> Iterator[tuple[Any, Any]]:
    """Run every way of a story; yield what was found beside what the story expects."""
    story = read_vectors(name)
    revisions = named_revisions(story)
    for steps in story["runs"]:
        store = MemoryStore(laws or Laws())
        for step in steps:
            yield from _do(store, step, story, revisions)
        yield _outcome(store, story, revisions), _expected(story)


def _do(store: MemoryStore, step: Vector, story: Vector, revisions: dict[str, Revision]) -> Iterator[tuple[Any, Any]]:
    if "write" in step:
        store.write(revisions[step["write"]])
    elif "import" in step:
        file = story["files"][step["import"]]
        store.take_in(step["import"], [revisions[name] for name in file["revisions"]], file["blobs"])
    else:
        blockers = store.undo(step["undo"])
        yield ("refused" if blockers else "done"), step["expect"]
        yield sorted(blockers), sorted(step.get("names", []))


def _outcome(store: MemoryStore, story: Vector, revisions: dict[str, Revision]) -> dict[str, Any]:
    names = {revision.rev_id: name for name, revision in revisions.items()}
    records = store.records()
    counted = store.counted()
    held = {blob for revision in counted for blob in named_blobs(revision.body)} & store.blobs
    return {
        "rows": {entity_id: _row(record, names, story) for entity_id, record in records.items()},
        "conflicts": [
            _conflict(records[entity_id], names) for entity_id in sorted(records) if records[entity_id].conflicts
        ],
        "waiting": sorted(names[rev_id] for rev_id in store.laws.count(store.live()).waiting),
        "digest": store.digest(),
        "revisions": len(counted),
        "blobs": len(held),
    }


def _row(record: MergedRecord, names: dict[str, str], story: Vector) -> dict[str, Any]:
    steps = [step for step in story.get("upcast", []) if step["kind"] == record.kind]
    defaults = {key: value for step in steps for key, value in step["default"].items()}
    return {
        "kind": record.kind,
        "deleted": record.deleted,
        "heads": sorted(names[head] for head in record.heads),
        "fields": canonical_bytes({**defaults, **record.fields}),
    }


def _conflict(record: MergedRecord, names: dict[str, str]) -> dict[str, Any]:
    return {
        "entity_id": record.entity_id,
        "kind": record.kind,
        "fields": [
            {
                "field": conflict.field,
                "values": [
                    (canonical_bytes(value), sorted(names[rev_id] for rev_id in rev_ids))
                    for value, rev_ids in conflict.values
                ],
            }
            for conflict in record.conflicts
        ],
    }


def _expected(story: Vector) -> dict[str, Any]:
    expect = dict(story["expect"])
    expect["rows"] = {
        entity_id: {**row, "fields": canonical_bytes(row["fields"])} for entity_id, row in expect["rows"].items()
    }
    expect["conflicts"] = [
        {
            **conflict,
            "fields": [
                {
                    "field": item["field"],
                    "values": [(canonical_bytes(each["value"]), sorted(each["revisions"])) for each in item["values"]],
                }
                for item in conflict["fields"]
            ],
        }
        for conflict in expect["conflicts"]
    ]
    expect["waiting"] = sorted(expect["waiting"])
    return expect
