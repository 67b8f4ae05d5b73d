"""What is accepted of a package, refused, or kept by a salvage."""

from typing import Any

import pytest

from app.rules.counting import count
from app.rules.package_check import RECORD_CODES, PackageVerdict, RefusalCode, check_package
from app.values.canonical import canonical_bytes
from tests.vector_files import read_vectors

CASES = read_vectors("merge/packages.json")


def _stored(case: Any) -> list[tuple[str, bytes]]:
    stored = []
    for name, vector in case["revisions"].items():
        plain = {key: value for key, value in vector.items() if key != "rev_id"}
        tamper = case.get("tamper")
        if tamper and tamper["revision"] == name:
            outer, inner = tamper["path"]
            plain = {**plain, outer: {**plain[outer], inner: tamper["value"]}}
        stored.append((vector["rev_id"], canonical_bytes(plain)))
    return stored


def _judge(case: Any) -> PackageVerdict:
    return check_package(
        _stored(case), case["blobs_in_file"], now_ms=case["now_ms"], reads_needs_up_to=case["reads_needs_up_to"]
    )


def _case(name: str) -> Any:
    return next(case for case in CASES if case["id"] == name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_verdict_of_the_vectors(case: Any) -> None:
    verdict = _judge(case)
    wanted, _, code = case["expect"].partition(": ")
    assert verdict.is_accepted is wanted.startswith("accepted")
    assert [refusal.code for refusal in verdict.refusals] == ([code.removesuffix(" (exit 1)")] if code else [])
    assert verdict.forks == tuple((fork["device"], fork["seq"]) for fork in case.get("forks", []))
    assert bool(verdict.closure.missing_officers) is bool(verdict.revisions)
    assert all("。" in refusal.message for refusal in verdict.refusals)


@pytest.mark.parametrize("case", [case for case in CASES if "with_salvage" in case], ids=lambda case: case["id"])
def test_salvage_keeps_what_is_whole_and_lists_the_rest(case: Any) -> None:
    salvage, verdict = case["with_salvage"], _judge(case)
    names = {vector["rev_id"]: name for name, vector in case["revisions"].items()}
    result = count(verdict.revisions)
    assert verdict.can_be_salvaged
    assert {names[rev_id] for rev_id in result.counted} == set(salvage["counted"])
    assert {names[rev_id] for rev_id in result.waiting} == set(salvage["waiting"])
    assert [names[rev_id] for rev_id in verdict.dropped] == salvage.get("dropped", [])
    assert list(verdict.closure.missing_blobs) == salvage.get("missing_blobs", [])
    missing = salvage.get("missing_rev_ids", []) + salvage.get("missing_entity_ids", [])
    assert [each for waiting in result.waiting.values() for each in waiting] == missing


def test_every_reason_of_the_records_to_refuse_has_a_case() -> None:
    assert {refusal.code for case in CASES for refusal in _judge(case).refusals} == set(RECORD_CODES)


@pytest.mark.parametrize("name", ["q06", "q07", "q08", "q11"])
def test_what_contradicts_itself_cannot_be_salvaged(name: str) -> None:
    assert not _judge(_case(name)).can_be_salvaged


def test_clock_ahead_names_both_clocks() -> None:
    message = _judge(_case("q08")).refusals[0].message
    assert "2026年11月23日" in message
    assert "2026年11月22日" in message


def test_what_the_receiver_holds_is_compared_too() -> None:
    case = _case("q07")
    first, second, other_kind = _stored(case)
    held = _judge({**case, "revisions": dict(list(case["revisions"].items())[:2])}).revisions
    verdict = check_package([other_kind], (), now_ms=case["now_ms"], reads_needs_up_to=9, held=held)
    assert [refusal.code for refusal in verdict.refusals] == [RefusalCode.TWO_KINDS]
    again = check_package([first, second], (), now_ms=case["now_ms"], reads_needs_up_to=9, held=held)
    assert again.is_accepted
    assert again.forks == ()


def test_a_chain_forked_between_file_and_receiver_is_reported() -> None:
    case = _case("q10")
    first, _, forked = _stored(case)
    held = {forked[0]: _judge(case).revisions[forked[0]]}
    verdict = check_package([first], (), now_ms=case["now_ms"], reads_needs_up_to=9, held=held)
    assert verdict.is_accepted
    assert verdict.forks == tuple((fork["device"], fork["seq"]) for fork in case["forks"])


def test_a_file_that_is_not_closed_is_refused_whatever_the_receiver_holds() -> None:
    case = _case("q01")
    first, second = _stored(case)
    held = check_package([first], (), now_ms=case["now_ms"], reads_needs_up_to=9).revisions
    verdict = check_package([second], (), now_ms=case["now_ms"], reads_needs_up_to=9, held=held)
    assert [refusal.code for refusal in verdict.refusals] == [RefusalCode.NOT_CLOSED]
