"""Ids: UUIDv7, and one type for each kind of record, so that a photo's id cannot stand for a hazard's."""

from collections.abc import Callable
from typing import NewType
from uuid import UUID, uuid5

AuthorityId = NewType("AuthorityId", UUID)
OfficerId = NewType("OfficerId", UUID)
EnterpriseId = NewType("EnterpriseId", UUID)
InspectionId = NewType("InspectionId", UUID)
FindingId = NewType("FindingId", UUID)
HazardId = NewType("HazardId", UUID)
PhotoId = NewType("PhotoId", UUID)
DocumentId = NewType("DocumentId", UUID)
CopyId = NewType("CopyId", UUID)
ServiceId = NewType("ServiceId", UUID)
ReinspectionId = NewType("ReinspectionId", UUID)
OutcomeId = NewType("OutcomeId", UUID)
CaseId = NewType("CaseId", UUID)
StepId = NewType("StepId", UUID)
PaperId = NewType("PaperId", UUID)
ExtensionId = NewType("ExtensionId", UUID)
VoidId = NewType("VoidId", UUID)
ConfirmationId = NewType("ConfirmationId", UUID)
DeviceId = NewType("DeviceId", UUID)
ImportId = NewType("ImportId", UUID)

_VERSION_7 = 7 << 76
_VARIANT = 0b10 << 62


def uuid7(now_ms: int, random_bits: Callable[[int], int]) -> UUID:
    """Make an id that sorts by the moment it was made (RFC 9562, version 7)."""
    if not 0 <= now_ms < 1 << 48:
        raise ValueError("时刻超出编号的范围")
    chance = random_bits(74)
    return UUID(int=now_ms << 80 | _VERSION_7 | (chance >> 62) << 64 | _VARIANT | chance & ((1 << 62) - 1))


def finding_id(inspection_id: UUID, question: str) -> FindingId:
    """Name the answer to a question of an inspection, the same on every laptop that answers it."""
    return FindingId(uuid5(inspection_id, question))
