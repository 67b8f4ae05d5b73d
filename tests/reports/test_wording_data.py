"""The sentences that papers take from dated data."""

import re
from datetime import date
from typing import Any

import pytest
import yaml

from app.paths import resource
from app.rules.library import at_place, provisions
from app.storage.library_files import read_library
from app.values.reference import parse_ref

WORDINGS: list[dict[str, Any]] = yaml.safe_load(resource("documents", "wording.yaml").read_text(encoding="utf-8"))[
    "wordings"
]
PLACES = {"{body}", "{court}", "{paper}", "{provision}", "{items}"}


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["id"])
def test_every_wording_is_dated_sourced_and_knows_its_places(wording: dict[str, Any]) -> None:
    assert isinstance(wording["from"], date)
    assert wording["confidence"] in {"verified", "unverified"}
    assert wording["source"]
    assert wording["cites"]
    assert set(re.findall(r"\{[^}]*\}", wording["text"])) <= PLACES
    assert " " not in wording["text"]


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["id"])
def test_every_citation_of_a_wording_is_a_provision_that_the_library_holds_on_that_day(wording: dict[str, Any]) -> None:
    library = read_library(resource("library"))
    for cite in wording["cites"]:
        short, place = cite.split(" ")
        ref = parse_ref(f"{short}/{place.replace('(', '/').replace(')', '')}")
        assert at_place([*provisions(library)], ref), cite
        begins = [law.valid_from for law in library.laws if law.short == short]
        assert min(begins) <= wording["from"], cite


def test_the_order_says_before_its_deadline_how_to_ask_for_more_time() -> None:
    [wording] = [one for one in WORDINGS if one["id"] == "order_requirements"]
    assert "期限届满前书面申请" in wording["text"]


def test_no_wording_starts_twice_on_one_day() -> None:
    starts = [(wording["id"], wording["from"]) for wording in WORDINGS]
    assert len(starts) == len(set(starts))


def test_the_remedy_on_the_spot_says_that_reconsideration_comes_first() -> None:
    [wording] = [one for one in WORDINGS if one["id"] == "remedy_on_the_spot"]
    assert wording["text"].index("先向{body}申请行政复议") < wording["text"].index("{court}提起行政诉讼")
