"""Tests of the wording of items."""

from dataclasses import replace

import pytest

from app.rules.library_wording import alike, wording_faults
from app.values.library import Phrase
from tests.rules.small_library import checklist, item


def test_wording_faults_are_none_in_a_sound_item() -> None:
    assert list(wording_faults(item(1))) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"text": "太短"}, "length"),
        ({"text": "长" * 46}, "length"),
        ({"text": "这台设备外观是否完好？"}, "wording"),
        ({"how": "看"}, "length"),
        ({"fact": "〔地点〕的设备没有维护保养"}, "wording"),
        ({"demand": "立即停用并修复有关的设备"}, "wording"),
        ({"fact": "〔某处〕的设备没有维护保养。"}, "blank"),
        ({"evidence": ()}, "wording"),
        ({"phrases": (Phrase("设备损坏。", "", "修复。"),)}, "phrase"),
        ({"phrases": (Phrase("设备损坏。", "sbsh", "修复。"),) * 2}, "phrase"),
    ],
)
def test_wording_faults_names_the_kind(changes: dict[str, object], kind: str) -> None:
    faults = list(wording_faults(replace(item(1), **changes)))  # type: ignore[arg-type]  # any field
    assert [found for found, _ in faults] == [kind]


def test_alike_finds_near_twins_but_not_one_question_of_two_lists() -> None:
    twin = item(14, text=item(13).text + "吗")
    assert [(one.id, two.id) for one, two in alike((checklist(item(13), twin),))] == [("90-13", "90-14")]
    assert list(alike((checklist(), checklist(item(15), sector="另一", prefix="91")))) == []
