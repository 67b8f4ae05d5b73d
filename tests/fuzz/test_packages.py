"""A sample of the fuzz, the same in every run: spoilt packages are refused or come through unchanged."""

from tests.fuzz.damage import DAMAGES
from tests.fuzz.trial import BAD, run

CASES = 200


def test_no_spoilt_package_gives_a_wrong_row_a_crash_a_hang_or_a_trace() -> None:
    table = run(CASES, seed=7)
    assert table.bad == []
    assert {outcome: table.total(outcome) for outcome in BAD} == dict.fromkeys(BAD, 0)
    assert table.total("refused") > CASES // 3
    assert table.total("identical") > CASES // 10
    assert table.total("salvaged") > 5
    assert table.counts.keys() >= DAMAGES.keys() - {"wrapper changed", "invented"}


def test_the_table_counts_every_case_once() -> None:
    table = run(12, seed=3, is_real=False)
    assert sum(counts.total() for counts in table.counts.values()) == 12
    assert list(table.lines())[-2].startswith("all")
    assert list(table.lines())[-1].startswith("reasons")
