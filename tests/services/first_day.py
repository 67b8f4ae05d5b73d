"""A desk on its first day: the authority, its officers and a gas shop, entered through the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from app.services.catalogue import Services
from app.services.desk import Desk
from app.values.enums import InspectionCategory, InspectionManner, InspectionSource
from app.values.fields_enterprise import EnterpriseFields, Licence
from app.values.fields_inspection import InspectionFields
from app.values.fields_people import AuthorityFields, OfficerFields
from tests.stores import copy_template, open_copy

AUTHORITY = AuthorityFields(name="示例区应急管理局", prefix="渝示", region="重庆", court="示例区人民法院")
OFFICERS = (
    OfficerFields(name="示例甲", certificate="示例0001", valid_to=date(2028, 12, 31)),
    OfficerFields(name="示例乙", certificate="示例0002", valid_to=date(2027, 6, 30)),
    OfficerFields(name="示例丙", certificate="示例0003", valid_to=date(2026, 6, 30)),
)
CODE = "91500000MA5U000009"


@dataclass(frozen=True)
class FirstDay:
    """The services of a machine, and what was entered."""

    services: Services
    officer_ids: tuple[UUID, ...]
    enterprise_id: UUID

    def plan(self, **changes: Any) -> UUID:
        """Plan an inspection of the gas shop."""
        values: dict[str, Any] = {
            "enterprise_id": self.enterprise_id,
            "officer_ids": self.officer_ids[:2],
            "category": InspectionCategory.ROUTINE,
            "source": InspectionSource.YEARLY_PLAN,
            "manner": (InspectionManner.UNANNOUNCED,),
            "checklists": ("城镇燃气",),
        }
        return self.services.inspections.plan(InspectionFields(**(values | changes)))


def gas_shop(**changes: Any) -> EnterpriseFields:
    """Describe the gas shop."""
    values: dict[str, Any] = {
        "name": "示例燃气供应站",
        "town": "甲镇",
        "address": "示例区示例路1号",
        "sectors": ("城镇燃气",),
        "principal": "示例丁",
        "principal_phone": "000-12345678",
        "licences": (Licence("燃气经营许可证", "渝001", date(2026, 12, 20)),),
    }
    return EnterpriseFields(**(values | changes))


def set_up(services: Services, **changes: Any) -> FirstDay:
    """Enter the authority, three officers and the gas shop."""
    _, officer_ids = services.setup.set_up(AUTHORITY, OFFICERS, 1, 200)
    services.officers.sit_down(officer_ids[0])
    return FirstDay(services, officer_ids, services.enterprises.register(gas_shop(**changes)))


@contextmanager
def empty_desk(template: Path, folder: Path) -> Iterator[Services]:
    """Open an empty store with the compiled library."""
    with open_copy(copy_template(template, folder)) as store:
        yield Services(Desk(store))
