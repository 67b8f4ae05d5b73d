"""The index of names, numbers and words; triggers keep it, so that no road into a table can forget it.

Its lines carry the rowids of the tables, which hold for as long as nobody runs VACUUM.
"""

from enum import StrEnum
from typing import Any

from app.rules.search_words import index_words

FUNCTION = "ancha_words"


class SearchTable(StrEnum):
    """What can be searched by words."""

    ENTERPRISE = "enterprise_search"
    HAZARD = "hazard_search"
    DOCUMENT = "document_search"


def teach(connection: Any) -> None:
    """Give a connection the function that the triggers cut texts with."""
    connection.create_function(FUNCTION, -1, index_words, deterministic=True)
