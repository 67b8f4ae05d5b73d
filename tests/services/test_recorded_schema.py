"""The file of a recorded inspection: values as they are written, and no fault without its place."""

from pathlib import Path

import pytest

from app.services.recorded_schema import RecordedFile
from app.storage.yaml_lines import YamlFileError, read_yaml
from app.storage.yaml_models import fill_model
from app.values.days import CIVIL_ZONE

LEAST = """
enterprise: {name: 示例店, party_kind: 个体工商户, phone: 02312345678, uscc: null}
officers: [{name: 甲, certificate: 0012}]
inspection: {started: 2026-11-16 09:10, task_no: 1e5}
"""


def read(text: str, folder: Path) -> RecordedFile:
    """Read a file of this text."""
    file = folder / "file.yaml"
    file.write_text(text, encoding="utf-8")
    return fill_model(read_yaml(file, refusal=YamlFileError, as_written=True), RecordedFile, refusal=YamlFileError)


def test_numbers_keep_their_zeros_and_nothing_is_nothing(tmp_path: Path) -> None:
    found = read(LEAST, tmp_path)
    assert found.enterprise.phone == "02312345678"
    assert found.officers[0].certificate == "0012"
    assert found.inspection.task_no == "1e5"
    assert found.enterprise.uscc == ""


def test_a_moment_without_a_zone_is_by_the_clock_of_the_country(tmp_path: Path) -> None:
    assert read(LEAST, tmp_path).inspection.started.tzinfo is CIVIL_ZONE


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("findings: [{item: 1, result: 符合, hazard: {fact: x}}]", "第 5 行"),
        ("findings: [{result: 符合}]", "item"),
        ("rest: 不符合", "逐项"),
        ("documents: [x]", "inspection_record"),
        ("cases: [{hazards: [1]}]", "0 项"),
        ("cases: [{hazards: []}]", "至少"),
        ("cases: [{hazards: [1], steps: [{step: 立案, amount_yuan: 1.234}]}]", "两位小数"),
        ("nonsense: 1", "不认识"),
        ("enterprise: {name: x}", "两次"),
        ("rest: &a 符合\nreasons: {R: *a}", "引用"),
    ],
)
def test_a_fault_is_told_with_its_place(line: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(YamlFileError, match=said) as caught:
        read(LEAST + line + "\n", tmp_path)
    assert str(caught.value).startswith("文件 file.yaml 第 ")
