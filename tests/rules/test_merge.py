"""The merge of one record, against the shared stories."""

import pytest

from app.rules.merge import changed_fields, merge_record, with_whole_lifecycle
from tests.rules.stories import STORIES, named_revisions, run_story
from tests.vector_files import read_vectors


@pytest.mark.parametrize("name", STORIES)
def test_story_ends_as_expected_on_every_way(name: str) -> None:
    for found, expected in run_story(name):
        assert found == expected


def test_every_story_is_there() -> None:
    assert len(STORIES) == 58
