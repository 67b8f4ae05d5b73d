"""What is planned and noted of an inspection, and how it is kept while a card is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.values.enums import ApprovalMode, InspectionCategory, InspectionManner, InspectionSource, SignerRole
from app.values.facts import NOBODY, PersonFact


@dataclass(frozen=True, slots=True)
class Helper:
    """协助人员: an expert or grid worker, named apart and never acting as an officer."""

    name: str
    unit: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFields:
    """检查 before and beside the walk; nothing but the party is asked for."""

    enterprise_id: UUID
    officer_ids: tuple[UUID, ...] = ()
    helpers: tuple[Helper, ...] = ()
    category: InspectionCategory | None = None
    source: InspectionSource | None = None
    source_note: str = ""
    reporter_name: str = ""
    reporter_phone: str = ""
    manner: tuple[InspectionManner, ...] = ()
    matter: str = ""
    basis: str = ""
    scheme_approved_by: str = ""
    scheme_approved_at: datetime | None = None
    scheme_mode: ApprovalMode | None = None
    scheme_note: str = ""
    scheme_paper_due: date | None = None
    scheme_paper_done: date | None = None
    task_no: str = ""
    law_code: str = ""
    law_code_shown_at: datetime | None = None
    no_code_reason: str = ""
    no_code_filed: date | None = None
    notice_served_at: datetime | None = None
    place: str = ""
    party: PersonFact = NOBODY
    checklists: tuple[str, ...] = ()
    summary: str = ""
    note: str = ""


FIELDS = tuple(InspectionFields.__dataclass_fields__)


def to_plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Write changes of an inspection as JSON values, for the draft of an open card."""
    return {key: _plain(value) for key, value in changes.items()}


def from_plain(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Read changes back; what an older program kept and nobody knows any more is left out."""
    return {key: _read(key, value) for key, value in plain.items() if key in FIELDS}


def person_to_plain(person: PersonFact) -> dict[str, str] | None:
    """Write {name, role, position, phone}, or nothing where nobody is named."""
    values = {
        "name": person.name,
        "role": person.role.value if person.role is not None else "",
        "position": person.position,
        "phone": person.phone,
    }
    return {key: value for key, value in values.items() if value} or None


def person_from_plain(plain: Mapping[str, Any] | None) -> PersonFact:
    """Read {name, role, position, phone}."""
    plain = plain or {}
    role = plain.get("role")
    return PersonFact(
        name=plain.get("name") or "",
        role=SignerRole(role) if role else None,
        position=plain.get("position") or "",
        phone=plain.get("phone") or "",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, PersonFact):
        return person_to_plain(value)
    if isinstance(value, Helper):
        return {"name": value.name, "unit": value.unit, "role": value.role}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    return value


def _read(key: str, value: Any) -> Any:
    read = _READERS.get(key)
    if read is None or (value is None and key != "party"):
        return value
    return read(value)


def _helper(value: Mapping[str, Any]) -> Helper:
    return Helper(value.get("name") or "", value.get("unit") or "", value.get("role") or "")


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "enterprise_id": UUID,
    "officer_ids": lambda ids: tuple(UUID(one) for one in ids),
    "helpers": lambda helpers: tuple(_helper(one) for one in helpers),
    "category": InspectionCategory,
    "source": InspectionSource,
    "manner": lambda manners: tuple(InspectionManner(one) for one in manners),
    "scheme_mode": ApprovalMode,
    "scheme_approved_at": datetime.fromisoformat,
    "scheme_paper_due": date.fromisoformat,
    "scheme_paper_done": date.fromisoformat,
    "law_code_shown_at": datetime.fromisoformat,
    "no_code_filed": date.fromisoformat,
    "notice_served_at": datetime.fromisoformat,
    "party": person_from_plain,
    "checklists": tuple,
}
