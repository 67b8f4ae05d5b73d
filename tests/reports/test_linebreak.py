"""The line breaker against the shared cases, at nominal widths and at those of the real font."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.engine.typeface import Face, em_width
from app.reports.linebreak import NO_LINE_END, NO_LINE_START, break_text, continues_cluster

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "kinsoku" / "cases.json").read_text(encoding="utf-8"))
CASES = VECTORS["cases"]
FULL = "“”‘’…—·"


def nominal(sign: str) -> float:
    if sign == "\u200b":
        return 0.0
    return 1.0 if sign in FULL or ord(sign) > 0x2E7F else 0.5


def at_widths() -> list[Any]:
    return [pytest.param(case, width, id=f"{case['id']}-{width}") for case in CASES for width in case["widths_em"]]


def walk(text: str, lines: list[str]) -> list[tuple[int, int, bool]]:
    """Find each line again in the text; return start, end and whether the line ended softly."""
    places = []
    position = 0
    for number, line in enumerate(lines):
        assert text.startswith(line, position), f"{line!r} is not what stands at {position}"
        start, position = position, position + len(line)
        end = position
        if number + 1 < len(lines):
            while position < len(text) and text[position] in " \u200b":
                position += 1
            soft = not text.startswith("\n", position)
            position += 0 if soft else 1
            places.append((start, end, soft))
        else:
            places.append((start, end, False))
    assert position == len(text), "nothing is lost"
    return places


def real(sign: str) -> float:
    return em_width(Face.SERIF, sign)


def assert_rules(case: dict[str, Any], lines: list[str]) -> None:
    """No forbidden start, end or tear where we broke the line."""
    text = case["text"]
    for (_, end, soft), following in zip(walk(text, lines), [*lines[1:], ""], strict=True):
        if soft:
            assert following[:1] not in NO_LINE_START
            assert text[end - 1] not in NO_LINE_END
            assert not any(start < end < stop for start, stop in case["unbreakable"])
            assert not continues_cluster(text, end)


@pytest.mark.parametrize("measure", [nominal, real])
@pytest.mark.parametrize(("case", "width"), at_widths())
def test_every_case_loses_nothing_and_never_overflows(
    case: dict[str, Any], width: float, measure: Callable[[str], float]
) -> None:
    lines = break_text(case["text"], width=width, measure=measure)
    walk(case["text"], lines)
    assert all(sum(map(measure, line)) <= width + 1e-6 for line in lines)
    assert lines == break_text(case["text"], width=width, measure=measure)


@pytest.mark.parametrize(("case", "width"), at_widths())
def test_every_case_keeps_its_rules_at_nominal_widths(case: dict[str, Any], width: float) -> None:
    if case["satisfiable"][str(width)]:
        assert_rules(case, break_text(case["text"], width=width, measure=nominal))


@pytest.mark.parametrize(("case", "width"), at_widths())
def test_every_case_keeps_its_rules_in_the_real_font(case: dict[str, Any], width: float) -> None:
    """A real digit is wider than the nominal one: where a run with its marks does not fit, no rule can hold."""
    runs = [case["text"][start:stop] for start, stop in case["unbreakable"]]
    if case["satisfiable"][str(width)] and all(sum(map(real, run)) <= width - 3 for run in runs):
        assert_rules(case, break_text(case["text"], width=width, measure=real))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_wider_measure_never_gives_more_lines(case: dict[str, Any]) -> None:
    widths = [width for width in case["widths_em"] if case["satisfiable"][str(width)]]
    counts = [len(break_text(case["text"], width=width, measure=nominal)) for width in widths]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_text_ends_even_at_width_one(case: dict[str, Any]) -> None:
    walk(case["text"], break_text(case["text"], width=1, measure=nominal))


AWKWARD = "安全检查，。（）《》“”—…12 a.\n\u00a0\u200b〔〕第条年👨\u200d\u0301"


@given(st.text(alphabet=AWKWARD, max_size=60), st.integers(1, 12))
def test_breaking_loses_nothing_and_overflows_nowhere(text: str, width: int) -> None:
    lines = break_text(text, width=width, measure=nominal)
    walk(text, lines)
    assert all(sum(map(nominal, line)) <= width + 1e-9 or len(line) == 1 for line in lines)


def test_a_certificate_number_stays_whole() -> None:
    lines = break_text("执法人员示例员甲（证号：渝示—0000001）到场", width=16, measure=nominal)
    assert any("渝示—0000001" in line for line in lines)


def test_a_photograph_keeps_its_number() -> None:
    lines = break_text("示例扩建项目因资金未落实长期未完成（照片2）。", width=20, measure=nominal)
    assert any("照片2" in line for line in lines)
