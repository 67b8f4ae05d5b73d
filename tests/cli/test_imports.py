"""`ancha import`, `imports`, `undo`, `conflicts`, `resolve`: what the scripts of an office see."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.hazard import Hazard
from app.storage.machine import fingerprint
from tests.cli.conftest import Ancha
from tests.services.records import Scene, change
from tests.stores import copy_template, make_means, open_copy

IMPORT_KEYS = {"id", "file", "file_sha256", "at", "state", "new", "changed", "conflicts", "missing"}


@pytest.fixture
def office(store_template: Path, tmp_path: Path, ancha_at: Callable[[Path], Ancha]) -> Ancha:
    """An office that knows nothing yet."""
    return ancha_at(copy_template(store_template, tmp_path / "office"))


@pytest.fixture
def file(ancha: Ancha, tmp_path: Path) -> Path:
    """A package of all that the laptop holds."""
    target = tmp_path / "甲.ancha"
    assert ancha("export", target).code == 0
    return target


def hazard_of(data: Path) -> str:
    """Find a hazard of the laptop."""
    with open_copy(data, means=make_means(machine=fingerprint())) as store, store.read() as uow:
        return str(min(row.id for row in uow.session.query(Hazard)))


def set_place(folder: Path, hazard: str, place: str) -> None:
    """Change the place of a hazard on one machine."""
    from uuid import UUID

    with open_copy(folder, means=make_means(seed=place, machine=fingerprint())) as store:
        change(store, Hazard, UUID(hazard), place=place)


def test_import_makes_two_machines_hold_the_same(ancha: Ancha, office: Ancha, file: Path) -> None:
    said = office("import", file)
    assert said.code == 0, said.err
    assert "已导入" in said.out
    assert office("digest").out == ancha("digest").out
    (row,) = office("imports", "--json").json
    assert row.keys() == IMPORT_KEYS
    assert (row["file"], row["state"], row["new"], row["missing"]) == ("甲.ancha", "applied", 7, [])
    assert row["at"].endswith("+08:00")


def test_nothing_imported_and_nothing_in_conflict_are_empty_arrays(office: Ancha) -> None:
    assert office("imports", "--json").json == []
    assert office("conflicts", "--json").json == []
    assert office("conflicts", "--clashes", "--json").json == []


def test_a_dry_run_writes_nothing(office: Ancha, file: Path) -> None:
    said = office("import", file, "--dry-run")
    assert (said.code, "没有写入" in said.out) == (0, True)
    assert office("imports", "--json").json == []
    (found,) = office("import", file, "--dry-run", "--json").json
    assert found["counts"]["新增"] == 7


def test_undo_takes_it_back_and_importing_again_brings_it_back(office: Ancha, file: Path) -> None:
    empty = office("digest").out
    office("import", file)
    full = office("digest").out
    assert office("undo", "甲.ancha").code == 0
    assert office("digest").out == empty
    assert office("imports", "--json").json[0]["state"] == "undone"
    assert office("undo", "甲.ancha").code == 1
    office("import", file)
    assert office("digest").out == full


def test_conflicts_keep_their_shape_and_resolve_settles_them(
    ancha: Ancha, office: Ancha, file: Path, data: Path, tmp_path: Path
) -> None:
    office("import", file)
    hazard = hazard_of(data)
    set_place(data, hazard, "一层")
    set_place(tmp_path / "office", hazard, "二层")
    again = tmp_path / "再.ancha"
    ancha("export", again)
    said = office("import", again)
    assert (said.code, "两边都改过" in said.out) == (0, True)
    (found,) = office("conflicts", "--json").json
    assert found.keys() >= {"entity_id", "kind", "number", "fields"}
    (field,) = found["fields"]
    assert field["field"] == "place"
    assert {value["value"] for value in field["values"]} == {"一层", "二层"}
    assert field["values"][0].keys() >= {"value", "actor", "at", "reason", "device"}
    assert "一层" in office("conflicts").out
    assert "部位 place" in office("conflicts").out
    assert office("resolve", hazard, "fact=新", "--reason", "核定").code == 2
    assert office("resolve", hazard, "place=二层", "--reason", "核定").code == 0
    assert office("conflicts", "--json").json == []
    assert office("resolve", hazard, "place=二层", "--reason", "核定").code == 1


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "json"])
def test_a_report_is_written_beside_the_import(office: Ancha, file: Path, tmp_path: Path, ending: str) -> None:
    report = tmp_path / f"报告.{ending}"
    assert office("import", file, "--report", report).code == 0
    assert report.stat().st_size > 500
    if ending == "json":
        assert json.loads(report.read_text(encoding="utf-8"))["file"] == "甲.ancha"


def test_a_report_of_another_kind_is_wrong_usage_and_imports_nothing(office: Ancha, file: Path, tmp_path: Path) -> None:
    assert office("import", file, "--report", tmp_path / "报告.txt").code == 2
    assert office("imports", "--json").json == []


def test_a_report_that_cannot_be_written_imports_nothing(office: Ancha, file: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "不是文件夹"
    in_the_way.write_text("")
    (tmp_path / "报告.pdf").mkdir()
    for report in (in_the_way / "报告.pdf", tmp_path / "报告.pdf"):
        said = office("import", file, "--report", report)
        assert (said.code, said.out) == (1, "")
        assert "无法写入" in said.err
    assert office("imports", "--json").json == []


def test_a_file_whose_name_has_signs_that_cannot_be_seen_is_taken_in(office: Ancha, file: Path, tmp_path: Path) -> None:
    odd = file.rename(tmp_path / "甲\x01\u202e乙.ancha")
    assert office("import", odd, "--report", tmp_path / "报告.xlsx").code == 0
    (row,) = office("imports", "--json").json
    assert row["file"] == "甲\ufffd\ufffd乙.ancha"


def test_a_damaged_file_is_refused_and_none_of_the_others_is_taken(office: Ancha, file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.ancha"
    broken.write_bytes(file.read_bytes()[:20_000])
    said = office("import", file, broken)
    assert (said.code, said.out) == (3, "")
    assert "坏.ancha" in said.err
    assert office("imports", "--json").json == []


def test_undoing_what_never_was_is_wrong_usage(office: Ancha) -> None:
    assert office("undo", "没有.ancha").code == 2


def test_the_same_file_twice_in_one_command_counts_once(office: Ancha, file: Path, scene: Scene) -> None:
    assert office("import", file, file).code == 0
    assert len(office("imports", "--json").json) == 1
