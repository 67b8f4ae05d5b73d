"""A package holds whole records, all that they refer to, and who wrote them."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from app.rules.counting import closed
from app.rules.package_content import Gathering, gather
from app.values.canonical import JsonValue, canonical_bytes
from app.values.revision import Revision

IDS = [f"00000000-0000-7000-8000-{number:012x}" for number in range(12)]
DEVICE = "00000000-0000-7000-8000-0000000000de"


def make(
    number: int,
    *,
    kind: str = "hazard",
    after: tuple[Revision, ...] = (),
    actor: str | None = None,
    schema: int = 1,
    **body: object,
) -> Revision:
    """Write a revision of the record with this number."""
    plain = {"place": None, **body}
    return Revision(
        kind=kind,
        entity_id=IDS[number],
        schema=schema,
        needs=1,
        parents=tuple(sorted(parent.rev_id for parent in after)),
        hlc=f"{len(after) + 1:016x}",
        device=DEVICE,
        seq=1,
        prev=None,
        actor=actor,
        reason=None,
        deleted=False,
        changed=tuple(sorted(plain)),
        body=plain,  # type: ignore[arg-type]  # the tests write plain JSON
    )


def look_into(revisions: Iterable[Revision]):  # type: ignore[no-untyped-def]  # a function for `gather`
    """Give the revisions of the records that are asked for."""
    held = list(revisions)
    return lambda ids: [revision for revision in held if revision.entity_id in ids]


def test_gather_takes_all_revisions_of_a_record() -> None:
    first = make(1)
    second = make(1, after=(first,), place="甲")
    assert gather([IDS[1]], look=look_into([first, second])).rev_ids == {first.rev_id, second.rev_id}


def test_gather_follows_references_at_any_depth_and_leaves_the_rest() -> None:
    hazard = make(1, inspection_id=IDS[2])
    inspection = make(2, kind="inspection", closing={"document_id": IDS[3]})
    document = make(3, kind="document")
    other = make(4)
    found = gather([IDS[1]], look=look_into([hazard, inspection, document, other]))
    assert found.records == {"document": 1, "hazard": 1, "inspection": 1}


def test_gather_brings_the_officer_who_wrote() -> None:
    hazard, officer = make(1, actor=IDS[5]), make(5, kind="officer")
    assert gather([IDS[1]], look=look_into([hazard, officer])).records == {"hazard": 1, "officer": 1}


def test_gather_ends_where_records_refer_to_each_other() -> None:
    one, other = make(1, other_id=IDS[2]), make(2, other_id=IDS[1])
    assert len(gather([IDS[1]], look=look_into([one, other])).rev_ids) == 2


def test_without_photographs_only_originals_that_nothing_else_names_stay_behind() -> None:
    alone, shared, paper = "a" * 64, "b" * 64, "c" * 64
    revisions = [
        make(1, kind="photo", original_blob=alone),
        make(2, kind="photo", original_blob=shared),
        make(3, kind="received_paper", scan_blobs=[shared, paper]),
    ]
    found = gather(IDS[1:4], look=look_into(revisions))
    assert found.wanted_blobs(with_photos=True) == {alone, shared, paper}
    assert found.wanted_blobs(with_photos=False) == {shared, paper}


def test_content_names_seals_and_the_highest_versions() -> None:
    gathering = Gathering()
    gathering.add(make(1, reporter_sealed="d" * 64, schema=3))
    gathering.add(make(2))
    content = gathering.content()
    assert content.seals == {"d" * 64}
    assert (content.schema, content.needs) == (3, 1)


BLOBS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
TRICKY = st.sampled_from(['"x_blob":"' + "e" * 64 + '"', '\\"', "_blob", "{", '"_sealed":"'])
BODIES = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "file_blob": BLOBS | st.none(),
            "scan_blobs": st.lists(BLOBS, max_size=3),
            "reporter_sealed": BLOBS,
            "fact": TRICKY,
        },
    ),
    lambda inner: st.fixed_dictionaries({"inside": inner, "list": st.lists(inner, max_size=2)}),
    max_leaves=4,
)


@given(body=BODIES, kind=st.sampled_from(["photo", "hazard"]))
def test_what_a_body_names_is_the_same_in_its_text(body: dict[str, JsonValue], kind: str) -> None:
    by_body, by_text = Gathering(), Gathering()
    by_body.name(kind, body)
    by_text.name_in(kind, canonical_bytes(body).decode())
    assert by_text == by_body


references = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


@given(links=references, start=st.sets(st.integers(0, 11), min_size=1))
def test_what_is_gathered_is_always_closed(links: list[tuple[int, int]], start: set[int]) -> None:
    revisions = [
        make(number, other_ids=[IDS[to] for source, to in links if source == number], actor=IDS[(number * 5) % 12])
        for number in range(12)
    ]
    found = gather([IDS[number] for number in start], look=look_into(revisions))
    taken = {revision.rev_id: revision for revision in revisions if revision.rev_id in found.rev_ids}
    closure = closed(taken, ())
    assert closure.is_closed
    assert closure.missing_officers == ()
    assert {IDS[number] for number in start} <= {revision.entity_id for revision in taken.values()}
