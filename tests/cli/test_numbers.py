"""`ancha numbers` lists the ranges and lets numbering go on after a real restore."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.document import Document
from app.storage.machine import fingerprint
from app.values.clock import SystemClock
from tests.cli.conftest import Ancha
from tests.cli.papers import issue_record
from tests.services.records import CHECK_DAY, KEYS, Scene, at, make_inspection, put
from tests.stores import make_means, open_copy


@pytest.fixture(autouse=True)
def day_of_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands run on the day of the check: numbers are those of a year."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: at(CHECK_DAY, 15))


@pytest.fixture
def restored(ancha: Ancha, data: Path, scene: Scene, tmp_path: Path) -> Ancha:
    """The store, back from a backup that was made after its first record was issued."""
    issue_record(data, scene)
    assert ancha("backup", tmp_path / "copy.db").code == 0
    said = ancha("restore", tmp_path / "copy.db")
    assert said.code == 0
    assert "填写最后文号" in said.out
    assert "ancha numbers resume" in said.out
    assert all(f" {key}=最后一号" in said.out for key in KEYS)
    return ancha


def given(**changes: str) -> list[str]:
    return [f"{key}={last}" for key, last in (dict.fromkeys(KEYS, "0") | changes).items()]


def next_record_number(data: Path, scene: Scene) -> str | None:
    """Issue the record of a second inspection and give its number."""
    with open_copy(data, means=make_means(seed="next", machine=fingerprint())) as store:
        first = make_inspection(scene.authority_id, scene.enterprise_id, scene.officer_ids)
        (inspection_id,) = put(store, first)
    issued = issue_record(data, replace(scene, inspection_id=inspection_id), seed="after")
    with open_copy(data, means=make_means(seed="look", machine=fingerprint())) as store, store.read() as uow:
        return uow.session.get_one(Document, issued).number


def test_numbers_lists_ranges_and_use(ancha: Ancha) -> None:
    rows = {row["key"]: row for row in ancha("numbers", "--json").json}
    assert set(rows) == set(KEYS)
    assert rows["责改"] == {
        "key": "责改", "titles": ["责令限期整改指令书"], "year": 2026, "first": 1, "last": 200,
        "last_given": None, "left": 200, "paused": False,
    }  # fmt: skip
    said = ancha("numbers")
    assert "1—200" in said.out
    assert "已暂停" not in said.out


def test_numbers_of_an_empty_store_is_an_empty_array(ancha_at: Callable[[Path], Ancha], tmp_path: Path) -> None:
    empty = ancha_at(tmp_path / "new")
    assert empty("numbers", "--json").json == []
    assert "还没有设置号段" in empty("numbers").out


def test_numbers_are_paused_after_a_restore_and_say_what_to_do(restored: Ancha) -> None:
    assert all(row["paused"] for row in restored("numbers", "--json").json)
    assert "ancha numbers resume" in restored("numbers").out


def test_resume_after_a_restore_voids_the_gap_and_the_next_number_is_issued(
    restored: Ancha, data: Path, scene: Scene
) -> None:
    said = restored("numbers", "resume", *given(检记="（渝示）应急检记〔2026〕4号"))
    assert (said.code, said.err) == (0, "")
    assert "编号已恢复" in said.out
    assert "检记〔2026〕2—4号，共 3 个" in said.out
    rows = {row["key"]: row for row in restored("numbers", "--json").json}
    assert not any(row["paused"] for row in rows.values())
    assert (rows["检记"]["last_given"], rows["检记"]["left"]) == (4, 196)
    assert next_record_number(data, scene) == "（渝示）应急检记〔2026〕5号"


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"检记": "0"}, 1, "“检记”在本机资料里已有1号"),
        ({"检记": "201"}, 1, "“检记”的201号不在本机号段"),
        ({"检记": "（渝示）应急责改〔2026〕4号"}, 1, "不是“检记”的"),
        ({"检记": "四"}, 1, "“检记”的最后文号“四”看不懂"),
        ({"检记": "4", "罚": "1"}, 1, "“罚”的编号没有暂停"),
        ({"": "4"}, 2, "“=4”写得不对"),
    ],
)
def test_resume_refuses_what_cannot_be_and_nothing_changes(
    restored: Ancha, changes: dict[str, str], code: int, said: str
) -> None:
    refused = restored("numbers", "resume", *given(**changes))
    assert (refused.code, refused.out) == (code, "")
    assert said in refused.err
    assert all(row["paused"] for row in restored("numbers", "--json").json)


def test_resume_asks_for_every_kind_that_is_paused(restored: Ancha) -> None:
    refused = restored("numbers", "resume", "检记=4")
    assert (refused.code, refused.out) == (1, "")
    assert "没有填写“检查”、“检通”、“责改”、“复查”的最后文号" in refused.err


def test_resume_refuses_a_kind_that_stands_there_twice(restored: Ancha) -> None:
    assert restored("numbers", "resume", "检记=4", "检记=5").code == 2


def test_resume_refuses_where_nothing_is_paused(ancha: Ancha) -> None:
    refused = ancha("numbers", "resume", *given())
    assert refused.code == 1
    assert "编号没有暂停" in refused.err
