"""Read the library folder: YAML in, values out; every fault names file, key and line."""

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.storage import library_build as build
from app.storage import library_schema as schema
from app.storage.yaml_lines import KeyPath, LibraryFileError, YamlFile, read_yaml
from app.values.library import Library

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
}


def read_library(folder: Path) -> Library:
    """Read and build the whole library of the folder."""
    edition = _load(folder / "library.yaml", schema.EditionFile)
    shared = _load(folder / "checklists" / "shared.yaml", schema.SharedFile)
    figures = _load(folder / "parameters.yaml", schema.ParametersFile)
    laws = [_load(file, schema.LawFile) for file in _files(folder / "laws")]
    criteria = [_load(file, schema.CriteriaFile) for file in _files(folder / "criteria")]
    lists = [file for file in _files(folder / "checklists") if file.name != "shared.yaml"]
    return Library(
        edition=edition.edition,
        title=edition.title,
        laws=tuple(build.law(row) for row in laws),
        criteria=tuple(criterion for row in criteria for criterion in build.criteria(row)),
        checklists=tuple(_checklist(file, shared) for file in lists),
        parameters=tuple(build.parameter(row) for row in figures.parameters),
        periods=tuple(build.period(row) for row in figures.periods),
        tiers=tuple(build.tier(row) for row in _load(folder / "discretion.yaml", schema.DiscretionFile).tiers),
        holidays=tuple(build.holiday(row) for row in _load(folder / "holidays.yaml", schema.HolidaysFile).overrides),
    )


def source_sha256(folder: Path) -> str:
    """Hash all library files with their names: a new hash means that the library must be compiled again."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        data = file.read_bytes()
        total.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _checklist(file: Path, shared: schema.SharedFile) -> Any:
    row = _load(file, schema.ChecklistFile)
    try:
        return build.checklist(row, shared)
    except build.UnmatchedQuestionError as error:
        source = read_yaml(file)
        raise LibraryFileError(
            file, line=source.line_of(("shared", *error.path)), key=".".join(error.path), fault=error.fault
        ) from error


def _load(file: Path, model: type[Model]) -> Model:
    source = read_yaml(file)
    short = source.data.get("short") if isinstance(source.data, dict) else None
    try:
        return model.model_validate(source.data, context={"short": short})
    except ValidationError as error:
        raise _first_fault(source, error) from error


def _first_fault(source: YamlFile, error: ValidationError) -> LibraryFileError:
    """An unknown key comes first: it is often the misspelt name of one that is missing."""
    faults = error.errors(include_url=False)
    fault = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
    path = _path_in_file(source.data, fault["loc"], is_missing=fault["type"] == "missing")
    words = _FAULTS.get(fault["type"], "内容不符合要求。")
    if fault["type"] == "value_error":
        words = str(fault.get("ctx", {}).get("error", words))
    return LibraryFileError(
        source.file, line=source.line_of(path), key=".".join(str(step) for step in path), fault=words
    )


def _path_in_file(data: Any, steps: KeyPath, *, is_missing: bool) -> KeyPath:
    """Leave out the steps that are the checker's own, such as the branch of a choice."""
    path: list[str | int] = []
    for step in steps:
        within = isinstance(data, dict) and step in data
        if within or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            data = data[step]
            path.append(step)
    return (*path, steps[-1]) if is_missing else tuple(path)
