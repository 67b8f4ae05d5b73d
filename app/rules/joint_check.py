"""联合检查: each authority has its own two officers and its own papers; officers of the others sign those of theirs."""

from collections.abc import Iterable
from uuid import UUID

from app.values.enums import InspectionManner
from app.values.facts import OfficerFact

_OPEN_TO_OTHERS = frozenset({InspectionManner.JOINT, InspectionManner.CROSS_DISTRICT})


def may_join(manners: Iterable[InspectionManner]) -> bool:
    """Tell whether officers of other authorities may be named in the plan."""
    return bool(_OPEN_TO_OTHERS & set(manners))


def signing(
    officers: Iterable[OfficerFact], *, authority_id: UUID, manners: Iterable[InspectionManner]
) -> tuple[OfficerFact, ...]:
    """Give the officers of our papers: in a joint check our own, else all, so that a stranger among them is seen."""
    listed = tuple(officers)
    return tuple(one for one in listed if one.authority_id == authority_id) if _is_joint(manners) else listed


def joining(
    officers: Iterable[OfficerFact], *, authority_id: UUID, manners: Iterable[InspectionManner]
) -> tuple[OfficerFact, ...]:
    """Give the officers of other authorities who take part in a joint check."""
    return tuple(one for one in officers if one.authority_id != authority_id) if _is_joint(manners) else ()


def _is_joint(manners: Iterable[InspectionManner]) -> bool:
    """Officers who were called in across districts act for us; in a joint check each acts for his own authority."""
    named = set(manners)
    return InspectionManner.JOINT in named and InspectionManner.CROSS_DISTRICT not in named
