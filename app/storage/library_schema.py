"""What may stand in the library files; pydantic checks them, values are built from them elsewhere."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from app.values.enums import Confidence, HazardLevel
from app.values.errors import UserError
from app.values.library import FineOccasion, FineParty, ProvisionKind
from app.values.reference import Ref, parse_ref


def _read_ref(value: object, info: ValidationInfo) -> Ref:
    """Read a reference; inside a law's file its own short name may be left out."""
    if isinstance(value, Ref):
        return value
    text = str(value)
    if text[:1].isdigit():
        short = (info.context or {}).get("short")
        text = f"{short}/{text}" if short else text
    try:
        return parse_ref(text)
    except UserError as error:
        raise ValueError(error.message) from error


RefText = Annotated[Ref, BeforeValidator(_read_ref)]
Words = Annotated[str, Field(min_length=1, max_length=400)]
Yuan = Annotated[int, Field(ge=0, le=10_000_000_000)]


class Strict(BaseModel):
    """No unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Dated(Strict):
    """From when, until when (the last day), whence known, how sure."""

    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(default=None, alias="to")
    source: Words
    confidence: Confidence


class FineRow(Strict):
    """A range of a fine in whole yuan."""

    who: FineParty
    when: FineOccasion
    max: Yuan
    min: Yuan | None = None
    optional: bool = False
    condition: str = ""


class ProvisionRow(Strict):
    """A place of the law; kind and paragraphs stand with the article, fines with the place they follow."""

    at: RefText
    text: Words
    kind: ProvisionKind | None = None
    paragraphs: Annotated[int, Field(ge=0, le=20)] | None = None
    fines: tuple[FineRow, ...] | None = None
    penalised_by: tuple[RefText, ...] = ()
    other: str | None = None
    source: str | None = None
    confidence: Confidence | None = None


class LawFile(Dated):
    """One version of a law."""

    short: Words
    title: Words
    year: Annotated[int, Field(ge=1949, le=2100)]
    successor: str = ""
    competent: Annotated[str, Field(max_length=60)] = ""
    provisions: tuple[ProvisionRow, ...]


class CriterionRow(Strict):
    """One case of a 判定标准."""

    at: RefText
    text: Words
    condition: str = ""
    paragraphs: Annotated[int, Field(ge=0, le=20)] = 1


class CriteriaFile(Dated):
    """One version of a 判定标准."""

    short: Words
    title: Words
    document_number: Words
    year: Annotated[int, Field(ge=1949, le=2100)]
    criteria: tuple[CriterionRow, ...]


def _spell_out(value: object) -> object:
    """A phrase that is only words has the item's demand and provisions."""
    return {"text": value} if isinstance(value, str) else value


class PhraseRow(Strict):
    """A common wording; what it leaves out is the item's."""

    text: Words
    demand: Words | None = None
    violations: tuple[RefText, ...] | None = None
    penalised_by: tuple[RefText, ...] = ()


class QuestionRow(Strict):
    """What a checklist asks, without the id."""

    text: Words
    how: Words
    evidence: Annotated[tuple[Words, ...], Field(min_length=1)]
    violations: tuple[RefText, ...] = ()
    penalised_by: tuple[RefText, ...] = ()
    standards: tuple[Words, ...] = ()
    criteria: tuple[RefText, ...] = ()
    level: HazardLevel
    fact: Words
    demand: Words
    deadline: Annotated[int, Field(ge=1, le=365)] | Literal["立即"]
    key: bool = False
    confidence: Confidence = Confidence.VERIFIED
    phrases: tuple[Annotated[PhraseRow, BeforeValidator(_spell_out)], ...] = ()
    tier: Literal["", "管理层", "技术层", "操作层"] = ""


class SharedRow(QuestionRow):
    """A question that every list asks; each list gives it an id of its own."""

    question: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


class ItemRow(QuestionRow):
    """An item of one list."""

    id: Annotated[str, Field(pattern=r"^\d{2}-\d{2,3}$")]


class SharedSection(Strict):
    """A section that stands in every list."""

    title: Words
    items: Annotated[tuple[SharedRow, ...], Field(min_length=1)]


class SharedFile(Strict):
    """The sections that stand in every list."""

    sections: tuple[SharedSection, ...]


class SectionRow(Strict):
    """A section of one list."""

    title: Words
    items: Annotated[tuple[ItemRow, ...], Field(min_length=1)]


class ChecklistFile(Strict):
    """One sector's list: the ids it gives to shared questions, and its own sections."""

    sector: Words
    title: Words
    version: Words
    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(default=None, alias="to")
    source: Words
    shared: dict[str, dict[str, Annotated[str, Field(pattern=r"^\d{2}-\d{2,3}$")]]]
    sections: tuple[SectionRow, ...]


class PeriodRow(Dated):
    """A period."""

    id: Words
    title: Words
    n: Annotated[int, Field(ge=1, le=400)]
    unit: Literal["working_day", "working_day_before", "calendar_day", "calendar_day_before", "month", "hour"]
    roll: Literal["none", "next_working_day", "doubtful", "n/a"]
    event: Words
    article: Words
    note: str = ""


class ParameterRow(Dated):
    """A number that a rule reads."""

    id: Words
    title: Words
    value: int
    unit: Words
    region: Words
    article: Words
    note: str = ""


class ParametersFile(Strict):
    """Periods and numbers."""

    periods: tuple[PeriodRow, ...]
    parameters: tuple[ParameterRow, ...]


class TierRow(Dated):
    """A step of a 裁量基准."""

    penalty: RefText
    tier: Words
    condition: Words
    min: Yuan | None = None
    max: Yuan


class DiscretionFile(Strict):
    """裁量基准."""

    tiers: tuple[TierRow, ...]


class HolidayRow(Strict):
    """A day that differs from the built-in calendar."""

    day: date
    working: bool
    why: Words


class HolidaysFile(Strict):
    """Corrections of the calendar."""

    overrides: tuple[HolidayRow, ...]


class EditionFile(Strict):
    """The name of the edition and the format it is written in."""

    format: Literal[1]
    edition: Words
    title: Words
