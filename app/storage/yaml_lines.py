"""Read a YAML file and keep the line of every key, so that an error can name it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.values.errors import UsageError

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WrittenLoader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KeyPath = tuple[str | int, ...]
MAX_BYTES = 4_000_000


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
        raw = file.read_bytes()
        if len(raw) > MAX_BYTES:
            raise refusal(file, line=1, key="", fault="文件太大。")
        text = raw.decode("utf-8")
    except OSError as error:
        raise refusal(file, line=1, key="", fault="无法读取。") from error
    except UnicodeDecodeError as error:
        raise refusal(file, line=1, key="", fault="不是 UTF-8 编码的文本。") from error
    try:
        loader = (_WrittenLoader if as_written else _Loader)(text)
        root = loader.get_single_node()
        if root is not None:
            _refuse_double_keys(file, root, seen=set(), refusal=refusal)
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise refusal(file, line=mark.line + 1 if mark else 1, key="", fault="格式不对，不是有效的 YAML。") from error
    except (yaml.YAMLError, ValueError) as error:
        raise refusal(file, line=1, key="", fault="格式不对，不是有效的 YAML。") from error
    return YamlFile(file, data, root)


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _refuse_double_keys(file: Path, node: yaml.Node, *, seen: set[int], refusal: type[YamlFileError]) -> None:
    if id(node) in seen:
        raise refusal(file, line=node.start_mark.line + 1, key="", fault="不允许使用引用（& 和 *）。")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_double_keys(file, child, seen=seen, refusal=refusal)
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            if key.value in names:
                raise refusal(file, line=key.start_mark.line + 1, key=str(key.value), fault="写了两次。")
            names.add(key.value)
            _refuse_double_keys(file, value, seen=seen, refusal=refusal)
