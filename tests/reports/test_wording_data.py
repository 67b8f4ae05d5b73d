"""The sentences that papers take from dated data."""

import re
from datetime import date
from typing import Any

import pytest
import yaml

from app.paths import resource

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


def test_no_wording_starts_twice_on_one_day() -> None:
    starts = [(wording["id"], wording["from"]) for wording in WORDINGS]
    assert len(starts) == len(set(starts))


def test_the_remedy_on_the_spot_says_that_reconsideration_comes_first() -> None:
    [wording] = [one for one in WORDINGS if one["id"] == "remedy_on_the_spot"]
    assert wording["text"].index("先向{body}申请行政复议") < wording["text"].index("{court}提起行政诉讼")
