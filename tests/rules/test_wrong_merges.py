"""The stories notice every mistake that a merge can make."""

import pytest

from tests.rules.stories import STORIES, run_story
from tests.rules.wrong_merges import MISTAKES, RIGHT

TELLING = {
    "last writer wins, whole record": "m02 m03 m04 m05 m06 m08 m09 m10",
    "last writer wins, field by field": "m03 m05 m06 m08 m09 m10 m12 m15",
    "compares the bodies of the heads": "m02 m08",
    "any revision that follows both ends the conflict": "m08 m13 m20",
    "looks at direct parents only": "m01 m08 m13 m14 m20 m34 m35 m42",
    "lifecycle fields merged one by one": "m25 m26",
    "equal values count as conflict": "m04 m06",
    "delete wins": "m18 m20 m23 m24",
    "delete against change is not a conflict": "m18 m20 m23 m24",
    "clock before not-deleted": "m23 m24",
    "not-deleted judged on the revision itself": "m23 m24",
    "tie broken by the lower rev_id": "m16",
    "tie broken by device before rev_id": "m16",
    "later clock supersedes without ancestry": "m03 m05 m06 m08 m09 m10 m12 m15",
    "missing parents ignored": "m35 m36 m40 m41 m43",
    "body wins over changed": "m02 m08 m13 m18 m20 m22 m23 m24",
    "receipts only for new revisions": "m33 m34 m58",
    "undo never refused": "m35 m36 m40",
    "undo looks at parents only": "m36",
    "a file once undone cannot come back": "m38 m53",
    "digest counts blobs that are not held": "m45",
    "digest counts blobs that nothing names": "m43 m44",
}


def test_plain_second_merge_agrees_on_every_story() -> None:
    for name in STORIES:
        assert all(found == expected for found, expected in run_story(name, RIGHT)), name


def test_every_mistake_has_its_telling_stories() -> None:
    assert MISTAKES.keys() == TELLING.keys()


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
def test_mistake_turns_its_stories_red(mistake: str) -> None:
    laws = MISTAKES[mistake]
    for telling in TELLING[mistake].split():
        name = next(story for story in STORIES if telling in story)
        assert any(found != expected for found, expected in run_story(name, laws)), name
