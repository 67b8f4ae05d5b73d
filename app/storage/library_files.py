"""Read the library folder: YAML in, values out; every fault names file, key and line."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from app.storage import library_build as build
from app.storage import library_schema as schema
from app.storage.yaml_lines import LibraryFileError, read_yaml
from app.storage.yaml_models import fill_model
from app.values.library import Library

Model = TypeVar("Model", bound=BaseModel)


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
    return fill_model(source, model, context={"short": short})
