from enum import StrEnum

import pytest

from app.values import state_labels
from app.values.enums import CaseState, DocumentState, HazardState, InspectionState


@pytest.mark.parametrize(
    ("labels", "states"),
    [
        (state_labels.HAZARD_STATES, HazardState),
        (state_labels.DOCUMENT_STATES, DocumentState),
        (state_labels.INSPECTION_STATES, InspectionState),
        (state_labels.CASE_STATES, CaseState),
    ],
)
def test_every_state_has_a_word_of_its_own(labels: dict[StrEnum, str], states: type[StrEnum]) -> None:
    assert set(labels) == set(states)
    assert len(set(labels.values())) == len(labels)
