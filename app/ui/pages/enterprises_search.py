"""Searching the ledger of parties as somebody types: a screenful at once, then every line for the scroll bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.qtmodels.window_model import PAGE
from app.values.fields_enterprise import EnterpriseFilter
from app.values.rows_enterprise import EnterpriseRow

if TYPE_CHECKING:
    from app.services.enterprises import EnterpriseService


@dataclass(frozen=True)
class Found:
    """What a search answers: the lines in order, and the rows of the first page; all lines, or as many as fit."""

    lines: Sequence[int]
    first: Sequence[EnterpriseRow]
    is_all: bool = True


def find_all(enterprises: "EnterpriseService", words: str, wanted: EnterpriseFilter) -> Found:
    """Find all lines; a frequent word takes a moment to be looked for everywhere."""
    lines = enterprises.search(words, wanted)
    return Found(lines, enterprises.rows(lines[:PAGE]))


def find_first(enterprises: "EnterpriseService", words: str, wanted: EnterpriseFilter) -> Found:
    """Find a screenful at once, whatever is typed."""
    found = enterprises.search_first(words, wanted)
    return Found(found.lines, enterprises.rows(found.lines), is_all=found.is_all)
