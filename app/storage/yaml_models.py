"""Fit the data of a YAML file into a pydantic model; the first fault is told with its line and key."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.storage.yaml_lines import KeyPath, LibraryFileError, YamlFile, YamlFileError

Model = TypeVar("Model", bound=BaseModel)
_FAULTS = {
    "missing": "缺少这一项。",
    "extra_forbidden": "不认识这个键，请删去或者改正拼写。",
    "string_too_short": "不能为空。",
    "string_too_long": "太长。",
    "string_type": "应当是文字；数字请加引号。",
    "string_pattern_mismatch": "编号的写法不对。",
    "enum": "不是允许的取值。",
    "literal_error": "不是允许的取值。",
    "too_short": "至少要有一项。",
    "tuple_type": "应当是一列，例如 [一, 二]，或者每项一行、以“- ”开头。",
    "model_type": "应当是一组“键: 值”。",
    "dict_type": "应当是一组“键: 值”。",
    "int_parsing": "应当是数字。",
    "int_parsing_size": "数字太大。",
    "greater_than_equal": "数字太小，从 1 数起。",
}


class PlacedError(ValueError):
    """A fault of a whole model that lies in one of its parts: what it is, and the keys that lead there."""

    def __init__(self, fault: str, *path: str | int) -> None:
        super().__init__(fault)
        self.path = path


def fill_model(
    source: YamlFile,
    model: type[Model],
    *,
    context: Mapping[str, Any] | None = None,
    refusal: type[YamlFileError] = LibraryFileError,
) -> Model:
    """Check the file's data and give the model."""
    try:
        return model.model_validate(source.data, context=dict(context or {}))
    except ValidationError as error:
        raise _first_fault(source, error, refusal) from error


def _first_fault(source: YamlFile, error: ValidationError, refusal: type[YamlFileError]) -> YamlFileError:
    """An unknown key comes first: it is often the misspelt name of one that is missing."""
    faults = error.errors(include_url=False)
    fault = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
    inner = getattr(fault.get("ctx", {}).get("error"), "path", ())
    path = _path_in_file(source.data, (*fault["loc"], *inner), is_missing=fault["type"] == "missing")
    words = _FAULTS.get(fault["type"], "内容不符合要求。")
    if fault["type"] == "value_error":
        words = str(fault.get("ctx", {}).get("error", words))
    elif fault["type"] == "enum":
        choices = (
            str(fault.get("ctx", {}).get("expected", "")).replace("'", "").replace(", ", "、").replace(" or ", "、")
        )
        words = f"不是允许的取值，只能是：{choices}。"
    return refusal(source.file, line=source.line_of(path), key=".".join(str(step) for step in path), fault=words)


def _path_in_file(data: Any, steps: KeyPath, *, is_missing: bool) -> KeyPath:
    """Leave out the steps that are the checker's own, such as the branch of a choice."""
    path: list[str | int] = []
    for step in steps:
        within = isinstance(data, dict) and step in data
        if within or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            data = data[step]
            path.append(step)
    return (*path, steps[-1]) if is_missing else tuple(path)
