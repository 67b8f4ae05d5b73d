"""Every article that a rule cites stands in the shipped library."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from app.rules.legality import articles
from app.values.reference import parse_ref
from app.values.verdict import Article

LAWS = Path(__file__).parents[3] / "resources" / "library" / "laws"
CITED = [one for one in vars(articles).values() if isinstance(one, Article) and one.is_law]


@cache
def places() -> dict[str, tuple[str, set[str]]]:
    """The full title and the places of each law, by its short name."""
    found = {}
    for path in LAWS.glob("*.yaml"):
        law = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[law["short"]] = (law["title"], {str(provision["at"]) for provision in law["provisions"]})
    return found


@pytest.mark.parametrize("article", CITED, ids=[one.ref for one in CITED])
def test_cited_article_stands_in_the_library_under_its_full_title(article: Article) -> None:
    title, known = places()[parse_ref(article.ref).short]

    assert article.ref.split("/", 1)[1] in known
    assert article.citation.startswith(f"《{title}》")


def test_an_own_requirement_names_no_article() -> None:
    assert not articles.OWN.is_law
    assert articles.OWN.citation == "内部要求"
