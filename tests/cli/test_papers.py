"""`print`, `verify`, `report loop`: the same bytes every time, and a changed byte is told."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ancha
from tests.cli.papers import issue_record
from tests.services.records import Scene


@pytest.fixture
def number(ancha: Ancha, data: Path, scene: Scene) -> str:
    """The number of an issued record."""
    issue_record(data, scene)
    return str(ancha("list", "documents", "--json").json[0]["number"])


def test_list_documents_gives_every_promised_key(ancha: Ancha, number: str, scene: Scene) -> None:
    (row,) = ancha("list", "documents", "--json").json
    assert row.keys() >= {
        "id", "number", "state", "updated", "conflicts", "form", "title", "inspection_id", "case_id", "enterprise",
        "issued", "content_sha256", "file_sha256",
    }  # fmt: skip
    assert (row["form"], row["state"], row["issued"]) == ("inspection_record", "issued", "2026-11-16")
    assert row["inspection_id"] == str(scene.inspection_id)
    assert len(row["content_sha256"]) == len(row["file_sha256"]) == 64


def test_print_gives_the_same_bytes_by_number_and_by_id(ancha: Ancha, number: str, tmp_path: Path) -> None:
    row = ancha("list", "documents", "--json").json[0]
    for name, reference in (("a", number), ("b", row["id"]), ("c", number.replace("〔", "[").replace("〕", "]"))):
        assert ancha("print", reference, "-o", tmp_path / f"{name}.pdf").code == 0
    first, *others = ((tmp_path / f"{name}.pdf").read_bytes() for name in "abc")
    assert first.startswith(b"%PDF")
    assert all(other == first for other in others)
    from app.values.canonical import sha256_hex

    assert sha256_hex(first) == row["file_sha256"]


def test_print_refuses_a_copy_that_nobody_added_and_what_is_no_paper(
    ancha: Ancha, number: str, scene: Scene, tmp_path: Path
) -> None:
    file = tmp_path / "x.pdf"
    assert ancha("print", number, "--copy", "扫描件", "-o", file).code == 1
    assert ancha("print", scene.enterprise_id, "-o", file).code == 1
    assert ancha("print", number, "--copy", "复印件", "-o", file).code == 2
    assert ancha("print", number).code == 2
    assert not file.exists()


def test_print_that_cannot_be_written_says_so_and_leaves_what_was_there(
    ancha: Ancha, number: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    said = ancha("print", number, "-o", tmp_path / "file" / "x.pdf")
    assert (said.code, said.out) == (1, "")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_verify_tells_same_changed_and_unknown(ancha: Ancha, number: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    ancha("print", number, "-o", file)
    said = ancha("verify", file)
    assert (said.code, said.out[:2]) == (0, "一致")
    changed = bytearray(file.read_bytes())
    changed[-8] ^= 1
    file.write_bytes(changed)
    said = ancha("verify", file)
    assert (said.code, said.out[:3]) == (3, "已改动")
    file.write_bytes(b"%PDF-1.7 something else")
    said = ancha("verify", file)
    assert (said.code, said.out[:2]) == (1, "未知")


def test_verify_of_what_is_not_there_is_wrong_usage(ancha: Ancha, tmp_path: Path) -> None:
    assert ancha("verify", tmp_path / "none.pdf").code == 2


def test_report_loop_is_the_same_bytes_from_the_same_records(ancha: Ancha, number: str, tmp_path: Path) -> None:
    for name in "ab":
        assert ancha("report", "loop", number, "-o", tmp_path / f"{name}.pdf").code == 0
    first, second = ((tmp_path / f"{name}.pdf").read_bytes() for name in "ab")
    assert first == second
    assert first.startswith(b"%PDF")


def test_verify_makes_a_loop_report_anew_and_compares(ancha: Ancha, number: str, tmp_path: Path) -> None:
    file = tmp_path / "loop.pdf"
    ancha("report", "loop", number, "-o", file)
    said = ancha("verify", file)
    assert said.code == 0
    assert said.out.startswith("一致　与本机重新生成的闭环报告逐字节一致")
    file.write_bytes(file.read_bytes() + b"\n")
    assert ancha("verify", file).code == 3


def test_report_loop_refuses_what_belongs_to_no_inspection(ancha: Ancha, scene: Scene, tmp_path: Path) -> None:
    said = ancha("report", "loop", scene.enterprise_id, "-o", tmp_path / "x.pdf")
    assert (said.code, said.out) == (1, "")
