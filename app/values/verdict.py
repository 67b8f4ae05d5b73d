"""What a legality check answers: a finding with its colour, its ground in law and the place to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.values.enums import DocumentForm

OWN_RULE = "内部要求"


class Colour(StrEnum):
    """Red stops the paper; yellow asks for a written reason."""

    RED = "red"
    YELLOW = "yellow"


@dataclass(frozen=True, slots=True)
class Article:
    """The ground of a rule: the citation as people read it and its reference; an own rule of the authority has none."""

    citation: str
    ref: str = ""

    @property
    def is_law(self) -> bool:
        """Tell a rule of law from the authority's own requirement."""
        return bool(self.ref)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding of a legality check about one paper."""

    rule: str
    colour: Colour
    message: str
    article: Article
    target: str
    paper: DocumentForm
    reason: str = ""

    @property
    def is_answered(self) -> bool:
        """Tell whether a yellow finding has its written reason."""
        return self.colour is Colour.YELLOW and bool(self.reason)

    @property
    def stops(self) -> bool:
        """Tell whether the paper cannot be issued."""
        return self.colour is Colour.RED


def stored_reasons(reasons: Mapping[str, str]) -> dict[str, str]:
    """Write reasons by rule as a record keeps them: R-RECUSAL is no key of a record, r_recusal is."""
    return {rule.lower().replace("-", "_"): text for rule, text in reasons.items()}


def read_reasons(stored: Mapping[str, str] | None) -> dict[str, str]:
    """Read reasons of a record back, by the codes of their rules."""
    return {key.upper().replace("_", "-"): text for key, text in (stored or {}).items()}


@dataclass(frozen=True, slots=True)
class Missing:
    """缺项: one field that a paper still needs, and where to fill it in."""

    field: str
    label: str
    hint: str
    target: str
