"""Tests of YAML with lines."""

from pathlib import Path

import pytest

from app.storage.yaml_lines import MAX_BYTES, LibraryFileError, read_yaml


def write(tmp_path: Path, text: str) -> Path:
    """Write one file."""
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_line_of_names_the_line_of_a_value_and_of_the_nearest_place_above(tmp_path: Path) -> None:
    read = read_yaml(write(tmp_path, "一:\n  - 二: 1\n    三: 2\n四: {五: 3}\n"))
    assert read.data == {"一": [{"二": 1, "三": 2}], "四": {"五": 3}}
    assert read.line_of(("一", 0, "三")) == 3
    assert read.line_of(("四", "五")) == 4
    assert read.line_of(("四", "缺")) == 4
    assert read.line_of(("缺",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "两次"),
        ("a:\n  - {b: 1, b: 2}\n", 2, "两次"),
        ("a: &x [1]\nb: *x\n", 1, "引用"),
        ("a: [1\n", 2, "YAML"),
        ("a: 1\n b: 2\n", 2, "YAML"),
        ("a: !!python/object/apply:os.getcwd []\n", 1, "YAML"),
        ("a: 2026-13-45\n", 1, "YAML"),
        ("a: 1\n---\nb: 1\n", 2, "YAML"),
        ("? [a, b]\n: 1\n", 1, "键应当是文字"),
        ('a: 1\nb: "充装\\0间"\n', 2, "控制字符"),
        ('a: 1\n"b\\e": 1\n', 2, "控制字符"),
    ],
)
def test_read_refuses_what_is_not_plain_yaml(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(LibraryFileError, match=words) as caught:
        read_yaml(write(tmp_path, text))
    assert caught.value.line == line


def test_read_refuses_other_encodings_and_huge_files(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("标题: 一".encode("gb18030"))
    with pytest.raises(LibraryFileError, match="UTF-8"):
        read_yaml(file)
    file.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(LibraryFileError, match="太大"):
        read_yaml(file)


@pytest.mark.parametrize("text", ["[" * 60_000 + "]" * 60_000, "- " * 5_000 + "1", "{a: " * 3_000 + "1" + "}" * 3_000])
def test_read_refuses_a_file_that_is_nested_without_end(text: str, tmp_path: Path) -> None:
    with pytest.raises(LibraryFileError, match=r"第 1 行.*层次太深"):
        read_yaml(write(tmp_path, text), as_written=True)


def test_read_gives_nothing_for_an_empty_file(tmp_path: Path) -> None:
    read = read_yaml(write(tmp_path, "# 空\n"))
    assert (read.data, read.line_of(("a",))) == (None, 1)
