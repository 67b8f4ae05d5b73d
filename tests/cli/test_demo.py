"""`demo` fills an empty store, and only an empty one."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ancha


def test_demo_gives_the_same_digest_for_the_same_seed_and_day(
    ancha_at: Callable[[Path], Ancha], tmp_path: Path
) -> None:
    first, second = ancha_at(tmp_path / "a"), ancha_at(tmp_path / "b")
    for ancha in (first, second):
        assert ancha("demo", "--seed", "7", "--on", "2026-11-23", "--inspections", "2").code == 0
    assert first("digest").out == second("digest").out
    assert len(first("list", "inspections", "--json").json) == 2
    assert first("check").out


def test_demo_refuses_a_store_that_holds_anything(ancha: Ancha) -> None:
    before = ancha("digest").out
    said = ancha("demo", "--seed", "7", "--on", "2026-11-23")
    assert (said.code, said.out) == (1, "")
    assert "已有记录" in said.err
    assert ancha("digest").out == before


def test_demo_refuses_odd_wishes(ancha_at: Callable[[Path], Ancha], tmp_path: Path) -> None:
    ancha = ancha_at(tmp_path / "new")
    for arguments in (["--on", "明天"], ["--inspections", "0"], ["--seed", "x"], ["--seed", "-1"]):
        assert ancha("demo", *arguments).code == 2
