"""`library list|check|find` answer from the dated library."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ancha


def test_list_gives_the_promised_shape(ancha: Ancha) -> None:
    lists = ancha("library", "list", "--json").json
    assert lists
    for one in lists:
        assert one.keys() >= {"sector", "title", "version", "sha256", "effective_from", "source", "items"}
        assert len(one["sha256"]) == 64
        assert all(item.keys() >= {"id", "text", "violations", "level", "confidence"} for item in one["items"])
    ids = [item["id"] for one in lists for item in one["items"]]
    assert len(ids) == len(set(ids))


def test_list_hashes_each_list_apart_and_always_alike(ancha: Ancha) -> None:
    first, second = ([one["sha256"] for one in ancha("library", "list", "--json").json] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)


def test_list_for_people_names_the_sectors(ancha: Ancha) -> None:
    assert "城镇燃气" in ancha("library", "list").out


def test_check_finds_nothing_to_mend(ancha: Ancha) -> None:
    assert ancha("library", "check").code == 0
    assert ancha("library", "check", "--json").json == []


def test_find_tells_what_a_reference_means_on_a_day(ancha: Ancha) -> None:
    found = ancha("library", "find", "安全生产法/36/2", "--on", "2026-11-16", "--json").json
    assert found.keys() >= {"ref", "title", "on", "in_force", "from", "to", "text", "fines", "source", "confidence"}
    assert (found["ref"], found["on"], found["in_force"]) == ("安全生产法/36/2", "2026-11-16", True)
    assert found["title"] == "中华人民共和国安全生产法"


def test_find_gives_fines_in_whole_yuan(ancha: Ancha) -> None:
    fines = ancha("library", "find", "安全生产法/99", "--on", "2026-11-16", "--json").json["fines"]
    assert fines
    for fine in fines:
        assert fine.keys() == {"who", "when", "min_yuan", "max_yuan"}
        assert fine["who"] in {"organisation", "person"}
        assert fine["when"] in {"first", "overdue"}
        assert isinstance(fine["max_yuan"], int)


def test_find_refuses_what_is_unknown_or_not_in_force(ancha: Ancha) -> None:
    for arguments in (["安全生产法/36", "--on", "1999-01-01"], ["安全生产法/999"], ["没有的法/1"]):
        said = ancha("library", "find", *arguments, "--json")
        assert (said.code, said.out) == (1, "")
        assert said.err


def test_find_by_words_gives_the_first_and_names_the_others(ancha: Ancha) -> None:
    found = ancha("library", "find", "报警", "--json").json
    assert "报警" in found["text"]
    assert isinstance(found["others"], list)
    assert ancha("library", "find", "没有这样的文字").code == 1


def test_find_for_people_says_in_chinese_how_sure_the_text_is(ancha: Ancha) -> None:
    assert "（已核实）" in ancha("library", "find", "安全生产法/36/2", "--on", "2026-11-16").out


def test_find_refuses_to_look_for_nothing(ancha: Ancha) -> None:
    said = ancha("library", "find", " ")
    assert (said.code, said.out) == (2, "")
    assert "要找什么" in said.err


def test_find_reads_a_reference_as_it_is_typed(ancha: Ancha) -> None:
    assert ancha("library", "find", "安全生产法/第三十六条/第二款", "--json").json["ref"] == "安全生产法/36/2"
    assert ancha("library", "find", "安全生产法/36/2").out.startswith("《")


def test_find_refuses_a_day_that_is_none(ancha: Ancha) -> None:
    said = ancha("library", "find", "安全生产法/36", "--on", "昨天")
    assert (said.code, said.out) == (2, "")


def test_a_store_that_is_not_there_is_made_with_its_library(ancha_at: Callable[[Path], Ancha], tmp_path: Path) -> None:

    ancha = ancha_at(tmp_path / "new")
    assert ancha("library", "find", "安全生产法/36", "--json").json["in_force"] is True
    assert (tmp_path / "new" / "ancha.db").exists()
