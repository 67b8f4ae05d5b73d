import pytest

from app.rules.legality.fines import fine_verdict
from app.values.enums import DocumentForm
from app.values.library import FineOccasion, FineParty, FineRange
from app.values.verdict import Article, Colour, Verdict

RANGE = FineRange(FineParty.ORGANISATION, FineOccasion.OVERDUE, max_yuan=200_000, min_yuan=50_000)
NO_FLOOR = FineRange(FineParty.ORGANISATION, FineOccasion.OVERDUE, max_yuan=50_000)
ARTICLE = Article("《中华人民共和国安全生产法》第九十九条", "安全生产法/99")


def judge(cents: int, fine: FineRange = RANGE, **changes: object) -> Verdict | None:
    values: dict[str, object] = {"party": FineParty.ORGANISATION, "when": FineOccasion.OVERDUE, "article": ARTICLE}
    return fine_verdict(cents, fine, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("cents", [5_000_000, 5_000_001, 20_000_000])
def test_fine_passes_inside_the_range_both_ends_included(cents: int) -> None:
    assert judge(cents) is None


@pytest.mark.parametrize(
    ("cents", "words"), [(4_999_999, "低于法定下限50,000元"), (20_000_001, "高于法定上限200,000元")]
)
def test_fine_is_red_one_cent_outside_the_range(cents: int, words: str) -> None:
    verdict = judge(cents)

    assert verdict is not None
    assert verdict.colour is Colour.RED
    assert words in verdict.message
    assert verdict.article == ARTICLE
    assert verdict.paper is DocumentForm.PENALTY_DECISION


@pytest.mark.parametrize(
    ("cents", "is_red"), [(1, False), (5_000_000, False), (5_000_001, True), (0, True), (-1, True)]
)
def test_fine_without_a_floor_begins_above_zero(cents: int, is_red: bool) -> None:
    assert (judge(cents, NO_FLOOR) is not None) is is_red


def test_fine_below_the_floor_passes_with_a_reason_for_mitigation() -> None:
    assert judge(4_000_000, mitigation="主动消除危害后果") is None
    assert judge(20_000_001, mitigation="主动消除危害后果") is not None


def test_fine_is_red_for_another_party() -> None:
    verdict = judge(5_000_000, party=FineParty.PERSON)

    assert verdict is not None
    assert "处罚的是单位，当事人是个人" in verdict.message


def test_fine_is_red_for_another_occasion() -> None:
    verdict = judge(5_000_000, when=FineOccasion.FIRST)

    assert verdict is not None
    assert "逾期未改正" in verdict.message


def test_fine_is_written_with_its_cents() -> None:
    verdict = judge(20_000_050)

    assert verdict is not None
    assert "200,000.50元" in verdict.message
