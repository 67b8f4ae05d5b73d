"""Facts about people as they stand in records: officers, persons of the other side, witnesses, signatures."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Officer
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import SignerRole, SignState
from app.values.facts import NOBODY, HelperFact, OfficerFact, PersonFact, SigningFact, WitnessFact


def officers_by_id(uow: UnitOfWork, officer_ids: Iterable[UUID]) -> dict[UUID, OfficerFact]:
    """Load these officers by one query."""
    found: dict[UUID, OfficerFact] = {}
    for chunk in chunks(dict.fromkeys(officer_ids)):
        for row in uow.session.scalars(select(Officer).where(Officer.id.in_(chunk))):
            found[row.id] = officer_fact(row)
    return found


def officer_facts(uow: UnitOfWork, officer_ids: Iterable[UUID]) -> tuple[OfficerFact, ...]:
    """Load these officers in their order; one who is not in the store is left out."""
    wanted = tuple(officer_ids)
    known = officers_by_id(uow, wanted)
    return tuple(known[one] for one in wanted if one in known)


def officer_fact(row: Officer) -> OfficerFact:
    """Tell of an officer what rules ask."""
    return OfficerFact(
        id=row.id,
        name=row.name,
        authority_id=row.authority_id,
        certificate=row.certificate,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_active=row.is_active and not row.deleted,
        scope=row.scope or "",
        area=row.area or "",
    )


def person_fact(value: Mapping[str, Any] | None) -> PersonFact:
    """Read {name, role, position, phone}."""
    if not value:
        return NOBODY
    role = value.get("role")
    roles = {one.value for one in SignerRole}
    return PersonFact(
        name=value.get("name") or "",
        role=SignerRole(role) if role in roles else None,
        position=value.get("position") or "",
        phone=value.get("phone") or "",
    )


def witness_fact(value: Mapping[str, Any] | None) -> WitnessFact | None:
    """Read {name, unit, phone}; without a name there is no witness."""
    if not value or not value.get("name"):
        return None
    return WitnessFact(value["name"], value.get("unit") or "", value.get("phone") or "")


def signing_fact(
    state: SignState | None,
    *,
    signer: Mapping[str, Any] | None,
    reason: str | None,
    witness: Mapping[str, Any] | None,
) -> SigningFact:
    """Join what was recorded of a request to sign."""
    return SigningFact(state, person_fact(signer), reason or "", witness_fact(witness))


def helper_facts(helpers: Iterable[Mapping[str, Any]] | None) -> tuple[HelperFact, ...]:
    """Read [{name, unit, role}]."""
    return tuple(HelperFact(one["name"], one.get("unit") or "") for one in helpers or () if one.get("name"))
