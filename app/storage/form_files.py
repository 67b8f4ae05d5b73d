"""Read the forms of documents and their sentences; every fault names file, key and line."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.paths import resource
from app.storage.yaml_lines import LibraryFileError, read_yaml
from app.values.enums import Confidence, DocumentForm
from app.values.facts_document import Proof
from app.values.forms import DocumentProfile, FormDefinition, TypedField, Wording

Words = Annotated[str, Field(min_length=1, max_length=600)]
NO_REMEDY = "none"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class _FieldRow(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    label: Words
    rows: Annotated[int, Field(ge=1, le=8)] = 1
    wording: str = ""
    hint: str = ""


class _FormRow(_Strict):
    form: DocumentForm
    valid_from: date = Field(alias="from")
    title: Words
    group: Words
    heading: Words = "安全生产行政执法文书"
    key: str
    short: Words = "文书"
    numbered_by: DocumentForm | None = None
    power: Words
    signers: tuple[Words, ...]
    seal: bool
    copies: Annotated[int, Field(ge=1, le=20)]
    copies_text: Words
    parents: tuple[DocumentForm, ...]
    print_order: int
    on_site: bool
    proof: Proof
    remedy: Words
    cites: tuple[Words, ...] = ()
    fields: tuple[_FieldRow, ...]
    source: Words
    confidence: Confidence


class _FormsFile(_Strict):
    forms: tuple[_FormRow, ...]


class _WordingRow(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    title: Words
    valid_from: date = Field(alias="from")
    text: Words
    cites: tuple[Words, ...]
    source: Words
    confidence: Confidence


class _WordingFile(_Strict):
    wordings: tuple[_WordingRow, ...]


File = TypeVar("File", bound=BaseModel)


def read_profile(folder: Path) -> DocumentProfile:
    """Read the forms and sentences of a folder."""
    forms = _load(folder / "forms.yaml", _FormsFile)
    wordings = _load(folder / "wording.yaml", _WordingFile)
    return DocumentProfile(
        forms=tuple(_form(row) for row in forms.forms),
        wordings=tuple(Wording(**dict(row)) for row in wordings.wordings),
    )


@cache
def document_profile() -> DocumentProfile:
    """Give the forms and sentences that came with the program."""
    return read_profile(resource("documents"))


def _form(row: _FormRow) -> FormDefinition:
    values = dict(row)
    values["has_seal"] = values.pop("seal")
    values["is_on_site"] = values.pop("on_site")
    values["remedy"] = "" if row.remedy == NO_REMEDY else row.remedy
    values["fields"] = tuple(TypedField(**dict(one)) for one in row.fields)
    return FormDefinition(**values)


def _load(file: Path, model: type[File]) -> File:
    source = read_yaml(file)
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        path = tuple(fault["loc"])
        raise LibraryFileError(
            file, line=source.line_of(path), key=".".join(map(str, path)), fault="缺少这一项，或者内容不符合要求。"
        ) from error
