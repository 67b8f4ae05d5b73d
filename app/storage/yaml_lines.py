"""Read a YAML file and keep the line of every key, so that an error can name it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.values.errors import UsageError

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WrittenLoader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KeyPath = tuple[str | int, ...]
MAX_BYTES = 4_000_000
MAX_DEPTH = 30
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class YamlFileError(UsageError):
    """A file that does not fit: which file, which line, which key, what to do."""

    noun = "文件"

    def __init__(self, file: Path, *, line: int, key: str, fault: str) -> None:
        place = f"“{key}”" if key else "文件"
        super().__init__(f"{self.noun} {file.name} 第 {line} 行，{place}：{fault}", hint="请改正后重试。")
        self.file, self.line, self.key = file, line, key


class LibraryFileError(YamlFileError):
    """A file of the standard library that does not fit."""

    noun = "标准库文件"


@dataclass(frozen=True)
class YamlFile:
    """The plain data of a file and its nodes."""

    file: Path
    data: Any
    root: yaml.Node | None

    def line_of(self, path: KeyPath) -> int:
        """Tell the line of the value at the path, or of the nearest one above it."""
        node = self.root
        line = 1
        for step in path:
            if node is None:
                break
            line = node.start_mark.line + 1
            node = _child(node, step)
        return line if node is None else node.start_mark.line + 1


def read_yaml(file: Path, *, refusal: type[YamlFileError] = LibraryFileError, as_written: bool = False) -> YamlFile:
    """Parse one file; double keys and aliases are refused.

    `as_written` leaves every value the text that it is, so that a telephone or a certificate keeps its zeros.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise refusal(file, line=1, key="", fault="文件太大。")
        text = raw.decode("utf-8")
    except OSError as error:
        raise refusal(file, line=1, key="", fault="无法读取。") from error
    except UnicodeDecodeError as error:
        raise refusal(file, line=1, key="", fault="不是 UTF-8 编码的文本。") from error
    try:
        chosen = _WrittenLoader if as_written else _Loader
        _refuse_deep_nesting(file, yaml.parse(text, Loader=chosen), refusal=refusal)
        loader = chosen(text)
        root = loader.get_single_node()
        if root is not None:
            _refuse_what_is_not_plain(file, root, seen=set(), refusal=refusal)
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise refusal(file, line=mark.line + 1 if mark else 1, key="", fault="格式不对，不是有效的 YAML。") from error
    except (yaml.YAMLError, ValueError) as error:
        raise refusal(file, line=1, key="", fault="格式不对，不是有效的 YAML。") from error
    return YamlFile(file, data, root)


def _refuse_deep_nesting(file: Path, events: Iterable[yaml.Event], *, refusal: type[YamlFileError]) -> None:
    """Look at the events first: the reader calls itself for every level, so a deep file would end the program."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise refusal(file, line=line, key="", fault=f"层次太深，最多 {MAX_DEPTH} 层。")


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _refuse_what_is_not_plain(file: Path, node: yaml.Node, *, seen: set[int], refusal: type[YamlFileError]) -> None:
    """Take lists, mappings with different names and printable text; nothing else."""

    def refuse(place: yaml.Node, fault: str, *, key: str = "") -> YamlFileError:
        return refusal(file, line=place.start_mark.line + 1, key=key, fault=fault)

    if id(node) in seen:
        raise refuse(node, "不允许使用引用（& 和 *）。")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode) and _CONTROL.search(node.value):
        raise refuse(node, "文字中有看不见的控制字符，请删去。")
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_what_is_not_plain(file, child, seen=seen, refusal=refusal)
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise refuse(key, "键应当是文字。")
            _refuse_what_is_not_plain(file, key, seen=seen, refusal=refusal)
            if key.value in names:
                raise refuse(key, "写了两次。", key=str(key.value))
            names.add(key.value)
            _refuse_what_is_not_plain(file, value, seen=seen, refusal=refusal)
