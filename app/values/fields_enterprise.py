"""What a person fills in about an inspected party."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.values.enums import PartyKind, ProductionState, RiskLevel


@dataclass(frozen=True, slots=True)
class Licence:
    """证照: its name, number and last day of validity."""

    name: str
    number: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseFields:
    """被检查单位 / 当事人; nothing but the name is asked for."""

    name: str
    party_kind: PartyKind = PartyKind.COMPANY
    aliases: tuple[str, ...] = ()
    uscc: str = ""
    other_code: str = ""
    operator: str = ""
    builder: str = ""
    supervisor: str = ""
    sectors: tuple[str, ...] = ()
    industry_code: str = ""
    department: str = ""
    supervision_tier: str = ""
    town: str = ""
    village: str = ""
    grid: str = ""
    registered_address: str = ""
    address: str = ""
    longitude_e7: int | None = None
    latitude_e7: int | None = None
    legal_representative: str = ""
    legal_position: str = ""
    principal: str = ""
    principal_phone: str = ""
    safety_manager: str = ""
    safety_manager_phone: str = ""
    phone: str = ""
    staff_count: int | None = None
    production_state: ProductionState | None = None
    risk: RiskLevel | None = None
    hazard_source_grade: str = ""
    involves: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    standardisation_grade: str = ""
    standardisation_to: date | None = None
    insurance: str = ""
    insurance_to: date | None = None
    responsible_persons: Mapping[str, Any] | None = None
    credit_grade: str = ""
    note: str = ""
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """Which parties of the ledger are asked for, and in which order."""

    sector: str = ""
    town: str = ""
    risks: frozenset[RiskLevel] = field(default_factory=frozenset)
    has_open_hazards: bool = False
    has_licence_due: bool = False
    by_name: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is narrowed."""
        return not (self.sector or self.town or self.risks or self.has_open_hazards or self.has_licence_due)
