"""Rows of the authority and its officers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.fields_people import AuthorityFields, OfficerFields


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """执法人员 as lists and choices show them."""

    id: UUID
    name: str
    certificate: str
    authority_id: UUID
    authority_name: str
    is_own: bool
    valid_from: date | None
    valid_to: date | None
    is_active: bool
    position: str = ""
    phone: str = ""
    scope: str = ""
    area: str = ""

    def is_valid(self, on: date) -> bool:
        """Tell whether the certificate counts on that day; both ends included."""
        begun = self.valid_from is None or self.valid_from <= on
        return bool(self.certificate) and begun and (self.valid_to is None or on <= self.valid_to)

    @property
    def fields(self) -> OfficerFields:
        """Give what can be edited."""
        return OfficerFields(
            name=self.name,
            certificate=self.certificate,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            authority="" if self.is_own else self.authority_name,
            scope=self.scope,
            area=self.area,
            position=self.position,
            phone=self.phone,
        )


@dataclass(frozen=True, slots=True)
class SetupState:
    """How far the first start is: the authority, its officers, the range of numbers."""

    authority_id: UUID | None
    authority: AuthorityFields | None
    officers: tuple[OfficerRow, ...]
    number_range: tuple[int, int] | None
    is_empty: bool

    @property
    def is_set_up(self) -> bool:
        """Tell whether an inspection can be made: two officers of the authority, and numbers for its papers."""
        own = [one for one in self.officers if one.is_own and one.is_active]
        return self.authority is not None and len(own) >= 2 and self.number_range is not None
